// PNG through zlib, written in strips that are compressed side by side; read through stb_image.
// Quickness first: a still must not wait for its file. The strips do not depend on the number of
// cores, so the same image always gives the same bytes.
#include "core/png.h"

#include <stb_image.h>
#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string_view>
#include <thread>

#include "core/files.h"

namespace caspian {
namespace {

constexpr uint32_t k_rows_per_strip = 64;
constexpr int k_compression_level = 1;
constexpr uint8_t k_filter_sub =
    1;  // difference to the pixel on the left: cheap, and good for soft shading
constexpr size_t k_bytes_per_pixel = 3;

using Bytes = std::vector<std::byte>;

void put_u32(Bytes& out, uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(std::byte(value >> shift));
}

void put_text(Bytes& out, std::string_view text) {
  for (const char c : text) out.push_back(std::byte(c));
}

/// A chunk: length, type, data, CRC of type and data (PNG specification, section 5).
void put_chunk(Bytes& out, std::string_view type, std::span<const std::byte> data) {
  put_u32(out, static_cast<uint32_t>(data.size()));
  const size_t start = out.size();
  put_text(out, type);
  out.insert(out.end(), data.begin(), data.end());
  const auto* bytes = reinterpret_cast<const Bytef*>(out.data() + start);
  put_u32(out, static_cast<uint32_t>(crc32_z(0, bytes, out.size() - start)));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) > 0; });
}

/// tEXt for plain ASCII, iTXt (UTF-8) for everything else.
void put_text_chunk(Bytes& out, const std::string& key, const std::string& value) {
  Bytes data;
  put_text(data, std::string_view(key).substr(0, 79));
  data.push_back(std::byte{0});
  if (!is_ascii(value))
    data.insert(data.end(), 4, std::byte{0});  // plain, no language, no translated key
  put_text(data, value);
  put_chunk(out, is_ascii(value) ? "tEXt" : "iTXt", data);
}

struct Strip {
  Bytes compressed;
  uLong checksum = 1;  // Adler-32 of the filtered rows
  size_t filtered_bytes = 0;
};

/// RGB with alpha dropped, each pixel less its left neighbour, each row opened by the filter's
/// number.
std::vector<Bytef> filtered_rows(const Image& image, uint32_t first, uint32_t last) {
  const size_t row_bytes = 1 + image.size.width * k_bytes_per_pixel;
  std::vector<Bytef> rows(row_bytes * (last - first));
  Bytef* to = rows.data();
  for (uint32_t y = first; y < last; ++y) {
    const uint8_t* from = image.rgba.data() + size_t(y) * image.size.width * 4;
    *to++ = k_filter_sub;
    uint8_t left[3] = {0, 0, 0};
    for (uint32_t x = 0; x < image.size.width; ++x, from += 4) {
      for (int c = 0; c < 3; ++c) {
        *to++ = static_cast<Bytef>(from[c] - left[c]);
        left[c] = from[c];
      }
    }
  }
  return rows;
}

/// One piece of a raw deflate stream; pieces that end in a full flush can be joined.
Strip compress_strip(const Image& image, uint32_t first, uint32_t last) {
  std::vector<Bytef> rows = filtered_rows(image, first, last);
  Strip strip;
  strip.filtered_bytes = rows.size();
  strip.checksum = adler32_z(1, rows.data(), rows.size());
  z_stream stream{};
  if (deflateInit2(&stream, k_compression_level, Z_DEFLATED, -15, 9, Z_FILTERED) != Z_OK)
    return strip;
  strip.compressed.resize(deflateBound(&stream, static_cast<uLong>(rows.size())) + 16);
  stream.next_in = rows.data();
  stream.avail_in = static_cast<uInt>(rows.size());
  stream.next_out = reinterpret_cast<Bytef*>(strip.compressed.data());
  stream.avail_out = static_cast<uInt>(strip.compressed.size());
  deflate(&stream, last == image.size.height ? Z_FINISH : Z_FULL_FLUSH);
  strip.compressed.resize(stream.total_out);
  deflateEnd(&stream);
  return strip;
}

std::vector<Strip> compress_strips(const Image& image) {
  const uint32_t count = (image.size.height + k_rows_per_strip - 1) / k_rows_per_strip;
  std::vector<Strip> strips(count);
  std::atomic<uint32_t> next = 0;
  const auto work = [&] {
    for (uint32_t i = next++; i < count; i = next++)
      strips[i] = compress_strip(image, i * k_rows_per_strip,
                                 std::min((i + 1) * k_rows_per_strip, image.size.height));
  };
  const unsigned helpers = std::min(std::max(std::thread::hardware_concurrency(), 1u), count) - 1;
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < helpers; ++i) threads.emplace_back(work);
  work();
  return strips;
}

Bytes zlib_stream(const Image& image) {
  std::vector<Strip> strips = compress_strips(image);
  Bytes stream{std::byte{0x78}, std::byte{0x01}};  // zlib header: 32 KiB window, quickest level
  uLong checksum = 1;
  for (const Strip& strip : strips) {
    stream.insert(stream.end(), strip.compressed.begin(), strip.compressed.end());
    checksum =
        adler32_combine(checksum, strip.checksum, static_cast<z_off_t>(strip.filtered_bytes));
  }
  put_u32(stream, static_cast<uint32_t>(checksum));
  return stream;
}

}  // namespace

std::vector<std::byte> encode_png(const Image& image, const PngTexts& texts) {
  Bytes file;
  put_text(file, "\x89PNG\r\n\x1a\n");
  Bytes header;
  put_u32(header, image.size.width);
  put_u32(header, image.size.height);
  // 8 bits a channel, RGB, deflate, adaptive filters, not interlaced.
  for (const int value : {8, 2, 0, 0, 0}) header.push_back(std::byte(value));
  put_chunk(file, "IHDR", header);
  const std::byte perceptual{0};
  put_chunk(file, "sRGB", {&perceptual, 1});
  for (const auto& [key, value] : texts) put_text_chunk(file, key, value);
  put_chunk(file, "IDAT", zlib_stream(image));
  put_chunk(file, "IEND", {});
  return file;
}

Outcome write_png(const std::filesystem::path& path, const Image& image, const PngTexts& texts) {
  if (image.size.width == 0 || image.size.height == 0 ||
      image.rgba.size() != size_t(image.size.width) * image.size.height * 4)
    return Failure{path.string() + ": the picture is empty", Failure::Kind::output};
  return write_file(path, encode_png(image, texts));
}

Result<Image> read_png(const std::filesystem::path& path) {
  Result<Bytes> bytes = read_bytes(path);
  if (!bytes) return bytes.failure();
  int width = 0, height = 0, channels = 0;
  stbi_uc* pixels =
      stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(bytes->data()),
                            static_cast<int>(bytes->size()), &width, &height, &channels, 4);
  if (!pixels)
    return Failure{path.string() + ": is not a PNG that can be read (" + stbi_failure_reason() +
                   ")"};
  Image image{{static_cast<uint32_t>(width), static_cast<uint32_t>(height)}, {}};
  image.rgba.assign(pixels, pixels + size_t(width) * height * 4);
  stbi_image_free(pixels);
  return image;
}

}  // namespace caspian
