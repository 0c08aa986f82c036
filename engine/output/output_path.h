// What an output name asks for, and whether it can be written: found out before anything slow
// happens.
#pragma once
#include <filesystem>
#include <string>

#include "core/result.h"

namespace caspian::output {

enum class OutputKind { still, frames, film };

/// By the name's end: `.png` a still, `.png` with one `%d` or `%05d` numbered frames, `.mp4` a
/// film.
Result<OutputKind> output_kind(const std::string& name);

/// Name of frame k of `frames/%05d.png`.
std::filesystem::path frame_name(const std::string& pattern, int64_t k);

/// The folder exists and takes new files, and the name is no folder itself.
Outcome check_writable(const std::filesystem::path& path);

/// `name.part-<process>`: where work grows until it is whole.
std::filesystem::path temporary_name(const std::filesystem::path& path);

}  // namespace caspian::output
