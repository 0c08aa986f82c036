// Parts of the program that are opened only when something needs them, so that their libraries cost
// a start nothing: shared objects beside the program.
#pragma once
#include <string>

#include "core/result.h"

namespace caspian {

/// Opens `<name>.so` that came along with the program (once; it stays open) and gives the address
/// of `symbol` in it. Looked for beside the program, then in `../lib/caspian`.
Result<void*> find_in_module(const std::string& name, const char* symbol);

}  // namespace caspian
