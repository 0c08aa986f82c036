// Where a point given at height 0 is drawn: lifted along the ellipsoid's normal by its exaggerated
// height.
#ifndef CASPIAN_DRAWN_PLACE_GLSL
#define CASPIAN_DRAWN_PLACE_GLSL

/// `from_centre_m`: earth-centred. WGS84: 1.00674 is its squared axis ratio (NGA.STND.0036).
vec3 normal_at(vec3 from_centre_m) {
  return normalize(from_centre_m * vec3(1, 1, 1.0067394967422765));
}

const float k_caspian_surface_m = -28.0;  // in all data: geo/afloat.h says the same

/// Where something at this height lies when the Caspian stands at `sea_level_m`: on the water, on
/// the floor that the water has left, or where it always lies.
float drawn_height(float height_m, float sea_level_m) {
  float under_m = k_caspian_surface_m - height_m;
  if (under_m < -1e-4 || under_m > 8.0 / 1024.0 + 1e-4) return height_m;
  return max(sea_level_m, k_caspian_surface_m - 8.0 + under_m * 1024.0);
}

/// The surface of the sea whose level in the data is given.
float surface_level(float data_level_m, float sea_level_m) {
  return data_level_m < 0.5 * k_caspian_surface_m ? sea_level_m : data_level_m;
}
#endif
