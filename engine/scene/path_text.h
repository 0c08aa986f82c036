// Text along a line on the screen: seas on their axes, ranges, corridors.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "scene/overlay.h"

namespace caspian::scene {

/// A line on the screen by its length along, evenly sampled and smooth.
class ScreenPath {
 public:
  /// Resamples `points` and averages over `smoothing_px` on both sides.
  ScreenPath(std::span<const glm::vec2> points, float smoothing_px);

  float length() const { return length_; }
  glm::vec2 at(float distance_px) const;
  /// Unit direction over a chord of this width.
  glm::vec2 direction(float distance_px, float chord_px) const;
  /// The line beside this one, so far to its left (positive: above text that runs right).
  ScreenPath beside(float left_px, float smoothing_px) const;
  ScreenPath reversed() const;
  /// The other way round, so that text is read from left to right (from the top down when upright).
  void face_right();

 private:
  std::vector<glm::vec2> points_;  // k_step_px apart but for the last
  float length_ = 0;
};

struct PathText {
  std::vector<OverlayGlyph> glyphs;
  std::vector<ScreenRect> boxes;  // one per glyph
  float greatest_bend = 0;        // rad between neighbours
};

/// Letters centred at `middle_px` along the path, their middle line on it; nothing when the path is
/// too short.
std::optional<PathText> text_on_path(const ScreenPath& path, const ShapedText& text,
                                     const TextStyle& style, float middle_px, float cap_height_em);

/// Cuts a segment to a rect; false when nothing is left.
bool clip_segment(glm::vec2& a, glm::vec2& b, const ScreenRect& rect);

/// The parts of a line that lie inside a rect, each as a line of its own.
std::vector<std::vector<glm::vec2>> clip_to(std::span<const glm::vec2> points,
                                            const ScreenRect& rect);

}  // namespace caspian::scene
