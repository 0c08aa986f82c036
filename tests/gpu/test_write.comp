#version 460
// Writes 64 words: index * factor.
layout(local_size_x = 64) in;
layout(set = 0, binding = 0) buffer Words { uint words[]; };
layout(push_constant) uniform Push { uint factor; } push;
void main() { words[gl_GlobalInvocationID.x] = gl_GlobalInvocationID.x * push.factor; }
