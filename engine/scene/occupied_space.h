// Which parts of the screen are taken, and whether there is room for one thing more.
#pragma once
#include <span>
#include <vector>

#include "scene/overlay.h"

namespace caspian::scene {

class OccupiedSpace {
 public:
  /// Only places inside `screen` are free.
  explicit OccupiedSpace(const ScreenRect& screen);

  void take(const ScreenRect& rect);
  bool is_free(const ScreenRect& rect) const;
  bool are_free(std::span<const ScreenRect> rects) const;
  void take(std::span<const ScreenRect> rects);
  const ScreenRect& screen() const { return screen_; }

 private:
  /// First and last bucket of a rect, both ways.
  struct Range {
    int left, top, right, bottom;
  };
  Range range_of(const ScreenRect& rect) const;

  ScreenRect screen_;
  float bucket_px_ = 64;
  int columns_ = 0, rows_ = 0;
  std::vector<std::vector<ScreenRect>> buckets_;
};

}  // namespace caspian::scene
