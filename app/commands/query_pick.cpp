// What lies at a place of the picture, as the device draws it.
#include <cmath>

#include "app/commands/query.h"
#include "app/option_values.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "core/json_writer.h"
#include "scene/picking.h"
#include "scene/recorded_pick.h"

namespace caspian::app {
namespace {

/// What the record says of a unit, and where it is; null where it says nothing.
void write_recorded(JsonWriter& json, const scene::RecordedUnit& unit, time::SimTime t) {
  const auto text = [&](const char* key, const std::string& value) {
    json.key(key);
    value.empty() ? json.null() : json.value(value);
  };
  text("mode", unit.facts.mode);
  text("commodity", unit.facts.commodity);
  json.field("load", unit.facts.load);
  text("load_unit", unit.facts.load_unit);
  text("quality", unit.facts.quality);
  json.field("time", time::iso_text(t));
  if (!unit.place) return;
  json.field("lon", rounded_to(unit.place->longitude_deg, 6));
  json.field("lat", rounded_to(unit.place->latitude_deg, 6));
}

std::string recorded_text(const scene::RecordedUnit& unit, time::SimTime t) {
  std::string text;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += std::string(name) + ": " + value + "\n";
  };
  add("mode", unit.facts.mode);
  add("commodity", unit.facts.commodity);
  if (!std::isnan(unit.facts.load))
    add("load", number_text(unit.facts.load) + " " + unit.facts.load_unit);
  add("quality", unit.facts.quality);
  add("time", time::iso_text(t));
  return text;
}

}  // namespace

Result<std::string> query_pick(const QueryRequest& request, const DeviceRequest& device) {
  const Result<std::unique_ptr<Session>> opened =
      Session::open(session_options(request.scene, device));
  if (!opened) return opened.failure();
  Session& session = **opened;
  const Result<AppState> state = set_up_scene(request.scene, session.dataset(), session.assets());
  if (!state) return state.failure();
  const scene::SceneGeometry& geometry = session.geometry();
  const scene::FrameInputs inputs =
      frame_inputs_of(state.value(), request.scene.size.value_or(k_default_size));
  const auto found = session.pick(inputs, request.x_px, request.y_px);
  std::optional<scene::RecordedUnit> unit;
  if (found && found->kind == scene::Pick::Kind::recorded)
    unit = scene::find_recorded(*session.recorded(), scene::pick_id(geometry, *found), inputs.time);
  if (!request.json) {
    if (!found) return std::string("nothing\n");
    return std::string(scene::pick_kind_id(found->kind)) + " " + scene::pick_id(geometry, *found) +
           ": " + scene::pick_name(geometry, *found, 0) +
           "\nsource: " + scene::pick_source(geometry, *found) + "\n" +
           (unit ? recorded_text(*unit, inputs.time) : "");
  }
  JsonWriter json;
  json.begin_object();
  if (found) {
    json.field("kind", scene::pick_kind_id(found->kind))
        .field("id", scene::pick_id(geometry, *found));
    json.field("name", scene::pick_name(geometry, *found, 0))
        .field("source", scene::pick_source(geometry, *found));
    json.field("distance_px", rounded_to(found->distance_px, 2));
    if (unit) write_recorded(json, *unit, inputs.time);
  } else {
    for (const char* key : {"kind", "id", "name", "source"}) json.key(key).null();
  }
  return json.end_object().text();
}

}  // namespace caspian::app
