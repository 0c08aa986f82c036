// Lines of law on the map: styles by standing, words, marks of points, and the notice that every
// picture carries.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/actions.h"
#include "app/key_bindings.h"
#include "scene/boundaries.h"
#include "scene/law_facts.h"
#include "scene/legal_notice.h"
#include "tests/support/built_in.h"
#include "tests/support/lettering_scene.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using scene::MapLineKind;

namespace {

scene::FrameInputs over_the_sea(PixelSize size, const char* camera = "50.5,42,900,0,0") {
  return test::lettering_inputs(*scene::parse_camera(camera), size, "en");
}

size_t boxes_of(const scene::FrameInputs& inputs) {
  return test::lettered(inputs).overlay.boxes.size();
}

bool has_credits(const scene::FrameInputs& inputs) {
  const auto furniture = test::furnished(inputs);
  return std::any_of(furniture.parts.begin(), furniture.parts.end(),
                     [](const auto& part) { return part.id == "credits" && !part.boxes.empty(); });
}

const dataset::TreatyLine& line(const std::string& id) {
  for (const dataset::TreatyLine& one : test::built_in_dataset().lines)
    if (one.id == id) return one;
  FAIL("no line ", id);
  return test::built_in_dataset().lines[0];
}

}  // namespace

TEST_CASE("land borders: continuous, dashed when disputed, dotted along a line of control") {
  const scene::Theme theme{};
  CHECK(scene::map_line_style(MapLineKind::border, 1, theme).dash_period_px == 0);
  const auto disputed = scene::map_line_style(MapLineKind::disputed_border, 1, theme);
  CHECK(disputed.dash_period_px > 0);
  CHECK(disputed.dash_round == 0);
  const auto control = scene::map_line_style(MapLineKind::control_line, 1, theme);
  CHECK(control.dash_round == 1);
  CHECK(control.dash_share < disputed.dash_share);
  const auto zone = scene::map_line_style(MapLineKind::zone_limit, 15, theme);
  CHECK(zone.edge_px > 0);  // hollow
  CHECK(zone.dash_period_px > 0);
}

TEST_CASE("land borders: a convention shows one between two countries otherwise") {
  dataset::Convention convention;
  convention.borders = {{{"KAZ", "UZB"}, dataset::BorderShowing::hidden},
                        {{"ARM", "AZE"}, dataset::BorderShowing::control_line}};
  const auto between = [](const char* left, const char* right) {
    return scene::LandBorder{MapLineKind::border, "International boundary", left, right, {}};
  };
  CHECK(!scene::shown_border(between("KAZ", "UZB"), convention));
  CHECK(scene::shown_border(between("ARM", "AZE"), convention) == MapLineKind::control_line);
  CHECK(scene::shown_border(between("GEO", "TUR"), convention) == MapLineKind::border);
  const auto language = scene::Language::load(test::source_dir() / "assets", "en");
  REQUIRE(language.ok());
  const scene::LawFacts facts = scene::law_facts(
      between("ARM", "AZE"), {"Natural Earth 3.0", "", "2014", ""}, convention, *language);
  CHECK(facts.is_by_convention);
  CHECK(facts.style == "dotted");
  CHECK(facts.instrument == "not held by this program");
  CHECK(facts.accuracy_m == 1000);
}

TEST_CASE("seabed lines: what only a convention says is told as its word") {
  const auto language = scene::Language::load(test::source_dir() / "assets", "en");
  REQUIRE(language.ok());
  const auto words = [&](const std::string& id, dataset::LineShowing showing) {
    dataset::Convention convention;
    convention.lines = {{dataset::LineRule::Of::all, "", {}, showing}};
    return scene::standing_words(*language, line(id), dataset::standing_of(line(id), convention));
  };
  CHECK(words("KZ-AZ", dataset::LineShowing::as_recorded) == "agreement of 2003");
  CHECK(words("AZ-TM", dataset::LineShowing::as_recorded) == "no agreement");
  CHECK(words("KZ-AZ", dataset::LineShowing::not_agreed) == "shown as not agreed");
  CHECK(words("AZ-TM", dataset::LineShowing::agreed) == "shown as agreed");
}

