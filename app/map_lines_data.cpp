// One level of detail per generalisation level; a layer with fewer levels repeats its coarsest.
#include "app/map_lines_data.h"

#include <algorithm>
#include <charconv>

#include "import/vector_asset.h"

namespace caspian::app {
namespace {

using scene::MapLineKind;

/// What a feature of a layer is drawn as.
MapLineKind kind_of(const std::string& layer, const import::VectorFeature& feature) {
  if (layer == "lakes") return MapLineKind::lake;
  if (layer == "rivers") return MapLineKind::river;
  const std::string_view type = feature.attribute("type");
  if (type.empty() || type.starts_with("International")) return MapLineKind::border;
  return type == "Line of control" ? MapLineKind::control_line : MapLineKind::disputed_border;
}

/// Index of a feature's border, a new one when it is the first of its kind between the two.
int border_of(const import::VectorFeature& feature, std::vector<scene::LandBorder>& borders) {
  const std::string left(feature.attribute("left")), right(feature.attribute("right"));
  const std::string type(feature.attribute("type"));
  const auto& [first, second] = std::minmax(left, right);
  const auto known =
      std::find_if(borders.begin(), borders.end(), [&](const scene::LandBorder& border) {
        return border.left == first && border.right == second && border.type == type;
      });
  if (known != borders.end()) return static_cast<int>(known - borders.begin());
  borders.push_back({kind_of("borders", feature), type, first, second, {}});
  return static_cast<int>(borders.size() - 1);
}

Outcome load_zones(const std::filesystem::path& assets, scene::MapLines& lines) {
  Result<std::vector<import::VectorLayer>> loaded = import::load_vector_layers(assets, "zones");
  if (!loaded) return loaded.failure();
  for (import::VectorLayer& layer : *loaded) {
    lines.sources.zones = layer.source;
    lines.sources.zones_date = layer.date;
    for (import::VectorFeature& feature : layer.features) {
      const std::string_view text = feature.attribute("limit_nm");
      int nautical_miles = 0;
      std::from_chars(text.data(), text.data() + text.size(), nautical_miles);
      const auto known = std::find_if(
          lines.zones.begin(), lines.zones.end(),
          [&](const scene::ZoneLimit& zone) { return zone.nautical_miles == nautical_miles; });
      scene::ZoneLimit& zone =
          known != lines.zones.end() ? *known : lines.zones.emplace_back(nautical_miles);
      if (feature.closed && !feature.points.empty())
        feature.points.push_back(feature.points.front());
      zone.courses.push_back(std::move(feature.points));
    }
  }
  return Done{};
}

int rank_of(const import::VectorFeature& feature) {
  const std::string_view text = feature.attribute("rank");
  int rank = 1;
  std::from_chars(text.data(), text.data() + text.size(), rank);
  return rank;
}

scene::MapLine line_of(const std::string& layer, import::VectorFeature& feature) {
  scene::MapLine line{kind_of(layer, feature), rank_of(feature), std::move(feature.points)};
  if (feature.closed && !line.points.empty()) line.points.push_back(line.points.front());
  return line;
}

}  // namespace

Result<scene::MapLines> load_map_lines(const std::filesystem::path& assets) {
  const std::vector<std::string> ids{"lakes", "borders", "rivers"};
  std::vector<std::vector<import::VectorLayer>> layers;
  size_t levels = 0;
  for (const std::string& id : ids) {
    Result<std::vector<import::VectorLayer>> loaded = import::load_vector_layers(assets, id);
    if (!loaded) return loaded.failure();
    levels = std::max(levels, loaded->size());
    layers.push_back(std::move(loaded).value());
  }
  scene::MapLines lines;
  std::vector<scene::MapLineLevel>& out = lines.levels;
  out.resize(levels);
  for (size_t i = 0; i < layers.size(); ++i)
    for (size_t level = 0; level < levels && !layers[i].empty(); ++level) {
      const import::VectorLayer& layer = layers[i][std::min(level, layers[i].size() - 1)];
      std::string& source =
          ids[i] == "borders" ? out[level].borders_source : out[level].waters_source;
      source += (source.empty() ? "" : "; ") + layer.source;
      out[level].tolerance_m = std::max(out[level].tolerance_m, layer.tolerance_m);
      for (import::VectorFeature feature : layer.features)
        if (feature.points.size() > 1 && feature.attribute("type") != "lake") {
          const bool is_border = ids[i] == "borders";
          const int border = is_border ? border_of(feature, lines.borders) : 0;
          if (is_border && level + 1 == levels)
            lines.borders[static_cast<size_t>(border)].courses.push_back(feature.points);
          scene::MapLine& line = out[level].lines.emplace_back(line_of(ids[i], feature));
          if (is_border) line.rank = border;
        }
      if (ids[i] == "borders" && level == 0) {
        lines.sources.borders = layer.source;
        lines.sources.borders_date = layer.date;
      }
    }
  if (const Outcome zones = load_zones(assets, lines); !zones) return zones.failure();
  return lines;
}

Result<std::vector<scene::CoastLine>> load_coast(const std::filesystem::path& assets) {
  Result<std::vector<import::VectorLayer>> layers = import::load_vector_layers(assets, "coast");
  if (!layers) return layers.failure();
  std::vector<scene::CoastLine> coast;
  if (layers->empty()) return coast;
  for (import::VectorFeature& feature : layers->front().features) {
    if (feature.closed && !feature.points.empty()) feature.points.push_back(feature.points.front());
    coast.push_back(std::move(feature.points));
  }
  return coast;
}

}  // namespace caspian::app
