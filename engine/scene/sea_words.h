// What is said of the Caspian's level: observed or chosen, how well known, and that the shore at
// another level than the data's is schematic.
#pragma once
#include <string>
#include <vector>

#include "scene/frame_inputs.h"
#include "scene/language.h"

namespace caspian::scene {

/// `−29.3`, with the language's decimal sign.
std::string level_text(const Language& language, double level_m);

/// Sentences, the level first; only that one at the data's own level.
std::vector<std::string> sea_level_words(const Language& language, const SeaLevel& level,
                                         bool is_floor_drawn = true);

}  // namespace caspian::scene
