// Names follow the fields of AppState and ViewSettings.
#include "app/state_json.h"

#include "app/option_values.h"
#include "core/json_writer.h"
#include "dataset/flow_filter.h"

namespace caspian::app {
namespace {

void write_clock(JsonWriter& json, const time::PlaybackClock& clock) {
  json.field("time", time::iso_text(clock.now)).field("motion_time", time::iso_text(clock.motion));
  json.field("is_playing", clock.is_playing);
  json.field("speed_ms_per_s", static_cast<int64_t>(clock.speed_ms_per_s));
  json.field("loop", clock.loop == time::Loop::repeat);
}

void write_settings(JsonWriter& json, const scene::ViewSettings& settings) {
  json.field("theme", theme_name(settings.theme)).field("language", settings.language);
  json.field("exaggeration", settings.exaggeration).field("sea_opacity", settings.sea_opacity);
  json.field("variant", settings.variant).field("motion", motion_name(settings.motion));
  json.field("ui_scale", settings.ui_scale).field("highlight", settings.highlight);
  json.key("filter").begin_object();
  for (const dataset::FilterKey& key : dataset::filter_keys()) {
    if ((settings.filter.*key.list).empty()) continue;
    json.key(key.key).begin_array();
    for (const std::string& value : settings.filter.*key.list) json.value(value);
    json.end_array();
  }
  json.end_object();
  json.key("hidden").begin_array();
  for (const std::string& id : settings.hidden) json.value(id);
  json.end_array();
  json.field("colour_by", colour_by_name(settings.colour_by)).field("trail_h", settings.trail_h);
  json.field("ribbon_window_days", settings.ribbon_window_days)
      .field("density_window_days", settings.density_window_days);
  json.key("layers").begin_object();
  scene::LayerToggles layers = settings.layers;
  for (const std::string_view name : scene::layer_names())
    json.field(name, *scene::find_layer(layers, name));
  json.end_object();
}

}  // namespace

std::string state_json(const AppState& state, const int64_t* frames_drawn) {
  JsonWriter json;
  json.begin_object();
  write_clock(json, state.clock);
  json.field("bar_from", time::date_text(state.bar_from))
      .field("bar_to", time::date_text(state.bar_to));
  json.field("camera", scene::camera_text(state.camera));
  write_settings(json, state.settings);
  json.key("selection");
  if (state.selection)
    json.begin_object()
        .field("kind", state.selection->kind)
        .field("id", state.selection->id)
        .end_object();
  else
    json.null();
  json.field("hover", state.hover).field("follow", state.follow ? state.follow->unit : "");
  json.field("chart_open", state.chart_open).field("is_riding", state.follow.has_value());
  json.field("search", state.search)
      .field("panel_open", state.panel_open)
      .field("legend_open", state.legend_open);
  json.field("help_open", state.help_open).field("interface_hidden", state.interface_hidden);
  json.field("fullscreen", state.fullscreen).field("notice", state.notice);
  if (frames_drawn) json.field("frames_drawn", *frames_drawn);
  return json.end_object().text();
}

}  // namespace caspian::app
