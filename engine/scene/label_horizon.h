// How far relief stands up around a place, by azimuth and distance: whether mountains hide it from
// an eye anywhere, and by how much. Profiles are made when first asked for and kept; what is
// answered never depends on what was asked before. Knows no labels.
#pragma once
#include <array>
#include <unordered_map>

#include "geo/height_field.h"
#include "scene/label_content.h"

namespace caspian::scene {

class Horizons {
 public:
  explicit Horizons(const geo::HeightField& heights) : heights_(heights) {}

  /// How far the line of sight passes below the highest relief between, in metres at that relief
  /// per metre of `metres_per_px` (so in px of the picture); negative when it passes above. `point`
  /// stays where it is for as long as this lives.
  double hidden_px(const DrapedPoint& point, const glm::dvec3& eye_m, double exaggeration,
                   double metres_per_px);

 private:
  static constexpr size_t k_azimuths = 48, k_rings = 22;
  struct Profile {
    std::array<std::array<float, k_rings>, k_azimuths> slopes{};  // rise by distance
    std::array<bool, k_azimuths> is_known{};
  };
  const std::array<float, k_rings>& slopes(Profile& profile, const DrapedPoint& point,
                                           size_t azimuth) const;

  const geo::HeightField& heights_;
  double exaggeration_ = 0;
  std::unordered_map<const DrapedPoint*, Profile> profiles_;
};

}  // namespace caspian::scene
