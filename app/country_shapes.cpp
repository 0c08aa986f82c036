// Rings of one country come one after the other; those without an agreed code stay apart by their
// three letters.
#include "app/country_shapes.h"

#include "import/vector_asset.h"

namespace caspian::app {

Result<std::vector<scene::CountryShape>> load_country_shapes(const std::filesystem::path& assets) {
  Result<std::vector<import::VectorLayer>> layers = import::load_vector_layers(assets, "countries");
  if (!layers) return layers.failure();
  std::vector<scene::CountryShape> countries;
  if (layers->empty()) return countries;
  std::string last;
  for (import::VectorFeature& ring : layers->front().features) {
    const std::string key(ring.attribute("iso3"));
    if (countries.empty() || key != last)
      countries.push_back({std::string(ring.attribute("iso")), {}});
    last = key;
    countries.back().rings.push_back(std::move(ring.points));
  }
  return countries;
}

}  // namespace caspian::app
