#version 460
// Soft shadow of what stands on the ground, or the light around what shines.
#extension GL_GOOGLE_include_directive : require
#include "shared/frame.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(location = 0) in vec2 place_px;
layout(location = 1) flat in vec2 half_px;
layout(location = 2) flat in vec4 tone;
layout(location = 0) out vec4 result;

void main() {
  float round_px = min(half_px.x, half_px.y);
  vec2 beyond = abs(place_px) - half_px + round_px;
  float outside_px = length(max(beyond, vec2(0))) + min(max(beyond.x, beyond.y), 0.0) - round_px;
  float soft_px = (tone.r + tone.g + tone.b > 0.0 ? 9.0 : 5.0) * frame.scale.x;
  float share = clamp(1.0 - outside_px / soft_px, 0.0, 1.0);
  result = tone * (share * share);
}
