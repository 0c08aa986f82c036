// A glyph or its halo from the distance field, or a box with round corners. The atlas is read texel
// by texel with weights that come from the quad alone, so that a glyph's place in the atlas cannot
// change a pixel.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_samplerless_texture_functions : require
#include "shared/label.h"

layout(set = 1, binding = 1) uniform texture2D atlas;

layout(location = 0) in vec2 local_px;
layout(location = 1) flat in vec4 edge;
layout(location = 2) flat in vec2 scale_and_radius;
layout(location = 3) flat in uvec4 cell_and_colours;
layout(location = 0) out vec4 colour_out;

const float k_reach_texels = 12.0;  // k_atlas_reach_px

float outline_distance_px() {
  ivec2 origin = ivec2(cell_and_colours.x & 0xffffu, cell_and_colours.x >> 16);
  ivec2 size = ivec2(cell_and_colours.y & 0xffffu, cell_and_colours.y >> 16);
  vec2 at = 0.5 * vec2(size) + local_px * scale_and_radius.x - 0.5;
  ivec2 first = clamp(ivec2(floor(at)), ivec2(0), size - 2);
  vec2 weight = clamp(at - vec2(first), 0.0, 1.0);
  float a = texelFetch(atlas, origin + first, 0).r;
  float b = texelFetch(atlas, origin + first + ivec2(1, 0), 0).r;
  float c = texelFetch(atlas, origin + first + ivec2(0, 1), 0).r;
  float d = texelFetch(atlas, origin + first + ivec2(1, 1), 0).r;
  float value = mix(mix(a, b, weight.x), mix(c, d, weight.x), weight.y);
  return (value * 2.0 - 1.0) * k_reach_texels / scale_and_radius.x;
}

void main() {
  vec4 colour = unpackUnorm4x8(cell_and_colours.z);
  if (scale_and_radius.x > 0.0) {
    float cover = clamp((outline_distance_px() + edge.x) / edge.y + 0.5, 0.0, 1.0);
    float alpha = cover * colour.a;
    colour_out = vec4(colour.rgb * alpha, alpha);
    return;
  }
  vec2 beyond = abs(local_px) - edge.xy + scale_and_radius.y;
  float inside = scale_and_radius.y - length(max(beyond, 0.0)) - min(max(beyond.x, beyond.y), 0.0);
  vec4 stroke = unpackUnorm4x8(cell_and_colours.w);
  float on_stroke = edge.z > 0.0 ? clamp(edge.z - inside + 0.5, 0.0, 1.0) : 0.0;
  vec4 fill_out = vec4(colour.rgb * colour.a, colour.a);
  vec4 stroke_out = vec4(stroke.rgb * stroke.a, stroke.a);
  colour_out = mix(fill_out, stroke_out, on_stroke) * clamp(inside + 0.5, 0.0, 1.0);
}
