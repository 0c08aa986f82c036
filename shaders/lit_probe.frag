#version 460
// Plain relief shading of a height texture over the whole picture: slopes from three bilinear
// heights, one light, a tint by height.
layout(set = 0, binding = 0) uniform sampler2D heights;
layout(location = 0) out vec4 colour;

void main() {
  vec2 place = gl_FragCoord.xy * (1.0 / 2400.0);
  float here = texture(heights, place).r;
  float east = texture(heights, place + vec2(1.0 / 1024.0, 0.0)).r;
  float south = texture(heights, place + vec2(0.0, 1.0 / 768.0)).r;
  vec3 normal = normalize(vec3((here - east) * 60.0, (south - here) * 60.0, 1.0));
  float light = max(dot(normal, vec3(-0.5, 0.5, 0.7071)), 0.0);
  vec3 tint = mix(vec3(0.25, 0.3, 0.2), vec3(0.8, 0.75, 0.7), clamp(here * 4.0, 0.0, 1.0));
  colour = vec4(tint * (0.3 + 0.7 * light), 1.0);
}
