// Named after the date shown, so that no clock is needed.
#include "app/still_name.h"

#include <cstdlib>
#include <string>

namespace caspian::app {
namespace fs = std::filesystem;

fs::path pictures_folder() {
  std::error_code error;
  const char* named = std::getenv("XDG_PICTURES_DIR");
  const char* home = std::getenv("HOME");
  if (named && fs::is_directory(named, error)) return named;
  if (home && fs::is_directory(fs::path(home) / "Pictures", error))
    return fs::path(home) / "Pictures";
  return fs::current_path(error);
}

fs::path free_still_name(const fs::path& folder, time::SimTime when) {
  const std::string name = "caspian-" + time::date_text(when);
  std::error_code error;
  fs::path path = folder / (name + ".png");
  for (int number = 2; fs::exists(path, error); ++number)
    path = folder / (name + "-" + std::to_string(number) + ".png");
  return path;
}

}  // namespace caspian::app
