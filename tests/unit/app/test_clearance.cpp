// The list for clearance: what the view asserts is in it, what it does not is not, and every row
// says where it is from.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "app/clearance.h"
#include "app/map_lines_data.h"
#include "app/scene_data.h"
#include "core/files.h"
#include "core/shared_module.h"
#include "tests/support/built_in.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using namespace caspian::app;

namespace {

const scene::SceneGeometry& whole_scene() {
  static const scene::SceneGeometry k_scene = [] {
    auto lines = load_map_lines(test::source_dir() / "assets");
    REQUIRE(lines.ok());
    return build_geometry(test::built_in_dataset(), test::built_in_terrain(),
                          std::move(lines).value());
  }();
  return k_scene;
}

scene::FrameInputs view(const char* camera, const char* date = "2025-10-21") {
  scene::FrameInputs inputs;
  inputs.time = inputs.motion_time = *time::parse_time(date);
  inputs.camera = *scene::parse_camera(camera);
  inputs.size = {1280, 720};
  return inputs;
}

Clearance list(const scene::FrameInputs& inputs) {
  auto found = find_clearance(whole_scene(), inputs, test::source_dir() / "assets");
  REQUIRE(found.ok());
  return std::move(found).value();
}

bool has(const std::vector<std::pair<std::string, scene::LawFacts>>& lines, const std::string& id) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const auto& line) { return line.second.id == id; });
}

bool has(const std::vector<ClearanceName>& names, const std::string& id) {
  return std::any_of(names.begin(), names.end(), [&](const auto& name) { return name.id == id; });
}

scene::Language language(const char* code) {
  auto loaded = scene::Language::load(test::source_dir() / "assets", code);
  REQUIRE(loaded.ok());
  return std::move(loaded).value();
}

}  // namespace

TEST_CASE("clearance: lines in view at the date, with instrument, date, source and grade") {
  const Clearance basin = list(view("50.5,41.5,1500,0,0"));
  for (const char* id : {"KZ-RU", "KZ-AZ", "AZ-RU", "KZ-TM", "AZ-TM", "AZ-IR", "TM-IR"})
    CHECK_MESSAGE(has(basin.lines, id), id);
  CHECK(basin.zones.empty());
  CHECK(has(basin.borders, "ARM-AZE"));
  CHECK(!has(basin.borders, "CHN-IND"));
  for (const auto& [title, facts] : basin.lines) {
    CHECK(!title.empty());
    CHECK(!facts.instrument.empty());
    CHECK(!facts.source.empty());
    CHECK(!facts.grade.empty());
    const bool is_agreed = facts.status != "none";
    CHECK(is_agreed == !facts.signed_on.empty());
    CHECK((!is_agreed || !facts.in_force.empty() || !facts.in_force_note.empty()));
  }
  const Clearance early = list(view("50.5,41.5,1500,0,0", "1998-06-01"));
  CHECK(!has(early.lines, "KZ-AZ"));
  CHECK(has(early.lines, "AZ-IR"));
  const Clearance east = list(view("75,42,600,0,0"));
  CHECK(east.lines.empty());
  CHECK(has(east.borders, "KAZ-KGZ"));
  const Clearance notch = list(view("49.3,44.2,120,0,0"));
  CHECK(has(notch.lines, "KZ-RU"));
  CHECK(!has(notch.lines, "AZ-IR"));
}

TEST_CASE("clearance: layers, convention and the one key decide what is asserted") {
  scene::FrameInputs inputs = view("50.5,41.5,1500,0,0");
  inputs.settings.layers.zones = true;
  CHECK(list(inputs).zones.size() == 2);
  inputs.settings.layers.boundaries = false;
  const Clearance none = list(inputs);
  CHECK(none.lines.empty());
  CHECK(none.zones.empty());
  CHECK(none.borders.empty());
  CHECK(!none.countries.empty());
  inputs.settings.layers.boundaries = true;
  inputs.settings.convention = "treaty-points";
  const Clearance points = list(inputs);
  CHECK(has(points.lines, "KZ-RU"));
  CHECK(!has(points.lines, "AZ-IR"));
  inputs.settings.layers.labels = false;
  CHECK(list(inputs).countries.empty());
}

