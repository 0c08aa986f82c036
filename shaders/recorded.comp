#version 460
// One thread per segment of a block: who is on the way at the frame's time goes into the visibility
// buffer.
#extension GL_GOOGLE_include_directive : require
#include "include/recorded_position.glsl"
#include "include/splat.glsl"

layout(local_size_x = 64) in;
layout(push_constant) uniform Push { RecordedPush push; };

void main() {
  uint index = gl_GlobalInvocationID.x;
  if (index >= push.count) return;
  RecordedSegment s = segments[push.first + index];
  uint age = push.now - s.start;
  if (s.start > push.now || age >= s.duration || s.unit >= push.unit_count) return;
  if (colours[s.unit] >> 24 == 0u) return;  // filtered out
  vec3 position_m = recorded_position(s, float(age) / float(s.duration));
  if (is_behind_globe(position_m)) return;
  splat(recorded_clip(position_m, push.depth_pull), push.first_id + s.unit);
}
