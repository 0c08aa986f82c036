// Ends the program at a broken invariant.
#include "core/check.h"

#include <cstdio>
#include <cstdlib>

namespace caspian {

void fail_check(const char* expression, const char* file, int line, const char* note) {
  std::fprintf(stderr, "caspian: internal error: %s (%s:%d) %s\n", expression, file, line, note);
  std::abort();
}

}  // namespace caspian
