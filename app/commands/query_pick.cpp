// What lies at a place of the picture, as the device draws it.
#include "app/commands/query.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "core/json_writer.h"
#include "scene/picking.h"

namespace caspian::app {

Result<std::string> query_pick(const QueryRequest& request, const DeviceRequest& device) {
  const Result<std::unique_ptr<Session>> opened =
      Session::open({request.scene.scenario, device, {}});
  if (!opened) return opened.failure();
  Session& session = **opened;
  const Result<AppState> state = set_up_scene(request.scene, session.dataset(), session.assets());
  if (!state) return state.failure();
  const scene::SceneGeometry& geometry = session.geometry();
  const scene::FrameInputs inputs =
      frame_inputs_of(state.value(), request.scene.size.value_or(k_default_size));
  const auto found = session.pick(inputs, request.x_px, request.y_px);
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
