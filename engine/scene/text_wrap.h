// Text broken into lines of a width. Knows no place on the screen.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scene/overlay.h"

namespace caspian::scene {

/// Breaks at spaces and between Chinese characters (never before a closing mark); within a word
/// only when the word alone is wider than a line. No line is wider than `width_px`, unless a single
/// character is.
std::vector<std::string> wrap_text(TextShaper& shaper, std::string_view text,
                                   const TextStyle& style, float width_px);

}  // namespace caspian::scene
