#version 460
// How much of a pixel lies in which shape, from the edges of its cell: inside or outside by the
// edges between the pixel and the cell's own place, softened by the distance to the nearest edge.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "shared/fill.h"
#include "shared/frame.h"

struct FillEntry {
  uint shape;
  uint first_edge;
  uint packed;  // edges; bit 31: the cell's own place is inside; bit 30: a shore
};

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
layout(set = 1, binding = 1) uniform sampler2D relief;
layout(set = 2, binding = 0, std430) readonly buffer Cells { uvec2 cells[]; };
layout(set = 2, binding = 1, std430) readonly buffer Entries { FillEntry entries[]; };
layout(set = 2, binding = 2, std430) readonly buffer Edges { vec4 edges[]; };
/// Of shapes: rgb, opacity; a negative one is hatched.
layout(set = 2, binding = 3, std430) readonly buffer Styles { vec4 styles[]; };
layout(push_constant) uniform Push { FillPush fill; };
#include "include/water.glsl"

layout(location = 0) in vec2 at_cells;
layout(location = 1) in vec2 place;
layout(location = 2) in vec2 level_clear;
layout(location = 3) in float hatch_at;
layout(location = 0) out vec4 result;

/// Positive to the left of the way from a to b.
float turn(vec2 a, vec2 b, vec2 p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); }

/// `to_px`: from cells to pixels here.
float coverage(FillEntry entry, vec2 reference, mat2 to_px) {
  bool is_inside = (entry.packed & 0x80000000u) != 0u;
  uint first = fill.first_edge + entry.first_edge;
  uint end = first + (entry.packed & 0xffffu);
  float nearest = 1.0;  // squared, px
  for (uint i = first; i < end; ++i) {
    vec4 edge = edges[i];
    bool crosses = (turn(edge.xy, edge.zw, reference) > 0.0) !=
                       (turn(edge.xy, edge.zw, at_cells) > 0.0) &&
                   (turn(reference, at_cells, edge.xy) > 0.0) !=
                       (turn(reference, at_cells, edge.zw) > 0.0);
    if (crosses) is_inside = !is_inside;
    vec2 from = to_px * (at_cells - edge.xy), way = to_px * (edge.zw - edge.xy);
    vec2 off = from - way * clamp(dot(from, way) / max(dot(way, way), 1e-12), 0.0, 1.0);
    nearest = min(nearest, dot(off, off));
  }
  float beyond = min(sqrt(nearest), 0.5);
  return is_inside ? 0.5 + beyond : 0.5 - beyond;
}

/// Squared distance to the nearest of a shore's edges; `scale` of cells.
float from_shore(FillEntry entry, vec2 scale) {
  uint first = fill.first_edge + entry.first_edge;
  uint end = first + (entry.packed & 0xffffu);
  float nearest = 1e30;
  for (uint i = first; i < end; ++i) {
    vec4 edge = edges[i];
    vec2 from = scale * (at_cells - edge.xy), way = scale * (edge.zw - edge.xy);
    vec2 off = from - way * clamp(dot(from, way) / max(dot(way, way), 1e-12), 0.0, 1.0);
    nearest = min(nearest, dot(off, off));
  }
  return nearest;
}

/// Strokes some 4 px wide at any scale.
float hatched(float degrees_per_px) {
  float period = 8.0 * frame.scale.x * degrees_per_px;
  period = exp2(ceil(log2(max(period, 1e-7))));
  float from_stroke = abs(fract(hatch_at / period) - 0.5) * period / degrees_per_px;
  return mix(0.4, 1.0, clamp(0.25 * period / degrees_per_px - from_stroke + 0.5, 0.0, 1.0));
}

void main() {
  vec2 across = dFdx(at_cells), down = dFdy(at_cells);
  float area = across.x * down.y - across.y * down.x;
  mat2 to_px = mat2(down.y, -across.y, -down.x, across.x) / (abs(area) > 1e-12 ? area : 1e-12);
  float degrees_per_px = max(length(vec2(dFdx(hatch_at), dFdy(hatch_at))), 1e-9);
  vec4 texel = texture(relief, place);
  float height_m = texel.z * float(k_height_scale_m);
  Water water = water_over(texel, height_m, level_clear.x);
  move_water(water, height_m, level_clear.x, place);

  ivec2 cell = clamp(ivec2(at_cells), ivec2(0), ivec2(k_fill_side - 1));
  uvec2 head = cells[fill.first_cell + uint(cell.y * k_fill_side + cell.x)];
  vec2 reference = vec2(cell) + (vec2(head.y >> 16 & 7u, head.y >> 19 & 7u) + 0.5) / 8.0;
  uint first = fill.first_entry + head.x, end = first + (head.y & 0xffffu);
  bool side_by_side = (fill.flags & k_fill_side_by_side) != 0u;
  vec4 paint = vec4(0), shore_style = vec4(0);
  float covered = 0.0, shore = 1.0;
  // In units of the shores' reach.
  vec2 scale = fill.tile.box.zw * (111195.0 / k_fill_reach_m / float(k_fill_side));
  scale.x *= cos(radians(fill.tile.box.y + 0.5 * fill.tile.box.w));
  for (uint i = first; i < end; ++i) {
    FillEntry entry = entries[i];
    vec4 style = styles[entry.shape];
    if ((entry.packed & 0x40000000u) != 0u) {
      if (covered > 0.999) break;  // shores come last
      float distance = from_shore(entry, scale);
      if (distance < shore) {
        shore = distance;
        shore_style = style;
      }
      continue;
    }
    if (style.a == 0.0 && !side_by_side) continue;
    float share = coverage(entry, reference, to_px);
    covered += share;
    share *= abs(style.a);
    if (style.a < 0.0) share *= hatched(degrees_per_px);
    paint = vec4(style.rgb, 1.0) * share + paint * (side_by_side ? 1.0 : 1.0 - share);
  }
  if (shore < 1.0) {
    float share = clamp(1.0 - covered, 0.0, 1.0) * abs(shore_style.a);
    share *= clamp((1.0 - sqrt(shore)) * 5.0, 0.0, 1.0);
    if (shore_style.a < 0.0) share *= hatched(degrees_per_px);
    paint += vec4(shore_style.rgb, 1.0) * share;
  }
  float left = level_clear.y;
  if ((fill.flags & k_fill_on_land) != 0u)
    left *= min(water.land, clamp(0.5 + water.data_px, 0.0, 1.0));
  if (paint.a * left < 0.002) discard;
  result = min(paint, 1.0) * left;
  result.rgb += dither(gl_FragCoord.xy) * result.a;
}
