// Numbered frames `frames/%05d.png`. They get their final names together, at finish().
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "output/frame_sink.h"

namespace caspian::output {

class PngSequenceSink final : public FrameSink {
 public:
  explicit PngSequenceSink(std::string pattern) : pattern_(std::move(pattern)) {}
  /// Takes away frames that never got their final names.
  ~PngSequenceSink() override;
  /// Makes the last folder of the pattern when it is not there yet.
  Outcome begin(PixelSize size) override;
  Outcome accept(const Image& image, const PngTexts& texts) override;
  Outcome finish() override;

 private:
  std::string pattern_;
  std::vector<std::filesystem::path>
      waiting_;                        // final names of the frames written under temporary ones
  std::filesystem::path folder_made_;  // removed again when nothing came of it
};

}  // namespace caspian::output
