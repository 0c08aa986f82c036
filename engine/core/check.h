// Fatal check for our own bugs, on in every build: prints expression, file and line, then ends the
// program.
#pragma once

namespace caspian {
[[noreturn]] void fail_check(const char* expression, const char* file, int line,
                             const char* note = "");
}

#define CASPIAN_CHECK(expression) \
  ((expression) ? void(0) : ::caspian::fail_check(#expression, __FILE__, __LINE__))
