// Heights and depths along a line, as samples: what a table or a drawing of the line needs. Knows
// no files and no drawing.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "dataset/dataset.h"
#include "geo/height_field.h"
#include "scene/track_geometry.h"

namespace caspian::scene {

struct ProfileSample {
  double distance_m = 0;  // along the line
  double longitude_deg = 0, latitude_deg = 0;
  bool has_data = false;  // else nothing but the place is known
  geo::HeightAnswer ground;
};

struct Profile {
  std::vector<ProfileSample> samples;
  std::vector<double> corners_m;  // where the line's own places lie, its ends included
  double step_m = 0;              // the samples are at most so far apart

  double length_m() const { return corners_m.empty() ? 0 : corners_m.back(); }
};

constexpr size_t k_most_profile_samples = 200'000;

/// 1, 2 or 5 times a power of ten: some 500 to 1200 samples.
double default_profile_step_m(double length_m);

/// Geodesics from place to place, each in equal parts of at most `step_m`. Fails when those would
/// be too many.
Result<Profile> sample_profile(std::span<const geo::GeoPoint> line, const geo::HeightField& heights,
                               std::optional<double> step_m,
                               double caspian_level_m = geo::k_caspian_surface_m);

/// The sample nearest to a distance along the line; null when there is none.
const ProfileSample* sample_at(const Profile& profile, double distance_m);

/// distance_m,longitude,latitude,height_m,surface_m,is_sea,is_schematic,source and a line for every
/// sample; heights stay empty where nothing is known.
std::string profile_csv(const Profile& profile);

/// A corridor's course as one line: its links as they carry each other on, the longest such run
/// where it has branches.
struct CorridorLine {
  std::vector<geo::GeoPoint> places;
  uint32_t from_node = dataset::k_none, to_node = dataset::k_none;
  bool is_whole = true;  // no branches were left out
};
CorridorLine corridor_line(const dataset::Dataset& dataset, std::span<const LinkTrack> tracks,
                           uint32_t corridor);
/// The course of a journey, from its start to its end.
CorridorLine path_line(const dataset::Dataset& dataset, std::span<const LinkTrack> tracks,
                       uint32_t path);

}  // namespace caspian::scene
