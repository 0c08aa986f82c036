// Dispatch, and the queries that need the dataset or the terrain alone.
#include "app/commands/query.h"

#include <algorithm>
#include <cstdio>

#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "core/json_writer.h"
#include "dataset/status.h"

namespace caspian::app {
namespace {

/// Rows of texts with their columns under each other.
std::string table_text(const std::vector<std::vector<std::string>>& rows) {
  const auto columns_of =
      [](const std::string& text) {  // code points, near enough to columns for our scripts
        return size_t(
            std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
      };
  std::vector<size_t> widths;
  for (const auto& row : rows)
    for (size_t i = 0; i < row.size(); ++i) {
      if (i == widths.size()) widths.push_back(0);
      widths[i] = std::max(widths[i], columns_of(row[i]));
    }
  std::string out;
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      out += row[i];
      if (i + 1 < row.size()) out.append(widths[i] + 2 - columns_of(row[i]), ' ');
    }
    out += '\n';
  }
  return out;
}

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

const char* agreement_name(dataset::TreatyLine::Agreement agreement) {
  using Agreement = dataset::TreatyLine::Agreement;
  return agreement == Agreement::agreed               ? "agreed"
         : agreement == Agreement::agreed_signed_only ? "agreed_signed_only"
                                                      : "none";
}

const char* style_name(dataset::TreatyLine::Style style) {
  using Style = dataset::TreatyLine::Style;
  return style == Style::solid ? "solid" : style == Style::long_dash ? "long_dash" : "dotted";
}

/// The line is as well sourced as its weakest point.
char weakest_grade(const dataset::TreatyLine& line) {
  auto weakest = dataset::Grade::a;
  for (const dataset::TreatyPoint& point : line.points) weakest = std::max(weakest, point.grade);
  return "ABC"[static_cast<int>(weakest)];
}

std::string sources_of(const dataset::TreatyLine& line) {
  std::vector<std::string> seen;
  std::string all;
  for (const dataset::TreatyPoint& point : line.points) {
    if (point.source.empty() || std::find(seen.begin(), seen.end(), point.source) != seen.end())
      continue;
    seen.push_back(point.source);
    all += (all.empty() ? "" : "; ") + point.source;
  }
  return all;
}

/// The dataset and the date and variant that a query is about.
struct Asked {
  dataset::Dataset dataset;
  time::SimTime when;
  bool plan = false;
};

Result<Asked> open_asked(const QueryRequest& request) {
  Result<import::LoadedScenario> loaded = open_scenario(request.scene.scenario);
  if (!loaded) return loaded.failure();
  Asked asked{std::move(loaded->dataset), {}, false};
  SceneRequest scene = request.scene;
  const Result<AppState> state = set_up_scene(scene, asked.dataset, {});
  if (!state) return state.failure();
  asked.when = state.value().clock.now;
  asked.plan = is_plan(asked.dataset, state.value().settings.variant);
  return asked;
}

}  // namespace

Result<std::string> query_height(const QueryRequest& request) {
  const Result<geo::HeightField> heights = open_terrain();
  if (!heights) return heights.failure();
  if (!heights->has_data(request.longitude_deg, request.latitude_deg))
    return Failure{"no height is known at " + number_text(request.longitude_deg) + " " +
                   number_text(request.latitude_deg) + ", which lies outside the terrain"};
  const geo::HeightAnswer answer = heights->answer(request.longitude_deg, request.latitude_deg);
  if (!request.json) {
    char text[160];
    std::snprintf(text, sizeof text, "%.1f m%s", answer.height_m, answer.is_sea ? "" : "\n");
    std::string out = text;
    if (answer.is_sea) {
      std::snprintf(text, sizeof text, " (sea floor%s, surface at %.1f m)\n",
                    answer.is_schematic ? ", schematic" : "", answer.surface_m);
      out += text;
    }
    return out + "source: " + answer.source + "\n";
  }
  JsonWriter json;
  json.begin_object().field("lon", request.longitude_deg).field("lat", request.latitude_deg);
  json.field("height_m", rounded_to(answer.height_m, 2))
      .field("surface_m", rounded_to(answer.surface_m, 2))
      .field("is_sea", answer.is_sea);
  json.field("source", answer.source).field("schematic", answer.is_schematic).end_object();
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

Result<std::string> query_lines(const QueryRequest& request) {
  const Result<Asked> asked = open_asked(request);
  if (!asked) return asked.failure();
  JsonWriter json;
  json.begin_array();
  std::vector<std::vector<std::string>> rows{
      {"id", "status", "signed", "shown", "points", "grade", "instrument"}};
  for (const dataset::TreatyLine& line : asked->dataset.lines) {
    const char* status = agreement_name(line.agreement);
    const std::string grade(1, weakest_grade(line));
    const bool shown = line.shown_at(asked->when);
    json.begin_object()
        .field("id", line.id)
        .field("status", status)
        .field("instrument", line.instrument);
    write_date(json, "signed", line.signed_on);
    write_date(json, "in_force", line.in_force);
    json.field("shown", shown).field("style", style_name(line.style));
    json.key("points").begin_array();
    for (const dataset::TreatyPoint& point : line.points)
      json.numbers({point.longitude_deg, point.latitude_deg});
    json.end_array().field("grade", grade).field("source", sources_of(line)).end_object();
    rows.push_back({line.id, status, written(line.signed_on), shown ? "yes" : "no",
                    std::to_string(line.points.size()), grade, line.instrument});
  }
  json.end_array();
  return request.json ? json.text() : table_text(rows);
}

Outcome run_query(const QueryRequest& request) {
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
      case QueryKind::units:
      case QueryKind::pick:
        break;
    }
    return Failure{"this query is not part of this version", Failure::Kind::usage};
  }();
  if (!answer) return answer.failure();
  std::fputs(answer.value().c_str(), stdout);
  return Done{};
}

}  // namespace caspian::app
