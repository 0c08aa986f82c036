#version 460
// One thread per unit: its run, its age, its place, its place on the screen; a bit says whether it
// can be seen.
#extension GL_GOOGLE_include_directive : require
#include "include/flow_motion.glsl"
#include "shared/frame.h"

layout(local_size_x = 256) in;
layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 4, std430) writeonly buffer Units { FlowUnit units[]; };
layout(set = 1, binding = 5, std430) writeonly buffer Seen { uint seen[]; };
layout(push_constant) uniform Push { FlowPush push; };

shared uint seen_here[8];

/// Beyond the globe's edge as seen from the eye. The globe is taken 2 % small: depth decides close
/// calls.
bool behind_globe(vec3 position_m) {
  vec3 centre = frame.eye_centre.xyz;
  float tangent_squared = dot(centre, centre) - 6.23e6 * 6.23e6;
  if (tangent_squared <= 0.0) return false;
  float along = dot(position_m, centre);
  return along > tangent_squared && along * along > tangent_squared * dot(position_m, position_m);
}

bool make_unit(uint index, out FlowUnit unit) {
  FlowRun run = runs[find_run(index, push.run_count)];
  uint j = index - run.first_unit;
  UnitPlace place = unit_place(run, unit_age(run, j), frame.scale.z);
  vec4 clip = frame.view_projection * vec4(place.position_m, 1);
  if (clip.w <= 0.0 || behind_globe(place.position_m)) return false;

  vec4 step_clip = frame.view_projection * vec4(place.direction, 0);
  // Derivative of the place on the screen, px per metre.
  vec2 step_px = (step_clip.xy * clip.w - clip.xy * step_clip.w) * 0.5 * frame.viewport.xy /
                 (clip.w * clip.w);
  float speed = length(step_px);
  vec2 direction = speed > 1e-12 ? step_px / speed : vec2(1, 0);
  vec2 right = vec2(-direction.y, direction.x);
  clip.xy += right * (place.lane * push.lane_px) * 2.0 * frame.viewport.zw * clip.w;

  // A dash that points along the view is short, and so is one in a dense stream, where it leaves a
  // gap to the next; one that stands alone is larger. Never shorter than wide.
  float across = frame.scale.y / length(place.position_m);  // px per metre, seen from the side
  float spacing_px = unit_spacing(run) * place.speed * speed;
  float alone = smoothstep(15.0, 120.0, spacing_px / frame.scale.x);
  float width = push.width_px * run.width_factor * (1.0 + 0.5 * alone);
  float length_px = push.length_px * (1.0 + 1.2 * alone) *
                    pow(clamp(speed / across, 1e-4, 1.0), 0.35);
  if (place.speed > 0.0) length_px = min(length_px, 0.8 * spacing_px);
  length_px = max(length_px, 1.25 * width);
  vec2 margin = (length_px + 12.0 * frame.scale.x) * 2.0 * frame.viewport.zw;
  if (any(greaterThan(abs(clip.xy), clip.w * (1.0 + margin)))) return false;

  vec4 colour = unpackUnorm4x8(run.colour);
  if (run.is_scaled != 0u && j + 1u == run.count) colour.a *= run.last_alpha;
  clip.z *= 1.0 + push.depth_pull;
  unit.clip = clip;
  unit.direction = packSnorm2x16(direction);
  unit.size_px = packHalf2x16(vec2(length_px, width));
  unit.colour = packUnorm4x8(colour);
  unit.unused_0 = index;
  return true;
}

void main() {
  uint local = gl_LocalInvocationIndex;
  uint index = gl_GlobalInvocationID.x;
  if (local < 8u) seen_here[local] = 0u;
  barrier();
  FlowUnit unit;
  if (index < push.unit_count && make_unit(push.first_unit + index, unit)) {
    units[index] = unit;
    atomicOr(seen_here[local / 32u], 1u << (local % 32u));
  }
  barrier();
  if (local < 8u) seen[gl_WorkGroupID.x * 8u + local] = seen_here[local];
}
