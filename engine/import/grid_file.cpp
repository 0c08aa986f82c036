// Head and bands of the .grid container; the only place that knows its bytes.
#include "import/grid_file.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string_view>

#include "core/files.h"

namespace caspian::import {
namespace {

static_assert(std::endian::native == std::endian::little, "the container is read as it lies");

constexpr std::string_view k_magic = "CSPGRID1";
constexpr size_t k_fixed_bytes = 64;
constexpr uint32_t k_largest_side = 20000;  // keeps a damaged head from asking for all memory

template <typename Value>
Value value_at(const std::vector<std::byte>& bytes, size_t offset) {
  Value value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

Failure damaged(const std::string& path, const std::string& what) {
  return {path + ": " + what + ", expected a terrain grid as the bake writes it"};
}

void read_text(std::string_view text, std::map<std::string, std::string>& about) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (const size_t equals = line.find('='); equals != line.npos)
      about.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
}

bool is_sensible(const GridFile& file, uint32_t kind, uint32_t width, uint32_t height,
                 uint32_t rows, uint32_t bands) {
  return (kind == 1 || kind == 2) && width > 0 && width <= k_largest_side && height > 0 &&
         height <= k_largest_side && rows > 0 && rows <= height &&
         bands == (height + rows - 1) / rows && std::isfinite(file.west_deg) &&
         std::isfinite(file.north_deg) && file.step_deg > 0 && file.step_deg < 10 &&
         file.metres_per_unit > 0 && file.metres_per_unit < 1e6;
}

/// Unpacks a band into one buffer of `size` bytes.
Outcome inflate_band(const GridFile& file, size_t band, std::vector<unsigned char>& raw) {
  const GridFile::Band& packed = file.bands[band];
  uLongf size = raw.size();
  const int code = uncompress(raw.data(), &size,
                              reinterpret_cast<const Bytef*>(file.bytes.data() + packed.offset),
                              static_cast<uLong>(packed.size));
  if (code != Z_OK || size != raw.size())
    return damaged(file.path, "band " + std::to_string(band) + " cannot be unpacked");
  return Done{};
}

/// Turns differences into samples: each is its row's running sum plus the sample above.
template <typename Sample, typename Difference>
void accumulate(std::span<Sample> values, size_t first, size_t rows, size_t width,
                Difference difference) {
  for (size_t row = 0; row < rows; ++row) {
    Sample* out = values.data() + first + row * width;
    uint16_t sum = 0;
    for (size_t x = 0; x < width; ++x) {
      sum = static_cast<uint16_t>(sum + difference(row * width + x));
      const uint16_t above = row > 0 ? static_cast<uint16_t>(out[x - width]) : uint16_t{0};
      out[x] = static_cast<Sample>(static_cast<uint16_t>(above + sum));
    }
  }
}

}  // namespace

int GridFile::rows_of(size_t band) const {
  return std::min(band_rows, height - static_cast<int>(band) * band_rows);
}

std::string GridFile::about_or_empty(const std::string& key) const {
  const auto found = about.find(key);
  return found == about.end() ? std::string() : found->second;
}

Result<GridFile> open_grid_file(const std::filesystem::path& path) {
  Result<std::vector<std::byte>> bytes = read_bytes(path);
  if (!bytes) return bytes.failure();
  GridFile file;
  file.path = path.string();
  file.bytes = std::move(*bytes);
  if (file.bytes.size() < k_fixed_bytes ||
      std::memcmp(file.bytes.data(), k_magic.data(), k_magic.size()) != 0)
    return damaged(file.path, "its first bytes are not " + std::string(k_magic));
  const auto word = [&](size_t index) { return value_at<uint32_t>(file.bytes, 8 + 4 * index); };
  const uint32_t kind = word(0), width = word(1), height = word(2), rows = word(3), bands = word(4);
  const size_t text_size = word(5);
  file.west_deg = value_at<double>(file.bytes, 32);
  file.north_deg = value_at<double>(file.bytes, 40);
  file.step_deg = value_at<double>(file.bytes, 48);
  file.metres_per_unit = value_at<double>(file.bytes, 56);
  if (!is_sensible(file, kind, width, height, rows, bands))
    return damaged(file.path, "its head makes no sense");
  const size_t head_size = k_fixed_bytes + text_size + 4 * size_t{bands};
  if (file.bytes.size() < head_size + 4) return damaged(file.path, "it ends within its head");
  const uLong sum =
      crc32(0, reinterpret_cast<const Bytef*>(file.bytes.data()), static_cast<uInt>(head_size));
  if (value_at<uint32_t>(file.bytes, head_size) != sum)
    return damaged(file.path, "the checksum of its head is wrong");
  read_text({reinterpret_cast<const char*>(file.bytes.data()) + k_fixed_bytes, text_size},
            file.about);
  size_t offset = head_size + 4;
  for (uint32_t band = 0; band < bands; ++band) {
    const size_t size =
        value_at<uint32_t>(file.bytes, k_fixed_bytes + text_size + 4 * size_t{band});
    if (size > file.bytes.size() - offset) return damaged(file.path, "it ends within a band");
    file.bands.push_back({offset, size});
    offset += size;
  }
  file.kind = static_cast<GridFile::Kind>(kind);
  file.width = static_cast<int>(width);
  file.height = static_cast<int>(height);
  file.band_rows = static_cast<int>(rows);
  return file;
}

Outcome decode_band(const GridFile& file, size_t band, std::span<int16_t> values) {
  const size_t width = static_cast<size_t>(file.width),
               rows = static_cast<size_t>(file.rows_of(band));
  const size_t count = width * rows;
  std::vector<unsigned char> raw(2 * count);
  if (Outcome done = inflate_band(file, band, raw); !done) return done;
  accumulate(values, band * static_cast<size_t>(file.band_rows) * width, rows, width,
             [&](size_t i) {
               const unsigned folded = raw[i] | static_cast<unsigned>(raw[count + i]) << 8;
               return (folded >> 1) ^ (0u - (folded & 1u));
             });
  return Done{};
}

Outcome decode_band(const GridFile& file, size_t band, std::span<int8_t> values) {
  const size_t width = static_cast<size_t>(file.width),
               rows = static_cast<size_t>(file.rows_of(band));
  std::vector<unsigned char> raw(width * rows);
  if (Outcome done = inflate_band(file, band, raw); !done) return done;
  accumulate(values, band * static_cast<size_t>(file.band_rows) * width, rows, width,
             [&](size_t i) { return unsigned{raw[i]}; });
  return Done{};
}

}  // namespace caspian::import
