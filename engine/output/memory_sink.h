// Frames kept in memory, for tests.
#pragma once
#include <vector>

#include "output/frame_sink.h"

namespace caspian::output {

class MemorySink final : public FrameSink {
 public:
  Outcome begin(PixelSize) override { return Done{}; }
  Outcome accept(const Image& image, const PngTexts& texts) override {
    images.push_back(image);
    image_texts.push_back(texts);
    return Done{};
  }
  Outcome finish() override { return Done{}; }

  std::vector<Image> images;
  std::vector<PngTexts> image_texts;
};

}  // namespace caspian::output
