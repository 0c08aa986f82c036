// The encoder is a program of its own: its faults cannot become ours, and no codec is linked in.
#include "output/video_sink.h"

#include "output/output_path.h"

namespace caspian::output {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> encoder_arguments(const fs::path& file, PixelSize size,
                                           const FilmInfo& info) {
  const std::string picture = std::to_string(size.width) + "x" + std::to_string(size.height);
  const std::string rate =
      std::to_string(info.rate.numerator) + "/" + std::to_string(info.rate.denominator);
  return {
      "ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y",
      // in
      "-f", "rawvideo", "-pix_fmt", "rgba", "-video_size", picture, "-framerate", rate, "-i",
      "pipe:0",
      // colours as high-definition television has them, and said so in the file
      "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709",
      "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
      // out; without the encoder's own version strings, so that the same frames give the same file
      "-an", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p",
      "-movflags", "+faststart", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-metadata",
      "title=" + info.title, "-metadata", "comment=" + info.comment, "-f", "mp4",
      // a name that opens with a dash or holds a colon is still a file
      "file:" + file.string()};
}

}  // namespace

VideoSink::VideoSink(fs::path path, FilmInfo info)
    : path_(std::move(path)), info_(std::move(info)) {}

VideoSink::~VideoSink() {
  encoder_.reset();
  std::error_code ignored;
  fs::remove(temporary_name(path_), ignored);
}

Outcome VideoSink::begin(PixelSize size) {
  if (size.width % 2 || size.height % 2)
    return Failure{"a film needs an even width and height, found " + std::to_string(size.width) +
                       "x" + std::to_string(size.height),
                   Failure::Kind::usage};
  if (Outcome writable = check_writable(path_); !writable) return writable;
  Result<platform::ChildProcess> child =
      platform::ChildProcess::start(encoder_arguments(temporary_name(path_), size, info_));
  if (!child)
    return Failure{"no film without an encoder: " + child.failure().sentence,
                   Failure::Kind::output};
  encoder_.emplace(std::move(child).value());
  return Done{};
}

Outcome VideoSink::accept(const Image& image, const PngTexts&) {
  if (!encoder_->write(std::as_bytes(std::span(image.rgba))))
    return encoder_failure(encoder_->finish());
  return Done{};
}

Outcome VideoSink::finish() {
  if (const int status = encoder_->finish(); status != 0) return encoder_failure(status);
  std::error_code error;
  fs::rename(temporary_name(path_), path_, error);
  if (error)
    return Failure{path_.string() + ": cannot be written (" + error.message() + ")",
                   Failure::Kind::output};
  return Done{};
}

Failure VideoSink::encoder_failure(int status) const {
  std::string said = encoder_->error_output();
  while (!said.empty() && said.back() == '\n') said.pop_back();
  said = said.substr(said.find_last_of('\n') + 1);
  if (said.empty()) said = "exit status " + std::to_string(status);
  return Failure{path_.string() + ": ffmpeg failed (" + said + ")", Failure::Kind::output};
}

}  // namespace caspian::output
