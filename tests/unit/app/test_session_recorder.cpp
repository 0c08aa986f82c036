// Recorded sessions' files are rewritten when something changed, and only then; stills find a free
// name.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "app/session_recorder.h"
#include "app/still_name.h"
#include "core/files.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using namespace caspian::app;

namespace {
nlohmann::json json_in(const std::filesystem::path& file) {
  return nlohmann::json::parse(read_text(file).value());
}
}  // namespace

TEST_CASE("recorder: state and widgets are kept when they change") {
  const auto folder = test::scratch_dir("recorder");
  SessionRecorder recorder((folder / "s.json").string(), (folder / "w.json").string());
  REQUIRE(recorder.check().ok());
  AppState state;
  std::vector<ui::WidgetRect> widgets{{"time.play", 10, 20, 30, 40}};
  REQUIRE(recorder.record(state, widgets, 1).ok());
  CHECK(json_in(folder / "w.json")[0]["width"] == 30);
  REQUIRE(recorder.record(state, widgets, 7).ok());  // more frames alone are no change
  CHECK(json_in(folder / "s.json")["frames_drawn"] == 1);
  state.help_open = true;
  widgets[0].x = 11;
  REQUIRE(recorder.record(state, widgets, 8).ok());
  CHECK(json_in(folder / "s.json")["help_open"] == true);
  CHECK(json_in(folder / "w.json")[0]["x"] == 11);
  REQUIRE(recorder.finish(state, 9).ok());
  CHECK(json_in(folder / "s.json")["frames_drawn"] == 9);
}

TEST_CASE("recorder: nothing asked for, nothing written; an unwritable name is found at once") {
  SessionRecorder none("", "");
  CHECK(none.check().ok());
  CHECK(none.record({}, {}, 0).ok());
  CHECK(none.finish({}, 0).ok());
  const auto folder = test::scratch_dir("recorder");
  const Outcome missing = SessionRecorder((folder / "no" / "s.json").string(), "").check();
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.failure().kind == Failure::Kind::output);
}

TEST_CASE("still: named after its date, never over another file") {
  const auto folder = test::scratch_dir("stills");
  const time::SimTime when = *time::parse_time("2025-10-21T14:00");
  CHECK(free_still_name(folder, when).filename() == "caspian-2025-10-21.png");
  REQUIRE(write_file(free_still_name(folder, when), std::string_view("x")).ok());
  REQUIRE(write_file(free_still_name(folder, when), std::string_view("y")).ok());
  CHECK(free_still_name(folder, when).filename() == "caspian-2025-10-21-3.png");
}
