// Names along lines: who hands in which lines, and how one name is set on its course in a frame.
#pragma once
#include <string>
#include <vector>

#include "scene/label_plan.h"

namespace caspian::scene {

class LabelStage;

/// Every line that is lettered along its course, the most important first. A part of the map that
/// has names of its own adds its function here; what its courses depend on, beyond languages,
/// convention and drawn links, goes into courses_key.
std::vector<NamedCourse> named_courses(const LabelInputs& in, const std::vector<char>& is_drawn);
std::string courses_key(const LabelInputs& in);

/// Names of the plan, each at its place on its line.
void place_course_names(LabelStage& stage, LabelKind kind);
/// One name at a place of a line, left of it (1) or right (-1); whether there was room. For lines
/// that are not in the plan.
bool letter_course(LabelStage& stage, const NamedCourse& course, const std::string& id, double at_m,
                   double opacity, int side = 1);

}  // namespace caspian::scene
