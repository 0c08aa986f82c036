// The nearest texel that the outline crosses comes from an exact Euclidean distance transform
// (Felzenszwalb and Huttenlocher 2012, "Distance Transforms of Sampled Functions"); where in that
// texel the outline runs, from its coverage and gradient (Gustavson and Strand 2011, "Anti-aliased
// Euclidean distance transform").
#include "scene/distance_field.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <glm/glm.hpp>

namespace caspian::scene {
namespace {

constexpr float k_far = 1e9f;

/// A grid of squared distances to seeds, and which seed is nearest.
struct NearestSeeds {
  int width, height;
  std::vector<float> squared;
  std::vector<int> seed;

  NearestSeeds(int w, int h)
      : width(w),
        height(h),
        squared(static_cast<size_t>(w * h), k_far),
        seed(static_cast<size_t>(w * h), -1),
        places_(static_cast<size_t>(std::max(w, h))),
        borders_(static_cast<size_t>(std::max(w, h)) + 1),
        line_(places_.size()),
        line_seed_(places_.size()) {}

  void plant(int at) {
    squared[static_cast<size_t>(at)] = 0;
    seed[static_cast<size_t>(at)] = at;
  }
  void spread() {
    for (int x = 0; x < width; ++x) spread_line(x, height, width);
    for (int y = 0; y < height; ++y) spread_line(y * width, width, 1);
  }

 private:
  /// Along `count` texels from `first`, `stride` apart: the lower envelope of their parabolas.
  void spread_line(int first, int count, int stride) {
    int top = -1;
    for (int i = 0; i < count; ++i) {
      const size_t at = static_cast<size_t>(i);
      line_[at] = squared[static_cast<size_t>(first + i * stride)];
      line_seed_[at] = seed[static_cast<size_t>(first + i * stride)];
      if (line_[at] >= k_far) continue;
      float border = -k_far;
      while (top >= 0) {
        const int other = places_[static_cast<size_t>(top)];
        border = (line_[at] + static_cast<float>(i * i) - line_[static_cast<size_t>(other)] -
                  static_cast<float>(other * other)) /
                 static_cast<float>(2 * (i - other));
        if (border > borders_[static_cast<size_t>(top)]) break;
        --top;
        border = -k_far;
      }
      ++top;
      places_[static_cast<size_t>(top)] = i;
      borders_[static_cast<size_t>(top)] = border;
    }
    if (top < 0) return;
    int on = 0;
    for (int i = 0; i < count; ++i) {
      while (on < top && borders_[static_cast<size_t>(on) + 1] < static_cast<float>(i)) ++on;
      const int place = places_[static_cast<size_t>(on)];
      const size_t at = static_cast<size_t>(first + i * stride);
      squared[at] =
          static_cast<float>((i - place) * (i - place)) + line_[static_cast<size_t>(place)];
      seed[at] = line_seed_[static_cast<size_t>(place)];
    }
  }

