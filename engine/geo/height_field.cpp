// Joins the two height grids and the two shore fields into one surface that agrees with itself: a
// place is sea exactly where the shore field says so, and there its floor lies under the water.
#include "geo/height_field.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.h"
#include "geo/flooding.h"

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
  double longitude_deg;
  bool is_inside_extended, is_in_basin;
  double primary_weight;
  CubicTaps primary, extended;
  LinearTaps primary_shore, extended_shore;
};

struct HeightField::Row {
  double latitude_deg;
  bool is_inside_extended, is_in_basin;
  double primary_weight;
  CubicTaps primary, extended;
  LinearTaps primary_shore, extended_shore;
};

struct HeightField::Place {
  double height_m;
  double shore_distance_m;
  double sea_level_m;
  double own_share = 0;
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
      .longitude_deg = longitude_deg,
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
      .latitude_deg = latitude_deg,
      .is_inside_extended = is_between(latitude_deg, extended_.south_deg(), extended_.north_deg),
      .is_in_basin = is_between(latitude_deg, k_basin_south_deg, k_basin_north_deg),
      .primary_weight = weight_inside(latitude_deg, primary_.south_deg(), primary_.north_deg),
      .primary = cubic_taps(primary_.row_at(latitude_deg), primary_.height),
      .extended = cubic_taps(extended_.row_at(latitude_deg), extended_.height),
      .primary_shore = linear_taps(primary_shore_.row_at(latitude_deg), primary_shore_.height),
      .extended_shore = linear_taps(extended_shore_.row_at(latitude_deg), extended_shore_.height),
  };
}

double HeightField::shore_at(const Column& column, const Row& row) const {
  if (!column.is_inside_extended || !row.is_inside_extended)
    return 127 * extended_shore_.metres_per_unit;
  const double weight = column.primary_weight * row.primary_weight;
  double shore = 0;
  if (weight < 1) shore = sample_m(extended_shore_, column.extended_shore, row.extended_shore);
  if (weight > 0)
    shore += weight * (sample_m(primary_shore_, column.primary_shore, row.primary_shore) - shore);
  return shore;
}

HeightField::Place HeightField::place_at(const Column& column, const Row& row,
                                         double step_deg) const {
  const double level = column.is_in_basin && row.is_in_basin ? k_caspian_surface_m : 0.0;
  if (!column.is_inside_extended || !row.is_inside_extended)
    return {0.0, 127 * extended_shore_.metres_per_unit, level};
  const double weight = column.primary_weight * row.primary_weight;
  const double shore = shore_at(column, row);
  double height = 0;
  if (weight < 1) height = sample_m(extended_, column.extended, row.extended);
  if (weight > 0) height += weight * (sample_m(primary_, column.primary, row.primary) - height);
  Place place{height, shore, level};
  if (own_) mix_own(column, row, step_deg, place);
  if (shore < 0)
    place.height_m = std::min(place.height_m, level - k_least_depth_m);
  else if (shore < k_shore_guard_m)
    place.height_m = std::max(place.height_m, level + k_least_freeboard_m);
  return place;
}

HeightField::Place HeightField::place_at(double longitude_deg, double latitude_deg,
                                         double step_deg) const {
  return place_at(column_at(longitude_deg), row_at(latitude_deg), step_deg);
}

double HeightField::height_m(double longitude_deg, double latitude_deg, double step_deg) const {
  return place_at(longitude_deg, latitude_deg, step_deg).height_m;
}

double HeightField::surface_m(double longitude_deg, double latitude_deg, double step_deg) const {
  const Place place = place_at(longitude_deg, latitude_deg, step_deg);
  return place.is_sea() ? place.sea_level_m : place.height_m;
}

bool HeightField::is_sea(double longitude_deg, double latitude_deg) const {
  return shore_distance_m(longitude_deg, latitude_deg) < 0;
}

bool HeightField::is_sea_at(double longitude_deg, double latitude_deg,
                            double caspian_level_m) const {
  if (caspian_level_m == k_caspian_surface_m || !flooding_ ||
      sea_level_m(longitude_deg, latitude_deg) != k_caspian_surface_m)
    return is_sea(longitude_deg, latitude_deg);
  return flooding_->wet_from_m(longitude_deg, latitude_deg) < caspian_level_m;
}

double HeightField::surface_at_m(double longitude_deg, double latitude_deg,
                                 double caspian_level_m) const {
  if (caspian_level_m == k_caspian_surface_m || !flooding_ ||
      sea_level_m(longitude_deg, latitude_deg) != k_caspian_surface_m)
    return surface_m(longitude_deg, latitude_deg);
  const double ground_m = height_m(longitude_deg, latitude_deg);
  return is_sea_at(longitude_deg, latitude_deg, caspian_level_m)
             ? std::max(ground_m, caspian_level_m)
             : ground_m;
}

double HeightField::afloat_m(double longitude_deg, double latitude_deg) const {
  const double surface = surface_m(longitude_deg, latitude_deg);
  return surface == k_caspian_surface_m ? afloat_height_m(height_m(longitude_deg, latitude_deg))
                                        : surface;
}

double HeightField::sea_level_m(double longitude_deg, double latitude_deg) const {
  return is_between(longitude_deg, k_basin_west_deg, k_basin_east_deg) &&
                 is_between(latitude_deg, k_basin_south_deg, k_basin_north_deg)
             ? k_caspian_surface_m
             : 0.0;
}

