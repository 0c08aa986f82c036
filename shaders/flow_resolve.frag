#version 460
// Units in the visibility buffer become coloured points at their depth. Where they stand so densely
// that they would make a solid line, neighbours form groups, each with a bright head and a fading
// tail: a stream that can be seen to move, and whose direction can be read from a still.
#extension GL_GOOGLE_include_directive : require
#include "include/resolve.glsl"
#include "include/unit_position.glsl"
#include "shared/frame.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { FlowPush push; };
layout(location = 0) out vec4 result;

/// Place of unit j among its run's neighbours along the way, counted forward.
uint place_in_row(FlowRun run, uint j) {
  if (run.is_scaled == 0u) return ~(run.first_number + j);  // later ones follow behind
  return run.rank_bits == 0u ? 0u : bitfieldReverse(j) >> (32u - run.rank_bits);
}

/// 0 (tail) .. 1 (head) within groups of 2^level units.
float share_of_group(uint place, uint level) {
  uint size = 1u << level;
  return float((place & (size - 1u)) + 1u) / float(size);
}

void main() {
  ShownUnit unit = shown_unit(gl_FragCoord.xy);
  uint index = unit.id - push.first_id;
  if (unit.depth == 0.0 || index >= push.unit_count) discard;
  FlowRun run = runs[find_run(index, push.run_count)];
  uint j = index - run.first_unit;
  vec4 colour = unpackUnorm4x8(run.colour);
  if (run.is_scaled != 0u && j + 1u == run.count) colour.a *= run.last_alpha;

  if (run.width_factor > 1.0) colour.rgb = mix(colour.rgb, vec3(1), 0.35);  // the chosen corridor

  // A group is some px long where it is; two sizes blend, so that none jumps as the eye comes near.
  float w = unit_near(frame.view_projection, push.depth_pull) / unit.depth;
  float spacing_px = unit_spacing(run) * run.metres_per_tick * frame.scale.y / w;
  float level = clamp(log2(push.length_px * 2.4 / max(spacing_px, 1e-9)), 0.0, 30.0);
  uint place = place_in_row(run, j);
  float share = mix(share_of_group(place, uint(level)), share_of_group(place, uint(level) + 1u),
                    smoothstep(0.2, 0.8, fract(level)));
  float dense = clamp(level, 0.0, 1.0);  // single units are all head
  share = mix(1.0, share, dense);
  // The head stands out from the ribbon below (light on dark, dark on light), the tail gives room.
  bool is_dark_base = push.glow > 0.0;
  vec3 head = is_dark_base ? mix(colour.rgb, vec3(1), 0.25 * dense)
                           : colour.rgb * mix(1.0, 0.5, dense);
  vec3 tail = is_dark_base ? colour.rgb * 0.55 : mix(colour.rgb, vec3(1), 0.3);
  float lead = smoothstep(0.15, 0.95, share);
  float alpha = colour.a * unit.coverage * mix(0.35, 1.0, lead);
  vec3 light = mix(tail, head, lead);
  result = vec4(light * alpha, alpha);
  gl_FragDepth = unit.depth;
}
