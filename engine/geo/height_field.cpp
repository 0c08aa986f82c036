// Joins the two height grids and the two shore fields into one surface that agrees with itself: a
// place is sea exactly where the shore field says so, and there its floor lies under the water.
#include "geo/height_field.h"

#include <algorithm>
#include <utility>

#include "core/check.h"

namespace caspian::geo {
namespace {

// The basin in which water stands at the Caspian's level; no other sea reaches into it.
constexpr double k_basin_west_deg = 46.0, k_basin_east_deg = 55.5;
constexpr double k_basin_south_deg = 36.0, k_basin_north_deg = 48.0;
constexpr double k_least_depth_m = 0.1;      // of a sea
constexpr double k_least_freeboard_m = 0.5;  // of land beside a sea

bool is_between(double value, double low, double high) {
  return value >= low && value <= high;
}

/// 1 well inside [low, high], 0 outside, smooth over the blending strip.
double weight_inside(double value, double low, double high) {
  const double t = std::clamp(std::min(value - low, high - value) / k_grid_blend_deg, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

template <typename Grid>
bool has_samples(const Grid& grid) {
  return grid.width > 0 && grid.height > 0 && grid.step_deg > 0 &&
         grid.values.size() == static_cast<size_t>(grid.width) * static_cast<size_t>(grid.height);
}

}  // namespace

struct HeightField::Column {
  bool is_inside_extended, is_in_basin;
  double primary_weight;
  CubicTaps primary, extended;
  LinearTaps primary_shore, extended_shore;
};

struct HeightField::Row {
  bool is_inside_extended, is_in_basin;
  double primary_weight;
  CubicTaps primary, extended;
  LinearTaps primary_shore, extended_shore;
};

struct HeightField::Place {
  double height_m;
  double shore_distance_m;
  double sea_level_m;
  bool is_sea() const { return shore_distance_m < 0; }
};

HeightField::HeightField(HeightGrid primary, HeightGrid extended, ShoreField primary_shore,
                         ShoreField extended_shore)
    : primary_(std::move(primary)),
      extended_(std::move(extended)),
      primary_shore_(std::move(primary_shore)),
      extended_shore_(std::move(extended_shore)) {
  CASPIAN_CHECK(has_samples(primary_) && has_samples(extended_));
  CASPIAN_CHECK(has_samples(primary_shore_) && has_samples(extended_shore_));
}

HeightField::Column HeightField::column_at(double longitude_deg) const {
  return {
      .is_inside_extended = is_between(longitude_deg, extended_.west_deg, extended_.east_deg()),
      .is_in_basin = is_between(longitude_deg, k_basin_west_deg, k_basin_east_deg),
      .primary_weight = weight_inside(longitude_deg, primary_.west_deg, primary_.east_deg()),
      .primary = cubic_taps(primary_.column_at(longitude_deg), primary_.width),
      .extended = cubic_taps(extended_.column_at(longitude_deg), extended_.width),
      .primary_shore = linear_taps(primary_shore_.column_at(longitude_deg), primary_shore_.width),
      .extended_shore =
          linear_taps(extended_shore_.column_at(longitude_deg), extended_shore_.width),
  };
}

HeightField::Row HeightField::row_at(double latitude_deg) const {
  return {
      .is_inside_extended = is_between(latitude_deg, extended_.south_deg(), extended_.north_deg),
      .is_in_basin = is_between(latitude_deg, k_basin_south_deg, k_basin_north_deg),
      .primary_weight = weight_inside(latitude_deg, primary_.south_deg(), primary_.north_deg),
      .primary = cubic_taps(primary_.row_at(latitude_deg), primary_.height),
      .extended = cubic_taps(extended_.row_at(latitude_deg), extended_.height),
      .primary_shore = linear_taps(primary_shore_.row_at(latitude_deg), primary_shore_.height),
      .extended_shore = linear_taps(extended_shore_.row_at(latitude_deg), extended_shore_.height),
  };
}

HeightField::Place HeightField::place_at(const Column& column, const Row& row) const {
  const double level = column.is_in_basin && row.is_in_basin ? k_caspian_surface_m : 0.0;
  if (!column.is_inside_extended || !row.is_inside_extended)
    return {0.0, 127 * extended_shore_.metres_per_unit, level};
  const double weight = column.primary_weight * row.primary_weight;
  double height = 0, shore = 0;
  if (weight < 1) {
    height = sample_m(extended_, column.extended, row.extended);
    shore = sample_m(extended_shore_, column.extended_shore, row.extended_shore);
  }
  if (weight > 0) {
    height += weight * (sample_m(primary_, column.primary, row.primary) - height);
    shore += weight * (sample_m(primary_shore_, column.primary_shore, row.primary_shore) - shore);
  }
  if (shore < 0)
    height = std::min(height, level - k_least_depth_m);
  else if (shore < k_shore_guard_m)
    height = std::max(height, level + k_least_freeboard_m);
  return {height, shore, level};
}

double HeightField::height_m(double longitude_deg, double latitude_deg) const {
  return place_at(column_at(longitude_deg), row_at(latitude_deg)).height_m;
}

double HeightField::surface_m(double longitude_deg, double latitude_deg) const {
  const Place place = place_at(column_at(longitude_deg), row_at(latitude_deg));
  return place.is_sea() ? place.sea_level_m : place.height_m;
}

bool HeightField::is_sea(double longitude_deg, double latitude_deg) const {
  return place_at(column_at(longitude_deg), row_at(latitude_deg)).is_sea();
}

double HeightField::sea_level_m(double longitude_deg, double latitude_deg) const {
  return is_between(longitude_deg, k_basin_west_deg, k_basin_east_deg) &&
                 is_between(latitude_deg, k_basin_south_deg, k_basin_north_deg)
             ? k_caspian_surface_m
             : 0.0;
}

double HeightField::shore_distance_m(double longitude_deg, double latitude_deg) const {
  return place_at(column_at(longitude_deg), row_at(latitude_deg)).shore_distance_m;
}

bool HeightField::has_data(double longitude_deg, double latitude_deg) const {
  return extended_.contains(longitude_deg, latitude_deg);
}

HeightAnswer HeightField::answer(double longitude_deg, double latitude_deg) const {
  if (!has_data(longitude_deg, latitude_deg))
    return {.source = "no height data here; shown at 0 m"};
  const Column column = column_at(longitude_deg);
  const Row row = row_at(latitude_deg);
  const Place place = place_at(column, row);
  const HeightGrid& grid = column.primary_weight * row.primary_weight >= 0.5 ? primary_ : extended_;
  const bool is_caspian = place.is_sea() && place.sea_level_m == k_caspian_surface_m;
  const bool has_own_floor = is_caspian && !grid.caspian_floor_source.empty();
  return {
      .height_m = place.height_m,
      .surface_m = place.is_sea() ? place.sea_level_m : place.height_m,
      .is_sea = place.is_sea(),
      .is_schematic = is_caspian && grid.is_caspian_floor_schematic,
      .source = has_own_floor ? grid.caspian_floor_source : grid.source,
  };
}

void HeightField::heights_m(double west_deg, double south_deg, double step_lon_deg,
                            double step_lat_deg, int nx, int ny, std::span<float> out) const {
  CASPIAN_CHECK(nx >= 0 && ny >= 0);
  CASPIAN_CHECK(out.size() >= static_cast<size_t>(nx) * static_cast<size_t>(ny));
  std::vector<Column> columns;
  columns.reserve(static_cast<size_t>(nx));
  for (int i = 0; i < nx; ++i) columns.push_back(column_at(west_deg + i * step_lon_deg));
  size_t at = 0;
  for (int j = 0; j < ny; ++j) {
    const Row row = row_at(south_deg + j * step_lat_deg);
    for (const Column& column : columns)
      out[at++] = static_cast<float>(place_at(column, row).height_m);
  }
}

}  // namespace caspian::geo
