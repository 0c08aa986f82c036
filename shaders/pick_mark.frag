#version 460
// The id of a mark, where it covers the px.
layout(location = 0) in vec2 place_px;
layout(location = 1) flat in vec2 half_px;
layout(location = 2) flat in uvec2 id;
layout(location = 0) out uvec2 result;

void main() {
  float round_px = min(half_px.x, half_px.y);
  vec2 beyond = max(abs(place_px) - half_px + round_px, vec2(0));
  if (length(beyond) > round_px + 0.5) discard;
  result = id;
}
