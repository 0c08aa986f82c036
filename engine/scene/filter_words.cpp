// Words of the tables by key, names of countries and corridors from the names.
#include "scene/filter_words.h"

#include <algorithm>

namespace caspian::scene {
namespace {

std::string corridor_name(const dataset::Dataset& dataset, size_t language, const PlaceNames* names,
                          std::string_view id) {
  if (names != nullptr)
    if (const auto found = names->short_names.find(std::string(id));
        found != names->short_names.end())
      return found->second.in(language);
  const uint32_t corridor = dataset.find_corridor(id);
  return corridor == dataset::k_none ? std::string(id)
                                     : dataset.corridors[corridor].name.in(language);
}

}  // namespace

std::string filter_value_name(const dataset::Dataset& dataset, const Language& language,
                              const PlaceNames* names, std::string_view key, std::string_view id) {
  if (key == "corridor") return corridor_name(dataset, language.dataset_index(), names, id);
  if (key == "country") {
    if (names != nullptr)
      for (const NamedCountry& country : names->countries)
        if (country.code == id) return country.name.in(language.dataset_index());
    return std::string(id);
  }
  const std::string word = std::string(key) + "." + std::string(id);
  const std::string& text = language.text(word);
  return text == word ? std::string(id) : text;
}

std::string filter_sentence(const dataset::FlowFilter& filter, const dataset::Dataset& dataset,
                            const Language& language, const PlaceNames* names) {
  std::string all;
  for (const auto& [key, list] : dataset::filter_keys()) {
    std::string values;
    for (const std::string& id : filter.*list) {
      const std::string value = filter_value_name(dataset, language, names, key, id);
      values = values.empty() ? value : language.format("filter.or", {values, value});
    }
    if (!values.empty()) all += (all.empty() ? "" : "; ") + values;
  }
  return all.empty() ? all : language.format("filter.active", {all});
}

}  // namespace caspian::scene
