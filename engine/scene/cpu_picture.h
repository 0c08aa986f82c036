// An overlay as pixels without a device: boxes, halos and glyphs as the label shader draws them.
// For drawings that are no map: profiles, printed pages.
#pragma once
#include "core/image.h"
#include "scene/glyph_atlas.h"
#include "scene/overlay.h"

namespace caspian::scene {

Image blank_picture(PixelSize size, glm::vec3 colour);

/// Over what is there, in the overlay's order: boxes, all halos, all glyphs.
void draw_overlay(Image& image, const Overlay& overlay, GlyphAtlas& atlas);

/// Every 2 x 2 px averaged into one; an odd last row or column is dropped.
Image halved(const Image& image);

}  // namespace caspian::scene
