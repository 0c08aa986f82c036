// The recorded state says what was changed.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "app/state_json.h"

using namespace caspian::app;

TEST_CASE("state as JSON: the fields a recorded session checks") {
  AppState state;
  state.settings.hidden = {"btk", "titr"};
  state.settings.layers.curtain = true;
  state.clock.now = state.clock.motion = *caspian::time::parse_time("2024-05-06");
  state.clock.is_playing = true;
  const int64_t frames = 12;
  auto json = nlohmann::json::parse(state_json(state, &frames));
  CHECK(json["hidden"] == nlohmann::json{"btk", "titr"});
  CHECK(json["layers"]["curtain"] == true);
  CHECK(json["layers"]["labels"] == true);
  CHECK(json["time"] == "2024-05-06T00:00:00Z");
  CHECK(json["is_playing"] == true);
  CHECK(json["selection"].is_null());
  CHECK(json["filter"].empty());
  CHECK(json["frames_drawn"] == 12);
  state.selection = Selection{"node", "aktau"};
  state.settings.filter.commodities = {"oil", "gas"};
  state.settings.filter.directions = {"backward"};
  json = nlohmann::json::parse(state_json(state));
  CHECK(json["selection"]["id"] == "aktau");
  CHECK(json["filter"]["commodity"] == nlohmann::json{"oil", "gas"});
  CHECK(json["filter"]["direction"] == nlohmann::json{"backward"});
  CHECK(json["filter"].size() == 2);
  CHECK_FALSE(json.contains("frames_drawn"));
}
