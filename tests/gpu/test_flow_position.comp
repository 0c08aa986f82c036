#version 460
// Writes age and place of chosen units, for comparison with the CPU.
#extension GL_GOOGLE_include_directive : require
#include "include/flow_motion.glsl"

layout(local_size_x = 64) in;
struct Query { uint run, j; };
struct Answer { vec4 position_m; vec4 direction; uint age, run, unused_0, unused_1; };
layout(set = 1, binding = 4, std430) readonly buffer Queries { Query queries[]; };
layout(set = 1, binding = 5, std430) writeonly buffer Answers { Answer answers[]; };
layout(push_constant) uniform Push { float exaggeration; uint run_count; } push;

void main() {
  uint index = gl_GlobalInvocationID.x;
  if (index >= uint(queries.length())) return;
  FlowRun run = runs[queries[index].run];
  uint age = unit_age(run, queries[index].j);
  UnitPlace place = unit_place(run, age, push.exaggeration);
  answers[index].position_m = vec4(place.position_m, place.lane);
  answers[index].direction = vec4(place.direction, 0);
  answers[index].age = age;
  answers[index].run = find_run(run.first_unit + queries[index].j, push.run_count);
}
