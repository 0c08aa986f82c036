#version 460
// A vertex of a model near the eye: turned, enlarged, lit. Faces are flat, so light is found here.
#extension GL_GOOGLE_include_directive : require
#include "include/model_place.glsl"

layout(location = 0) in vec3 place_m;
layout(location = 1) in vec4 normal;
layout(location = 2) in vec4 paint;  // alpha: 1 = own colour, 0 = the cargo's hue, 1/2 = shines

layout(location = 0) flat out vec3 colour;
layout(location = 1) flat out float opacity;

void main() {
  ModelInstance model = instances[gl_InstanceIndex];
  vec3 from_eye_m = model.place.xyz + turned(model, place_m) * model.place.w;
  gl_Position = model_clip(model, from_eye_m, push.look.x);
  vec3 own = paint.rgb;
  // Shades of the cargo's parts tell its pieces apart.
  if (paint.a < 0.25) own = model.hue.rgb * (0.45 + 0.7 * dot(paint.rgb, vec3(1.0 / 3.0)));
  vec3 facing = turned(model, normal.xyz);
  float sun = max(dot(facing, frame.sun.xyz), 0.0);
  float sky = 0.5 + 0.5 * dot(facing, model.up.xyz);
  colour = own * (push.look.y * (0.55 + 0.45 * sky) + push.look.z * sun);
  if (paint.a > 0.25 && paint.a < 0.75) colour = mix(model.hue.rgb, vec3(1), 0.35 + 0.3 * sky);
  opacity = model.ahead.w;
}
