#version 460
// One triangle over the picture, infinitely far away.
layout(location = 0) out vec2 screen;

void main() {
  screen = vec2(gl_VertexIndex == 1 ? 3.0 : -1.0, gl_VertexIndex == 2 ? 3.0 : -1.0);
  gl_Position = vec4(screen, 0.0, 1.0);
}
