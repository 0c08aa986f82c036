// caspian bench units: what it costs to draw so many moving units and nothing else, and whether
// every one of them is accounted for.
#pragma once
#include "app/app_state.h"
#include "app/request.h"
#include "app/session.h"
#include "core/result.h"

namespace caspian::app {

Outcome bench_units(Session& session, const AppState& opening, const BenchRequest& request);

}  // namespace caspian::app
