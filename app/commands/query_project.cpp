// Where a place lies in the picture of a camera. Needs the terrain, no device.
#include <cstdio>

#include "app/actions.h"
#include "app/commands/query.h"
#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "core/json_writer.h"
#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"

namespace caspian::app {

Result<std::string> query_project(const QueryRequest& request) {
  const Result<geo::HeightField> heights = open_terrain(request.scene.terrain);
  if (!heights) return heights.failure();
  const double exaggeration =
      request.scene.exaggeration.value_or(scene::ViewSettings{}.exaggeration);
  const PixelSize size = request.scene.size.value_or(k_default_size);
  const scene::CameraFrame frame = scene::frame_on_ground(
      request.scene.camera.value_or(opening_camera()), size, *heights, exaggeration);
  const double lon = request.longitude_deg, lat = request.latitude_deg;
  const double height_m = request.height_m.value_or(heights->surface_m(lon, lat));
  const scene::Projected place =
      scene::project(frame, geo::to_earth_centred({lon, lat, height_m * exaggeration}));
  if (!request.json) {
    char text[80];
    std::snprintf(text, sizeof text, "%.2f %.2f%s\n", place.x, place.y,
                  place.is_inside ? "" : " (not visible)");
    return std::string(text);
  }
  JsonWriter json;
  json.begin_object().field("x", place.x).field("y", place.y).field("visible", place.is_inside);
  json.field("distance_m", place.distance_m).end_object();
  return json.text();
}

}  // namespace caspian::app
