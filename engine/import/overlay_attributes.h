// What a feature's attributes say of its look and its name: the keys of simplestyle 1.1, in any
// case, with hyphens or underscores, and cut to ten letters as Shapefiles cut them.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "dataset/overlay_layer.h"

namespace caspian::import {

using OverlayAttributes = std::vector<std::pair<std::string, std::string>>;

/// stroke, stroke-width, stroke-opacity, fill, fill-opacity, marker-color, marker-size. A value
/// that cannot be used is left out; `problems` gets what was found and what was expected.
dataset::OverlayStyle overlay_style(const OverlayAttributes& attributes,
                                    std::vector<std::string>& problems);

/// The value of `name`, else `title`, else `label`; "" when there is none.
std::string overlay_name(const OverlayAttributes& attributes);

}  // namespace caspian::import
