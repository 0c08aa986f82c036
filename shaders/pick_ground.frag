#version 460
// The ground hides what is behind it and has no id.
layout(location = 0) out uvec2 result;

void main() { result = uvec2(0); }
