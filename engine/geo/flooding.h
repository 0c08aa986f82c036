// From which level of the Caspian on each place is under its water: the floor, raised to the lowest
// sill on the way from the open sea, so that no hollow inland fills. Knows no shore of its own but
// the data's, which it meets at the data's level of -28 m.
#pragma once
#include <vector>

#include "geo/geo_point.h"

namespace caspian::geo {

class HeightField;

/// Water narrower than the terrain can show, by its middle line.
struct Strait {
  std::vector<GeoPoint> points;
  double bed_m = 0;  // its highest sill
};

/// Levels beyond these are not told apart.
constexpr double k_lowest_flood_m = -38, k_highest_flood_m = -22;

class Flooding {
 public:
  /// On the samples of the primary grid in the Caspian's basin.
  Flooding(const HeightField& heights, const std::vector<Strait>& straits);

  /// The level from which a place is under water; k_highest_flood_m outside the basin. Bilinear.
  double wet_from_m(double longitude_deg, double latitude_deg) const;

  int width() const { return width_; }
  int height() const { return height_; }
  double west_deg() const { return west_deg_; }    // of the first sample
  double north_deg() const { return north_deg_; }  // of the first sample; rows run south
  double step_deg() const { return step_deg_; }
  const std::vector<float>& wet_from() const { return wet_from_m_; }

 private:
  int width_ = 0, height_ = 0;
  double west_deg_ = 0, north_deg_ = 0, step_deg_ = 1;
  std::vector<float> wet_from_m_;
};

}  // namespace caspian::geo
