#version 460
// A gap is dashed and faint: nobody knows the way. A trail is solid and fades behind its unit.
#extension GL_GOOGLE_include_directive : require
#include "shared/frame.h"
#include "shared/recorded.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { RecordedPush push; };
layout(location = 0) in float along_px;
layout(location = 1) in float across_px;
layout(location = 2) in float faded;
layout(location = 3) flat in vec4 colour;
layout(location = 0) out vec4 result;

void main() {
  float cover = clamp(0.5 * push.width_px + 0.5 - abs(across_px), 0.0, 1.0);
  float strength = 0.6 * faded;
  if (push.trail == 0u) {
    float period = 9.0 * frame.scale.x;
    float place = abs(fract(along_px / period) - 0.5) * period;  // from a dash's edge-on middle
    cover *= clamp(place - 0.25 * period + 0.5, 0.0, 1.0);
    strength = 0.46;
  }
  float alpha = cover * strength * colour.a;
  result = vec4(colour.rgb * alpha, alpha);
}
