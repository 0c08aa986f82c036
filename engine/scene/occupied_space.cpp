// Buckets of equal size hold the rectangles that touch them.
#include "scene/occupied_space.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {

OccupiedSpace::OccupiedSpace(const ScreenRect& screen) : screen_(screen) {
  columns_ = std::max(1, static_cast<int>(std::ceil(screen.width / bucket_px_)));
  rows_ = std::max(1, static_cast<int>(std::ceil(screen.height / bucket_px_)));
  buckets_.resize(static_cast<size_t>(columns_) * static_cast<size_t>(rows_));
}

OccupiedSpace::Range OccupiedSpace::range_of(const ScreenRect& rect) const {
  const auto bucket = [this](float at, float first, int count) {
    return static_cast<int>(
        std::clamp(std::floor((at - first) / bucket_px_), 0.0f, static_cast<float>(count - 1)));
  };
  return {bucket(rect.x, screen_.x, columns_), bucket(rect.y, screen_.y, rows_),
          bucket(rect.right(), screen_.x, columns_), bucket(rect.bottom(), screen_.y, rows_)};
}

void OccupiedSpace::take(const ScreenRect& rect) {
  const Range range = range_of(rect);
  for (int row = range.top; row <= range.bottom; ++row) {
    for (int column = range.left; column <= range.right; ++column) {
      buckets_[static_cast<size_t>(row * columns_ + column)].push_back(rect);
    }
  }
}

bool OccupiedSpace::is_free(const ScreenRect& rect) const {
  if (!screen_.contains(rect)) return false;
  const Range range = range_of(rect);
  for (int row = range.top; row <= range.bottom; ++row) {
    for (int column = range.left; column <= range.right; ++column) {
      for (const ScreenRect& taken : buckets_[static_cast<size_t>(row * columns_ + column)]) {
        if (taken.overlaps(rect)) return false;
      }
    }
  }
  return true;
}

bool OccupiedSpace::are_free(std::span<const ScreenRect> rects) const {
  return std::all_of(rects.begin(), rects.end(),
                     [this](const ScreenRect& rect) { return is_free(rect); });
}

void OccupiedSpace::take(std::span<const ScreenRect> rects) {
  for (const ScreenRect& rect : rects) take(rect);
}

}  // namespace caspian::scene
