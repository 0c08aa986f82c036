// Where finished frames go; the renderer does not know which. Three kinds: PNG files, a film,
// memory (tests).
#pragma once
#include <string>

#include "core/image.h"
#include "core/png.h"
#include "core/result.h"

namespace caspian::output {

class FrameSink {
 public:
  virtual ~FrameSink() = default;
  virtual Outcome begin(PixelSize size) = 0;
  /// `texts`: what the frame shows (date, motion time, mode, sources...), kept as metadata where
  /// possible.
  virtual Outcome accept(const Image& image, const PngTexts& texts) = 0;
  /// Only after a finish() that succeeds is there a file under the final name.
  virtual Outcome finish() = 0;
};

}  // namespace caspian::output