double HeightField::shore_distance_m(double longitude_deg, double latitude_deg) const {
  return shore_at(column_at(longitude_deg), row_at(latitude_deg));
}

void HeightField::add_own(std::shared_ptr<const OwnHeights> own) {
  own_ = std::move(own);
  for (const bool is_caspian : {false, true})
    has_own_floor_[is_caspian] = own_ && has_own_floor(is_caspian);
}

/// Many models of the land hold the water's surface where a sea is: as flat as no floor.
bool HeightField::has_own_floor(bool is_caspian) const {
  constexpr int k_places = 64;
  constexpr double k_from_shore_m = 1'000, k_flat_m = 2, k_near_level_m = 5;
  const double level = is_caspian ? k_caspian_surface_m : 0.0;
  const GeoBox& box = own_->box();
  const double step_lon = (box.east_deg - box.west_deg) / k_places;
  const double step_lat = (box.north_deg - box.south_deg) / k_places;
  std::vector<double> heights;
  for (int j = 0; j < k_places; ++j)
    for (int i = 0; i < k_places; ++i) {
      const double lon = box.west_deg + (i + 0.5) * step_lon;
      const double lat = box.south_deg + (j + 0.5) * step_lat;
      if (sea_level_m(lon, lat) != level || shore_distance_m(lon, lat) > -k_from_shore_m) continue;
      if (own_->share(lon, lat) < 0.5) continue;
      if (const auto height = own_->height_m(lon, lat, std::min(step_lon, step_lat)))
        heights.push_back(*height);
    }
  if (heights.empty()) return true;
  std::sort(heights.begin(), heights.end());
  const auto at = [&heights](double part) {
    return heights[static_cast<size_t>(part * static_cast<double>(heights.size() - 1))];
  };
  return at(0.9) - at(0.1) > k_flat_m || std::abs(at(0.5) - level) > k_near_level_m;
}

void HeightField::mix_own(const Column& column, const Row& row, double step_deg,
                          Place& place) const {
  const double lon = column.longitude_deg, lat = row.latitude_deg;
  if (!own_->box().contains(lon, lat)) return;
  if (place.is_sea() && !has_own_floor_[place.sea_level_m == k_caspian_surface_m]) return;
  const double share = own_->share(lon, lat);
  if (share <= 0) return;
  const std::optional<double> height = own_->height_m(lon, lat, step_deg);
  if (!height) return;
  place.height_m += share * (*height - place.height_m);
  place.own_share = share;
}

double HeightField::finest_step_deg(const GeoBox& box) const {
  const auto touches = [&box](const GeoBox& other) { return !box.within(other).is_empty(); };
  const GeoBox near{primary_.west_deg, primary_.south_deg(), primary_.east_deg(),
                    primary_.north_deg};
  const double built_in = touches(near) ? primary_.step_deg : extended_.step_deg;
  return own_ && own_->range_m(box) ? std::min(built_in, own_->finest_step_deg()) : built_in;
}

std::optional<HeightRange> HeightField::own_range_m(const GeoBox& box) const {
  return own_ ? own_->range_m(box) : std::nullopt;
}

bool HeightField::has_data(double longitude_deg, double latitude_deg) const {
  return extended_.contains(longitude_deg, latitude_deg);
}

HeightAnswer HeightField::answer(double longitude_deg, double latitude_deg) const {
  if (!has_data(longitude_deg, latitude_deg))
    return {.source = "no height data here; shown at 0 m"};
  const Column column = column_at(longitude_deg);
  const Row row = row_at(latitude_deg);
  const Place place = place_at(column, row, 0);
  const HeightGrid& grid = column.primary_weight * row.primary_weight >= 0.5 ? primary_ : extended_;
  const bool is_caspian = place.is_sea() && place.sea_level_m == k_caspian_surface_m;
  HeightAnswer answer{.height_m = place.height_m,
                      .surface_m = place.is_sea() ? place.sea_level_m : place.height_m,
                      .is_sea = place.is_sea(),
                      .is_own = place.own_share >= 0.5};
  if (answer.is_own) {
    answer.source = own_->about().source;
    answer.datum = own_->about().datum;
    answer.resolution = own_->about().resolution;
    return answer;
  }
  const bool has_drawn_floor = is_caspian && !grid.caspian_floor_source.empty();
  answer.is_schematic = is_caspian && grid.is_caspian_floor_schematic;
  answer.source = has_drawn_floor ? grid.caspian_floor_source : grid.source;
  answer.datum = grid.datum;
  answer.resolution = grid.resolution;
  return answer;
}

void HeightField::heights_m(double west_deg, double south_deg, double step_lon_deg,
                            double step_lat_deg, int nx, int ny, std::span<float> out) const {
  CASPIAN_CHECK(nx >= 0 && ny >= 0);
  CASPIAN_CHECK(out.size() >= static_cast<size_t>(nx) * static_cast<size_t>(ny));
  std::vector<Column> columns;
  columns.reserve(static_cast<size_t>(nx));
  for (int i = 0; i < nx; ++i) columns.push_back(column_at(west_deg + i * step_lon_deg));
  const double step_deg = std::min(step_lon_deg, step_lat_deg);
  size_t at = 0;
  for (int j = 0; j < ny; ++j) {
    const Row row = row_at(south_deg + j * step_lat_deg);
    for (const Column& column : columns)
      out[at++] = static_cast<float>(place_at(column, row, step_deg).height_m);
  }
}

}  // namespace caspian::geo
