// What a picture must say of the ground it shows: that a floor is drawn and not surveyed, and whose
// heights a user brought.
#pragma once
#include <string>

#include "scene/label_layout.h"

namespace caspian::scene {

/// Some of the Caspian's floor in view is a drawing.
bool shows_drawn_floor(const LabelInputs& inputs);

/// Source and datum of a user's heights, "" when none are in view.
std::string own_terrain_credit(const LabelInputs& inputs);

}  // namespace caspian::scene
