// What lies at a place of the picture. Needs courses and terrain, no device.
#include "app/commands/query.h"
#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "core/files.h"
#include "core/json_writer.h"
#include "scene/picking.h"

namespace caspian::app {

Result<std::string> query_pick(const QueryRequest& request) {
  const Result<std::filesystem::path> assets = find_assets();
  if (!assets) return assets.failure();
  const Result<import::LoadedScenario> loaded = open_scenario(request.scene.scenario);
  if (!loaded) return loaded.failure();
  const Result<AppState> state = set_up_scene(request.scene, loaded->dataset, *assets);
  if (!state) return state.failure();
  const Result<geo::HeightField> heights = open_terrain();
  if (!heights) return heights.failure();
  const scene::SceneGeometry geometry = build_geometry(loaded->dataset, *heights);
  const scene::FrameInputs inputs =
      frame_inputs_of(state.value(), request.scene.size.value_or(k_default_size));
  const auto found = scene::pick(geometry, inputs, request.x_px, request.y_px);
  if (!request.json) {
    if (!found) return std::string("nothing\n");
    return std::string(scene::pick_kind_id(found->kind)) + " " + scene::pick_id(geometry, *found) +
           ": " + scene::pick_name(geometry, *found, 0) +
           "\nsource: " + scene::pick_source(geometry, *found) + "\n";
  }
  JsonWriter json;
  json.begin_object();
  if (found) {
    json.field("kind", scene::pick_kind_id(found->kind))
        .field("id", scene::pick_id(geometry, *found));
    json.field("name", scene::pick_name(geometry, *found, 0))
        .field("source", scene::pick_source(geometry, *found));
    json.field("distance_px", rounded_to(found->distance_px, 2));
  } else {
    for (const char* key : {"kind", "id", "name", "source"}) json.key(key).null();
  }
  return json.end_object().text();
}

}  // namespace caspian::app