TEST_CASE("zones: told as constructed and never as in force") {
  const auto language = scene::Language::load(test::source_dir() / "assets", "en");
  REQUIRE(language.ok());
  const scene::LawFacts facts = scene::law_facts(scene::ZoneLimit{15, {}}, {}, *language);
  CHECK(facts.id == "zone-15nm");
  CHECK(facts.in_force.empty());
  CHECK(facts.status_words.find("constructed") != std::string::npos);
  CHECK(scene::zone_facts("zone-15nm"));
  CHECK(!scene::zone_facts("zone-12nm"));
  CHECK(language->text("zone.label").find("12 August 2018 not known to be in force") !=
        std::string::npos);
}

TEST_CASE("points of a treaty line are marked near by, and alone where only they are shown") {
  scene::FrameInputs near = over_the_sea({960, 540}, "49.3,44.2,120,0,0");
  const size_t with = boxes_of(near);
  near.settings.layers.lines = false;
  CHECK(with > boxes_of(near) + 4);
  scene::FrameInputs far = over_the_sea({960, 540}, "50.5,42,1200,0,0");
  far.settings.layers.furniture = false;
  const size_t lines = boxes_of(far);
  far.settings.convention = "treaty-points";
  CHECK(boxes_of(far) > lines);
  far.settings.layers.boundaries = false;
  CHECK(boxes_of(far) < lines + 1);
}

TEST_CASE("the legal notice: convention and disclaimer, in every language and every size") {
  const dataset::Dataset& data = test::built_in_dataset();
  for (const char* code : {"en", "ru", "kk", "az", "tr"}) {
    const auto language = scene::Language::load(test::source_dir() / "assets", code);
    REQUIRE(language.ok());
    const std::string notice = scene::legal_notice(data, {}, *language);
    const size_t index = dataset::language_index(code);
    CHECK(notice.find(data.convention("").title.in(index)) != std::string::npos);
    CHECK(notice.find(data.convention("").disclaimer.in(index)) != std::string::npos);
    CHECK(notice.find(data.disclaimer.in(index)) != std::string::npos);
  }
  for (const PixelSize size : {PixelSize{1920, 1080}, PixelSize{640, 360}, PixelSize{320, 240}}) {
    scene::FrameInputs inputs = over_the_sea(size);
    CHECK_MESSAGE(has_credits(inputs), size.width);
    inputs.settings.layers.furniture = false;
    CHECK(!has_credits(inputs));
    inputs.leaves = true;
    CHECK_MESSAGE(has_credits(inputs), size.width);
  }
}

TEST_CASE("boundaries go away with B, the convention changes with V") {
  const dataset::Dataset& data = test::built_in_dataset();
  app::AppState state = app::opening_state(data);
  const auto press = [&](platform::Key key) {
    const auto meaning = app::meaning_of({.key = key, .is_down = true}, state);
    REQUIRE(meaning);
    for (const app::Action& action : meaning->actions) app::apply(action, data, state);
  };
  CHECK(state.settings.shows_lines());
  press(platform::Key::b);
  CHECK(!state.settings.shows_lines());
  CHECK(!state.settings.shows_borders());
  press(platform::Key::b);
  CHECK(state.settings.shows_borders());
  const std::string first = data.convention(state.settings.convention).id;
  for (size_t i = 0; i < data.conventions.size(); ++i) {
    press(platform::Key::v);
    CHECK((data.convention(state.settings.convention).id == first) ==
          (i + 1 == data.conventions.size()));
  }
  app::apply(app::actions::SetConvention{"lines-hidden"}, data, state);
  CHECK(state.settings.convention == "lines-hidden");
  app::apply(app::actions::SetConvention{"nobody"}, data, state);
  CHECK(state.settings.convention == "lines-hidden");
}
