// Features are taken one by one; whenever there are too many points, all so far are simplified
// with a tolerance twice the last one.
#include "import/overlay_file.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "geo/polyline.h"
#include "import/geo_module.h"
#include "import/overlay_attributes.h"

namespace caspian::import {
namespace {

using dataset::OverlayFeature;
using dataset::OverlayLayer;
using dataset::OverlayShape;
using Part = std::vector<geo::GeoPoint>;

constexpr double k_first_tolerance_m = 20, k_most_tolerance_m = 5000;
constexpr size_t k_most_problem_kinds = 5;

size_t least_points(OverlayShape shape) {
  return shape == OverlayShape::polygons ? 3 : shape == OverlayShape::lines ? 2 : 1;
}

/// Longitudes of a part that lies east of 180 degrees as a whole come back into -180..180.
void bring_home(Part& part) {
  const auto is_beyond = [](const geo::GeoPoint& p) { return p.longitude_deg > 180; };
  const auto is_before = [](const geo::GeoPoint& p) { return p.longitude_deg < -180; };
  const double turn = std::all_of(part.begin(), part.end(), is_beyond)   ? -360
                      : std::all_of(part.begin(), part.end(), is_before) ? 360
                                                                         : 0;
  for (geo::GeoPoint& p : part) p.longitude_deg += turn;
}

std::vector<Part> parts_of(const geofile::VectorFeature& feature, OverlayShape shape) {
  std::vector<Part> parts;
  for (const geofile::VectorFeature::Part& given : feature.parts) {
    Part part;
    for (const geofile::LonLat& p : given.points) {
      const geo::GeoPoint place{p.longitude_deg, p.latitude_deg, 0};
      if (part.empty() || shape == OverlayShape::points || !(part.back() == place))
        part.push_back(place);
    }
    if (shape == OverlayShape::polygons && part.size() > 1 && part.front() == part.back())
      part.pop_back();
    if (shape == OverlayShape::points)
      for (const geo::GeoPoint& place : part) parts.push_back({place});
    else if (part.size() >= least_points(shape))
      parts.push_back(std::move(part));
  }
  for (Part& part : parts) bring_home(part);
  return parts;
}

OverlayShape shape_of(geofile::VectorFeature::Kind kind) {
  using Kind = geofile::VectorFeature::Kind;
  return kind == Kind::areas   ? OverlayShape::polygons
         : kind == Kind::lines ? OverlayShape::lines
                               : OverlayShape::points;
}

/// Every ring keeps three points, every line two.
void simplify(OverlayFeature& feature, double tolerance_m) {
  if (feature.shape == OverlayShape::points) return;
  const bool is_ring = feature.shape == OverlayShape::polygons;
  for (Part& part : feature.parts) {
    Part line = part;
    if (is_ring) line.push_back(line.front());
    line = geo::simplified(line, tolerance_m);
    if (is_ring) line.pop_back();
    if (line.size() >= least_points(feature.shape)) part = std::move(line);
  }
}

size_t points_of(const OverlayFeature& feature) {
  size_t count = 0;
  for (const Part& part : feature.parts) count += part.size();
  return count;
}

/// Takes the features of one file, layer after layer.
class Taking {
 public:
  Taking(std::string file, const OverlayLimits& limits) : file_(std::move(file)), limits_(limits) {}

  void begin(const geofile::VectorLayer& layer) {
    names_.clear();
    for (const geofile::VectorField& field : layer.fields) names_.push_back(field.name);
    problems_.clear();
    layers_.push_back(
        {.file = file_,
         .name = layer.name.empty() ? std::filesystem::path(file_).stem().string() : layer.name,
         .features = {},
         .notes = {}});
    broken_ = 0;
  }

  /// False when there is no room for more.
  bool take(geofile::VectorFeature&& given) {
    if (features_ >= limits_.features) return false;
    OverlayFeature feature;
    feature.shape = shape_of(given.kind);
    feature.parts = parts_of(given, feature.shape);
    if (feature.parts.empty()) {
      ++broken_;
      return true;
    }
    for (size_t i = 0; i < names_.size() && i < given.values.size(); ++i)
      if (!given.values[i].empty()) feature.attributes.emplace_back(names_[i], given.values[i]);
    std::vector<std::string> problems;
    feature.style = overlay_style(feature.attributes, problems);
    for (const std::string& problem : problems) ++problems_[problem];
    feature.name = overlay_name(feature.attributes);
    if (tolerance_m_ > 0) simplify(feature, tolerance_m_);
    points_ += points_of(feature);
    ++features_;
    layers_.back().features.push_back(std::move(feature));
    while (points_ > limits_.points && coarsen()) {
    }
    if (points_ <= limits_.points) return true;
    // It cannot be made to fit: this one is left out, too.
    points_ -= points_of(layers_.back().features.back());
    layers_.back().features.pop_back();
    --features_;
    return false;
  }

