#version 460
// The ground under a model: a rectangle around its outline, moved away from the sun by its height.
#extension GL_GOOGLE_include_directive : require
#include "include/model_place.glsl"

layout(location = 0) out vec2 place_px;          // ahead and to the right of the outline's middle
layout(location = 1) flat out vec2 half_px;      // of the outline
layout(location = 2) flat out vec4 tone;         // premultiplied

void main() {
  ModelInstance model = instances[gl_InstanceIndex];
  float px_per_m = frame.scale.y / length(model.place.xyz);
  half_px = model.outline.xy * model.place.w * px_per_m;
  vec2 corner = vec2((gl_VertexIndex & 1) * 2 - 1, (gl_VertexIndex & 2) - 1);
  float soft_px = (model.hue.w > 0.0 ? 9.0 : 5.0) * frame.scale.x;
  place_px = corner * (half_px + soft_px);
  vec2 place_m = place_px / (px_per_m * model.place.w);
  vec3 away = -frame.sun.xyz + model.up.xyz * dot(frame.sun.xyz, model.up.xyz);
  vec3 from_eye_m = model.place.xyz + turned(model, vec3(place_m.x, 0, place_m.y)) * model.place.w;
  if (model.hue.w == 0.0) from_eye_m += away * (0.5 * model.up.w * model.place.w);
  // Under the models, over the ribbons.
  gl_Position = model_clip(model, from_eye_m, push.look.x - 0.001);
  float strength = model.ahead.w;
  tone = model.hue.w > 0.0 ? vec4(model.hue.rgb, 0.35) * (0.75 * strength)
                           : vec4(0, 0, 0, push.look.w * strength);
}
