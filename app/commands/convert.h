// `caspian convert`: trips in a table -> a record of trajectories, heights -> a terrain, with
// progress on stderr.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

Outcome run_convert(const ConvertRequest& request);
Outcome run_convert_terrain(const ConvertRequest& request);

}  // namespace caspian::app
