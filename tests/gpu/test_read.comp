#version 460
// Copies 64 words, reversed.
layout(local_size_x = 64) in;
layout(set = 0, binding = 0) readonly buffer From { uint from[]; };
layout(set = 0, binding = 1) buffer To { uint to[]; };
void main() { to[63u - gl_GlobalInvocationID.x] = from[gl_GlobalInvocationID.x]; }
