// Which units are on their way at a date: numbers per path flow, as flows.md section 2 counts them.
// Needs the terrain for the courses, no device.
#include <algorithm>

#include "app/commands/query.h"
#include "app/commands/table_text.h"
#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "core/json_writer.h"
#include "core/log.h"
#include "record/segment_store.h"
#include "scene/flow_frame.h"

namespace caspian::app {
namespace {

/// What a unit stands for, without the tail that doubles have: 0.0005, not 0.0005000000000000001.
double shown_size(double size) {
  return rounded_to(size, 12);
}

struct FlowRow {
  const dataset::PathFlow& flow;
  scene::UnitRange units;
};

/// What a record of trajectories says of the date.
struct RecordedCount {
  std::string file;
  bool is_covered = false;  // the record reaches to that date; else there is no number, not zero
  uint64_t on_way = 0, in_gap = 0;
};

Result<std::optional<RecordedCount>> count_recorded(const std::string& file, time::SimTime date) {
  if (file.empty()) return std::optional<RecordedCount>();
  const auto store = record::SegmentStore::open(file);
  if (!store) return store.failure();
  RecordedCount count{file, (*store)->covers(date)};
  count.on_way = (*store)->count_alive(date, false);
  count.in_gap = (*store)->count_alive(date, true);
  for (const std::string& problem : (*store)->problems()) log::warning(problem);
  return std::optional(count);
}

void write_recorded(JsonWriter& json, const RecordedCount& count) {
  json.key("recorded").begin_object().field("file", count.file);
  json.key("units");
  count.is_covered ? json.value(count.on_way) : json.null();
  json.key("in_gap");
  count.is_covered ? json.value(count.in_gap) : json.null();
  json.end_object();
}

std::string recorded_text(const RecordedCount& count) {
  if (!count.is_covered) return count.file + ": no record of this date\n";
  return count.file + ": " + std::to_string(count.on_way) + " units on their way, " +
         std::to_string(count.in_gap) + " in a gap\n";
}

std::string units_json(const dataset::Dataset& data, const scene::FlowMoment& moment,
                       const std::vector<FlowRow>& rows, uint64_t drawn,
                       const std::optional<RecordedCount>& recorded) {
  int64_t total = 0;
  for (const FlowRow& row : rows) total += row.units.count();
  JsonWriter json;
  json.begin_object()
      .field("time", time::iso_text(moment.time))
      .field("motion_time", time::iso_text(moment.motion_time))
      .field("motion", moment.is_scaled ? "scaled" : "true")
      .field("variant", moment.variant)
      .field("tonnes_per_unit", shown_size(moment.sizes.tonnes))
      .field("bcm_per_unit", shown_size(moment.sizes.bcm))
      .field("total", total)
      .field("drawn", drawn);
  json.key("flows").begin_array();
  for (const FlowRow& row : rows)
    json.begin_object()
        .field("id", data.paths[row.flow.path].id)
        .field("corridor", data.corridors[row.flow.corridor].id)
        .field("commodity", row.flow.commodity)
        .field("scenario", row.flow.scenario)
        .field("plan", row.flow.is_plan)
        .field("count", row.units.count())
        .field("first", row.units.first)
        .field("last", row.units.last)
        .end_object();
  json.end_array();
  if (recorded) write_recorded(json, *recorded);
  json.end_object();
  return json.text();
}

std::string units_table(const dataset::Dataset& data, const scene::FlowMoment& moment,
                        const std::vector<FlowRow>& rows) {
  std::vector<std::vector<std::string>> table{
      {"path", "corridor", "commodity", "units", "first", "last"}};
  int64_t total = 0;
  for (const FlowRow& row : rows) {
    total += row.units.count();
    table.push_back({data.paths[row.flow.path].id, data.corridors[row.flow.corridor].id,
                     row.flow.commodity + (row.flow.is_plan ? " (plan)" : ""),
                     std::to_string(row.units.count()), std::to_string(row.units.first),
                     std::to_string(row.units.last)});
  }
  return table_text(table) + std::to_string(total) +
         " units; 1 unit = " + number_text(shown_size(moment.sizes.tonnes)) + " t, of gas " +
         number_text(shown_size(moment.sizes.bcm * 1000)) + " million m3\n";
}

}  // namespace

Result<std::string> query_units(const QueryRequest& request) {
  const Result<import::LoadedScenario> loaded = open_scenario(request.scene.scenario);
  if (!loaded) return loaded.failure();
  const dataset::Dataset& data = loaded->dataset;
  const Result<AppState> state = set_up_scene(request.scene, data, {});
  if (!state) return state.failure();
  const Result<geo::HeightField> heights = open_terrain();
  if (!heights) return heights.failure();
  const scene::FlowTracks tracks = scene::build_flow_tracks(
      data, scene::build_link_tracks(data, *heights), dataset::build_rate_series(data));
  const scene::FlowMoment moment =
      scene::flow_moment(tracks, frame_inputs_of(*state, k_default_size));
  std::vector<FlowRow> rows;
  for (uint32_t i = 0; i < tracks.amounts.size(); ++i) {
    if (!scene::is_in_moment(tracks, moment, i)) continue;
    const scene::UnitRange units = scene::units_on_path(tracks, moment, i);
    const double on_path = tracks.amounts[i].on_path(
        moment.time, tracks.timetables[tracks.amounts[i].path].duration_ms());
    if (units.count() > 0 || on_path > 0) rows.push_back({tracks.amounts[i], units});
  }
  const auto recorded = count_recorded(request.scene.recorded, moment.time);
  if (!recorded) return recorded.failure();
  if (!request.json)
    return units_table(data, moment, rows) + (*recorded ? recorded_text(**recorded) : "");
  return units_json(data, moment, rows, scene::flow_frame(tracks, moment).unit_count(), *recorded);
}

}  // namespace caspian::app
