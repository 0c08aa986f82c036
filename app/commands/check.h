// caspian check [SCENARIO]: every finding as file:line:column: found, expected.
#pragma once
#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

/// Fails with exit code 2 when there was a finding that is an error.
Outcome run_check(const CheckRequest& request);

}  // namespace caspian::app
