// How far two pictures are apart, by numbers and as a picture.
#pragma once
#include "core/image.h"

namespace caspian::test {

struct ImageDifference {
  bool same_size = false;
  bool identical = false;
  double mean_error = 0;  // of all channels, in 1/255
  double share_off = 1;   // pixels with a channel off by more than 5/255
  int largest = 255;      // in any channel
};

ImageDifference compare(const Image& a, const Image& b);
/// Differences times 8 on black; sizes must agree.
Image difference_picture(const Image& a, const Image& b);

}  // namespace caspian::test
