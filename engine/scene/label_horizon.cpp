// Profiles on a fan of rays; what counts is the mean over those near the line of sight, so that
// what is hidden changes smoothly, and seldom, while the eye goes round.
#include "scene/label_horizon.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"

namespace caspian::scene {
namespace {

constexpr double k_first_ring_m = 1'800, k_ring_growth = 1.33;
constexpr int k_spread = 3;       // rays to either side that count: single peaks would flicker
constexpr double k_steep = 0.95;  // sine: from so high nothing is hidden

double ring_m(size_t ring) {
  return k_first_ring_m * std::pow(k_ring_growth, static_cast<double>(ring));
}

struct LocalAxes {
  glm::dvec3 east, north;
};

LocalAxes axes_at(const glm::dvec3& up) {
  const glm::dvec3 east = glm::normalize(glm::cross(glm::dvec3(0, 0, 1), up));
  return {east, glm::cross(up, east)};
}

}  // namespace

const std::array<float, Horizons::k_rings>& Horizons::slopes(Profile& profile,
                                                             const DrapedPoint& point,
                                                             size_t azimuth) const {
  std::array<float, k_rings>& slopes = profile.slopes[azimuth];
  if (profile.is_known[azimuth]) return slopes;
  profile.is_known[azimuth] = true;
  const LocalAxes axes = axes_at(point.up);
  const double angle = 2 * std::numbers::pi * static_cast<double>(azimuth) / k_azimuths;
  const glm::dvec3 way = axes.east * std::sin(angle) + axes.north * std::cos(angle);
  const glm::dvec3 from = point.at(exaggeration_);
  const DrawnGround ground{heights_, exaggeration_};
  for (size_t i = 0; i < k_rings; ++i) {
    const double away_m = ring_m(i);
    const geo::GeoPoint there = geo::to_geodetic(point.base_m + way * away_m);
    const glm::dvec3 top = ground.earth_centred(there.longitude_deg, there.latitude_deg);
    slopes[i] = static_cast<float>(glm::dot(top - from, point.up) / away_m);
  }
  return slopes;
}

double Horizons::hidden_px(const DrapedPoint& point, const glm::dvec3& eye_m, double exaggeration,
                           double metres_per_px) {
  if (exaggeration != exaggeration_) profiles_.clear();
  exaggeration_ = exaggeration;
  constexpr double k_nothing = -std::numeric_limits<double>::infinity();
  const glm::dvec3 to_eye = eye_m - point.at(exaggeration);
  const double rise_m = glm::dot(to_eye, point.up);
  const glm::dvec3 level = to_eye - point.up * rise_m;
  const double away_m = glm::length(level);
  if (rise_m > k_steep * glm::length(to_eye) || away_m < ring_m(0)) return k_nothing;
  const LocalAxes axes = axes_at(point.up);
  const double turn =
      std::atan2(glm::dot(level, axes.east), glm::dot(level, axes.north)) / (2 * std::numbers::pi);
  const double at = (turn - std::floor(turn)) * k_azimuths;
  const auto middle = static_cast<int>(std::floor(at));
  Profile& profile = profiles_[&point];
  std::array<double, k_rings> slope{};
  double weights = 0;
  for (int k = -k_spread + 1; k <= k_spread; ++k) {
    const double weight = k_spread - std::abs(middle + k - at);
    const auto azimuth =
        static_cast<size_t>(middle + k + static_cast<int>(k_azimuths)) % k_azimuths;
    const auto& ray = slopes(profile, point, azimuth);
    for (size_t i = 0; i < k_rings; ++i) slope[i] += weight * double(ray[i]);
    weights += weight;
  }
  const double slope_to_eye = rise_m / away_m;
  double deepest = k_nothing;
  for (size_t i = 0; i < k_rings && ring_m(i) < away_m; ++i) {
    deepest = std::max(deepest, (slope[i] / weights - slope_to_eye) * ring_m(i));
  }
  return deepest / metres_per_px;
}

}  // namespace caspian::scene
