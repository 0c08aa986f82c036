// Actions: each does what its name says, to the state alone.
#include <doctest/doctest.h>

#include "app/actions.h"

using namespace caspian;
using namespace caspian::app;

namespace {

constexpr double k_hour_ms = 3'600'000.0;

time::SimTime day(const char* text) {
  return *time::parse_time(text);
}

dataset::Dataset small_dataset() {
  dataset::Dataset data;
  for (const char* id : {"a", "b", "c"}) {
    data.corridors.emplace_back();
    data.corridors.back().id = id;
  }
  data.lines.emplace_back();
  data.lines.back().id = "L1";
  for (const char* date : {"2003-05-14", "2018-08-12", "2020-11-10", "1990-01-01"}) {
    data.events.emplace_back();
    data.events.back().date = {date, day(date)};
  }
  data.variants = {{"base", {}, false}, {"tripp_open", {}, true}};
  data.range_from = day("1998");
  data.range_to = day("2031");
  data.opening_from = day("2019");
  data.opening_to = day("2031");
  data.opening_time = day("2025-10-21");
  return data;
}

struct Session {
  dataset::Dataset data = small_dataset();
  AppState state = opening_state(data);
  void operator()(const Action& action) { apply(action, data, state); }
};

}  // namespace

TEST_CASE("actions: a fresh view opens where the scenario says") {
  Session session;
  CHECK(session.state.clock.now == day("2025-10-21"));
  CHECK(session.state.clock.motion == session.state.clock.now);
  CHECK(session.state.bar_from == day("2019"));
  CHECK(session.state.settings.variant == "base");
  CHECK_FALSE(session.state.clock.is_playing);
}

TEST_CASE("actions: corridors and lines hide, show and stand alone") {
  Session session;
  auto& hidden = session.state.settings.hidden;
  session(actions::ToggleCorridor{"b"});
  session(actions::ToggleCorridor{"L1"});
  CHECK(hidden == std::vector<std::string>{"L1", "b"});
  session(actions::ToggleCorridor{"b"});
  CHECK(hidden == std::vector<std::string>{"L1"});
  session(actions::ShowCorridor{"a", false});
  session(actions::ShowCorridor{"a", false});
  CHECK(hidden == std::vector<std::string>{"L1", "a"});
  session(actions::SoloCorridor{"a"});
  CHECK(hidden == std::vector<std::string>{"L1", "b", "c"});
  session(actions::SoloCorridor{"a"});
  CHECK(hidden == std::vector<std::string>{"L1"});
  session(actions::ToggleCorridor{"unknown"});
  CHECK(hidden == std::vector<std::string>{"L1"});
  session(actions::ShowAllCorridors{});
  CHECK(hidden.empty());
}

TEST_CASE("actions: layers by name") {
  Session session;
  session(actions::ToggleLayer{"curtain"});
  session(actions::ToggleLayer{"labels"});
  session(actions::ToggleLayer{"nothing"});
  CHECK(session.state.settings.layers.curtain);
  CHECK_FALSE(session.state.settings.layers.labels);
}

TEST_CASE("actions: settings stay in their range, unknown names change nothing") {
  Session session;
  session(actions::SetExaggeration{500});
  CHECK(session.state.settings.exaggeration == 50);
  session(actions::SetExaggeration{0.0 / 0.0});
  CHECK(session.state.settings.exaggeration == 50);
  session(actions::SetSeaOpacity{-1});
  CHECK(session.state.settings.sea_opacity == 0);
  session(actions::SetVariant{"tripp_open"});
  session(actions::SetVariant{"none such"});
  CHECK(session.state.settings.variant == "tripp_open");
  for (size_t i = 1; i <= dataset::k_languages.size(); ++i) {
    session(actions::NextLanguage{});
    CHECK(session.state.settings.language == dataset::k_languages[i % dataset::k_languages.size()]);
  }
}

TEST_CASE(
    "actions: speeds go by steps, keep their direction, and slowing down brings the pattern back") {
  Session session;
  time::PlaybackClock& clock = session.state.clock;
  session(actions::Reverse{});
  session(actions::Faster{});
  CHECK(clock.speed_ms_per_s == -12 * k_hour_ms);
  session(actions::Faster{});
  CHECK(clock.is_scaled());
  clock.is_playing = true;
  clock.advance(3);
  CHECK(clock.motion != clock.now);
  session(actions::Slower{});
  CHECK(clock.speed_ms_per_s == -12 * k_hour_ms);
  CHECK(clock.motion == clock.now);
  for (int i = 0; i < 30; ++i) session(actions::Slower{});
  CHECK(clock.speed_ms_per_s == -60'000);
  for (int i = 0; i < 30; ++i) session(actions::Faster{});
  CHECK(clock.speed_ms_per_s == -365 * 24 * k_hour_ms);
  session(actions::SetSpeed{0});
  CHECK(clock.speed_ms_per_s != 0);
}

TEST_CASE("actions: dates typed, sought and out of range") {
  Session session;
  session(actions::SeekText{"2021-03"});
  CHECK(session.state.clock.now == day("2021-03-01"));
  CHECK(session.state.notice.empty());
  session(actions::SeekText{"soon"});
  CHECK(session.state.clock.now == day("2021-03-01"));
  CHECK(session.state.notice.find("soon") != std::string::npos);
  session(actions::Seek{day("2004")});  // before the bar: the bar makes room
  CHECK(session.state.clock.now == day("2004"));
  CHECK(session.state.bar_from == day("2004"));
  session(actions::Seek{day("1950")});
  CHECK(session.state.clock.now == day("1998"));
  session(actions::SetTimeRange{day("2020"), day("2022")});
  CHECK(session.state.clock.now == day("2020"));
  session(actions::SetTimeRange{day("2022"), day("2020")});
  CHECK(session.state.bar_to == day("2022"));
}

TEST_CASE("actions: from event to event, which opens its card") {
  Session session;
  session(actions::PreviousEvent{});
  CHECK(session.state.clock.now == day("2020-11-10"));
  CHECK(session.state.selection == Selection{"event", "2"});
  session(actions::PreviousEvent{});
  session(actions::PreviousEvent{});
  CHECK(session.state.clock.now == day("2003-05-14"));
  session(actions::PreviousEvent{});  // 1990 lies before the range
  CHECK(session.state.clock.now == day("2003-05-14"));
  session(actions::NextEvent{});
  CHECK(session.state.clock.now == day("2018-08-12"));
}

TEST_CASE("actions: choosing and the interface's switches") {
  Session session;
  session(actions::Select{{"corridor", "b"}});
  CHECK(session.state.settings.highlight == "b");
  session(actions::Deselect{});
  CHECK_FALSE(session.state.selection);
  CHECK(session.state.settings.highlight.empty());
  const scene::Camera home = session.state.camera;
  session(actions::SetCamera{{.longitude_deg = 1, .latitude_deg = 2}});
  session(actions::ResetCamera{});
  CHECK(session.state.camera.longitude_deg == home.longitude_deg);
  session(actions::TogglePanel{});
  session(actions::ToggleHelp{});
  session(actions::ToggleInterface{});
  session(actions::SaveStill{});
  session(actions::Quit{});
  CHECK_FALSE(session.state.panel_open);
  CHECK(session.state.help_open);
  CHECK(session.state.interface_hidden);
  CHECK(session.state.still_wanted);
  CHECK(session.state.quit);
}
