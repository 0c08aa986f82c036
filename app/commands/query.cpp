// Dispatch, and the queries that need the dataset or the terrain alone.
#include "app/commands/query.h"

#include <algorithm>
#include <cstdio>

#include "app/commands/table_text.h"
#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "core/files.h"
#include "core/json_writer.h"
#include "dataset/flow_totals.h"
#include "dataset/status.h"
#include "import/sea_tables.h"

namespace caspian::app {
namespace {

std::string written(const std::optional<dataset::WrittenDate>& date) {
  return date ? date->text : "";
}

void write_date(JsonWriter& json, const char* key,
                const std::optional<dataset::WrittenDate>& date) {
  json.key(key);
  if (date)
    json.value(date->text);
  else
    json.null();
}

/// The dataset and the date and variant that a query is about.
struct Asked {
  dataset::Dataset dataset;
  time::SimTime when;
  std::string variant;
  bool plan = false;
  dataset::FlowFilter filter;
};

Result<Asked> open_asked(const QueryRequest& request) {
  Result<import::LoadedScenario> loaded =
      open_scenario(request.scene.scenario, request.scene.convention);
  if (!loaded) return loaded.failure();
  const Result<AppState> state = set_up_scene(request.scene, loaded->dataset, {});
  if (!state) return state.failure();
  const std::string& variant = state.value().settings.variant;
  const bool plan = loaded->dataset.is_plan(variant);
  return Asked{std::move(loaded->dataset), state.value().clock.now, variant, plan,
               state.value().settings.filter};
}

}  // namespace

scene::SeaLevel asked_sea_level(const SceneRequest& request) {
  AppState state;
  state.settings.sea_level_m = request.sea_level_m.value_or(state.settings.sea_level_m);
  state.settings.sea_level_by_date = request.sea_level_by_date;
  if (request.time) state.clock.now = *request.time;
  if (!request.sea_level_by_date) return sea_level_of(state);
  // Without a date: the last year that the table has.
  const Result<std::filesystem::path> assets = find_assets();
  if (!assets) return sea_level_of(state);
  auto levels = import::load_sea_tables(*assets).levels;
  if (!request.time && !levels.empty())
    state.clock.now = time::from_calendar({levels.back().year, 7, 2});
  state.sea_levels = std::make_shared<const dataset::SeaLevelTable>(std::move(levels));
  return sea_level_of(state);
}

Result<std::string> query_height(const QueryRequest& request) {
  Result<geo::HeightField> heights = open_terrain(request.scene.terrain);
  if (!heights) return heights.failure();
  if (!heights->has_data(request.longitude_deg, request.latitude_deg))
    return Failure{"no height is known at " + number_text(request.longitude_deg) + " " +
                   number_text(request.latitude_deg) + ", which lies outside the terrain"};
  geo::HeightAnswer answer = heights->answer(request.longitude_deg, request.latitude_deg);
  const scene::SeaLevel level = asked_sea_level(request.scene);
  if (level.level_m != geo::k_caspian_surface_m) {
    add_flooding(*heights);
    answer.is_sea = heights->is_sea_at(request.longitude_deg, request.latitude_deg, level.level_m);
    answer.surface_m =
        heights->surface_at_m(request.longitude_deg, request.latitude_deg, level.level_m);
  }
  if (!request.json) {
    char text[160];
    std::snprintf(text, sizeof text, "%.1f m%s", answer.height_m, answer.is_sea ? "" : "\n");
    std::string out = text;
    if (answer.is_sea) {
      std::snprintf(text, sizeof text, " (sea floor%s, surface at %.1f m)\n",
                    answer.is_schematic ? ", schematic" : "", answer.surface_m);
      out += text;
    }
    out += "source: " + answer.source + "\n";
    if (!answer.resolution.empty()) out += "resolution: " + answer.resolution + "\n";
    return out + "datum: " + (answer.datum.empty() ? "not stated" : answer.datum) + "\n";
  }
  JsonWriter json;
  json.begin_object().field("lon", request.longitude_deg).field("lat", request.latitude_deg);
  json.field("height_m", rounded_to(answer.height_m, 2))
      .field("surface_m", rounded_to(answer.surface_m, 2))
      .field("is_sea", answer.is_sea);
  json.field("source", answer.source).field("schematic", answer.is_schematic);
  json.field("is_own", answer.is_own);
  json.field("datum", answer.datum.empty() ? "not stated" : answer.datum);
  json.field("resolution", answer.resolution).end_object();
  return json.text();
}

Result<std::string> query_corridors(const QueryRequest& request) {
  const Result<Asked> asked = open_asked(request);
  if (!asked) return asked.failure();
  JsonWriter json;
  json.begin_array();
  std::vector<std::vector<std::string>> rows{{"id", "status", "opened", "length", "name"}};
  for (const dataset::Corridor& corridor : asked->dataset.corridors) {
    const dataset::Status status = dataset::status_at(corridor.dates, asked->when, asked->plan);
    const std::string name = corridor.name.in(0), id(dataset::status_id(status));
    json.begin_object().field("id", corridor.id).field("name", name).field("status", id);
    write_date(json, "opened", corridor.dates.opened);
    json.field("shown", status != dataset::Status::none)
        .field("length_km", rounded_to(corridor.length_km, 3));
    json.field("source", corridor.source).end_object();
    rows.push_back({corridor.id, id, written(corridor.dates.opened),
                    number_text(rounded_to(corridor.length_km, 1)) + " km", name});
  }
  json.end_array();
  return request.json ? json.text() : table_text(rows);
}

Result<std::string> query_flow(const QueryRequest& request) {
  const Result<Asked> asked = open_asked(request);
  if (!asked) return asked.failure();
  const dataset::Dataset& data = asked->dataset;
  const uint32_t corridor = data.find_corridor(request.corridor);
  if (corridor == dataset::k_none)
    return Failure{"corridor: found `" + request.corridor +
                       "`, expected an id that caspian query corridors lists",
                   Failure::Kind::usage};
  const std::vector<dataset::Rate> rates = dataset::rates_at(
      data, dataset::build_rate_series(data), corridor, asked->when, asked->variant, asked->filter);
  JsonWriter json;
  json.begin_object()
      .field("corridor", request.corridor)
      .field("time", time::iso_text(asked->when));
  json.key("rates").begin_array();
  std::vector<std::vector<std::string>> rows;
  for (const dataset::Rate& rate : rates) {
    const std::string kind(dataset::kind_id(rate.kind)), quality(dataset::quality_id(rate.quality));
    json.begin_object()
        .field("commodity", rate.commodity)
        .field("per_year", rate.per_year)
        .field("unit", rate.unit);
    json.field("kind", kind).field("quality", quality).field("interpolated", rate.is_interpolated);
    json.key("held_from_year");
    rate.held_from_year ? json.value(*rate.held_from_year) : json.null();
    json.field("scenario", rate.scenario);
    if (rate.volume != dataset::k_none)
      json.field("grade", dataset::grade_id(data.volumes[rate.volume].grade));
    if (rate.bin != dataset::k_none)
      json.field("grade", dataset::grade_id(data.flow_bins[rate.bin].grade));
    json.field("time_stamped", rate.is_time_stamped).field("share", rate.share);
    json.field("source", rate.source).end_object();
    rows.push_back({rate.commodity,
                    number_text(rounded_to(rate.per_year, 4)) + " " + rate.unit + " a year", kind,
                    rate.is_time_stamped   ? "time-stamped, " + quality
                    : rate.is_interpolated ? "interpolated, " + quality
                    : rate.held_from_year
                        ? std::to_string(*rate.held_from_year) + " figure held, " + quality
                        : quality,
                    rate.source});
  }
  json.end_array().end_object();
  if (request.json) return json.text();
  return rows.empty() ? "no figure\n" : table_text(rows);
}

Outcome run_query(const QueryRequest& request, const DeviceRequest& device) {
  const auto answer = [&]() -> Result<std::string> {
    switch (request.kind) {
      case QueryKind::height:
        return query_height(request);
      case QueryKind::corridors:
        return query_corridors(request);
      case QueryKind::lines:
        return query_lines(request);
      case QueryKind::project:
        return query_project(request);
      case QueryKind::flow:
        return request.link.empty() ? query_flow(request) : query_link(request);
      case QueryKind::units:
        return query_units(request);
      case QueryKind::distance:
        return query_distance(request);
      case QueryKind::profile:
        return query_profile(request);
      case QueryKind::clearance:
        return query_clearance(request, device);
      case QueryKind::pick:
        break;
    }
    return query_pick(request, device);
  }();
  if (!answer) return answer.failure();
  std::fputs(answer.value().c_str(), stdout);
  return Done{};
}

}  // namespace caspian::app
