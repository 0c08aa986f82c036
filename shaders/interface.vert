#version 450
// Triangles of the interface, in px of the picture; the atlas is told in texels.
layout(location = 0) in vec2 position_px;
layout(location = 1) in vec2 atlas_texel;
layout(location = 2) in vec4 colour;
layout(push_constant) uniform Push { vec2 px_to_clip, texel_to_uv; } push;
layout(location = 0) out vec4 out_colour;
layout(location = 1) out vec2 out_uv;

void main() {
  out_colour = colour;
  out_uv = atlas_texel * push.texel_to_uv;
  gl_Position = vec4(position_px * push.px_to_clip - 1.0, 0.0, 1.0);
}
