// Encodes at once, so that the picture need not be kept.
#include "output/png_sink.h"

#include "core/files.h"
#include "output/output_path.h"

namespace caspian::output {

Outcome PngSink::begin(PixelSize) {
  return check_writable(path_);
}

Outcome PngSink::accept(const Image& image, const PngTexts& texts) {
  encoded_ = encode_png(image, texts);
  return Done{};
}

Outcome PngSink::finish() {
  if (encoded_.empty())
    return Failure{path_.string() + ": there was no frame to write", Failure::Kind::output};
  return write_file(path_, encoded_);
}

}  // namespace caspian::output
