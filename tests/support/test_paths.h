// Where tests find their data: the source tree, and the optional folder of reference data beside
// it.
#pragma once
#include <filesystem>
#include <optional>

namespace caspian::test {

std::filesystem::path source_dir();
/// `shared/` beside the source tree (or $CASPIAN_SHARED), when it is there.
std::optional<std::filesystem::path> shared_dir();
/// A fresh folder for files a test writes.
std::filesystem::path scratch_dir(const char* name);

}  // namespace caspian::test
