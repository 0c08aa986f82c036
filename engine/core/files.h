// Files: read whole, write atomically (temporary file, then rename), find the assets folder.
#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace caspian {

Result<std::vector<std::byte>> read_bytes(const std::filesystem::path& path);
Result<std::string> read_text(const std::filesystem::path& path);

/// Writes beside the target under a temporary name, flushes to disk, renames: never half a file.
Outcome write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);
Outcome write_file(const std::filesystem::path& path, std::string_view text);

/// Where the assets lie: $CASPIAN_ASSETS, else `assets` beside or above the program, else the
/// source tree.
Result<std::filesystem::path> find_assets();

}  // namespace caspian
