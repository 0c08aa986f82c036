// Translucent, fading downwards; a line without agreement hangs in strips.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "shared/frame.h"
#include "shared/line.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { CurtainPush curtain; };

layout(location = 0) in float distance_m;
layout(location = 1) in float depth_share;
layout(location = 0) out vec4 colour;

void main() {
  float alpha = mix(curtain.colour.a, curtain.dashes.z, smoothstep(0.0, 1.0, depth_share));
  if (curtain.dashes.x > 0.0) {
    float metres_per_px = max(length(vec2(dFdx(distance_m), dFdy(distance_m))), 1e-5);
    // As in line.frag: coming nearer, a new strip grows between every two.
    float period_m = curtain.dashes.x;
    float from_old_m = abs(distance_m - 2.0 * period_m * round(0.5 * distance_m / period_m));
    float new_half_m = curtain.dashes.y * period_m - curtain.dashes.w;
    float outside_px = min(from_old_m - curtain.dashes.w, period_m - from_old_m - new_half_m) /
                       metres_per_px;
    alpha *= mix(0.35, 1.0, clamp(0.5 - outside_px, 0.0, 1.0));
  }
  // The foot on the floor shows as a faint line.
  float foot_px = (1.0 - depth_share) / max(fwidth(depth_share), 1e-6);
  alpha = max(alpha, 0.4 * clamp(1.5 - foot_px, 0.0, 1.0) * curtain.colour.a * 2.0);
  colour = vec4(curtain.colour.rgb * alpha, alpha);
}
