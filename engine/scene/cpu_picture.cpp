// The arithmetic of shaders/label.frag, pixel by pixel.
#include "scene/cpu_picture.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {
namespace {

void blend(Image& image, int x, int y, glm::vec3 colour, float alpha) {
  uint8_t* pixel = &image.rgba[4 * (size_t(y) * image.size.width + size_t(x))];
  for (int i = 0; i < 3; ++i) {
    const float mixed = float(pixel[i]) * (1 - alpha) + 255 * colour[i] * alpha;
    pixel[i] = uint8_t(std::clamp(mixed + 0.5f, 0.0f, 255.0f));
  }
}

/// Calls `shade(x, y, local)` for the pixels around a turned rectangle; `local` from its middle.
template <typename Shade>
void each_pixel(Image& image, glm::vec2 centre, glm::vec2 half, glm::vec2 along, Shade&& shade) {
  const glm::vec2 down(-along.y, along.x);
  const glm::vec2 reach = glm::abs(along) * half.x + glm::abs(down) * half.y;
  const auto clamped = [](float value, uint32_t most) {
    return int(std::clamp(value, 0.0f, float(most)));
  };
  const int left = clamped(std::floor(centre.x - reach.x), image.size.width);
  const int right = clamped(std::ceil(centre.x + reach.x), image.size.width);
  const int top = clamped(std::floor(centre.y - reach.y), image.size.height);
  const int bottom = clamped(std::ceil(centre.y + reach.y), image.size.height);
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) {
      const glm::vec2 off = glm::vec2(x, y) + 0.5f - centre;
      const glm::vec2 local(glm::dot(off, along), glm::dot(off, down));
      if (std::abs(local.x) <= half.x && std::abs(local.y) <= half.y) shade(x, y, local);
    }
}

void draw_box(Image& image, const OverlayBox& box) {
  const float radius = std::min({box.radius_px, box.half.x, box.half.y});
  each_pixel(image, box.centre, box.half + 1.0f, box.along, [&](int x, int y, glm::vec2 local) {
    const glm::vec2 beyond = glm::abs(local) - box.half + radius;
    const float inside = radius - glm::length(glm::max(beyond, glm::vec2(0))) -
                         std::min(std::max(beyond.x, beyond.y), 0.0f);
    const float cover = std::clamp(inside + 0.5f, 0.0f, 1.0f);
    if (cover <= 0) return;
    const float on_stroke =
        box.stroke_px > 0 ? std::clamp(box.stroke_px - inside + 0.5f, 0.0f, 1.0f) : 0;
    const glm::vec3 ink =
        glm::mix(glm::vec3(box.fill) * box.fill.a, glm::vec3(box.stroke) * box.stroke.a, on_stroke);
    const float alpha = std::lerp(box.fill.a, box.stroke.a, on_stroke);
    if (alpha > 0) blend(image, x, y, ink / alpha, alpha * cover);
  });
}

/// Ink up to `outside_px` beyond the outline, fading over `fade_px`.
void draw_glyph(Image& image, const OverlayGlyph& glyph, GlyphAtlas& atlas, float outside_px,
                float fade_px, glm::vec4 colour) {
  const AtlasCell cell = atlas.cell(glyph.font, glyph.glyph);
  if (cell.width < 2 || cell.height < 2) return;
  const float texels_per_px = k_atlas_em_px / glyph.size_px;
  const glm::vec2 size(cell.width, cell.height);
  const glm::vec2 middle = (glm::vec2(cell.left, cell.top) + 0.5f * size) / texels_per_px;
  const glm::vec2 down(-glyph.along.y, glyph.along.x);
  const glm::vec2 centre = glyph.pen + glyph.along * middle.x + down * middle.y;
  const std::span<const uint8_t> pixels = atlas.pixels();
  const auto texel = [&](int x, int y) {
    const int u = std::clamp(x, 0, cell.width - 1), v = std::clamp(y, 0, cell.height - 1);
    return float(pixels[size_t(cell.y + v) * size_t(atlas.width()) + size_t(cell.x + u)]) / 255;
  };
  each_pixel(
      image, centre, 0.5f * size / texels_per_px, glyph.along, [&](int x, int y, glm::vec2 local) {
        const glm::vec2 at = 0.5f * size + local * texels_per_px - 0.5f;
        const int u = int(std::floor(at.x)), v = int(std::floor(at.y));
        const float s = at.x - float(u), t = at.y - float(v);
        const float value = std::lerp(std::lerp(texel(u, v), texel(u + 1, v), s),
                                      std::lerp(texel(u, v + 1), texel(u + 1, v + 1), s), t);
        const float outline_px = (value * 2 - 1) * k_atlas_reach_px / texels_per_px;
        const float cover = std::clamp((outline_px + outside_px) / fade_px + 0.5f, 0.0f, 1.0f);
        if (cover > 0) blend(image, x, y, glm::vec3(colour), cover * colour.a);
      });
}

}  // namespace

Image blank_picture(PixelSize size, glm::vec3 colour) {
  Image image{size, std::vector<uint8_t>(size_t(size.width) * size.height * 4, 255)};
  for (size_t i = 0; i < image.rgba.size(); i += 4)
    for (int c = 0; c < 3; ++c) image.rgba[i + size_t(c)] = uint8_t(255 * colour[c] + 0.5f);
  return image;
}

void draw_overlay(Image& image, const Overlay& overlay, GlyphAtlas& atlas) {
  for (const OverlayBox& box : overlay.boxes) draw_box(image, box);
  for (const OverlayGlyph& glyph : overlay.glyphs)
    if (glyph.halo_px > 0)
      draw_glyph(image, glyph, atlas, 0.72f * glyph.halo_px, 0.56f * glyph.halo_px, glyph.halo);
  for (const OverlayGlyph& glyph : overlay.glyphs)
    draw_glyph(image, glyph, atlas, 0, 1, glyph.colour);
}

Image halved(const Image& image) {
  Image half{{image.size.width / 2, image.size.height / 2}, {}};
  half.rgba.resize(size_t(half.size.width) * half.size.height * 4);
  const size_t row = size_t(image.size.width) * 4;
  for (size_t y = 0; y < half.size.height; ++y)
    for (size_t x = 0; x < half.size.width; ++x)
      for (size_t c = 0; c < 4; ++c) {
        const size_t at = 2 * y * row + 8 * x + c;
        const int sum =
            image.rgba[at] + image.rgba[at + 4] + image.rgba[at + row] + image.rgba[at + row + 4];
        half.rgba[4 * (y * half.size.width + x) + c] = uint8_t((sum + 2) / 4);
      }
  return half;
}

}  // namespace caspian::scene
