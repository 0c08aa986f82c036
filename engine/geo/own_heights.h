// Heights and depths that a user brought, in levels of detail. Knows no files: engine/import opens
// them.
#pragma once
#include <optional>
#include <string>

#include "geo/geo_box.h"

namespace caspian::geo {

struct HeightRange {
  float low_m = 0, high_m = 0;
};

/// Any thread may ask.
class OwnHeights {
 public:
  struct About {
    std::string source, licence, datum, date, resolution;  // shown to users
  };
  virtual ~OwnHeights() = default;

  virtual const About& about() const = 0;
  virtual const GeoBox& box() const = 0;
  /// Between samples of the finest level, the smaller way.
  virtual double finest_step_deg() const = 0;
  /// How much of a place's height comes from here: 1 well inside the data, falling smoothly to 0
  /// where they end or have a hole.
  virtual double share(double longitude_deg, double latitude_deg) const = 0;
  /// Bicubic, from the level whose samples lie about `step_deg` apart (0 = the finest); nothing
  /// where there are no data.
  virtual std::optional<double> height_m(double longitude_deg, double latitude_deg,
                                         double step_deg) const = 0;
  /// The lowest and highest sample that a box may touch; nothing where there are no data.
  virtual std::optional<HeightRange> range_m(const GeoBox& box) const = 0;
};

}  // namespace caspian::geo
