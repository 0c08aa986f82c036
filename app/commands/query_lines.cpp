// Seabed lines, and on demand land borders and zones, with all that is known of their standing.
#include <algorithm>

#include "app/commands/query.h"
#include "app/commands/table_text.h"
#include "app/map_lines_data.h"
#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "core/files.h"
#include "core/json_writer.h"
#include "scene/law_facts.h"

namespace caspian::app {
namespace {

void text_or_null(JsonWriter& json, const char* key, const std::string& text) {
  json.key(key);
  text.empty() ? json.null() : json.value(text);
}

/// `points`: of a seabed line, all of them; of others they would be thousands.
void write(JsonWriter& json, const scene::LawFacts& facts, bool shown,
           const dataset::TreatyLine* line) {
  json.begin_object().field("id", facts.id).field("kind", facts.kind);
  json.field("status", facts.status).field("status_words", facts.status_words);
  json.field("by_convention", facts.is_by_convention).field("instrument", facts.instrument);
  text_or_null(json, "signed", facts.signed_on);
  text_or_null(json, "in_force", facts.in_force);
  text_or_null(json, "in_force_grade", facts.in_force_grade);
  text_or_null(json, "in_force_note", facts.in_force_note);
  text_or_null(json, "valid_from", facts.valid_from);
  text_or_null(json, "valid_to", facts.valid_to);
  json.key("parties").begin_array();
  for (const std::string& party : facts.parties) json.value(party);
  json.end_array();
  json.field("shown", shown).field("style", facts.style);
  json.key("accuracy_m");
  facts.accuracy_m ? json.value(*facts.accuracy_m) : json.null();
  text_or_null(json, "accuracy_note", facts.accuracy_note);
  text_or_null(json, "note", facts.note);
  if (line) {
    json.key("points").begin_array();
    for (const dataset::TreatyPoint& point : line->points)
      json.numbers({point.longitude_deg, point.latitude_deg});
    json.end_array();
    json.key("points_of_treaty").begin_array();
    for (const dataset::TreatyPoint& point : line->points) json.value(point.is_from_treaty);
    json.end_array();
  }
  json.field("grade", facts.grade).field("source", facts.source).end_object();
}

}  // namespace

Result<std::string> query_lines(const QueryRequest& request) {
  const Result<import::LoadedScenario> loaded =
      open_scenario(request.scene.scenario, request.scene.convention);
  if (!loaded) return loaded.failure();
  const dataset::Dataset& data = loaded->dataset;
  const Result<AppState> state = set_up_scene(request.scene, data, {});
  if (!state) return state.failure();
  const Result<std::filesystem::path> assets = find_assets();
  if (!assets) return assets.failure();
  const Result<scene::Language> language = scene::Language::load(*assets, "en");
  if (!language) return language.failure();
  const dataset::Convention& convention = data.convention(state->settings.convention);

  JsonWriter json;
  json.begin_array();
  std::vector<std::vector<std::string>> rows{
      {"id", "status", "signed", "in force", "shown", "grade", "instrument"}};
  const auto add = [&](const scene::LawFacts& facts, bool shown, const dataset::TreatyLine* line) {
    write(json, facts, shown, line);
    rows.push_back({facts.id, facts.status, facts.signed_on, facts.in_force, shown ? "yes" : "no",
                    facts.grade, facts.instrument});
  };
  const std::string& kind = request.line_kind;
  const bool all = kind == "all";
  if (all || kind.empty() || kind == "seabed")
    for (const dataset::TreatyLine& line : data.lines) {
      const scene::LawFacts facts = scene::law_facts(line, convention, *language);
      add(facts, facts.is_shown && line.shown_at(state->clock.now), &line);
    }
  if (all || kind == "land" || kind == "zones") {
    const Result<scene::MapLines> lines = load_map_lines(*assets);
    if (!lines) return lines.failure();
    if (kind != "land")
      for (const scene::ZoneLimit& zone : lines->zones)
        add(scene::law_facts(zone, lines->sources, *language), state->settings.shows_zones(),
            nullptr);
    if (kind != "zones")
      for (const scene::LandBorder& border : lines->borders) {
        const auto facts = scene::law_facts(border, lines->sources, convention, *language);
        add(facts, facts.is_shown, nullptr);
      }
  }
  json.end_array();
  return request.json ? json.text() : table_text(rows);
}

}  // namespace caspian::app
