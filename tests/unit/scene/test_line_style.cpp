#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "scene/line_scale.h"
#include "scene/line_style.h"
#include "tests/support/built_in.h"

using namespace caspian;
using dataset::Status;

namespace {

const scene::SceneGeometry& built_in_scene() {
  static const scene::SceneGeometry scene = [] {
    scene::SceneGeometry made{.dataset = test::built_in_dataset(),
                              .heights = test::built_in_terrain(),
                              .rates = dataset::build_rate_series(test::built_in_dataset()),
                              .tracks = test::built_in_tracks(),
                              .map_lines = {}};
    scene::add_flows(made);
    return made;
  }();
  return scene;
}

std::set<std::string> corridors_at(const char* date, scene::ViewSettings settings = {}) {
  std::set<std::string> seen;
  const auto& data = test::built_in_dataset();
  for (const auto& drawn : scene::drawn_links(built_in_scene(), *time::parse_time(date), settings))
    seen.insert(data.corridors[data.links[drawn.link].corridor].id);
  return seen;
}

std::set<std::string> lines_at(const char* date, const scene::ViewSettings& settings = {}) {
  std::set<std::string> seen;
  for (const uint32_t i :
       scene::drawn_treaty_lines(built_in_scene(), *time::parse_time(date), settings))
    seen.insert(test::built_in_dataset().lines[i].id);
  return seen;
}

}  // namespace

TEST_CASE("in 1998 there is no Kazakh-Russian line and no Baku-Tbilisi-Kars") {
  CHECK(!lines_at("1998-01-01").contains("KZ-RU"));
  CHECK(lines_at("1998-01-01").contains("AZ-TM"));  // no agreement: always shown
  CHECK(!corridors_at("1998-01-01").contains("btk"));
  CHECK(lines_at("2004-01-01").contains("KZ-RU"));
  CHECK(!lines_at("2002-05-12").contains("KZ-RU"));
  CHECK(lines_at("2002-05-13").contains("KZ-RU"));
  CHECK(corridors_at("2018-01-01").contains("btk"));
}

TEST_CASE("what is hidden is not drawn") {
  scene::ViewSettings settings;
  settings.hidden = {"btk", "KZ-RU"};
  CHECK(!corridors_at("2018-01-01", settings).contains("btk"));
  CHECK(corridors_at("2018-01-01", settings).contains("titr"));
  CHECK(!lines_at("2018-01-01", settings).contains("KZ-RU"));
  settings.layers.ribbons = settings.layers.lines = false;
  CHECK(corridors_at("2018-01-01", settings).empty());
  CHECK(lines_at("2018-01-01", settings).empty());
}

TEST_CASE("TRIPP operates only in the plan variant, from 2030") {
  const auto& data = test::built_in_dataset();
  const auto status = [&](const char* date, const char* variant) {
    scene::ViewSettings settings;
    settings.variant = variant;
    for (const auto& drawn :
         scene::drawn_links(built_in_scene(), *time::parse_time(date), settings))
      if (data.corridors[data.links[drawn.link].corridor].id == "tripp") return drawn.status;
    return Status::none;
  };
  CHECK(status("2030-06-01", "base") == Status::planned);
  CHECK(status("2030-06-01", "tripp_open") == Status::operating);
  CHECK(status("2029-06-01", "tripp_open") != Status::operating);
}

TEST_CASE("links that freight with a figure runs over are told from those without") {
  const auto& data = test::built_in_dataset();
  const auto drawn = scene::drawn_links(built_in_scene(), *time::parse_time("2024-07-01"), {});
  const auto find = [&](const char* corridor, int seq) {
    const uint32_t link = data.find_link(data.find_corridor(corridor), seq);
    return *std::find_if(drawn.begin(), drawn.end(), [&](const auto& d) { return d.link == link; });
  };
  CHECK(find("titr", 15).has_figure);
  CHECK(find("btc", 2).has_figure);
  CHECK(find("instc_caspian", 2).has_figure);  // through the figure of instc
  CHECK(!find("tm_east_west", 1).has_figure);
}

TEST_CASE("the chosen corridor or link is drawn last and wider") {
  const auto& data = test::built_in_dataset();
  scene::ViewSettings settings;
  settings.highlight = "titr:15";
  const auto drawn =
      scene::drawn_links(built_in_scene(), *time::parse_time("2024-07-01"), settings);
  CHECK(drawn.back().is_highlighted);
  CHECK(drawn.back().link == data.find_link(data.find_corridor("titr"), 15));
  CHECK(!drawn[drawn.size() - 2].is_highlighted);
  const auto& link = data.links[drawn.back().link];
  auto plain = drawn.back();
  plain.is_highlighted = false;
  const scene::Theme theme{};
  CHECK(scene::link_style(link, drawn.back(), glm::vec3(1), theme, settings).half_width_px >
        scene::link_style(link, plain, glm::vec3(1), theme, settings).half_width_px);
}

TEST_CASE("every status can be told from every other without colour") {
  const scene::Theme theme{};
  dataset::Link link;
  std::set<std::vector<float>> shapes;
  for (const Status status :
       {Status::operating, Status::under_construction, Status::planned, Status::suspended})
    for (const bool has_figure : {true, false}) {
      if (!has_figure && status != Status::operating) continue;
      const auto style = scene::link_style(
          link, {.status = status, .has_figure = has_figure, .carries = has_figure}, glm::vec3(1),
          theme, {});
      shapes.insert({style.dash_period_px, style.dash_share, style.edge_px, style.fill_alpha,
                     style.centre_half_px});
    }
  CHECK(shapes.size() == 5);
  shapes.clear();
  for (const auto mode : {dataset::Mode::rail, dataset::Mode::road, dataset::Mode::sea,
                          dataset::Mode::ferry, dataset::Mode::pipeline_oil}) {
    link.mode = mode;
    const auto style = scene::link_style(link, {}, glm::vec3(1), theme, {});
    shapes.insert({style.half_width_px, style.tie_period_px, style.centre_alpha,
                   style.centre_period_px, style.centre_half_px});
  }
  CHECK(shapes.size() == 5);
}

TEST_CASE("agreement and geometry are styled apart") {
  const scene::Theme theme{};
  dataset::TreatyLine line;
  line.points.resize(2);
  line.style = dataset::TreatyLine::Style::solid;
  CHECK(scene::treaty_style(line, false, theme).dash_period_px == 0);
  line.style = dataset::TreatyLine::Style::long_dash;
  const auto dashed = scene::treaty_style(line, false, theme);
  line.style = dataset::TreatyLine::Style::dotted;
  const auto dotted = scene::treaty_style(line, false, theme);
  CHECK(dashed.dash_period_px * dashed.dash_share > 3 * dotted.dash_period_px * dotted.dash_share);
  line.points.resize(1);
  CHECK(scene::treaty_style(line, false, theme).edge_px > 0);
}

TEST_CASE("lines thin beyond 1:3M") {
  scene::FrameInputs inputs;
  inputs.size = {1280, 720};
  inputs.camera.range_m = scene::range_for_scale(2e6, 720);
  CHECK(scene::line_scale(inputs) == 1.0);
  inputs.camera.range_m = scene::range_for_scale(20e6, 720);
  CHECK(scene::line_scale(inputs) == doctest::Approx(0.55));
  inputs.settings.ui_scale = 2;  // twice the pixels, the same picture
  inputs.size = {2560, 1440};
  CHECK(scene::line_scale(inputs) == doctest::Approx(0.55));
}
