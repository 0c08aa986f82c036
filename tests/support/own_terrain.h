// Heights of a user made up by a formula, in memory or as a .terrain file.
#pragma once
#include <cmath>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "geo/own_heights.h"

namespace caspian::test {

using PlaceHeight = std::function<double(double longitude_deg, double latitude_deg)>;

/// Answers a formula, fades over `fade_deg` inside its box; finer steps than asked for do not
/// matter to it, but are remembered.
class MadeHeights : public geo::OwnHeights {
 public:
  MadeHeights(const geo::GeoBox& box, PlaceHeight height, double fade_deg = 0.05)
      : box_(box), height_(std::move(height)), fade_deg_(fade_deg) {
    about_ = {"own survey", "free", "EGM2008", "2024", "0.36\" (11 m)"};
  }
  const About& about() const override { return about_; }
  const geo::GeoBox& box() const override { return box_; }
  double finest_step_deg() const override { return 0.0001; }
  double share(double longitude_deg, double latitude_deg) const override;
  std::optional<double> height_m(double longitude_deg, double latitude_deg,
                                 double step_deg) const override;
  std::optional<geo::HeightRange> range_m(const geo::GeoBox& box) const override;
  mutable double last_step_deg = -1;

 private:
  geo::GeoBox box_;
  PlaceHeight height_;
  double fade_deg_;
  About about_;
};

/// Writes a file of cells that hold the formula's heights at their centres (NaN = none).
void write_terrain(const std::filesystem::path& path, const geo::GeoBox& box, double step_deg,
                   const PlaceHeight& height, const std::string& datum = "EGM2008");

}  // namespace caspian::test
