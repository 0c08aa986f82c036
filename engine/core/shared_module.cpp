// Shared objects through dlopen, found by the program's own place, never by the search path.
#include "core/shared_module.h"

#include <dlfcn.h>

#include <filesystem>

namespace caspian {
namespace {

std::string last_error() {
  const char* text = ::dlerror();
  return text ? text : "no reason given";
}

}  // namespace

Result<void*> find_in_module(const std::string& name, const char* symbol) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  const std::string file = name + ".so";
  for (const fs::path& path : {folder / file, folder / ".." / "lib" / "caspian" / file}) {
    if (!fs::exists(path, error)) continue;
    void* opened = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!opened)
      return Failure{file + ": this part of the program cannot be opened (" + last_error() + ")"};
    if (void* found = ::dlsym(opened, symbol)) return found;
    return Failure{path.string() + ": holds no " + symbol +
                   ", expected the part that was built with this program"};
  }
  return Failure{file +
                 ": this part of the program is missing, expected it beside the program in " +
                 folder.string()};
}

}  // namespace caspian
