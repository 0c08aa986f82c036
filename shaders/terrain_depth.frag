#version 460
// The ground's depth, bit by bit in a colour.
layout(location = 0) out vec4 colour;

void main() { colour = unpackUnorm4x8(floatBitsToUint(gl_FragCoord.z)); }
