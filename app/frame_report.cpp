// Facts of a frame as texts and JSON.
#include "app/frame_report.h"

#include "app/option_values.h"
#include "app/unit_facts.h"
#include "core/json_writer.h"
#include "dataset/dataset.h"
#include "render/flow_pass.h"
#include "scene/flow_frame.h"
#include "scene/unit_ids.h"

namespace caspian::app {
namespace {

std::string credits_text(const dataset::Dataset& dataset) {
  std::string text;
  for (const dataset::Credit& credit : dataset.credits)
    text += (text.empty() ? "" : "; ") + credit.name;
  return text;
}

/// The convention's, then the scenario's own.
std::string disclaimer_text(const dataset::Dataset& data, const scene::ViewSettings& settings) {
  const size_t language = dataset::language_index(settings.language);
  const std::string& own = data.disclaimer.in(language);
  const std::string& text = data.convention(settings.convention).disclaimer.in(language);
  return own.empty() || text.empty() ? text + own : text + " " + own;
}

std::string convention_text(const dataset::Dataset& data, const scene::ViewSettings& settings) {
  const dataset::Convention& convention = data.convention(settings.convention);
  return convention.id + ": " + convention.title.in(dataset::language_index(settings.language));
}

/// Times outside the record have no count, not zero.
void write_recorded(JsonWriter& json, const scene::RecordedScene* record,
                    const scene::FrameInputs& inputs) {
  if (!record) return;
  const auto units = scene::recorded_units(*record, inputs.time, inputs.settings.filter);
  json.key("recorded").begin_object().field("file", record->store->path().string());
  json.key("units");
  units ? json.value(*units) : json.null();
  json.end_object();
}

void write_device(JsonWriter& json, const gpu::DeviceFacts& facts) {
  json.key("device").begin_object().field("name", facts.name).field("driver", facts.driver);
  json.field("vulkan", facts.api_version).field("is_software", facts.is_cpu).end_object();
}

void write_frames(JsonWriter& json, const time::FrameSchedule& film) {
  json.field("speed_ms_per_s", film.speed_ms_per_s()).field("motion_is_scaled", film.is_scaled());
  json.key("frames").begin_array();
  for (int64_t k = 0; k < film.frame_count(); ++k) {
    const time::FrameTimes times = film.frame(k);
    json.begin_object().field("frame", k).field("time", time::iso_text(times.time));
    json.field("motion_time", time::iso_text(times.motion)).end_object();
  }
  json.end_array();
}

}  // namespace

std::string motion_text(const scene::FrameInputs& inputs) {
  return inputs.motion_is_scaled ? "not to scale" : "to scale";
}

PngTexts frame_texts(const Session& session, const scene::FrameInputs& inputs) {
  const dataset::Dataset& data = session.dataset();
  const size_t language = dataset::language_index(inputs.settings.language);
  PngTexts texts{{"Title", data.title.in(language) + ", " + time::date_text(inputs.time)},
                 {"Software", "caspian " CASPIAN_VERSION},
                 {"Source", credits_text(data)},
                 {"Disclaimer", disclaimer_text(data, inputs.settings)},
                 {"Caspian-Convention", convention_text(data, inputs.settings)},
                 {"Caspian-Time", time::iso_text(inputs.time)},
                 {"Caspian-Motion-Time", time::iso_text(inputs.motion_time)},
                 {"Caspian-Motion",
                  std::string(motion_name(inputs.settings.motion)) + ", " + motion_text(inputs)},
                 {"Caspian-Camera", scene::camera_text(inputs.camera)},
                 {"Caspian-Exaggeration", number_text(inputs.settings.exaggeration)},
                 {"Caspian-Variant", inputs.settings.variant},
                 {"Caspian-Scenario", data.id + " " + data.digest}};
  if (!inputs.settings.filter.is_empty())
    texts.push_back({"Caspian-Filter", dataset::filter_text(inputs.settings.filter)});
  return texts;
}

std::string stats_json(Session& session, const scene::FrameInputs& inputs,
                       const time::FrameSchedule* film) {
  JsonWriter json;
  json.begin_object();
  json.field("time", time::iso_text(inputs.time))
      .field("motion_time", time::iso_text(inputs.motion_time));
  json.field("motion", motion_name(inputs.settings.motion));
  const scene::FlowTracks& flows = session.geometry().flows;
  json.field("mode", scene::motion_id(flows, scene::flow_moment(flows, inputs)));
  if (!film) json.field("motion_is_scaled", inputs.motion_is_scaled);
  json.field("camera", scene::camera_text(inputs.camera));
  json.key("size").numbers({double(inputs.size.width), double(inputs.size.height)});
  json.field("supersample", inputs.settings.supersample)
      .field("exaggeration", inputs.settings.exaggeration);
  json.field("filter", dataset::filter_text(inputs.settings.filter));
  json.field("variant", inputs.settings.variant).field("language", inputs.settings.language);
  json.field("theme", theme_name(inputs.settings.theme));
  json.field("convention", session.dataset().convention(inputs.settings.convention).id);
  json.key("scenario").begin_object().field("id", session.dataset().id);
  json.field("digest", session.dataset().digest).end_object();
  const UnitFacts units = unit_facts(session.geometry(), inputs);
  const scene::ViewSettings& settings = inputs.settings;
  const bool are_points = render::draws_points(
      session.device(), settings, scene::most_units(flows, settings.variant, settings.unit_budget));
  json.key("units").begin_object().field("drawn", uint64_t{units.drawn});
  json.field("as", are_points ? "points" : "dashes").field("trail_h", settings.trail_h);
  json.field("tonnes_per_unit", units.tonnes_per_unit);
  json.field("bcm_per_unit", rounded_to(units.bcm_per_unit, 12)).end_object();
  write_recorded(json, session.recorded(), inputs);
  json.key("stages_ms").begin_object();
  for (const StageTimes::Stage& stage : session.stages().stages())
    json.field(stage.name, rounded_to(stage.ms, 2));
  json.end_object();
  session.ring().finish();
  json.key("passes_ms").begin_object();
  for (const gpu::PassTime& pass : session.ring().last_times())
    json.field(pass.name, rounded_to(pass.ms, 3));
  json.end_object();
  write_device(json, session.device().facts());
  json.field("validation_errors", gpu::Device::validation_errors());
  if (film) write_frames(json, *film);
  return json.end_object().text();
}

}  // namespace caspian::app
