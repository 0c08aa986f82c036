// Widths are counted in characters.
#include "app/commands/table_text.h"

#include <algorithm>

namespace caspian::app {

std::string table_text(const std::vector<std::vector<std::string>>& rows) {
  const auto columns_of =
      [](const std::string& text) {  // code points, near enough to columns for our scripts
        return size_t(
            std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
      };
  std::vector<size_t> widths;
  for (const auto& row : rows)
    for (size_t i = 0; i < row.size(); ++i) {
      if (i == widths.size()) widths.push_back(0);
      widths[i] = std::max(widths[i], columns_of(row[i]));
    }
  std::string out;
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      out += row[i];
      if (i + 1 < row.size()) out.append(widths[i] + 2 - columns_of(row[i]), ' ');
    }
    out += '\n';
  }
  return out;
}

}  // namespace caspian::app
