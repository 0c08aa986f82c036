// Coverage of a glyph -> distances to its outline. Knows no fonts.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace caspian::scene {

struct CoverageImage {
  int width = 0, height = 0;
  std::vector<uint8_t> values;  // 255 = inside
};

/// The signed distance (positive inside) from every texel's centre to the outline, exact up to the
/// placing of the outline inside the texels that it crosses; `padding` texels are added on each
/// side. Coded as 127.5 + distance / reach * 127.5, clamped.
CoverageImage signed_distances(const CoverageImage& coverage, int padding, float reach);

}  // namespace caspian::scene
