// Pixels on the CPU: 8-bit RGBA, rows from the top, no padding.
#pragma once
#include <cstdint>
#include <vector>

namespace caspian {

struct PixelSize {
  uint32_t width = 0;
  uint32_t height = 0;
  bool operator==(const PixelSize&) const = default;
};

struct Image {
  PixelSize size;
  std::vector<uint8_t> rgba;  // size.width * size.height * 4
};

}  // namespace caspian
