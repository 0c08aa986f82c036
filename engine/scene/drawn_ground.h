// The ground as it is drawn: land and water surfaces times the vertical exaggeration; where a view
// ray meets it. Knows no meshes: levels of detail differ from it by less than a pixel or two.
#pragma once
#include <optional>

#include "geo/height_field.h"
#include "scene/camera.h"

namespace caspian::scene {

struct DrawnGround {
  const geo::HeightField& heights;
  double exaggeration = 1;
  double sea_level_m = geo::k_caspian_surface_m;  // of the Caspian

  /// Height of the drawn surface above the ellipsoid.
  double height_m(double longitude_deg, double latitude_deg) const {
    return exaggeration * heights.surface_at_m(longitude_deg, latitude_deg, sea_level_m);
  }
  glm::dvec3 earth_centred(double longitude_deg, double latitude_deg) const;
};

/// First point of the drawn ground along a ray; `pixel_angle_rad` is the width of what may be
/// missed. height_m of the answer is the true (not exaggerated) height of the surface.
std::optional<geo::GeoPoint> ray_to_ground(const glm::dvec3& eye_m, const glm::dvec3& direction,
                                           const DrawnGround& ground, double pixel_angle_rad);

/// What lies under an image position; nothing when it shows the sky.
std::optional<geo::GeoPoint> screen_to_ground(const CameraFrame& frame, double x, double y,
                                              const geo::HeightField& heights, double exaggeration,
                                              double sea_level_m = geo::k_caspian_surface_m);

/// frame_of with the ground under the camera's place looked up.
CameraFrame frame_on_ground(const Camera& camera, PixelSize size, const geo::HeightField& heights,
                            double exaggeration, double sea_level_m = geo::k_caspian_surface_m);

}  // namespace caspian::scene
