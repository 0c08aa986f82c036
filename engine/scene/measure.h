// What is measured on the map: lengths and areas in words, and the line itself as a tool draws it,
// over everything. A pure function of the frame.
#pragma once
#include <string>
#include <vector>

#include "scene/label_layout.h"
#include "scene/profile.h"

namespace caspian::scene {

struct MeasuredLine {
  std::vector<double> legs_m;  // the closing one of a ring included
  double length_m = 0;         // of all legs; a ring's perimeter
  double area_m2 = 0;          // of a ring of three places or more
};
MeasuredLine measure(const std::vector<geo::GeoPoint>& places, bool is_area);

/// `850 m`, `37.76 km`, `1 234 km`.
std::string length_text(double metres, const Language& language);
/// `0.25 km²`, `4 741 km²`, `380 m²`.
std::string area_text(double square_metres, const Language& language);

/// The places as they are joined: a ring of three or more ends where it begins.
std::vector<geo::GeoPoint> joined_places(const std::vector<geo::GeoPoint>& places, bool is_area);

struct MeasureLayout {
  Overlay overlay;
  std::vector<ScreenRect> boxes;  // of its figures
};
/// Nothing when nothing is measured. `inputs.reserved` is kept clear of.
MeasureLayout lay_out_measure(const LabelInputs& inputs);

}  // namespace caspian::scene
