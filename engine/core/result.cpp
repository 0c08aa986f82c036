// The one way a finding is written out.
#include "core/result.h"

namespace caspian {

std::string Problem::text() const {
  std::string place = file;
  if (line > 0) place += ":" + std::to_string(line);
  if (line > 0 && column > 0) place += ":" + std::to_string(column);
  return place + ": found " + found + ", expected " + expected;
}

}  // namespace caspian
