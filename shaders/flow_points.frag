#version 460
// The colour of a point.
layout(location = 0) flat in vec4 colour;
layout(location = 0) out vec4 result;

void main() { result = vec4(colour.rgb, 1); }
