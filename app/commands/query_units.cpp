// What is on its way at a date: per path flow the amount, from C(t) and exact (flows.md section 2),
// and the numbers of the units that stand for it. Needs the terrain for the courses, no device.
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
  double on_path = 0;   // t or bcm
  double entered = 0;   // within the time of a journey, whatever became of it
  double per_year = 0;  // what enters now, over a year of this length
  double travel_h = 0;  // of who enters now
  double per_unit = 0;

  const char* unit() const { return flow.is_gas ? "bcm" : "t"; }
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

/// Sum over the flows of one commodity and unit.
struct CommodityRow {
  std::string commodity;
  bool is_gas = false;
  double on_path = 0, per_year = 0;
  int64_t units = 0;
  int flows = 0;
};

double ms_of_year_at(time::SimTime when) {
  const int year = time::calendar_of(when).year;
  return static_cast<double>(time::from_calendar({year + 1, 1, 1}).ms -
                             time::from_calendar({year, 1, 1}).ms);
}

FlowRow row_of(const scene::FlowTracks& tracks, const scene::FlowMoment& moment, uint32_t index) {
  const dataset::PathFlow& flow = tracks.amounts[index];
  const double duration_ms = tracks.timetables[flow.path].duration_ms();
  FlowRow row{flow, scene::units_on_path(tracks, moment, index)};
  row.on_path = flow.on_path(moment.time, duration_ms);
  row.per_unit = moment.sizes.of(flow);
  const dataset::PathFlow::Piece* piece = flow.piece_at(moment.time);
  const double travel_ms = piece ? piece->travel_or(duration_ms) : duration_ms;
  row.per_year = piece ? piece->per_ms * ms_of_year_at(moment.time) : 0;
  row.travel_h = travel_ms / 3'600'000;
  row.entered = flow.entered(moment.time) - flow.entered(moment.time, travel_ms);
  return row;
}

std::vector<FlowRow> rows_at(const scene::FlowTracks& tracks, const scene::FlowMoment& moment) {
  std::vector<FlowRow> rows;
  for (uint32_t i = 0; i < tracks.amounts.size(); ++i) {
    if (!scene::is_in_moment(tracks, moment, i)) continue;
    const FlowRow row = row_of(tracks, moment, i);
    if (row.units.count() > 0 || row.on_path > 0) rows.push_back(row);
  }
  return rows;
}

std::vector<CommodityRow> sums_of(const std::vector<FlowRow>& rows) {
  std::vector<CommodityRow> sums;
  for (const FlowRow& row : rows) {
    auto sum = std::find_if(sums.begin(), sums.end(), [&](const CommodityRow& one) {
      return one.commodity == row.flow.commodity && one.is_gas == row.flow.is_gas;
    });
    if (sum == sums.end())
      sum = sums.insert(sums.end(), {row.flow.commodity, row.flow.is_gas, 0, 0, 0, 0});
    sum->on_path += row.on_path;
    sum->per_year += row.per_year;
    sum->units += row.units.count();
    ++sum->flows;
  }
  std::sort(sums.begin(), sums.end(),
            [](const auto& a, const auto& b) { return a.commodity < b.commodity; });
  return sums;
}

void write_flow(JsonWriter& json, const dataset::Dataset& data, const FlowRow& row) {
  const dataset::Path& path = data.paths[row.flow.path];
  json.begin_object()
      .field("id", path.id)
      .field("corridor", data.corridors[row.flow.corridor].id)
      .field("direction", path.backward ? "backward" : "forward")
      .field("commodity", row.flow.commodity)
      .field("scenario", row.flow.scenario)
      .field("plan", row.flow.is_plan)
      .field("quality", dataset::quality_id(row.flow.quality))
      .field("time_stamped", row.flow.is_time_stamped)
      .field("unit", row.unit())
      .field("amount", row.on_path)
      .field("entered", row.entered)
      .field("per_year", row.per_year)
      .field("travel_h", row.travel_h)
      .field("count", row.units.count())
      .field("first", row.units.first)
      .field("last", row.units.last)
      .end_object();
}

