// The state as JSON, for recorded sessions: what a test clicked must show here.
#pragma once
#include <cstdint>
#include <string>

#include "app/app_state.h"

namespace caspian::app {

/// `frames_drawn`: by the window so far; null leaves it out.
std::string state_json(const AppState& state, const int64_t* frames_drawn = nullptr);

}  // namespace caspian::app
