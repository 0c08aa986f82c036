// What every still and film carries besides the map: date, scale bar, north arrow, what is not to
// scale or schematic, legend, sources, disclaimer. A pure function; keeps to the part of the
// picture that the interface leaves free. Knows no device.
#pragma once
#include <string>
#include <vector>

#include "scene/label_layout.h"

namespace caspian::scene {

/// One part and the rectangles that it fills, for whoever must keep clear of them.
struct FurniturePart {
  std::string id;  // date, scale, north, notes, legend, credits
  std::vector<ScreenRect> boxes;
};

struct FurnitureLayout {
  Overlay overlay;
  std::vector<FurniturePart> parts;
  std::vector<std::string> texts;     // as printed, line by line, without the legend's
  std::vector<std::string> left_out;  // of disclaimer and sources: no room

  std::vector<ScreenRect> boxes() const;
};

/// From this size on, in logical px, everything that has to be printed fits.
constexpr PixelSize k_least_furnished{320, 240};

FurnitureLayout lay_out_furniture(const LabelInputs& inputs);

/// The scale bar's length: the greatest of 1, 2, 5 times a power of ten that is not longer than
/// `greatest_px`, in metres on the ground at the screen's centre and in px.
struct ScaleBar {
  double metres = 0;
  double px = 0;
};
ScaleBar scale_bar(const CameraFrame& camera, double range_m, double greatest_px);

/// Which way north is on the screen at the point looked at, y down, length 1.
glm::vec2 north_on_screen(const Camera& camera, const CameraFrame& frame);

/// `Sources: ...` made of what is visible.
std::string sources_line(const LabelInputs& inputs, bool shows_schematic_floor);
/// The works that a source text names: `SRTM30 relief through Marble (of GeoNames' towns), shores
/// GSHHG 2.3.7` -> SRTM30, Marble, GeoNames, GSHHG 2.3.7. Names begin with a capital; a text
/// without one is taken up to its first comma.
std::vector<std::string> named_works(const std::string& source);

}  // namespace caspian::scene
