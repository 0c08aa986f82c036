// On which side of its sign a place's name stands, for every heading of the map at once: clear of
// the lines that meet there and of greater neighbours, and moved as seldom as possible when the
// map turns. Knows no camera.
#pragma once
#include <vector>

#include "scene/label_plan.h"

namespace caspian::scene {

class LabelStage;

/// Sides in their order around the sign: right, above right, above, ..., below right.
constexpr size_t k_sides = 8;

/// Top left of a name's box relative to its place. `clearance` is kept around the place; all in the
/// same unit.
glm::vec2 side_offset(size_t side, glm::vec2 size, float clearance);

/// A place's name in one or two languages: lines of text from the top down.
struct NameLine {
  std::string text;
  float size_px = 12;  // logical
};
std::vector<NameLine> name_lines(const LabelInputs& in, const dataset::Names& names, float size_px);
std::vector<NameLine> node_name_lines(const LabelInputs& in, const LabelNode& node);
FontRole node_role(const LabelNode& node);
/// Of its lines together, logical px.
glm::vec2 node_name_size(const LabelInputs& in, const LabelNode& node);
/// Between one line's baseline and the next, and what the letters take above and below theirs; em.
constexpr float k_line_em = 1.13f, k_ascent_em = 0.80f, k_descent_em = 0.26f;

/// Lines of a name in a box of their size; `alignment` 0 = left, 1 = right. In label_nodes.cpp.
void add_name(LabelStage& stage, const std::vector<NameLine>& lines, FontRole role,
              const ScreenRect& box, float alignment, glm::vec3 colour, float spacing_em = 0);

/// Logical px from a place to its name.
float name_clearance(const LabelInputs& in, const LabelNode& node, double metres_per_px);

/// The name's place around its sign where north is `heading_deg` left of up, moving smoothly
/// between sides; logical px. `metres_per_px` logical, `steepness` sine of the view's angle.
glm::vec2 name_offset(const LabelInputs& in, LabelPlan& plan, size_t node, double metres_per_px,
                      double steepness, double heading_deg);

}  // namespace caspian::scene
