// Keys by what is known.
#include "scene/sea_words.h"

#include <cmath>

namespace caspian::scene {

std::string level_text(const Language& language, double level_m) {
  const std::string number = language.number(std::abs(level_m), 1);
  return level_m < 0 ? "−" + number : number;
}

std::vector<std::string> sea_level_words(const Language& language, const SeaLevel& level,
                                         bool is_floor_drawn) {
  const std::string metres = level_text(language, level.level_m);
  std::vector<std::string> words;
  if (level.is_observed) {
    const dataset::SeaLevelAt& observed = level.observed;
    const char* key = observed.is_held      ? "sea.level_held"
                      : observed.is_between ? "sea.level_between"
                                            : "sea.level_observed";
    words.push_back(language.format(
        key, {metres, std::to_string(observed.year), observed.grade, observed.source}));
  } else {
    words.push_back(language.format("sea.level_chosen", {metres}));
  }
  if (level.level_m == geo::k_caspian_surface_m) return words;
  if (is_floor_drawn) words.push_back(language.text("sea.shore_schematic"));
  words.push_back(
      language.format("sea.former_shore", {level_text(language, geo::k_caspian_surface_m)}));
  return words;
}

}  // namespace caspian::scene
