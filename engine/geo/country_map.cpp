// Even-odd test of a place against the edges of its row of latitude.
#include "geo/country_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace caspian::geo {
namespace {

constexpr double k_metres_per_degree = 111195.0;  // mean sphere; good to half a per cent

/// Distance from a point at the origin to the segment a-b, all in one plane.
double distance_to_segment(double ax, double ay, double bx, double by) {
  const double dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(-(ax * dx + ay * dy) / length, 0.0, 1.0) : 0.0;
  return std::hypot(ax + t * dx, ay + t * dy);
}

}  // namespace

int CountryMap::row_of(double latitude_deg) {
  return static_cast<int>(std::floor((std::clamp(latitude_deg, -90.0, 90.0) + 90.0) / k_row_deg));
}

uint32_t CountryMap::number_of(const std::string& code) {
  const auto found = std::find(codes_.begin(), codes_.end(), code);
  const auto number = static_cast<uint32_t>(found - codes_.begin());
  if (found == codes_.end()) codes_.push_back(code);
  return number;
}

void CountryMap::add_edge(const Edge& edge) {
  const auto [low, high] = std::minmax(edge.from_latitude_deg, edge.to_latitude_deg);
  for (int row = row_of(low); row <= row_of(high); ++row)
    rows_[static_cast<size_t>(row)].push_back(edge);
}

void CountryMap::add_ring(const std::string& code, std::span<const GeoPoint> ring) {
  if (ring.size() < 3) return;
  rows_.resize(static_cast<size_t>(row_of(90.0)) + 1);
  const uint32_t country = number_of(code);
  for (size_t i = 0; i < ring.size(); ++i) {
    const GeoPoint& a = ring[i];
    const GeoPoint& b = ring[(i + 1) % ring.size()];
    add_edge({a.longitude_deg, a.latitude_deg, b.longitude_deg, b.latitude_deg, country});
  }
}

std::vector<bool> CountryMap::inside(double longitude_deg, double latitude_deg) const {
  std::vector<bool> is_inside(codes_.size(), false);
  const auto row = static_cast<size_t>(row_of(latitude_deg));
  if (!std::isfinite(latitude_deg) || row >= rows_.size()) return is_inside;
  for (const Edge& edge : rows_[row]) {
    if ((edge.from_latitude_deg > latitude_deg) == (edge.to_latitude_deg > latitude_deg)) continue;
    const double share =
        (latitude_deg - edge.from_latitude_deg) / (edge.to_latitude_deg - edge.from_latitude_deg);
    if (edge.from_longitude_deg + share * (edge.to_longitude_deg - edge.from_longitude_deg) >
        longitude_deg)
      is_inside[edge.country] = !is_inside[edge.country];
  }
  return is_inside;
}

std::string CountryMap::country_at(double longitude_deg, double latitude_deg) const {
  const std::vector<bool> is_inside = inside(longitude_deg, latitude_deg);
  for (size_t country = 0; country < codes_.size(); ++country)
    if (is_inside[country] && !codes_[country].empty()) return codes_[country];
  return {};
}

std::vector<std::string> CountryMap::countries_within(double longitude_deg, double latitude_deg,
                                                      double distance_m) const {
  std::vector<bool> is_near = inside(longitude_deg, latitude_deg);
  const double scale = std::cos(latitude_deg * std::numbers::pi / 180.0);
  const double reach_deg = distance_m / k_metres_per_degree;
  const int first = row_of(latitude_deg - reach_deg), last = row_of(latitude_deg + reach_deg);
  for (int row = first; row <= last && row < static_cast<int>(rows_.size()); ++row)
    for (const Edge& edge : rows_[static_cast<size_t>(row)])
      if (!is_near[edge.country] &&
          distance_to_segment((edge.from_longitude_deg - longitude_deg) * scale,
                              edge.from_latitude_deg - latitude_deg,
                              (edge.to_longitude_deg - longitude_deg) * scale,
                              edge.to_latitude_deg - latitude_deg) <= reach_deg)
        is_near[edge.country] = true;
  std::vector<std::string> codes;
  for (size_t country = 0; country < codes_.size(); ++country)
    if (is_near[country] && !codes_[country].empty()) codes.push_back(codes_[country]);
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace caspian::geo
