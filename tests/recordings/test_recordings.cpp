// Plays every recorded session of this folder against the program.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "tests/recordings/window_player.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

void play(const char* name) {
  const std::filesystem::path file = test::source_dir() / "tests/recordings" / name;
  const test::Recording recording = test::read_recording(file);
  REQUIRE(!recording.steps.empty());
  test::WindowPlayer player("./caspian", recording.options);
  for (const test::RecordedStep& step : recording.steps) {
    const std::string wrong = player.play(step);
    if (!wrong.empty()) FAIL(name << ":" << step.line << ": " << wrong);
  }
}

}  // namespace

TEST_CASE("panels: toggle, scrub, typed date, play, language, inspector, search, help") {
  play("panels.session");
}

TEST_CASE("map: dragging and wheel move it, panels keep what is theirs") {
  play("map.session");
}

TEST_CASE("idle: paused and untouched, no frame is drawn") {
  play("idle.session");
}

TEST_CASE("flows: filter, chart, what is pointed at, colours, riding along") {
  play("flows.session");
}

TEST_CASE("every recording in the folder is played by a test") {
  size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_dir() / "tests/recordings"))
    count += entry.path().extension() == ".session";
  CHECK(count == 4);
}
