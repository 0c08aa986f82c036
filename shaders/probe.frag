#version 460
// The least a full-screen pass can do: a colour from the place.
layout(location = 0) out vec4 result;
void main() { result = vec4(fract(gl_FragCoord.xy * 0.01), 0.5, 1); }
