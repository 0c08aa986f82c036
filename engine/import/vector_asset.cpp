// Head and levels of the .vec container; the only place that knows its bytes.
#include "import/vector_asset.h"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <map>

#include "core/files.h"

namespace caspian::import {
namespace {

static_assert(std::endian::native == std::endian::little, "the container is read as it lies");

constexpr std::string_view k_magic = "CSPVECT1";
constexpr size_t k_fixed_bytes = 24, k_level_bytes = 20;
constexpr size_t k_largest_level = 256u << 20;  // keeps a damaged head from asking for all memory

Failure damaged(const std::string& path, const std::string& what) {
  return {path + ": " + what + ", expected vector layers as the bake writes them"};
}

template <typename Value>
Value value_at(std::span<const std::byte> bytes, size_t offset) {
  Value value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

/// Reads the unpacked stream of a level; after its end everything reads as zero and `failed` stays
/// set.
class Reader {
 public:
  explicit Reader(std::span<const unsigned char> bytes) : bytes_(bytes) {}

  uint64_t varint() {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ >= bytes_.size()) break;
      const uint64_t byte = bytes_[at_++];
      value |= (byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    failed_ = true;
    return 0;
  }
  /// A step in two's complement: adding steps wraps, so that no file can overflow.
  uint64_t step() {
    const uint64_t folded = varint();
    return (folded >> 1) ^ (uint64_t{0} - (folded & 1));
  }
  std::string text() {
    const uint64_t size = varint();
    if (size > bytes_.size() - at_) {
      failed_ = true;
      return {};
    }
    std::string value(reinterpret_cast<const char*>(bytes_.data()) + at_, size);
    at_ += size;
    return value;
  }
  size_t left() const { return bytes_.size() - at_; }
  bool failed() const { return failed_; }

 private:
  std::span<const unsigned char> bytes_;
  size_t at_ = 0;
  bool failed_ = false;
};

VectorFeature read_feature(Reader& reader, double units_per_degree) {
  VectorFeature feature;
  feature.name = reader.text();
  feature.attributes = reader.text();
  const uint64_t count = reader.varint();
  feature.closed = (count & 1) != 0;
  const uint64_t points =
      std::min<uint64_t>(count >> 1, reader.left());  // a point takes two bytes at least
  feature.points.reserve(points);
  uint64_t longitude = 0, latitude = 0;
  for (uint64_t i = 0; i < points && !reader.failed(); ++i) {
    longitude += reader.step();
    latitude += reader.step();
    feature.points.push_back(
        {.longitude_deg = static_cast<double>(static_cast<int64_t>(longitude)) / units_per_degree,
         .latitude_deg = static_cast<double>(static_cast<int64_t>(latitude)) / units_per_degree});
  }
  return feature;
}

/// Fills the features of one level from its packed bytes.
Outcome read_level(std::span<const std::byte> packed, size_t unpacked_size, double units_per_degree,
                   const std::string& path, VectorLayer& layer) {
  std::vector<unsigned char> raw(unpacked_size);
  uLongf size = raw.size();
  const int code = uncompress(raw.data(), &size, reinterpret_cast<const Bytef*>(packed.data()),
                              static_cast<uLong>(packed.size()));
  const std::string what = "level " + std::to_string(layer.level);
  if (code != Z_OK || size != raw.size()) return damaged(path, what + " cannot be unpacked");
  Reader reader(raw);
  const uint64_t count = reader.varint();
  for (uint64_t i = 0; i < count && !reader.failed(); ++i)
    layer.features.push_back(read_feature(reader, units_per_degree));
  if (reader.failed() || reader.left() > 0) return damaged(path, what + " ends in the wrong place");
  return Done{};
}

std::map<std::string, std::string, std::less<>> read_about(std::string_view text) {
  std::map<std::string, std::string, std::less<>> about;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (const size_t equals = line.find('='); equals != line.npos)
      about.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return about;
}

/// Size of all before the levels' streams, or a failure when the head is damaged.
Result<size_t> check_head(std::span<const std::byte> bytes, const std::string& path) {
  if (bytes.size() < k_fixed_bytes ||
      std::memcmp(bytes.data(), k_magic.data(), k_magic.size()) != 0)
    return damaged(path, "its first bytes are not " + std::string(k_magic));
  const size_t levels = value_at<uint32_t>(bytes, 8), text_size = value_at<uint32_t>(bytes, 12);
  const size_t size = k_fixed_bytes + text_size + levels * k_level_bytes;
  if (bytes.size() < size + 4) return damaged(path, "it ends within its head");
  if (value_at<uint32_t>(bytes, size) !=
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(size)))
    return damaged(path, "the checksum of its head is wrong");
  const double units = value_at<double>(bytes, 16);
  if (!(std::isfinite(units) && units > 0)) return damaged(path, "its head makes no sense");
  return size;
}

}  // namespace

std::string_view VectorFeature::attribute(std::string_view key) const {
  std::string_view rest = attributes;
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    if (pair.size() > key.size() && pair.starts_with(key) && pair[key.size()] == '=')
      return pair.substr(key.size() + 1);
  }
  return {};
}

Result<std::vector<VectorLayer>> load_vector_layers(const std::filesystem::path& assets,
                                                    const std::string& id) {
  const std::filesystem::path file = assets / "data" / (id + ".vec");
  const std::string path = file.string();
  const Result<std::vector<std::byte>> bytes = read_bytes(file);
  if (!bytes) return bytes.failure();
  const Result<size_t> head = check_head(*bytes, path);
  if (!head) return head.failure();

  const size_t levels = value_at<uint32_t>(*bytes, 8), text_size = value_at<uint32_t>(*bytes, 12);
  const double units_per_degree = value_at<double>(*bytes, 16);
  const auto about =
      read_about({reinterpret_cast<const char*>(bytes->data()) + k_fixed_bytes, text_size});
  const auto about_or_empty = [&](std::string_view key) {
    const auto found = about.find(key);
    return found == about.end() ? std::string() : found->second;
  };
  std::vector<VectorLayer> layers;
  size_t offset = *head + 4;
  for (size_t index = 0; index < levels; ++index) {
    const size_t row = k_fixed_bytes + text_size + index * k_level_bytes;
    const size_t packed = value_at<uint32_t>(*bytes, row + 4);
    const size_t unpacked = value_at<uint32_t>(*bytes, row + 8);
    if (packed > bytes->size() - offset || unpacked > k_largest_level)
      return damaged(path, "it ends within a level");
    VectorLayer layer{.id = id,
                      .level = static_cast<int>(value_at<uint32_t>(*bytes, row)),
                      .tolerance_m = value_at<double>(*bytes, row + 12),
                      .source = about_or_empty("source"),
                      .licence = about_or_empty("licence"),
                      .date = about_or_empty("date"),
                      .note = about_or_empty("note")};
    const std::span<const std::byte> stream(bytes->data() + offset, packed);
    if (const Outcome read = read_level(stream, unpacked, units_per_degree, path, layer); !read)
      return read.failure();
    layers.push_back(std::move(layer));
    offset += packed;
  }
  return layers;
}

Result<geo::CountryMap> load_countries(const std::filesystem::path& assets) {
  const Result<std::vector<VectorLayer>> layers = load_vector_layers(assets, "countries");
  if (!layers) return layers.failure();
  geo::CountryMap map;
  if (layers->empty()) return map;
  for (const VectorFeature& ring : layers->front().features)
    map.add_ring(std::string(ring.attribute("iso")), ring.points);
  return map;
}

}  // namespace caspian::import
