#version 460
// Writes where chosen segments have their units at chosen times, for comparison with the CPU.
#extension GL_GOOGLE_include_directive : require
#include "include/recorded_position.glsl"

layout(local_size_x = 64) in;
layout(set = 2, binding = 0, std430) readonly buffer Times { uint times[]; };
layout(set = 2, binding = 1, std430) writeonly buffer Answers { vec4 answers[]; };

void main() {
  uint index = gl_GlobalInvocationID.x;
  if (index >= uint(times.length())) return;
  RecordedSegment s = segments[index];
  float share = float(times[index] - s.start) / float(s.duration);
  answers[index] = vec4(recorded_position(s, share), 1);
}
