#version 460
// Writes age and place of chosen units, for comparison with the CPU.
#extension GL_GOOGLE_include_directive : require
#include "include/unit_place.glsl"
#include "shared/frame.h"

layout(local_size_x = 64) in;
layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
struct Query { uint run, j; };
struct Answer { vec4 position_m; vec4 direction; vec4 clip; uint age, run, unused_0, unused_1; };
layout(set = 2, binding = 0, std430) readonly buffer Queries { Query queries[]; };
layout(set = 2, binding = 1, std430) writeonly buffer Answers { Answer answers[]; };
layout(push_constant) uniform Push { uint run_count; } push;

void main() {
  uint index = gl_GlobalInvocationID.x;
  if (index >= uint(queries.length())) return;
  FlowRun run = runs[queries[index].run];
  uint age = unit_age(run, queries[index].j);
  UnitPosition position = unit_position(run, age, unit_near(frame.view_projection, 0.0));
  UnitPlace place = unit_place(position);
  answers[index].position_m = vec4(place.position_m, place.lane);
  answers[index].direction = vec4(place.direction, 0);
  answers[index].clip = position.clip;
  answers[index].age = age;
  answers[index].run = find_run(run.first_unit + queries[index].j, push.run_count);
}