std::string units_json(const dataset::Dataset& data, const scene::FlowTracks& tracks,
                       const scene::FlowMoment& moment, const std::vector<FlowRow>& rows,
                       const std::optional<RecordedCount>& recorded) {
  int64_t total = 0;
  for (const FlowRow& row : rows) total += row.units.count();
  JsonWriter json;
  json.begin_object()
      .field("time", time::iso_text(moment.time))
      .field("motion_time", time::iso_text(moment.motion_time))
      .field("motion", scene::motion_id(tracks, moment))
      .field("variant", moment.variant)
      .field("filter", dataset::filter_text(moment.filter))
      .field("tonnes_per_unit", shown_size(moment.sizes.tonnes))
      .field("bcm_per_unit", shown_size(moment.sizes.bcm))
      .field("total", total)
      .field("drawn", scene::flow_frame(tracks, moment).unit_count());
  json.key("commodities").begin_array();
  for (const CommodityRow& sum : sums_of(rows))
    json.begin_object()
        .field("commodity", sum.commodity)
        .field("unit", sum.is_gas ? "bcm" : "t")
        .field("amount", sum.on_path)
        .field("per_year", sum.per_year)
        .field("count", sum.units)
        .field("flows", sum.flows)
        .end_object();
  json.end_array();
  json.key("flows").begin_array();
  for (const FlowRow& row : rows) write_flow(json, data, row);
  json.end_array();
  if (recorded) write_recorded(json, *recorded);
  json.end_object();
  return json.text();
}

std::string amount_text(double amount, bool is_gas) {
  return number_text(rounded_to(amount, is_gas ? 6 : 0)) + (is_gas ? " bcm" : " t");
}

std::string units_table(const dataset::Dataset& data, const scene::FlowMoment& moment,
                        const std::vector<FlowRow>& rows) {
  std::vector<std::vector<std::string>> table{
      {"path", "corridor", "commodity", "on the way", "a year", "units", "first", "last"}};
  int64_t total = 0;
  for (const FlowRow& row : rows) {
    total += row.units.count();
    table.push_back({data.paths[row.flow.path].id, data.corridors[row.flow.corridor].id,
                     row.flow.commodity + (row.flow.is_plan ? " (plan)" : ""),
                     amount_text(row.on_path, row.flow.is_gas),
                     amount_text(row.per_year, row.flow.is_gas), std::to_string(row.units.count()),
                     std::to_string(row.units.first), std::to_string(row.units.last)});
  }
  std::vector<std::vector<std::string>> sums{{"sum", "on the way", "a year", "units", "flows"}};
  for (const CommodityRow& sum : sums_of(rows))
    sums.push_back({sum.commodity, amount_text(sum.on_path, sum.is_gas),
                    amount_text(sum.per_year, sum.is_gas), std::to_string(sum.units),
                    std::to_string(sum.flows)});
  return table_text(table) + "\n" + table_text(sums) + "\n" + std::to_string(total) +
         " units; 1 unit = " + number_text(shown_size(moment.sizes.tonnes)) + " t, of gas " +
         number_text(shown_size(moment.sizes.bcm * 1000)) + " million m3\n";
}

}  // namespace

Result<std::string> query_units(const QueryRequest& request) {
  const Result<import::LoadedScenario> loaded =
      open_scenario(request.scene.scenario, request.scene.convention);
  if (!loaded) return loaded.failure();
  const dataset::Dataset& data = loaded->dataset;
  const Result<AppState> state = set_up_scene(request.scene, data, {});
  if (!state) return state.failure();
  const Result<geo::HeightField> heights = open_terrain(request.scene.terrain);
  if (!heights) return heights.failure();
  const scene::FlowTracks tracks = scene::build_flow_tracks(
      data, scene::build_link_tracks(data, *heights), dataset::build_rate_series(data));
  const scene::FlowMoment moment =
      scene::flow_moment(tracks, frame_inputs_of(*state, k_default_size));
  const auto recorded = count_recorded(request.scene.recorded, moment.time);
  if (!recorded) return recorded.failure();
  const std::vector<FlowRow> rows = rows_at(tracks, moment);
  if (request.json) return units_json(data, tracks, moment, rows, *recorded);
  return units_table(data, moment, rows) + (*recorded ? recorded_text(**recorded) : "");
}

}  // namespace caspian::app
