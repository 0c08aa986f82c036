// Vector layers that a user brings along: features with geometry in WGS84 degrees, the attributes
// they came with, and how they ask to be drawn. Knows no files' formats and no drawing.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/geo_point.h"

namespace caspian::dataset {

enum class OverlayShape { points, lines, polygons };

/// Colours and widths that a feature's attributes ask for (see import/overlay_attributes); what is
/// not given is the layer's own choice.
struct OverlayStyle {
  std::optional<uint32_t> stroke, fill, marker;        // 0xRRGGBB
  std::optional<double> stroke_opacity, fill_opacity;  // 0..1
  std::optional<double> stroke_width_px;
  std::optional<double> marker_size_px;  // diameter
  bool operator==(const OverlayStyle&) const = default;
};

struct OverlayFeature {
  OverlayShape shape = OverlayShape::points;
  /// Points: each part is one place. Lines: each part a line. Polygons: rings, even-odd, the first
  /// point not repeated.
  std::vector<std::vector<geo::GeoPoint>> parts;
  std::vector<std::pair<std::string, std::string>> attributes;  // in the file's order
  std::string name;                                             // "" = none
  OverlayStyle style;
};

struct OverlayLayer {
  std::string file;  // as named by the user
  std::string name;  // of the layer in the file; the file's stem when it has none
  std::vector<OverlayFeature> features;
  std::vector<std::string> notes;  // what was left out, simplified or assumed
};

/// What a map with a user's layers asserts beyond the scenario: for whoever clears it.
struct OverlayClaim {
  std::string file, layer;
  size_t features = 0;
  std::vector<std::string> names;  // of its features, each once, sorted
};
std::vector<OverlayClaim> overlay_claims(const std::vector<OverlayLayer>& layers);

}  // namespace caspian::dataset
