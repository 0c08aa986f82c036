// The list as tables of pages, and as CSV.
#include "app/clearance.h"

#include "core/json_writer.h"
#include "scene/camera.h"
#include "scene/legal_notice.h"

namespace caspian::app {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string all;
  for (const std::string& part : parts)
    if (!part.empty()) all += (all.empty() ? "" : between) + part;
  return all;
}

/// One record, quoted where RFC 4180 asks for it.
std::string csv_record(const std::vector<std::string>& cells) {
  std::string record;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) record += ',';
    if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
      record += cells[i];
      continue;
    }
    record += '"';
    for (const char c : cells[i]) record += c == '"' ? "\"\"" : std::string(1, c);
    record += '"';
  }
  return record + "\r\n";
}

std::string accuracy_words(const scene::LawFacts& facts, const scene::Language& language) {
  std::string size;
  if (facts.accuracy_m) {
    const bool in_km = *facts.accuracy_m >= 1000;
    size = language.format(
        "unit.amount", {language.number(in_km ? *facts.accuracy_m / 1000 : *facts.accuracy_m, 1),
                        language.text(in_km ? "unit.km" : "unit.m")});
    size = language.format("clearance.about", {size});
  }
  return joined({size, facts.accuracy_note}, ": ");
}

/// A missing date is told as one that was not found, not as none.
std::string in_force_words(const scene::LawFacts& facts, const scene::Language& language) {
  std::string words = facts.in_force;
  if (!words.empty() && !facts.in_force_grade.empty())
    words += " (" + language.format("grade.short", {facts.in_force_grade}) + ")";
  if (words.empty() && facts.in_force_note.empty() && facts.kind == "seabed" &&
      !facts.signed_on.empty())
    words = language.text("clearance.date_not_found");
  return joined({words, facts.in_force_note}, "; ");
}

std::string status_cell(const scene::LawFacts& facts, const scene::Language& language) {
  return joined({facts.status_words,
                 facts.is_by_convention ? language.text("clearance.word_of_convention") : ""},
                "; ");
}

pages::PageTable line_table(const char* title,
                            const std::vector<std::pair<std::string, scene::LawFacts>>& lines,
                            const scene::Language& language) {
  pages::PageTable table;
  table.title = language.text(title);
  for (const char* key :
       {"clearance.line", "status.title", "inspector.instrument", "inspector.signed",
        "inspector.in_force", "clearance.accuracy", "inspector.source", "grade.title"})
    table.headings.push_back(language.text(key));
  table.shares = {1.5, 1.6, 2.1, 0.9, 1.4, 2.2, 2.6, 0.6};
  for (const auto& [name, facts] : lines)
    table.rows.push_back({name + " (" + facts.id + ")", status_cell(facts, language),
                          joined({facts.instrument, facts.note}, "; "), facts.signed_on,
                          in_force_words(facts, language), accuracy_words(facts, language),
                          facts.source, facts.grade});
  return table;
}

/// Dates of signing and entry into force are not known of land borders.
pages::PageTable border_table(const std::vector<std::pair<std::string, scene::LawFacts>>& borders,
                              const scene::Language& language) {
  pages::PageTable table;
  table.title = language.text("clearance.borders");
  for (const char* key : {"clearance.line", "status.title", "inspector.instrument",
                          "clearance.accuracy", "inspector.source", "grade.title"})
    table.headings.push_back(language.text(key));
  table.shares = {2, 2, 2, 2, 2.2, 0.6};
  for (const auto& [name, facts] : borders)
    table.rows.push_back({name, status_cell(facts, language), facts.instrument,
                          accuracy_words(facts, language), facts.source, facts.grade});
  return table;
}

