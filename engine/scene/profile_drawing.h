// A profile as a printed drawing: land and sea filled, water line, highest and deepest place,
// places passed, what the scale is; no frame. Knows no device and no files.
#pragma once
#include <string>
#include <vector>

#include "core/image.h"
#include "scene/glyph_atlas.h"
#include "scene/language.h"
#include "scene/overlay.h"
#include "scene/profile.h"
#include "scene/theme.h"

namespace caspian::scene {

/// Somewhere that the line passes.
struct ProfilePlace {
  double distance_m = 0;
  std::string name;
  int rank = 4;  // 1 = named first where not all have room
};

/// Nodes of a dataset within `reach_m` of the line, in the order that it passes them.
std::vector<ProfilePlace> places_passed(const Profile& profile, const dataset::Dataset& dataset,
                                        double reach_m, size_t language);

struct ProfileDrawing {
  const Profile& profile;
  std::vector<ProfilePlace> places;
  std::string title;
  std::vector<std::string> imprint;  // disclaimer, sources: a line of thought each
  const Theme& theme;
  const Language& language;
  TextShaper& shaper;
  float pixel_scale = 1;  // px per logical px
};

struct ProfileLayout {
  Overlay overlay;
  std::vector<ScreenRect> texts;  // every line of text
  double exaggeration = 1;        // heights against distances
};

ProfileLayout lay_out_profile(const ProfileDrawing& drawing, PixelSize size);

/// The finished picture, smooth at every edge.
Image draw_profile(const ProfileDrawing& drawing, PixelSize size, GlyphAtlas& atlas);

}  // namespace caspian::scene
