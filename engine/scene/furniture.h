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

  std::vector<ScreenRect> boxes() const;
};

FurnitureLayout lay_out_furniture(const LabelInputs& inputs);

/// The scale bar's length: the greatest of 1, 2, 5 times a power of ten that is not longer than
/// `greatest_px`, in metres on the ground at the screen's centre and in px.
struct ScaleBar {
  double metres = 0;
  double px = 0;
};
ScaleBar scale_bar(const CameraFrame& camera, double range_m, double greatest_px);

/// `Sources: ...` made of what is visible.
std::string sources_line(const LabelInputs& inputs, bool shows_schematic_floor);

}  // namespace caspian::scene
