// caspian bench units --source recorded: what it costs to draw those who are on their way in a
// record.
#pragma once
#include "app/app_state.h"
#include "app/request.h"
#include "app/session.h"
#include "core/result.h"

namespace caspian::app {

Outcome bench_recorded_units(Session& session, const AppState& opening,
                             const BenchRequest& request);

}  // namespace caspian::app