  std::vector<int> places_;
  std::vector<float> borders_, line_;
  std::vector<int> line_seed_;
};

/// How far the outline lies from a texel's centre along its normal, for a straight outline that
/// leaves the share `cover` of the texel inside; positive when the centre is outside.
float outline_offset(glm::vec2 normal, float cover) {
  float along = std::max(std::abs(normal.x), std::abs(normal.y));
  float across = std::min(std::abs(normal.x), std::abs(normal.y));
  const float corner = 0.5f * across / along;  // share cut off when the outline meets a corner
  if (cover < corner) return 0.5f * (along + across) - std::sqrt(2 * along * across * cover);
  if (cover < 1 - corner) return (0.5f - cover) * along;
  return -0.5f * (along + across) + std::sqrt(2 * along * across * (1 - cover));
}

/// Coverage with its padding, 0..1.
struct Cover {
  int width, height;
  std::vector<float> values;
  float at(int x, int y) const {
    if (x < 0 || y < 0 || x >= width || y >= height) return 0;
    return values[static_cast<size_t>(y * width + x)];
  }
  /// Unit vector from inside to outside; zero where the coverage is even.
  glm::vec2 normal(int x, int y) const {
    constexpr float k_root_two = 1.41421356f;
    const float gx = at(x + 1, y - 1) + k_root_two * at(x + 1, y) + at(x + 1, y + 1) -
                     at(x - 1, y - 1) - k_root_two * at(x - 1, y) - at(x - 1, y + 1);
    const float gy = at(x - 1, y + 1) + k_root_two * at(x, y + 1) + at(x + 1, y + 1) -
                     at(x - 1, y - 1) - k_root_two * at(x, y - 1) - at(x + 1, y - 1);
    const float length = std::hypot(gx, gy);
    return length > 1e-6f ? glm::vec2(-gx / length, -gy / length) : glm::vec2(0);
  }
  bool is_crossed(int x, int y) const {
    const float own = at(x, y);
    if (own <= 0) return false;
    return own < 1 || at(x - 1, y) <= 0 || at(x + 1, y) <= 0 || at(x, y - 1) <= 0 ||
           at(x, y + 1) <= 0;
  }
};

/// The texel with the nearest centre need not hold the nearest piece of the outline: one beside it
/// may.
float distance_around(const NearestSeeds& nearest, const std::vector<glm::vec2>& outline, int seed,
                      glm::vec2 from) {
  const int x = seed % nearest.width, y = seed / nearest.width;
  float best = k_far;
  for (int v = std::max(0, y - 1); v <= std::min(nearest.height - 1, y + 1); ++v) {
    for (int u = std::max(0, x - 1); u <= std::min(nearest.width - 1, x + 1); ++u) {
      const int at = v * nearest.width + u;
      if (nearest.seed[static_cast<size_t>(at)] != at) continue;
      const glm::vec2 apart = from - outline[static_cast<size_t>(at)];
      best = std::min(best, apart.x * apart.x + apart.y * apart.y);
    }
  }
  return std::sqrt(best);
}

}  // namespace

CoverageImage signed_distances(const CoverageImage& coverage, int padding, float reach) {
  Cover cover{coverage.width + 2 * padding, coverage.height + 2 * padding, {}};
  cover.values.resize(static_cast<size_t>(cover.width * cover.height));
  for (int y = 0; y < coverage.height; ++y) {
    for (int x = 0; x < coverage.width; ++x) {
      cover.values[static_cast<size_t>((y + padding) * cover.width + x + padding)] =
          static_cast<float>(coverage.values[static_cast<size_t>(y * coverage.width + x)]) / 255.0f;
    }
  }
  NearestSeeds nearest(cover.width, cover.height);
  std::vector<glm::vec2> outline(cover.values.size());  // the outline's point nearest to a seed
  for (int y = 0; y < cover.height; ++y) {
    for (int x = 0; x < cover.width; ++x) {
      if (!cover.is_crossed(x, y)) continue;
      const int at = y * cover.width + x;
      const glm::vec2 normal = cover.normal(x, y);
      const float inwards = normal == glm::vec2(0) ? 0 : outline_offset(normal, cover.at(x, y));
      outline[static_cast<size_t>(at)] = glm::vec2(x, y) - normal * inwards;
      nearest.plant(at);
    }
  }
  nearest.spread();
  CoverageImage out;
  out.width = cover.width;
  out.height = cover.height;
  out.values.resize(cover.values.size());
  for (int y = 0; y < cover.height; ++y) {
    for (int x = 0; x < cover.width; ++x) {
      const size_t at = static_cast<size_t>(y * cover.width + x);
      const int seed = nearest.seed[at];
      float distance = reach;
      if (seed == static_cast<int>(at)) {
        const glm::vec2 normal = cover.normal(x, y);
        distance = normal == glm::vec2(0) ? 0.0f : -outline_offset(normal, cover.values[at]);
        distance = std::max(-reach, distance);
      } else {
        if (seed >= 0) distance = distance_around(nearest, outline, seed, glm::vec2(x, y));
        if (cover.values[at] < 0.5f) distance = -distance;
      }
      out.values[at] =
          static_cast<uint8_t>(std::clamp(128.0f + distance / reach * 127.5f, 0.0f, 255.0f));
    }
  }
  return out;
}

}  // namespace caspian::scene
