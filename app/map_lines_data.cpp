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
  return type.empty() || type.starts_with("International") ? MapLineKind::border
                                                           : MapLineKind::disputed_border;
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

Result<std::vector<scene::MapLineLevel>> load_map_lines(const std::filesystem::path& assets) {
  const std::vector<std::string> ids{"lakes", "borders", "rivers"};
  std::vector<std::vector<import::VectorLayer>> layers;
  size_t levels = 0;
  for (const std::string& id : ids) {
    Result<std::vector<import::VectorLayer>> loaded = import::load_vector_layers(assets, id);
    if (!loaded) return loaded.failure();
    levels = std::max(levels, loaded->size());
    layers.push_back(std::move(loaded).value());
  }
  std::vector<scene::MapLineLevel> out(levels);
  for (size_t i = 0; i < layers.size(); ++i)
    for (size_t level = 0; level < levels && !layers[i].empty(); ++level) {
      const import::VectorLayer& layer = layers[i][std::min(level, layers[i].size() - 1)];
      std::string& source =
          ids[i] == "borders" ? out[level].borders_source : out[level].waters_source;
      source += (source.empty() ? "" : "; ") + layer.source;
      out[level].tolerance_m = std::max(out[level].tolerance_m, layer.tolerance_m);
      for (import::VectorFeature feature : layer.features)
        if (feature.points.size() > 1 && feature.attribute("type") != "lake")
          out[level].lines.push_back(line_of(ids[i], feature));
    }
  return out;
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
