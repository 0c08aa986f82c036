// Judged by the name and by asking the file system, never by trying.
#include "output/output_path.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace caspian::output {
namespace fs = std::filesystem;
namespace {

Failure unwritable(const fs::path& path, const std::string& why) {
  return Failure{path.string() + ": cannot be written (" + why + ")", Failure::Kind::output};
}

struct Placeholder {
  size_t start = 0, length = 0;
  int digits = 1;
};

/// The `%d` or `%0Nd` of a pattern; nothing when there is none, more than one, or another kind.
std::optional<Placeholder> placeholder(const std::string& pattern) {
  const size_t start = pattern.find('%');
  if (start == pattern.npos || pattern.find('%', start + 1) != pattern.npos) return std::nullopt;
  Placeholder found{start, 2, 1};
  size_t at = start + 1;
  if (at < pattern.size() && pattern[at] == '0') {
    if (at + 1 >= pattern.size() || pattern[at + 1] < '1' || pattern[at + 1] > '9')
      return std::nullopt;
    found.digits = pattern[at + 1] - '0';
    found.length = 4;
    at += 2;
  }
  if (at >= pattern.size() || pattern[at] != 'd') return std::nullopt;
  return found;
}

}  // namespace

Result<OutputKind> output_kind(const std::string& name) {
  const std::string extension = fs::path(name).extension().string();
  if (extension == ".mp4") return OutputKind::film;
  if (extension != ".png")
    return Failure{
        "the output `" + name + "` is of no known kind; expected a name that ends in .png or .mp4",
        Failure::Kind::usage};
  if (name.find('%') == name.npos) return OutputKind::still;
  if (placeholder(name) && placeholder(fs::path(name).filename().string()))
    return OutputKind::frames;
  return Failure{
      "the output `" + name +
          "` numbers its frames in no known way; expected one %d or %05d in the file name",
      Failure::Kind::usage};
}

fs::path frame_name(const std::string& pattern, int64_t k) {
  const Placeholder place = placeholder(pattern).value_or(Placeholder{pattern.size(), 0, 1});
  std::string number = std::to_string(k);
  const size_t digits = static_cast<size_t>(place.digits);
  if (number.size() < digits) number.insert(0, digits - number.size(), '0');
  return pattern.substr(0, place.start) + number + pattern.substr(place.start + place.length);
}

Outcome check_writable(const fs::path& path) {
  std::error_code error;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (fs::is_directory(path, error)) return unwritable(path, "it is a folder");
  if (!fs::is_directory(folder, error))
    return unwritable(path, "there is no folder " + folder.string());
  if (::access(folder.c_str(), W_OK | X_OK) != 0)
    return unwritable(path, "the folder " + folder.string() + " takes no new files");
  return Done{};
}

fs::path temporary_name(const fs::path& path) {
  return path.string() + ".part-" + std::to_string(::getpid());
}

}  // namespace caspian::output
