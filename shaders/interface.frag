#version 450
// The atlas holds coverage only; the result is premultiplied.
layout(location = 0) in vec4 colour;
layout(location = 1) in vec2 uv;
layout(set = 0, binding = 0) uniform sampler2D atlas;
layout(location = 0) out vec4 result;

void main() {
  float alpha = colour.a * texture(atlas, uv).r;
  result = vec4(colour.rgb * alpha, alpha);
}