pages::PageTable name_table(const char* title, const std::vector<ClearanceName>& names,
                            const scene::Language& language, const char* what = nullptr) {
  pages::PageTable table;
  table.title = language.text(title);
  table.headings = {language.text("clearance.name"), language.text("clearance.kind")};
  table.shares = {2.2, 1.5};
  if (what) {
    table.headings.push_back(language.text(what));
    table.shares.push_back(1.2);
  }
  table.headings.insert(table.headings.end(),
                        {language.text("clearance.id"), language.text("inspector.source"),
                         language.text("grade.title")});
  table.shares.insert(table.shares.end(), {1.4, 4.4, 0.6});
  for (const ClearanceName& name : names) {
    std::vector<std::string> row{name.name, name.kind};
    if (what) row.push_back(name.status);
    row.insert(row.end(), {name.id, name.source, name.grade});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::string clearance_csv(const Clearance& clearance, const scene::SceneGeometry& scene,
                          const scene::FrameInputs& inputs, const scene::Language& language) {
  const dataset::Dataset& data = scene.dataset;
  std::string csv =
      csv_record({"section", "id", "name", "kind", "status", "by_convention", "instrument",
                  "signed", "in_force", "in_force_grade", "in_force_note", "valid_from", "valid_to",
                  "parties", "accuracy_m", "accuracy_note", "note", "source", "grade"});
  const auto plain = [&](const char* section, const ClearanceName& name) {
    csv += csv_record({section, name.id, name.name, name.kind, name.status,
                       name.is_by_convention ? "yes" : "no", "", "", "", "", "", "", "", "", "", "",
                       "", name.source, name.grade});
  };
  const auto of_map = [&](const char* id, const std::string& value) {
    plain("map", {.id = id, .name = value});
  };
  of_map("title", data.title.in(language.dataset_index()));
  of_map("date", time::iso_text(inputs.time));
  of_map("camera", scene::camera_text(inputs.camera));
  of_map("convention",
         data.convention(inputs.settings.convention).id + ": " +
             data.convention(inputs.settings.convention).title.in(language.dataset_index()));
  of_map("disclaimer", scene::disclaimer_of(data, inputs.settings, language));
  for (const auto& [section, list] : {std::pair{"seabed line", &clearance.lines},
                                      {"zone", &clearance.zones},
                                      {"land border", &clearance.borders}})
    for (const auto& [name, facts] : *list)
      csv += csv_record({section, facts.id, name, facts.kind, facts.status_words,
                         facts.is_by_convention ? "yes" : "no", facts.instrument, facts.signed_on,
                         facts.in_force, facts.in_force_grade, facts.in_force_note,
                         facts.valid_from, facts.valid_to, joined(facts.parties, ";"),
                         facts.accuracy_m ? number_text(*facts.accuracy_m) : "",
                         facts.accuracy_note, facts.note, facts.source, facts.grade});
  for (const auto& [section, list] : {std::pair{"country", &clearance.countries},
                                      {"water or range", &clearance.waters},
                                      {"place", &clearance.places},
                                      {"corridor", &clearance.corridors},
                                      {"event", &clearance.events},
                                      {"organization", &clearance.members},
                                      {"own layer", &clearance.overlays}})
    for (const ClearanceName& name : *list) plain(section, name);
  return csv;
}

pages::PageDocument clearance_pages(const Clearance& clearance, const scene::SceneGeometry& scene,
                                    const scene::FrameInputs& inputs,
                                    const scene::Language& language) {
  const dataset::Dataset& data = scene.dataset;
  const dataset::Convention& convention = data.convention(inputs.settings.convention);
  pages::PageDocument document;
  document.language = language.code();
  document.is_right_to_left = language.code() == "fa";
  document.title = language.text("clearance.title");
  document.subtitle =
      data.title.in(language.dataset_index()) + ", " + language.long_date(inputs.time);
  const auto fact = [&](const char* key, std::string value) {
    if (!value.empty()) document.facts.push_back({language.text(key), std::move(value)});
  };
  fact("clearance.convention",
       convention.title.in(language.dataset_index()) + " (" + convention.id + ")");
  fact("clearance.disclaimer", scene::disclaimer_of(data, inputs.settings, language));
  fact("inspector.date", time::iso_text(inputs.time));
  fact("clearance.camera", scene::camera_text(inputs.camera));
  fact("clearance.size",
       std::to_string(inputs.size.width) + " × " + std::to_string(inputs.size.height));
  fact("clearance.scenario", data.id + " " + data.digest);
  fact("grade.title", language.text("grade.a") + "; " + language.text("grade.b") + "; " +
                          language.text("grade.c"));
  fact("clearance.scope", language.text("clearance.scope_words"));
  document.notice = scene::legal_notice(data, inputs.settings, language);
  document.page_words = language.text("clearance.page");
  document.none_words = language.text("clearance.none");
  document.creator = "caspian " CASPIAN_VERSION;

  document.tables.push_back(line_table("group.lines", clearance.lines, language));
  if (!clearance.zones.empty())
    document.tables.push_back(line_table("clearance.zones", clearance.zones, language));
  document.tables.push_back(border_table(clearance.borders, language));
  document.tables.push_back(name_table("clearance.countries", clearance.countries, language));
  if (!clearance.members.empty())
    document.tables.push_back(
        name_table("clearance.members", clearance.members, language, "clearance.since"));
  document.tables.push_back(name_table("clearance.waters", clearance.waters, language));
  document.tables.push_back(name_table("clearance.places", clearance.places, language));
  document.tables.push_back(
      name_table("panel.corridors", clearance.corridors, language, "status.title"));
  if (!clearance.events.empty())
    document.tables.push_back(
        name_table("layer.events", clearance.events, language, "inspector.date"));
  if (!clearance.overlays.empty())
    document.tables.push_back(name_table("overlay.title", clearance.overlays, language));
  return document;
}

}  // namespace caspian::app
