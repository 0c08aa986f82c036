#version 460
// A triangle that covers the lower left half of the picture; depth and colour from push constants.
layout(push_constant) uniform Push { vec4 colour; float depth; } push;
layout(location = 0) out vec4 colour;
void main() {
  vec2 corner = vec2(gl_VertexIndex == 1 ? 1.0 : -1.0, gl_VertexIndex == 0 ? -1.0 : 1.0);
  colour = push.colour;
  gl_Position = vec4(corner, push.depth, 1);
}
