// The body of flow.comp and of the variant that counts: one thread per unit finds its place on the
// screen and its size; a bit says whether it is in view.
#extension GL_GOOGLE_include_directive : require
#include "include/in_view.glsl"
#include "include/model_share.glsl"
#include "include/unit_place.glsl"
#include "shared/frame.h"

layout(local_size_x = 256) in;
layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 2, binding = 0, std430) writeonly buffer Units { FlowUnit units[]; };
layout(set = 2, binding = 1, std430) writeonly buffer Seen { uint seen[]; };
layout(push_constant) uniform Push { FlowPush push; };

shared uint seen_here[8];

bool make_unit(uint index, out FlowUnit unit) {
  FlowRun run = runs[find_run(index, push.run_count)];
  uint j = index - run.first_unit;
  UnitPosition position =
      unit_position(run, unit_age(run, j), unit_near(frame.view_projection, push.depth_pull));
  vec4 clip = position.clip;
  bool is_seen = is_in_view(clip, frame.viewport.xy);
#ifdef CASPIAN_COUNT
  count_unit(index, is_seen ? 0u : is_behind_globe(position) ? 2u : 1u);
#endif
  if (!is_seen) return false;

  UnitPlace place = unit_place(position);
  uint heading = vertices[position.segment].heading;
  vec2 step_px = segment_step_px(heading, clip.w, frame.viewport.xy);
  float speed_px = length(step_px);
  vec2 direction = speed_px > 1e-12 ? step_px / speed_px : vec2(1, 0);

  // A dash that points along the view is short, and so is one in a dense stream, where it leaves a
  // gap to the next; one that stands alone is larger. Never shorter than wide.
  float across = frame.scale.y / length(place.position_m);  // px per metre, seen from the side
  float spacing_px =
      heading == position.segment ? unit_spacing(run) * speed_px / position.ticks : 0.0;
  float alone = smoothstep(15.0, 120.0, spacing_px / frame.scale.x);
  float width = push.width_px * run.width_factor * (1.0 + 0.5 * alone);
  float slant = speed_px / max(across * place.heading_m, 1e-6);
  float length_px = push.length_px * (1.0 + 1.2 * alone) * pow(clamp(slant, 1e-4, 1.0), 0.35);
  if (heading == position.segment) length_px = min(length_px, 0.8 * spacing_px);
  length_px = max(length_px, 1.25 * width);

  vec4 colour = unpackUnorm4x8(run.colour);
  if (run.is_scaled != 0u && j + 1u == run.count) colour.a *= run.last_alpha;
  if (frame.eye_centre.w > 0.0) {  // what is a model is no dash
    float spacing_m = place.speed > 0.0 ? unit_spacing(run) * place.speed : 1e9;
    colour.a *= 1.0 - model_share(frame.scale.x / across, spacing_m);
  }
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
