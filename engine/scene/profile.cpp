// Sampling, the table, and the lines that corridors and journeys run along.
#include "scene/profile.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "geo/geodesic.h"

namespace caspian::scene {
namespace {

/// What lies at a place while the Caspian stands at a level.
struct Ground {
  const geo::HeightField& heights;
  double caspian_level_m = geo::k_caspian_surface_m;

  ProfileSample at(const geo::GeoPoint& place, double distance_m) const {
    const double lon = place.longitude_deg, lat = place.latitude_deg;
    ProfileSample sample{distance_m, lon, lat, false, {}};
    sample.has_data = heights.has_data(lon, lat);
    if (!sample.has_data) return sample;
    geo::HeightAnswer& ground = sample.ground;
    ground = heights.answer(lon, lat);
    if (caspian_level_m == geo::k_caspian_surface_m) return sample;
    ground.is_sea = heights.is_sea_at(lon, lat, caspian_level_m);
    ground.surface_m = heights.surface_at_m(lon, lat, caspian_level_m);
    return sample;
  }
};

/// `decimals` places, whatever the locale.
std::string fixed(double value, int decimals) {
  char text[64];
  const auto end =
      std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals);
  return {text, end.ptr};
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

struct Step {
  uint32_t link = dataset::k_none;
  bool is_reversed = false;
};

uint32_t start_of(const dataset::Dataset& data, const Step& step) {
  const dataset::Link& link = data.links[step.link];
  return step.is_reversed ? link.to_node : link.from_node;
}

uint32_t end_of(const dataset::Dataset& data, const Step& step) {
  return start_of(data, {step.link, !step.is_reversed});
}

CorridorLine line_of(const dataset::Dataset& data, std::span<const LinkTrack> tracks,
                     std::span<const Step> steps) {
  CorridorLine line;
  if (steps.empty()) return line;
  for (const Step& step : steps) {
    std::vector<TrackPoint> points = tracks[step.link].points;
    if (step.is_reversed) std::reverse(points.begin(), points.end());
    for (const TrackPoint& point : points) {
      const geo::GeoPoint place{point.longitude_deg, point.latitude_deg, 0};
      if (line.places.empty() || !(line.places.back() == place)) line.places.push_back(place);
    }
  }
  line.from_node = start_of(data, steps.front());
  line.to_node = end_of(data, steps.back());
  return line;
}

/// Whether a link carries a run on, and which way round.
std::optional<Step> continued(const dataset::Dataset& data, const std::vector<Step>& run,
                              uint32_t link) {
  for (const bool is_reversed : {false, true})
    if (start_of(data, {link, is_reversed}) == end_of(data, run.back()))
      return Step{link, is_reversed};
  return std::nullopt;
}

}  // namespace

double default_profile_step_m(double length_m) {
  const double wanted = std::max(length_m, 1.0) / 1200;
  const double power = std::pow(10.0, std::floor(std::log10(wanted)));
  for (const double times : {1.0, 2.0, 5.0})
    if (power * times >= wanted * (1 - 1e-12)) return std::max(1.0, power * times);
  return std::max(1.0, 10 * power);
}

Result<Profile> sample_profile(std::span<const geo::GeoPoint> line, const geo::HeightField& heights,
                               std::optional<double> step_m, double caspian_level_m) {
  const Ground ground{heights, caspian_level_m};
  Profile profile;
  if (line.empty()) return profile;
  const double length_m = geo::geodesic_length_m(line);
  profile.step_m = step_m.value_or(default_profile_step_m(length_m));
  if (length_m / profile.step_m + double(line.size()) > double(k_most_profile_samples))
    return Failure{"--step: found " + fixed(profile.step_m, 0) + " m for a line of " +
                       fixed(length_m / 1000, 0) + " km, expected a step that makes at most " +
                       std::to_string(k_most_profile_samples) + " samples",
                   Failure::Kind::usage};
  double start_m = 0;
  profile.corners_m.push_back(0);
  profile.samples.push_back(ground.at(line[0], 0));
  for (size_t i = 1; i < line.size(); ++i) {
    const geo::GeodesicLine leg(line[i - 1], line[i]);
    const int parts = std::max(1, int(std::ceil(leg.length_m() / profile.step_m - 1e-9)));
    for (int k = 1; k <= parts; ++k) {
      const double along_m = leg.length_m() * k / parts;
      profile.samples.push_back(ground.at(leg.at(along_m), start_m + along_m));
    }
    start_m += leg.length_m();
    profile.corners_m.push_back(start_m);
  }
  return profile;
}

const ProfileSample* sample_at(const Profile& profile, double distance_m) {
  if (profile.samples.empty()) return nullptr;
  const auto after = std::lower_bound(
      profile.samples.begin(), profile.samples.end(), distance_m,
      [](const ProfileSample& sample, double at) { return sample.distance_m < at; });
  if (after == profile.samples.begin()) return &*after;
  if (after == profile.samples.end()) return &profile.samples.back();
  const auto before = after - 1;
  return distance_m - before->distance_m < after->distance_m - distance_m ? &*before : &*after;
}

std::string profile_csv(const Profile& profile) {
  std::string csv = "distance_m,longitude,latitude,height_m,surface_m,is_sea,is_schematic,source\n";
  for (const ProfileSample& sample : profile.samples) {
    csv += fixed(sample.distance_m, 3) + ',' + fixed(sample.longitude_deg, 7) + ',' +
           fixed(sample.latitude_deg, 7) + ',';
    if (!sample.has_data) {
      csv += ",,,,\n";
      continue;
    }
    const geo::HeightAnswer& ground = sample.ground;
    csv += fixed(ground.height_m, 1) + ',' + fixed(ground.surface_m, 1) +
           (ground.is_sea ? ",true" : ",false") + (ground.is_schematic ? ",true," : ",false,") +
           quoted(ground.source) + '\n';
  }
  return csv;
}

CorridorLine corridor_line(const dataset::Dataset& data, std::span<const LinkTrack> tracks,
                           uint32_t corridor) {
  std::vector<std::vector<Step>> runs;
  for (const uint32_t link : data.corridors[corridor].links) {
    const std::optional<Step> next =
        runs.empty() ? std::nullopt : continued(data, runs.back(), link);
    if (next) {
      runs.back().push_back(*next);
      continue;
    }
    // The first link of a run lies the way that the second carries on.
    if (!runs.empty() && runs.back().size() == 1) {
      std::vector<Step> turned{{runs.back()[0].link, !runs.back()[0].is_reversed}};
      if (const auto after = continued(data, turned, link)) {
        runs.back() = {turned[0], *after};
        continue;
      }
    }
    runs.push_back({{link, false}});
  }
  const auto length_m = [&](const std::vector<Step>& run) {
    double sum = 0;
    for (const Step& step : run) sum += tracks[step.link].length_m;
    return sum;
  };
  const auto longest =
      std::max_element(runs.begin(), runs.end(),
                       [&](const auto& a, const auto& b) { return length_m(a) < length_m(b); });
  if (longest == runs.end()) return {};
  CorridorLine line = line_of(data, tracks, *longest);
  line.is_whole = runs.size() == 1;
  return line;
}

CorridorLine path_line(const dataset::Dataset& data, std::span<const LinkTrack> tracks,
                       uint32_t path) {
  std::vector<Step> steps;
  for (const dataset::PathStep& step : data.paths[path].steps)
    steps.push_back({step.link, step.reversed});
  return line_of(data, tracks, steps);
}

}  // namespace caspian::scene