TEST_CASE("clearance: names are those that are placed, each with a source") {
  const scene::FrameInputs inputs = view("50.5,41.5,1500,0,0");
  const Clearance found = list(inputs);
  CHECK(has(found.waters, "caspian_sea"));
  CHECK(found.countries.size() > 2);
  CHECK(has(found.corridors, "titr"));
  CHECK(found.places.size() > 3);
  for (const auto* names : {&found.countries, &found.waters, &found.places, &found.corridors})
    for (const ClearanceName& name : *names) {
      CHECK_MESSAGE(!name.name.empty(), name.id);
      CHECK_MESSAGE(!name.source.empty(), name.id);
      CHECK_MESSAGE(!name.grade.empty(), name.id);
    }
  scene::FrameInputs russian = inputs;
  russian.settings.language = "ru";
  for (const ClearanceName& name : list(russian).waters)
    if (name.id == "caspian_sea") CHECK(name.name != "Caspian Sea");
}

TEST_CASE("clearance: CSV and pages carry the same rows, convention and disclaimer") {
  const scene::FrameInputs inputs = view("50.5,41.5,1500,0,0");
  const Clearance found = list(inputs);
  const scene::Language english = language("en");
  const std::string csv = clearance_csv(found, whole_scene(), inputs, english);
  const size_t rows = static_cast<size_t>(std::count(csv.begin(), csv.end(), '\n'));
  const size_t things = found.lines.size() + found.zones.size() + found.borders.size() +
                        found.countries.size() + found.waters.size() + found.places.size() +
                        found.corridors.size() + found.events.size() + found.members.size() +
                        found.overlays.size();
  CHECK(rows == 1 + 5 + things);
  CHECK(csv.find("map,convention,\"restrained: ") != std::string::npos);
  CHECK(csv.find("endorsement") != std::string::npos);
  const pages::PageDocument document = clearance_pages(found, whole_scene(), inputs, english);
  size_t in_tables = 0;
  for (const pages::PageTable& table : document.tables) {
    CHECK(table.headings.size() == table.shares.size());
    in_tables += table.rows.size();
    for (const auto& row : table.rows) CHECK(row.size() == table.headings.size());
  }
  CHECK(in_tables == things);
  CHECK(document.notice.find("endorsement") != std::string::npos);
}

TEST_CASE("pages: written in every language, however long a row is") {
  const Result<void*> found = find_in_module(pages::k_pages_module, pages::k_write_pages);
  REQUIRE(found.ok());
  const auto write = reinterpret_cast<pages::WritePages>(*found);
  const std::filesystem::path folder = test::scratch_dir("pages");
  const scene::FrameInputs inputs = view("50.5,41.5,1500,0,0");
  const Clearance listed = list(inputs);
  for (const std::string& code : scene::available_languages(test::source_dir() / "assets")) {
    pages::PageDocument document =
        clearance_pages(listed, whole_scene(), inputs, language(code.c_str()));
    document.picture = {{2, 2}, std::vector<uint8_t>(16, 128)};
    document.tables[0].rows[0][1] = std::string(2'000, 'x');
    const std::string path = (folder / (code + ".pdf")).string();
    std::string failure;
    CHECK_MESSAGE(write(document, path, failure), failure);
    const auto text = read_text(path);
    REQUIRE(text.ok());
    CHECK(text->starts_with("%PDF-"));
    CHECK(text->size() > 10'000);
  }
  std::string failure;
  CHECK(!write({}, (folder / "nowhere" / "a.pdf").string(), failure));
  CHECK(!failure.empty());
}
