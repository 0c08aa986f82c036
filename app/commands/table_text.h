// Rows of texts with their columns under each other, for answers that people read.
#pragma once
#include <string>
#include <vector>

namespace caspian::app {

std::string table_text(const std::vector<std::vector<std::string>>& rows);

}  // namespace caspian::app
