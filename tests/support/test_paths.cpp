#include "tests/support/test_paths.h"

#include <cstdlib>

namespace caspian::test {
namespace fs = std::filesystem;

fs::path source_dir() {
  return CASPIAN_SOURCE_DIR;
}

std::optional<fs::path> shared_dir() {
  const char* named = std::getenv("CASPIAN_SHARED");
  for (const fs::path& folder : {fs::path(named ? named : ""), source_dir() / ".." / "shared",
                                 source_dir() / ".." / ".." / "shared"})
    if (!folder.empty() && fs::is_directory(folder / "facts")) return folder;
  return std::nullopt;
}

fs::path scratch_dir(const char* name) {
  const fs::path folder = fs::temp_directory_path() / "caspian-tests" / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

}  // namespace caspian::test
