#include "tests/support/image_compare.h"

#include <algorithm>
#include <cstdlib>

namespace caspian::test {

ImageDifference compare(const Image& a, const Image& b) {
  ImageDifference result;
  result.same_size = a.size == b.size && a.rgba.size() == b.rgba.size();
  if (!result.same_size || a.rgba.empty()) return result;
  size_t sum = 0, off = 0;
  result.largest = 0;
  for (size_t pixel = 0; pixel < a.rgba.size(); pixel += 4) {
    int worst = 0;
    for (size_t channel = 0; channel < 3; ++channel) {
      const int difference = std::abs(a.rgba[pixel + channel] - b.rgba[pixel + channel]);
      sum += static_cast<size_t>(difference);
      worst = std::max(worst, difference);
    }
    off += worst > 5;
    result.largest = std::max(result.largest, worst);
  }
  const double pixels = static_cast<double>(a.rgba.size() / 4);
  result.mean_error = static_cast<double>(sum) / (pixels * 3);
  result.share_off = static_cast<double>(off) / pixels;
  result.identical = result.largest == 0;
  return result;
}

Image difference_picture(const Image& a, const Image& b) {
  Image out{a.size, std::vector<uint8_t>(a.rgba.size(), 255)};
  for (size_t i = 0; i < a.rgba.size(); ++i)
    if (i % 4 != 3)
      out.rgba[i] = static_cast<uint8_t>(std::min(255, 8 * std::abs(a.rgba[i] - b.rgba[i])));
  return out;
}

}  // namespace caspian::test
