// One still. Written whole at finish().
#pragma once
#include <filesystem>

#include "output/frame_sink.h"

namespace caspian::output {

class PngSink final : public FrameSink {
 public:
  explicit PngSink(std::filesystem::path path) : path_(std::move(path)) {}
  Outcome begin(PixelSize size) override;
  Outcome accept(const Image& image, const PngTexts& texts) override;
  Outcome finish() override;

 private:
  std::filesystem::path path_;
  std::vector<std::byte> encoded_;
};

}  // namespace caspian::output
