// The legend's rows of goods: what is shown of each cargo at the date, and how to read the squares
// at the ports.
#pragma once
#include <vector>

#include "scene/furniture_legend.h"

namespace caspian::scene {

/// What is shown in sum at the date, by cargo.
std::vector<LegendRow> cargo_rows(const LabelStage& stage);
/// How to read the squares at the ports, when some are in view.
std::vector<LegendRow> port_rows(const LabelStage& stage);

}  // namespace caspian::scene
