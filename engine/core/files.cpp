// File access through the standard library and POSIX fsync/rename.
#include "core/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace caspian {
namespace {

std::string reason() {
  return std::strerror(errno);
}

template <typename Container>
Result<Container> read_whole(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return Failure{path.string() + ": is a folder, expected a file"};
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) return Failure{path.string() + ": cannot be opened (" + reason() + ")"};
  const std::streamoff size = in.tellg();
  if (size < 0) return Failure{path.string() + ": size cannot be read"};
  Container content(static_cast<size_t>(size), {});
  in.seekg(0);
  in.read(reinterpret_cast<char*>(content.data()), size);
  if (!in) return Failure{path.string() + ": cannot be read to its end"};
  return content;
}

}  // namespace

Result<std::vector<std::byte>> read_bytes(const std::filesystem::path& path) {
  return read_whole<std::vector<std::byte>>(path);
}

Result<std::string> read_text(const std::filesystem::path& path) {
  return read_whole<std::string>(path);
}

Outcome write_file(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  const std::string temporary = path.string() + ".part-" + std::to_string(::getpid());
  const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0)
    return Failure{path.string() + ": cannot be written (" + reason() + ")", Failure::Kind::output};
  size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t n = ::write(fd, bytes.data() + written, bytes.size() - written);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    written += static_cast<size_t>(n);
  }
  const bool complete = written == bytes.size() && ::fsync(fd) == 0;
  const std::string why = reason();
  ::close(fd);
  if (!complete || std::rename(temporary.c_str(), path.c_str()) != 0) {
    const std::string text = complete ? reason() : why;
    std::remove(temporary.c_str());
    return Failure{path.string() + ": cannot be written (" + text + ")", Failure::Kind::output};
  }
  return Done{};
}

Outcome write_file(const std::filesystem::path& path, std::string_view text) {
  return write_file(path, std::as_bytes(std::span(text.data(), text.size())));
}

Result<std::filesystem::path> find_assets() {
  namespace fs = std::filesystem;
  std::error_code error;
  if (const char* named = std::getenv("CASPIAN_ASSETS")) {
    if (fs::is_directory(fs::path(named) / "data", error)) return fs::path(named);
    return Failure{std::string("CASPIAN_ASSETS=") + named + ": holds no folder `data`"};
  }
  fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  while (!folder.empty()) {
    if (fs::is_directory(folder / "assets" / "data", error)) return folder / "assets";
    if (folder == folder.root_path()) break;
    folder = folder.parent_path();
  }
  if (fs::is_directory(fs::path(CASPIAN_SOURCE_DIR) / "assets" / "data", error))
    return fs::path(CASPIAN_SOURCE_DIR) / "assets";
  return Failure{"the assets folder was not found beside the program; set CASPIAN_ASSETS"};
}

}  // namespace caspian
