// Heights of land and sea floor and the shore, from gridded data; knows no files and no drawing.
// A user's own heights may lie over the two built-in grids. The shore is always the built-in one.
#pragma once
#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/afloat.h"
#include "geo/height_grid.h"
#include "geo/own_heights.h"
#include "geo/shore_field.h"

namespace caspian::geo {

class Flooding;

/// What is known of one place.
struct HeightAnswer {
  double height_m = 0;   // land, or the floor of a sea
  double surface_m = 0;  // the water surface over a sea, else the land
  bool is_sea = false;
  bool is_schematic =
      false;            // the Caspian floor of the built-in terrain is a drawing, not a survey
  bool is_own = false;  // for the most part from a user's data
  std::string source, datum, resolution;
};

/// The primary grid fades into the extended one over this strip inside its border.
constexpr double k_grid_blend_deg = 0.3;
/// Within this distance of a shore land never lies under its sea.
constexpr double k_shore_guard_m = 4000.0;

class HeightField {
 public:
  HeightField(HeightGrid primary, HeightGrid extended, ShoreField primary_shore,
              ShoreField extended_shore);

  /// Lays a user's heights over the built-in ones; before the first question.
  void add_own(std::shared_ptr<const OwnHeights> own);
  const OwnHeights* own() const { return own_.get(); }

  /// Land or sea-floor height in metres; bicubic; 0 outside all data. `step_deg`: how far apart
  /// the places asked for lie, so that a user's data answer from a level of that detail (0 = the
  /// finest).
  double height_m(double longitude_deg, double latitude_deg, double step_deg = 0) const;
  /// The water surface over a sea, else height_m.
  double surface_m(double longitude_deg, double latitude_deg, double step_deg = 0) const;
  bool is_sea(double longitude_deg, double latitude_deg) const;
  /// The same with the Caspian at another level than the data's -28 m. Without a flooding the
  /// data's level holds.
  double surface_at_m(double longitude_deg, double latitude_deg, double caspian_level_m) const;
  bool is_sea_at(double longitude_deg, double latitude_deg, double caspian_level_m) const;
  void set_flooding(std::shared_ptr<const Flooding> flooding) { flooding_ = std::move(flooding); }
  const Flooding* flooding() const { return flooding_.get(); }
  /// surface_m for what moves with the Caspian's level (geo/afloat.h).
  double afloat_m(double longitude_deg, double latitude_deg) const;
  /// Surface of the sea that a place would belong to: -28 in the Caspian basin box, else 0.
  double sea_level_m(double longitude_deg, double latitude_deg) const;
  /// Signed distance to the shore in metres, positive on land, clamped to the field's reach.
  double shore_distance_m(double longitude_deg, double latitude_deg) const;
  bool has_data(double longitude_deg, double latitude_deg) const;
  HeightAnswer answer(double longitude_deg, double latitude_deg) const;

  /// Between samples of the finest data that some place of the box has.
  double finest_step_deg(const GeoBox& box) const;
  /// The lowest and highest that a user's data may bring into a box; nothing without any.
  std::optional<HeightRange> own_range_m(const GeoBox& box) const;

  /// nx * ny heights, row-major, from (west, south) by the steps given; same values as height_m at
  /// that step.
  void heights_m(double west_deg, double south_deg, double step_lon_deg, double step_lat_deg,
                 int nx, int ny, std::span<float> out) const;

  const HeightGrid& primary() const { return primary_; }
  const HeightGrid& extended() const { return extended_; }
  const ShoreField& primary_shore() const { return primary_shore_; }
  const ShoreField& extended_shore() const { return extended_shore_; }

 private:
  struct Column;  // what all places of one longitude share
  struct Row;     // what all places of one latitude share
  struct Place;
  Column column_at(double longitude_deg) const;
  Row row_at(double latitude_deg) const;
  double shore_at(const Column& column, const Row& row) const;
  Place place_at(const Column& column, const Row& row, double step_deg) const;
  Place place_at(double longitude_deg, double latitude_deg, double step_deg) const;
  void mix_own(const Column& column, const Row& row, double step_deg, Place& place) const;
  bool has_own_floor(bool is_caspian) const;

  std::shared_ptr<const OwnHeights> own_;
  std::array<bool, 2> has_own_floor_{};  // of other seas, of the Caspian
  HeightGrid primary_;
  HeightGrid extended_;
  ShoreField primary_shore_;
  ShoreField extended_shore_;
  std::shared_ptr<const Flooding> flooding_;
};

}  // namespace caspian::geo
