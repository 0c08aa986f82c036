// What may be expected of the heights anywhere, by cells of half a degree: least and greatest, and
// how far a mesh of a given spacing strays from them. Knows no tiles.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "geo/height_field.h"

namespace caspian::scene {

class HeightBounds {
 public:
  explicit HeightBounds(const geo::HeightField& heights);

  struct Range {
    float low_m = 0, high_m = 0;
  };
  /// 0 outside the data; a little wider than the samples, as smooth curves overshoot them.
  Range within(const geo::GeoBox& box) const;

  /// Spacings that roughness is known for: k_finest_spacing_deg * 2^k.
  static constexpr int k_spacings = 7;
  static constexpr double k_finest_spacing_deg = 1.0 / 120.0;
  struct Local {
    Range range;                              // of all ground within half a degree or more
    std::array<float, k_spacings> rough_m{};  // see roughness_m
    float own_share = 0, own_step_deg = 1;    // of a user's data, of which less is known
  };
  /// Smooth from place to place: a function of the place alone.
  Local at(double longitude_deg, double latitude_deg) const;
  /// How far, about, straight lines between heights 2 * `spacing_deg` apart miss those in between.
  /// Of a user's data: slopes of one in two, down to their own samples.
  static double roughness_m(const Local& local, double spacing_deg);

 private:
  struct Cell {
    Range range{1e9f, -1e9f};
    std::array<float, k_spacings> rough_m{};
  };
  void add(const geo::HeightGrid& grid, int first_row, int last_row,
           std::vector<Cell>& cells) const;
  void widen();

  int columns_ = 0, rows_ = 0;
  double west_deg_ = 0, south_deg_ = 0, cell_deg_ = 0.5, reach_deg_ = 0;
  std::vector<Cell> cells_;
  std::vector<Local> around_;  // of every cell, with its neighbours
  const geo::HeightField* heights_ = nullptr;
  struct Own {
    geo::GeoBox box;
    double step_deg = 1;
    Range range;
  };
  std::optional<Own> own_;
};

}  // namespace caspian::scene
