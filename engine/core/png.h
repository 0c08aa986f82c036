// Image to and from PNG. Text pairs (date, motion time, sources...) travel in tEXt/iTXt chunks.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/image.h"
#include "core/result.h"

namespace caspian {

using PngTexts = std::vector<std::pair<std::string, std::string>>;

/// RGB (alpha dropped), quick compression. The same image gives the same bytes.
std::vector<std::byte> encode_png(const Image& image, const PngTexts& texts = {});
Outcome write_png(const std::filesystem::path& path, const Image& image,
                  const PngTexts& texts = {});
Result<Image> read_png(const std::filesystem::path& path);

}  // namespace caspian
