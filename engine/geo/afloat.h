// What lies on the Caspian's surface moves with its level. A height that stands for it is -28 m,
// less at most eight millimetres that tell how shallow the floor beneath is: the water may leave it
// there. The shaders read the same in include/drawn_place.glsl.
#pragma once
#include <algorithm>

namespace caspian::geo {

/// The Caspian's surface in all data.
constexpr double k_caspian_surface_m = -28.0;

/// The floor is told down to this depth; none of the levels to choose from is lower.
constexpr float k_afloat_reach_m = 8;
constexpr float k_afloat_metres_per_m = 1024;  // told metres of floor per metre of height

constexpr float k_rounding_m = 1e-4f;  // of heights that were interpolated

/// Of a place on the surface over a floor at `floor_m`.
inline double afloat_height_m(double floor_m) {
  const double depth_m = std::clamp(k_caspian_surface_m - floor_m, 0.0, double{k_afloat_reach_m});
  return k_caspian_surface_m - (k_afloat_reach_m - depth_m) / k_afloat_metres_per_m;
}

/// Where something at this height lies when the sea stands at `sea_level_m`: on the water, on the
/// floor that the water has left, or where it always lies.
inline float drawn_height_m(float height_m, float sea_level_m) {
  const float under_m = static_cast<float>(k_caspian_surface_m) - height_m;
  if (under_m < -k_rounding_m || under_m > k_afloat_reach_m / k_afloat_metres_per_m + k_rounding_m)
    return height_m;
  const float floor_m =
      static_cast<float>(k_caspian_surface_m) - k_afloat_reach_m + under_m * k_afloat_metres_per_m;
  return std::max(sea_level_m, floor_m);
}

}  // namespace caspian::geo
