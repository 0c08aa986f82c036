// A film: raw frames through a pipe into a child ffmpeg, H.264 in MP4. The file gets its name only
// when whole.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "output/frame_sink.h"
#include "platform/child_process.h"
#include "time/frame_schedule.h"

namespace caspian::output {

struct FilmInfo {
  time::FrameRate rate;
  std::string title;
  std::string comment;  // what it shows: dates, mode, sources
};

class VideoSink final : public FrameSink {
 public:
  VideoSink(std::filesystem::path path, FilmInfo info);
  ~VideoSink() override;
  /// Starts ffmpeg. Width and height must be even (4:2:0 colour).
  Outcome begin(PixelSize size) override;
  Outcome accept(const Image& image, const PngTexts& texts) override;
  Outcome finish() override;

 private:
  Failure encoder_failure(int status) const;

  std::filesystem::path path_;
  FilmInfo info_;
  std::optional<platform::ChildProcess> encoder_;
};

}  // namespace caspian::output
