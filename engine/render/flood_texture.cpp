// Levels as 16-bit texels with means as mips, so that the line of the water stays smooth from afar.
#include "render/flood_texture.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "shared/terrain.h"

namespace caspian::render {
namespace {

struct Level {
  int width = 0, height = 0;
  std::vector<int16_t> texels;
};

int16_t texel_of(float wet_from_m) {
  const float scaled =
      (wet_from_m - shared::k_flood_middle_m) / static_cast<float>(shared::k_flood_scale_m);
  return static_cast<int16_t>(std::lrint(std::clamp(scaled, -1.0f, 1.0f) * 32767.0f));
}

Level halved(const Level& fine) {
  Level level{fine.width / 2, fine.height / 2, {}};
  level.texels.reserve(size_t(level.width) * size_t(level.height));
  for (int row = 0; row < level.height; ++row) {
    const int16_t* a = fine.texels.data() + size_t(2 * row) * size_t(fine.width);
    const int16_t* b = a + fine.width;
    for (int i = 0; i < level.width; ++i, a += 2, b += 2)
      level.texels.push_back(int16_t((a[0] + a[1] + b[0] + b[1] + 2) >> 2));
  }
  return level;
}

gpu::DeviceImage make(const gpu::Device& device, const geo::Flooding* flooding) {
  std::vector<Level> levels(1);
  if (flooding) {
    levels[0] = {flooding->width(), flooding->height(), {}};
    levels[0].texels.reserve(flooding->wet_from().size());
    for (const float wet_from_m : flooding->wet_from())
      levels[0].texels.push_back(texel_of(wet_from_m));
  } else {
    levels[0] = {1, 1, {32767}};
  }
  while (std::min(levels.back().width, levels.back().height) >= 32)
    levels.push_back(halved(levels.back()));
  std::vector<std::span<const std::byte>> mips;
  for (const Level& level : levels) mips.push_back(std::as_bytes(std::span(level.texels)));
  return gpu::make_texture(device, {uint32_t(levels[0].width), uint32_t(levels[0].height)},
                           VK_FORMAT_R16_SNORM, mips, "flooding");
}

}  // namespace

FloodTexture::FloodTexture(const gpu::Device& device, const geo::Flooding* flooding)
    : image_(make(device, flooding)) {
  if (!flooding) return;
  west_deg_ = flooding->west_deg();
  north_deg_ = flooding->north_deg();
  step_deg_ = flooding->step_deg();
  width_ = flooding->width();
  height_ = flooding->height();
}

glm::vec4 FloodTexture::from_relief(const scene::ReliefTexture& relief) const {
  if (width_ == 0) return outside();
  // Texel centres are samples: ((longitude - west) / step + 0.5) / count, in both.
  const double ratio = relief.step_deg / step_deg_;
  const auto& level = relief.levels[0];
  const double columns = (relief.west_deg - west_deg_) / step_deg_ - 0.5 * ratio + 0.5;
  const double rows = (north_deg_ - relief.north_deg) / step_deg_ - 0.5 * ratio + 0.5;
  return {ratio * level.width / width_, ratio * level.height / height_, columns / width_,
          rows / height_};
}

}  // namespace caspian::render
