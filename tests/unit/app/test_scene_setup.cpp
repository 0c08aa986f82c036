// From request to state: ids are checked, --show leaves the others out, the rest stays as the
// scenario opens.
#include <doctest/doctest.h>

#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using namespace caspian::app;

namespace {

const dataset::Dataset& caspian_data() {
  static const dataset::Dataset k_data = std::move(open_scenario("").value()).dataset;
  return k_data;
}

Result<AppState> state_of(const SceneRequest& request) {
  return set_up_scene(request, caspian_data(), test::source_dir() / "assets");
}

}  // namespace

TEST_CASE("scene setup: nothing asked for is the scenario's opening") {
  const Result<AppState> state = state_of({});
  REQUIRE(state.ok());
  CHECK(time::date_text(state.value().clock.now) == "2025-10-21");
  const scene::FrameInputs inputs = frame_inputs_of(state.value(), {640, 480});
  CHECK(inputs.motion_time == inputs.time);
  CHECK_FALSE(inputs.motion_is_scaled);
  CHECK(inputs.settings.hidden.empty());
}

TEST_CASE("scene setup: show, hide and all") {
  SceneRequest request;
  request.show = {"titr", "btk"};
  request.hide = {"btk", "KZ-RU"};
  const Result<AppState> state = state_of(request);
  REQUIRE(state.ok());
  const scene::ViewSettings& settings = state.value().settings;
  for (const dataset::Corridor& corridor : caspian_data().corridors)
    CHECK(settings.is_hidden(corridor.id) == (corridor.id != "titr"));
  CHECK(settings.is_hidden("KZ-RU"));
  CHECK_FALSE(settings.is_hidden("KZ-AZ"));

  request = {};
  request.hide = {"all"};
  CHECK(state_of(request).value().settings.hidden.size() ==
        caspian_data().corridors.size() + caspian_data().lines.size());
}

TEST_CASE(
    "scene setup: a motion time of its own means motion not to scale; dates are not clamped") {
  SceneRequest request;
  request.time = time::parse_time("1960");
  request.motion_time = time::parse_time("1960-01-02");
  const scene::FrameInputs inputs = frame_inputs_of(state_of(request).value(), {640, 480});
  CHECK(inputs.time == *time::parse_time("1960"));
  CHECK(inputs.motion_is_scaled);
}

TEST_CASE("scene setup: what the data do not know is a sentence with the choices") {
  SceneRequest unknown_id, unknown_variant, unknown_language, sly_language;
  unknown_id.hide = {"titr", "nowhere"};
  unknown_variant.variant = "dream";
  unknown_language.language = "xx";
  sly_language.language = "../scenarios";
  for (const SceneRequest& request :
       {unknown_id, unknown_variant, unknown_language, sly_language}) {
    const Result<AppState> state = state_of(request);
    REQUIRE_FALSE(state.ok());
    CHECK(state.failure().kind == Failure::Kind::usage);
    CHECK(state.failure().sentence.find("expected") != std::string::npos);
  }
  CHECK(state_of(unknown_variant).failure().sentence.find("tripp_open") != std::string::npos);
}

TEST_CASE("scenario: found by name, by folder, or not at all") {
  CHECK(find_scenario("").ok());
  CHECK(find_scenario("caspian").ok());
  CHECK(find_scenario((test::source_dir() / "assets/scenarios/caspian").string()).ok());
  for (const char* bad : {"nowhere", "a/b", "..x", "caspian/"})
    CHECK_FALSE(find_scenario(bad).ok());
}

TEST_CASE("scene setup: a filter's values are those of the data") {
  SceneRequest request;
  request.filter.commodities = {"oil"};
  request.filter.countries = {"KZ", "AZ"};
  const Result<AppState> state = state_of(request);
  REQUIRE(state.ok());
  CHECK(frame_inputs_of(state.value(), {640, 480}).settings.filter == request.filter);
  request.filter.commodities = {"oil", "spice"};
  const Result<AppState> unknown = state_of(request);
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.failure().kind == Failure::Kind::usage);
  CHECK(unknown.failure().sentence.find("commodity=spice") != std::string::npos);
  CHECK(unknown.failure().sentence.find("gas") != std::string::npos);
}
