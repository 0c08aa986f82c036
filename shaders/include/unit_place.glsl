// A unit in space: for dashes, models and whoever needs more than its place on the screen.
#ifndef CASPIAN_UNIT_PLACE_GLSL
#define CASPIAN_UNIT_PLACE_GLSL
#include "include/drawn_place.glsl"
#include "include/unit_position.glsl"

struct UnitPlace {
  vec3 position_m;  // relative to the eye, before the sideways offset of its lane
  vec3 direction;   // of travel, unit length, along the drawn slope; waiting, as it arrived
  float lane;
  float speed;      // m per tick; 0 for who waits
  float heading_m;  // length of the segment that gives the direction
};

UnitPlace unit_place(UnitPosition position) {
  vec4 from = texelFetch(places, int(position.segment));
  vec4 to = texelFetch(places, int(position.segment + 1u));
  vec4 place = mix(from, to, position.share);
  vec3 step_m = to.xyz - from.xyz;
  UnitPlace result;
  result.position_m = place.xyz;
  result.lane = place.w;
  result.speed = length(step_m) / position.ticks;
  uint heading = vertices[position.segment].heading;
  if (heading != position.segment)
    step_m = texelFetch(places, int(heading + 1u)).xyz - texelFetch(places, int(heading)).xyz;
  result.heading_m = length(step_m);
  result.direction = step_m / max(result.heading_m, 1e-6);
  return result;
}

/// The ellipsoid's normal at a unit; `eye_to_centre_m`: FrameUniforms::eye_centre.
vec3 unit_up(UnitPlace place, vec3 eye_to_centre_m) {
  return normal_at(place.position_m - eye_to_centre_m);
}

/// Derivative of its place on the screen, px for the whole segment; lanes as drawn.
vec2 segment_step_px(uint segment, float w, vec2 viewport) {
  vec3 from = uintBitsToFloat(texelFetch(segments, int(2u * segment)).xyz);
  vec3 to = uintBitsToFloat(texelFetch(segments, int(2u * segment + 1u)).xyz);
  return (to.xy * from.z - from.xy * to.z) * 0.5 * viewport / (w * w);
}
#endif
