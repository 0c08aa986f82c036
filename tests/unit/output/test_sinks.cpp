// Sinks: a file appears whole or not at all; what cannot be written is said in a sentence.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "core/files.h"
#include "output/memory_sink.h"
#include "output/output_path.h"
#include "output/png_sequence_sink.h"
#include "output/png_sink.h"
#include "output/video_sink.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using namespace caspian::output;
namespace fs = std::filesystem;

namespace {

Image plain(PixelSize size, uint8_t level) {
  return {size, std::vector<uint8_t>(size_t(size.width) * size.height * 4, level)};
}

size_t files_in(const fs::path& folder) {
  return static_cast<size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

/// PATH with nothing but one folder, restored at the end.
struct PathOnly {
  std::string before = std::getenv("PATH");
  explicit PathOnly(const fs::path& folder) { ::setenv("PATH", folder.c_str(), 1); }
  ~PathOnly() { ::setenv("PATH", before.c_str(), 1); }
};

void write_script(const fs::path& path, const std::string& text) {
  std::ofstream(path) << text;
  fs::permissions(path, fs::perms::owner_all);
}

}  // namespace

TEST_CASE("output kind: by the name's end") {
  CHECK(*output_kind("a.png") == OutputKind::still);
  CHECK(*output_kind("frames/%05d.png") == OutputKind::frames);
  CHECK(*output_kind("f%d.png") == OutputKind::frames);
  CHECK(*output_kind("film.mp4") == OutputKind::film);
  for (const char* bad : {"a.jpg", "a", "f%s.png", "%d%d.png", "%05.png", "%d/a.png", "%00d.png"}) {
    const Result<OutputKind> kind = output_kind(bad);
    REQUIRE_MESSAGE(!kind.ok(), bad);
    CHECK(kind.failure().kind == Failure::Kind::usage);
  }
  CHECK(frame_name("x/%05d.png", 42) == "x/00042.png");
  CHECK(frame_name("%d.png", 1234567) == "1234567.png");
}

TEST_CASE("still: nothing is there before finish, the whole after") {
  const fs::path folder = test::scratch_dir("png_sink");
  PngSink sink(folder / "a.png");
  REQUIRE(sink.begin({8, 8}).ok());
  REQUIRE(sink.accept(plain({8, 8}, 9), {{"Title", "x"}}).ok());
  CHECK(files_in(folder) == 0);
  REQUIRE(sink.finish().ok());
  CHECK(files_in(folder) == 1);
  CHECK(read_png(folder / "a.png").ok());
}

TEST_CASE("still: an unwritable place is found at begin") {
  const fs::path folder = test::scratch_dir("png_sink");
  const Outcome missing = PngSink(folder / "no" / "a.png").begin({8, 8});
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.failure().kind == Failure::Kind::output);
  CHECK(missing.failure().sentence.find("there is no folder") != std::string::npos);
  CHECK_FALSE(PngSink(folder).begin({8, 8}).ok());
}

TEST_CASE("frames: named together at finish, taken away when unfinished") {
  const fs::path folder = test::scratch_dir("sequence") / "frames";
  {
    PngSequenceSink sink((folder / "%03d.png").string());
    REQUIRE(sink.begin({4, 4}).ok());
    REQUIRE(sink.accept(plain({4, 4}, 1), {}).ok());
    CHECK_FALSE(fs::exists(folder / "000.png"));
  }
  CHECK_FALSE(fs::exists(folder));
  PngSequenceSink sink((folder / "%03d.png").string());
  REQUIRE(sink.begin({4, 4}).ok());
  for (uint8_t k = 0; k < 3; ++k) REQUIRE(sink.accept(plain({4, 4}, k), {}).ok());
  REQUIRE(sink.finish().ok());
  CHECK(files_in(folder) == 3);
  CHECK(read_png(folder / "002.png")->rgba[0] == 2);
}

TEST_CASE("film: H.264 of the right length, and the same frames give the same file") {
  const fs::path folder = test::scratch_dir("film");
  const auto make = [&](const fs::path& path) {
    VideoSink sink(path, {{30000, 1001}, "A title", "A comment: with \"quotes\" & signs"});
    REQUIRE(sink.begin({64, 48}).ok());
    for (int k = 0; k < 12; ++k) REQUIRE(sink.accept(plain({64, 48}, uint8_t(k * 20)), {}).ok());
    CHECK_FALSE(fs::exists(path));
    const Outcome finished = sink.finish();
    REQUIRE_MESSAGE(finished.ok(), (finished.ok() ? "" : finished.failure().sentence));
  };
  make(folder / "a.mp4");
  make(folder / "b.mp4");
  CHECK(files_in(folder) == 2);
  CHECK(read_bytes(folder / "a.mp4").value() == read_bytes(folder / "b.mp4").value());
  const std::string probe =
      "ffprobe -v error -show_entries stream=codec_name,pix_fmt,nb_frames,r_frame_rate "
      "-show_entries format_tags=title,comment -of default=nw=1 " +
      (folder / "a.mp4").string() + " > " + (folder / "probe.txt").string();
  REQUIRE(std::system(probe.c_str()) == 0);
  const std::string text = read_text(folder / "probe.txt").value();
  for (const char* wanted :
       {"codec_name=h264", "pix_fmt=yuv420p", "nb_frames=12", "r_frame_rate=30000/1001",
        "title=A title", "comment=A comment: with \"quotes\" & signs"})
    CHECK_MESSAGE(text.find(wanted) != std::string::npos, wanted, " in ", text);
}

TEST_CASE(
    "film: odd sizes, a missing and a failing encoder are sentences, and nothing is left behind") {
  const fs::path folder = test::scratch_dir("film");
  const fs::path film = folder / "f.mp4";
  const Outcome odd = VideoSink(film, {}).begin({63, 48});
  REQUIRE_FALSE(odd.ok());
  CHECK(odd.failure().kind == Failure::Kind::usage);

  const fs::path bin = test::scratch_dir("film_bin");
  {
    const PathOnly path(bin);
    const Outcome missing = VideoSink(film, {}).begin({64, 48});
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.failure().kind == Failure::Kind::output);
    CHECK(missing.failure().sentence.find("ffmpeg was not found") != std::string::npos);
  }
  for (const std::string ending : {"cat > /dev/null\n", ""}) {
    write_script(bin / "ffmpeg", "#!/bin/sh\n" + ending + "echo no such codec >&2\nexit 3\n");
    const PathOnly path(bin.string() + ":/bin:/usr/bin");
    VideoSink sink(film, {});
    REQUIRE(sink.begin({64, 48}).ok());
    Outcome last = Done{};
    for (int k = 0; k < 200 && last.ok(); ++k) last = sink.accept(plain({640, 480}, 7), {});
    if (last.ok()) last = sink.finish();
    REQUIRE_FALSE(last.ok());
    CHECK(last.failure().sentence.find("no such codec") != std::string::npos);
  }
  CHECK(files_in(folder) == 0);
}
