// Where on its axis, or on which of its anchors, a name stands best: tried out on a plain picture
// seen from straight above at a scale, so that the answer is the same however the map is turned and
// tilted. Knows no camera.
#pragma once
#include <vector>

#include "scene/label_sides.h"

namespace caspian::scene {

/// Type of a name along an axis, by kind and rank.
struct AxisType {
  float least_px, greatest_px;            // logical
  float least_spacing, greatest_spacing;  // em
  double seen_within;                     // metres per logical px
  double seen_beyond;
};

struct CountryType {
  double seen_within, seen_beyond;  // metres per logical px
  float size, wide;                 // logical px, em
};

CountryType country_type(const NamedCountry& country);
AxisType axis_type(const NamedPlace& place);
/// Letters of a name along an axis so long on the screen, px of the same unit; and their spacing.
float axis_text_size(const AxisType& type, const ShapedText& text, float length_px, float unit_px);
float axis_spacing(const AxisType& type, const ShapedText& text, float length_px, float size_px);

/// Choices for an axis at a scale, the best first.
const std::vector<AxisChoice>& axis_choices(const LabelInputs& in, LabelPlan& plan, size_t axis,
                                            double metres_per_px);
/// A country's anchors at a scale, the best first. `size_px` of the name, logical.
const std::vector<size_t>& anchor_order(const LabelInputs& in, LabelPlan& plan, size_t country,
                                        glm::vec2 size_px, double metres_per_px);

/// The side of its line where a name is less in the way of other lines: 1 left, -1 right. Where it
/// makes no difference, above the line on a map with north up.
int free_side(const LabelInputs& in, LabelPlan& plan, CourseName& name);

}  // namespace caspian::scene
