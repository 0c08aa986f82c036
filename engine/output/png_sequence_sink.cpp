// A frame waits as `name.part-<process>` until all are there.
#include "output/png_sequence_sink.h"

#include "core/files.h"
#include "output/output_path.h"

namespace caspian::output {
namespace fs = std::filesystem;

PngSequenceSink::~PngSequenceSink() {
  std::error_code ignored;
  for (const fs::path& name : waiting_) fs::remove(temporary_name(name), ignored);
  if (!folder_made_.empty()) fs::remove(folder_made_, ignored);  // only when empty
}

Outcome PngSequenceSink::begin(PixelSize) {
  std::error_code error;
  const fs::path folder = fs::path(pattern_).parent_path();
  if (!folder.empty() && !fs::exists(folder, error) && fs::create_directory(folder, error))
    folder_made_ = folder;
  return check_writable(frame_name(pattern_, 0));
}

Outcome PngSequenceSink::accept(const Image& image, const PngTexts& texts) {
  const fs::path name = frame_name(pattern_, static_cast<int64_t>(waiting_.size()));
  const Outcome written = write_file(temporary_name(name), encode_png(image, texts));
  if (!written) return Failure{name.string() + ": cannot be written", Failure::Kind::output};
  waiting_.push_back(name);
  return Done{};
}

Outcome PngSequenceSink::finish() {
  for (const fs::path& name : waiting_) {
    std::error_code error;
    fs::rename(temporary_name(name), name, error);
    if (error)
      return Failure{name.string() + ": cannot be written (" + error.message() + ")",
                     Failure::Kind::output};
  }
  waiting_.clear();
  folder_made_.clear();
  return Done{};
}

}  // namespace caspian::output
