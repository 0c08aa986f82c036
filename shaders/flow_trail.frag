#version 460
// How long ago the last unit passed here, in closed form from the run; the trail fades and narrows
// with it. A unit that has come to its journey's end, or begins it anew, has no trail there.
#extension GL_GOOGLE_include_directive : require
#include "include/unit_position.glsl"

layout(push_constant) uniform Push { FlowTrailPush push; };
layout(location = 0) in vec2 age_and_side;
layout(location = 0) out vec4 result;

const float k_never = 1e30;

/// Ticks since a unit of age `age` or more was here; its alpha.
vec2 since_passed(FlowRun run, float age) {
  if (run.is_scaled == 0u) {
    float step = float(run.age_step_whole) + float(run.age_step_fraction) * exp2(-32.0);
    float ahead = float(run.age_first) - age;  // of the oldest
    if (ahead < 0.0) return vec2(k_never, 0);
    float behind = step > 0.0 ? min(floor(ahead / step), float(run.count - 1u)) : 0.0;
    return vec2(ahead - behind * step, 1);
  }
  // Slots shown: all multiples of `wide`, and some of those half-way between.
  float slots = exp2(float(run.rank_bits));
  float step = float(run.duration) / slots;
  float place = (age - float(run.age_first)) / step;
  place -= floor(place / slots) * slots;
  float wide = exp2(float(run.rank_bits) - float(findMSB(run.count)));
  float slot = ceil(place / wide) * wide;
  float alpha = run.count == 1u ? run.last_alpha : 1.0;
  if (wide > 1.0) {
    float between = (ceil(place / wide - 0.5) + 0.5) * wide;
    if (between < slot) {
      uint number = uint(between) & ((1u << run.rank_bits) - 1u);
      uint rank = bitfieldReverse(number) >> (32u - run.rank_bits);
      if (rank < run.count) {
        slot = between;
        alpha = rank + 1u == run.count ? run.last_alpha : 1.0;
      }
    }
  }
  float since = (slot - place) * step;
  return age + since < float(run.duration) ? vec2(since, alpha) : vec2(k_never, 0);
}

void main() {
  FlowRun run = runs[push.run];
  vec2 passed = since_passed(run, age_and_side.x);
  float fresh = clamp(1.0 - passed.x / push.trail_ticks, 0.0, 1.0);
  float half_px = 0.5 * push.width_px * mix(0.45, 1.0, fresh);
  float off_px = abs(age_and_side.y) * (0.5 * push.width_px + 0.5);
  float edge = clamp(half_px + 0.5 - off_px, 0.0, 1.0);
  vec4 colour = unpackUnorm4x8(run.colour);
  // Trails that run into each other tell nothing: they keep back.
  float apart = clamp(4.0 * unit_spacing(run) / push.trail_ticks, 0.12, 1.0);
  float alpha = colour.a * passed.y * edge * fresh * fresh * apart * push.strength;
  if (alpha < 0.004) discard;
  result = vec4(colour.rgb * alpha, alpha);
}
