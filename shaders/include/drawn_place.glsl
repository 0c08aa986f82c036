// Where a point given at height 0 is drawn: lifted along the ellipsoid's normal by its exaggerated
// height.
#ifndef CASPIAN_DRAWN_PLACE_GLSL
#define CASPIAN_DRAWN_PLACE_GLSL

/// `from_centre_m`: earth-centred. WGS84: 1.00674 is its squared axis ratio (NGA.STND.0036).
vec3 normal_at(vec3 from_centre_m) {
  return normalize(from_centre_m * vec3(1, 1, 1.0067394967422765));
}
#endif
