// PNG: what is written reads back, the same picture gives the same bytes, texts travel.
#include <doctest/doctest.h>

#include <cstring>

#include "core/files.h"
#include "core/png.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

Image gradient(uint32_t width, uint32_t height) {
  Image image{{width, height}, {}};
  for (uint32_t y = 0; y < height; ++y)
    for (uint32_t x = 0; x < width; ++x)
      for (const uint32_t value : {x * 3 + y, x ^ y, y * 7, 255u})
        image.rgba.push_back(static_cast<uint8_t>(value));
  return image;
}

bool contains(const std::vector<std::byte>& bytes, const std::string& text) {
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()).find(text) !=
         std::string::npos;
}

}  // namespace

TEST_CASE("png: a picture reads back as it was, at sizes around the strips' edges") {
  const auto folder = test::scratch_dir("png");
  for (const PixelSize size : {PixelSize{1, 1}, {3, 63}, {200, 64}, {17, 65}, {320, 257}}) {
    const Image image = gradient(size.width, size.height);
    REQUIRE(write_png(folder / "a.png", image).ok());
    Result<Image> read = read_png(folder / "a.png");
    REQUIRE(read.ok());
    CHECK(read->size == size);
    CHECK(read->rgba == image.rgba);
  }
}

TEST_CASE("png: the same picture gives the same bytes") {
  CHECK(encode_png(gradient(640, 360)) == encode_png(gradient(640, 360)));
}

TEST_CASE("png: texts travel, also those that are not ASCII") {
  const auto bytes = encode_png(gradient(4, 4), {{"Title", "Caspian"}, {"Comment", "Каспий"}});
  CHECK(contains(bytes, "tEXtTitle"));
  CHECK(contains(bytes, "iTXtComment"));
  CHECK(contains(bytes, "Каспий"));
  const auto folder = test::scratch_dir("png");
  REQUIRE(write_file(folder / "t.png", bytes).ok());
  CHECK(read_png(folder / "t.png").ok());
}

TEST_CASE("png: what is no picture is refused with a sentence") {
  const auto folder = test::scratch_dir("png");
  REQUIRE(write_file(folder / "no.png", std::string_view("not a picture")).ok());
  const Result<Image> read = read_png(folder / "no.png");
  REQUIRE_FALSE(read.ok());
  CHECK(read.failure().sentence.find("no.png") != std::string::npos);
  CHECK_FALSE(write_png(folder / "empty.png", Image{}).ok());
  CHECK_FALSE(std::filesystem::exists(folder / "empty.png"));
  const Outcome nowhere = write_png(folder / "missing" / "a.png", gradient(2, 2));
  REQUIRE_FALSE(nowhere.ok());
  CHECK(nowhere.failure().kind == Failure::Kind::output);
}
