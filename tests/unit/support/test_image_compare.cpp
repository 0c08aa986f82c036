// The comparer must see: planted faults as well as equality.
#include <doctest/doctest.h>

#include "tests/support/image_compare.h"

using caspian::Image;
using namespace caspian::test;

namespace {

Image gradient(uint32_t shift) {
  Image image{{64, 64}, std::vector<uint8_t>(64 * 64 * 4, 255)};
  for (uint32_t y = 0; y < 64; ++y)
    for (uint32_t x = 0; x < 64; ++x)
      image.rgba[(y * 64 + x) * 4] = static_cast<uint8_t>(((x + shift) / 8 % 2) * 200);
  return image;
}

}  // namespace

TEST_CASE("equal pictures are identical") {
  const auto difference = compare(gradient(0), gradient(0));
  CHECK(difference.identical);
  CHECK(difference.share_off == 0);
}

TEST_CASE("a shift by one pixel is seen") {
  const auto difference = compare(gradient(0), gradient(1));
  CHECK_FALSE(difference.identical);
  CHECK(difference.share_off > 0.05);
}

TEST_CASE("one missing line of pixels is seen") {
  Image other = gradient(0);
  for (uint32_t x = 0; x < 64; ++x) other.rgba[(32 * 64 + x) * 4] ^= 0xff;
  CHECK(compare(gradient(0), other).share_off == doctest::Approx(1.0 / 64));
}

TEST_CASE("another size is never the same") {
  Image other{{32, 128}, gradient(0).rgba};
  CHECK_FALSE(compare(gradient(0), other).same_size);
}