  void end(const geofile::VectorLayer& layer, const geofile::VectorCount& count, bool was_cut) {
    const auto note = [&](int64_t number, const char* what) {
      if (number > 0) layers_.back().notes.push_back(std::to_string(number) + what);
    };
    note(count.without_shape + broken_, " features without a usable shape are left out");
    note(count.off_the_globe, " features that lie off the globe are left out");
    size_t kinds = 0;
    for (const auto& [problem, times] : problems_) {
      if (++kinds > k_most_problem_kinds) break;
      layers_.back().notes.push_back(std::to_string(times) + " features: " + problem);
    }
    if (problems_.size() > k_most_problem_kinds)
      layers_.back().notes.push_back("and " +
                                     std::to_string(problems_.size() - k_most_problem_kinds) +
                                     " more findings of that sort");
    if (was_cut) {
      const std::string of = layer.features >= 0
                                 ? " of its " + std::to_string(layer.features) + " features"
                                 : " features";
      layers_.back().notes.push_back("only the first " +
                                     std::to_string(layers_.back().features.size()) + of +
                                     " are shown: it is larger than can be drawn");
    }
  }

  std::vector<OverlayLayer> finish() {
    if (tolerance_m_ > 0)
      for (OverlayLayer& layer : layers_)
        layer.notes.push_back("lines and outlines are simplified to within " +
                              std::to_string(std::lround(tolerance_m_)) +
                              " m: the file has too many points");
    std::erase_if(layers_, [](const OverlayLayer& layer) { return layer.features.empty(); });
    return std::move(layers_);
  }

  void note(const std::string& sentence) { layers_.back().notes.push_back(sentence); }
  bool is_empty() const { return features_ == 0; }

 private:
  bool coarsen() {
    const double next = tolerance_m_ > 0 ? 2 * tolerance_m_ : k_first_tolerance_m;
    if (next > k_most_tolerance_m) return false;
    tolerance_m_ = next;
    points_ = 0;
    for (OverlayLayer& layer : layers_)
      for (OverlayFeature& feature : layer.features) {
        simplify(feature, tolerance_m_);
        points_ += points_of(feature);
      }
    return true;
  }

  std::string file_;
  OverlayLimits limits_;
  std::vector<std::string> names_;  // of the layer's fields
  std::map<std::string, size_t> problems_;
  std::vector<OverlayLayer> layers_;
  size_t points_ = 0, features_ = 0;
  int64_t broken_ = 0;
  double tolerance_m_ = 0;  // 0 = as given
};

}  // namespace

Result<std::vector<OverlayLayer>> read_overlays(const std::string& file,
                                                geofile::VectorFile& source,
                                                const OverlayLimits& limits) {
  Taking taking(file, limits);
  for (size_t index = 0; index < source.layers().size(); ++index) {
    const geofile::VectorLayer& layer = source.layers()[index];
    taking.begin(layer);
    bool was_cut = false;
    const Result<geofile::VectorCount> count =
        source.read(index, [&](geofile::VectorFeature&& feature) {
          was_cut = !taking.take(std::move(feature));
          return !was_cut;
        });
    if (!count && taking.is_empty()) return count.failure();
    if (!count) taking.note(count.failure().sentence);
    taking.end(layer, count ? *count : geofile::VectorCount{}, was_cut);
  }
  if (taking.is_empty())
    return Failure{file +
                   ": found no feature that can be drawn, expected points, lines or areas "
                   "with longitudes and latitudes on the globe"};
  return taking.finish();
}

Result<std::vector<OverlayLayer>> load_overlays(const std::string& file,
                                                const OverlayLimits& limits) {
  const Result<std::unique_ptr<geofile::VectorFile>> source = open_vector({file});
  if (!source) return source.failure();
  return read_overlays(file, **source, limits);
}

}  // namespace caspian::import
