#version 460
// A face of a model; premultiplied.
layout(location = 0) flat in vec3 colour;
layout(location = 1) flat in float opacity;
layout(location = 0) out vec4 result;

void main() { result = vec4(min(colour, vec3(1)) * opacity, opacity); }
