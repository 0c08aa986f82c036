#version 460
// Keeps the shader library from being empty until the passes land.
layout(location = 0) out vec4 colour;
void main() { colour = vec4(0); }
