// Even sampling, smoothing, and letters set one by one along the result.
#include "scene/path_text.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {
namespace {

constexpr float k_step_px = 4;

std::vector<glm::vec2> evenly(std::span<const glm::vec2> points) {
  std::vector<glm::vec2> out;
  if (points.empty()) return out;
  out.push_back(points[0]);
  float left = k_step_px;
  for (size_t i = 1; i < points.size(); ++i) {
    glm::vec2 from = points[i - 1];
    float length = glm::length(points[i] - from);
    while (length >= left && length > 0) {
      from += (points[i] - from) * (left / length);
      out.push_back(from);
      length = glm::length(points[i] - from);
      left = k_step_px;
    }
    left -= length;
  }
  return out;
}

}  // namespace

ScreenPath::ScreenPath(std::span<const glm::vec2> points, float smoothing_px) {
  const std::vector<glm::vec2> even = evenly(points);
  const int reach = static_cast<int>(smoothing_px / k_step_px);
  const int last = static_cast<int>(even.size()) - 1;
  points_.reserve(even.size());
  for (int i = 0; i <= last; ++i) {
    // Less is averaged towards the ends, which stay where they are.
    const int near = std::min({reach, i, last - i});
    glm::vec2 sum(0);
    for (int k = i - near; k <= i + near; ++k) sum += even[static_cast<size_t>(k)];
    points_.push_back(sum / static_cast<float>(2 * near + 1));
  }
  points_ = evenly(points_);
  length_ = points_.size() > 1 ? k_step_px * static_cast<float>(points_.size() - 1) : 0;
}

glm::vec2 ScreenPath::at(float distance_px) const {
  if (points_.empty()) return glm::vec2(0);
  const float at =
      std::clamp(distance_px / k_step_px, 0.0f, static_cast<float>(points_.size() - 1));
  const size_t before = std::min(static_cast<size_t>(at), points_.size() - 1);
  const size_t after = std::min(before + 1, points_.size() - 1);
  return glm::mix(points_[before], points_[after], at - static_cast<float>(before));
}

glm::vec2 ScreenPath::direction(float distance_px, float chord_px) const {
  const float half = std::max(0.5f * chord_px, k_step_px);
  const glm::vec2 chord =
      at(std::min(distance_px + half, length_)) - at(std::max(distance_px - half, 0.0f));
  const float length = glm::length(chord);
  return length > 1e-4f ? chord / length : glm::vec2(1, 0);
}

ScreenPath ScreenPath::beside(float left_px, float smoothing_px) const {
  std::vector<glm::vec2> moved;
  moved.reserve(points_.size());
  for (size_t i = 0; i < points_.size(); ++i) {
    const glm::vec2 along = direction(k_step_px * static_cast<float>(i), 0.5f * smoothing_px);
    moved.push_back(points_[i] + glm::vec2(along.y, -along.x) * left_px);
  }
  return ScreenPath(moved, smoothing_px);
}

ScreenPath ScreenPath::reversed() const {
  ScreenPath path = *this;
  std::reverse(path.points_.begin(), path.points_.end());
  return path;
}

void ScreenPath::face_right() {
  if (points_.size() < 2) return;
  const glm::vec2 way = points_.back() - points_.front();
  if (way.x < 0) std::reverse(points_.begin(), points_.end());
}

std::optional<PathText> text_on_path(const ScreenPath& path, const ShapedText& text,
                                     const TextStyle& style, float middle_px, float cap_height_em) {
  const float width = text_width(text, style);
  const float start = middle_px - 0.5f * width;
  if (start < 0 || start + width > path.length()) return std::nullopt;
  const float spacing = text.allows_spacing ? style.spacing_em * style.size_px : 0;
  const float to_baseline = 0.5f * cap_height_em * style.size_px;
  PathText out;
  float spaced = 0;
  glm::vec2 last_along(0);
  for (const ShapedGlyph& glyph : text.glyphs) {
    const float advance = glyph.advance * style.size_px;
    const float centre = start + glyph.x * style.size_px + spaced + 0.5f * advance;
    spaced += spacing;
    const glm::vec2 along = path.direction(centre, advance + spacing + 0.6f * style.size_px);
    if (last_along != glm::vec2(0)) {
      const float cross = std::abs(last_along.x * along.y - last_along.y * along.x);
      out.greatest_bend =
          std::max(out.greatest_bend, std::atan2(cross, glm::dot(last_along, along)));
    }
    last_along = along;
    if (glyph.is_space) continue;
    const glm::vec2 down(-along.y, along.x);
    const glm::vec2 pen =
        path.at(centre) - along * (0.5f * advance) + down * (to_baseline + glyph.y * style.size_px);
    out.glyphs.push_back({glyph.font, glyph.glyph, pen, along, style.size_px, style.halo_px,
                          style.colour, style.halo});
    // The letter's box turned: from above the capitals to below the descenders.
    const glm::vec2 middle = pen + along * (0.5f * advance) - down * (0.27f * style.size_px);
    const float half_width = 0.5f * advance, half_height = 0.52f * style.size_px;
    const glm::vec2 half(std::abs(along.x) * half_width + std::abs(down.x) * half_height,
                         std::abs(along.y) * half_width + std::abs(down.y) * half_height);
    out.boxes.push_back({middle.x - half.x, middle.y - half.y, 2 * half.x, 2 * half.y});
  }
  return out;
}

// Liang and Barsky's parameters (1984).
bool clip_segment(glm::vec2& a, glm::vec2& b, const ScreenRect& rect) {
  float first = 0, last = 1;
  const glm::vec2 step = b - a;
  const float p[4] = {-step.x, step.x, -step.y, step.y};
  const float q[4] = {a.x - rect.x, rect.right() - a.x, a.y - rect.y, rect.bottom() - a.y};
  for (int i = 0; i < 4; ++i) {
    if (p[i] == 0) {
      if (q[i] < 0) return false;
    } else if (p[i] < 0) {
      first = std::max(first, q[i] / p[i]);
    } else {
      last = std::min(last, q[i] / p[i]);
    }
  }
  if (first > last) return false;
  b = a + step * last;
  a = a + step * first;
  return true;
}

std::vector<std::vector<glm::vec2>> clip_to(std::span<const glm::vec2> points,
                                            const ScreenRect& rect) {
  std::vector<std::vector<glm::vec2>> parts;
  bool is_open = false;
  for (size_t i = 1; i < points.size(); ++i) {
    glm::vec2 a = points[i - 1], b = points[i];
    if (!clip_segment(a, b, rect)) {
      is_open = false;
      continue;
    }
    if (!is_open || parts.back().back() != a) parts.push_back({a});
    parts.back().push_back(b);
    is_open = b == points[i];
  }
  return parts;
}

}  // namespace caspian::scene
