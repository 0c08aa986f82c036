// What is lettered where and when: by importance, date, language and layer; readable against every
// ground.
#include <algorithm>

#include <doctest/doctest.h>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/label_stage.h"
#include "scene/path_text.h"
#include "tests/support/built_in.h"
#include "tests/support/lettering_scene.h"

using namespace caspian;
using scene::LabelKind;

namespace {

constexpr PixelSize k_size{1280, 720};
const scene::Camera k_overview{50.5, 41.5, 1'900'000, 0, 0};

const scene::PlacedLabel* find(const scene::LabelLayout& layout, LabelKind kind,
                               const std::string& id) {
  const auto found =
      std::find_if(layout.placed.begin(), layout.placed.end(),
                   [&](const auto& label) { return label.kind == kind && label.id == id; });
  return found == layout.placed.end() ? nullptr : &*found;
}

long count(const scene::LabelLayout& layout, LabelKind kind) {
  return std::count_if(layout.placed.begin(), layout.placed.end(),
                       [kind](const auto& label) { return label.kind == kind; });
}

}  // namespace

TEST_CASE("the overview names the sea, its great ports and the countries around") {
  const auto layout = test::lettered(test::lettering_inputs(k_overview, k_size, "en"));
  for (const char* id : {"aktau", "baku", "makhachkala", "astrakhan", "tbilisi"}) {
    CAPTURE(id);
    CHECK(find(layout, LabelKind::node, id));
    CHECK(find(layout, LabelKind::symbol, id));
  }
  CHECK(find(layout, LabelKind::sea, "caspian_sea"));
  CHECK(find(layout, LabelKind::country, "AZ"));
  CHECK(count(layout, LabelKind::corridor) >= 3);
  CHECK_FALSE(find(layout, LabelKind::node, "kulevi"));  // a lesser terminal, close by only
}

TEST_CASE("a name stands only where its symbol stands, beside the place") {
  const auto inputs = test::lettering_inputs(k_overview, k_size, "ru");
  const auto layout = test::lettered(inputs);
  const auto camera = scene::frame_on_ground(inputs.camera, k_size, test::built_in_terrain(),
                                             inputs.settings.exaggeration);
  int names = 0;
  for (const auto& label : layout.placed) {
    if (label.kind != LabelKind::node) continue;
    ++names;
    const auto* symbol = find(layout, LabelKind::symbol, label.id);
    REQUIRE(symbol);
    const uint32_t index = test::built_in_dataset().find_node(label.id);
    const geo::GeoPoint place = test::built_in_dataset().nodes[index].place;
    const double height_m =
        inputs.settings.exaggeration *
        test::built_in_terrain().surface_m(place.longitude_deg, place.latitude_deg);
    const auto at = scene::project(
        camera, geo::to_earth_centred({place.longitude_deg, place.latitude_deg, height_m}));
    CHECK(symbol->boxes[0].x + 0.5f * symbol->boxes[0].width ==
          doctest::Approx(at.x).epsilon(1e-4));
    CHECK(symbol->boxes[0].y + 0.5f * symbol->boxes[0].height ==
          doctest::Approx(at.y).epsilon(1e-4));
    CHECK(symbol->boxes[0].grown(12).overlaps(label.boxes[0]));
  }
  CHECK(names > 10);
}

TEST_CASE("the same inputs give the same lettering whatever was lettered before") {
  const auto inputs = test::lettering_inputs(k_overview, k_size, "kk");
  const auto first = test::lettered(inputs);
  test::lettered(test::lettering_inputs({70, 44, 3e6, 40, 30}, {640, 480}, "tr"));
  const auto again = test::lettered(inputs);
  REQUIRE(first.overlay.glyphs.size() == again.overlay.glyphs.size());
  for (size_t i = 0; i < first.overlay.glyphs.size(); ++i) {
    REQUIRE(first.overlay.glyphs[i].pen == again.overlay.glyphs[i].pen);
    REQUIRE(first.overlay.glyphs[i].glyph == again.overlay.glyphs[i].glyph);
  }
}

TEST_CASE("places follow the date and the corridors that are shown") {
  auto inputs = test::lettering_inputs({46.3, 38.95, 250'000, 0, 0}, k_size, "en");
  CHECK(find(test::lettered(inputs), LabelKind::node, "agbend"));
  auto crossing = test::lettering_inputs({53.74, 42.34, 250'000, 0, 0}, k_size, "en");
  CHECK(find(test::lettered(crossing), LabelKind::symbol, "bolashak"));
  crossing.time = time::from_calendar({1999, 6, 1});  // nobody has announced that railway yet
  CHECK_FALSE(find(test::lettered(crossing), LabelKind::symbol, "bolashak"));
  for (const auto& corridor : test::built_in_dataset().corridors) {
    inputs.settings.hidden.push_back(corridor.id);
  }
  const auto layout = test::lettered(inputs);
  CHECK_FALSE(find(layout, LabelKind::symbol, "agbend"));
  CHECK(count(layout, LabelKind::corridor) == 0);
}

TEST_CASE("layers switch names, symbols and events") {
  auto inputs = test::lettering_inputs(k_overview, k_size, "en");
  inputs.settings.layers.labels = false;
  CHECK(count(test::lettered(inputs), LabelKind::node) == 0);
  CHECK(count(test::lettered(inputs), LabelKind::symbol) > 0);
  inputs.settings.layers.labels = true;
  inputs.settings.layers.nodes = false;
  CHECK(count(test::lettered(inputs), LabelKind::node) > 0);
  CHECK(count(test::lettered(inputs), LabelKind::symbol) == 0);

  auto near_treaty = test::lettering_inputs(k_overview, k_size, "ru");
  near_treaty.time = time::from_calendar({2018, 8, 14});  // two days after the convention of Aktau
  CHECK(count(test::lettered(near_treaty), LabelKind::event) >= 2);
  near_treaty.settings.layers.events = false;
  CHECK(count(test::lettered(near_treaty), LabelKind::event) == 0);
  near_treaty.settings.layers.events = true;
  near_treaty.time = time::from_calendar({2018, 9, 30});
  CHECK(count(test::lettered(near_treaty), LabelKind::event) == 0);
}

TEST_CASE("less is lettered from afar, and nothing behind the globe or a mountain") {
  const auto near = test::lettered(test::lettering_inputs({50, 41, 900'000, 0, 0}, k_size, "en"));
  const auto far = test::lettered(test::lettering_inputs({50, 41, 9'000'000, 0, 0}, k_size, "en"));
  CHECK(count(far, LabelKind::node) < 25);
  CHECK(find(near, LabelKind::node, "kuryk"));
  CHECK_FALSE(find(far, LabelKind::node, "kuryk"));
  // The other side of the earth.
  const auto away = test::lettered(test::lettering_inputs({-130, -41, 1e7, 0, 0}, k_size, "en"));
  CHECK(away.placed.empty());
  // From the north, low, the Elburz hides Tehran; from above it does not.
  auto low = test::lettering_inputs({51.45, 36.45, 60'000, 180, 83}, k_size, "en");
  CHECK_FALSE(find(test::lettered(low), LabelKind::symbol, "tehran"));
  low.camera.tilt_deg = 5;
  low.camera.range_m = 400'000;
  CHECK(find(test::lettered(low), LabelKind::symbol, "tehran"));
}

TEST_CASE("nothing is lettered where the interface or the furniture is") {
  auto inputs = test::lettering_inputs(k_overview, k_size, "en");
  inputs.room = {.left_px = 320,
                 .bottom_px = 88,
                 .has_own_date = true,
                 .has_own_legend = true,
                 .covered = {{0, 0, 320, 720}, {0, 632, 1280, 88}}};
  const auto layout = test::lettered(inputs);
  for (const auto& label : layout.placed) {
    for (const auto& box : label.boxes) {
      CHECK(box.x >= 320);
      CHECK(box.bottom() <= 720 - 88);
    }
  }
  for (const auto& part : test::furnished(inputs).parts) {
    CHECK(part.id != "legend");
    CHECK(part.id != "date");
    for (const auto& box : part.boxes) CHECK(box.x >= 320);
  }
}

TEST_CASE("type is readable on every tint of every theme") {
  for (const auto id : {scene::ThemeId::dusk, scene::ThemeId::map, scene::ThemeId::contrast}) {
    const scene::Theme& theme = scene::theme_of(id);
    const float least = id == scene::ThemeId::contrast ? 7.0f : 4.5f;
    std::vector<glm::vec3> grounds{theme.water, theme.no_data, theme.lit, theme.shaded};
    for (const auto& stop : theme.land) grounds.push_back(stop.colour);
    for (const auto& stop : theme.sea_floor) grounds.push_back(stop.colour);
    for (const glm::vec3& ground : grounds) {
      const glm::vec3 around = glm::mix(ground, theme.text_halo, scene::k_halo_opacity);
      CHECK(scene::contrast_ratio(theme.text, around) >= least);
      for (const auto& corridor : test::built_in_dataset().corridors) {
        const glm::vec3 ink = scene::corridor_ink(corridor.id, theme);
        CHECK(scene::contrast_ratio(ink, around) >= 4.5f);
      }
    }
  }
  CHECK(scene::contrast_ratio(glm::vec3(1), glm::vec3(0)) == doctest::Approx(21));
}

TEST_CASE("letters follow a curved line at its pace and stay upright") {
  std::vector<glm::vec2> arc;
  for (int i = 0; i <= 90; ++i) {
    const float angle = glm::radians(static_cast<float>(i) - 135);
    arc.push_back(glm::vec2(400, 400) + 300.0f * glm::vec2(std::cos(angle), std::sin(angle)));
  }
  scene::ScreenPath path(arc, 0);
  CHECK(path.length() == doctest::Approx(471).epsilon(0.02));
  auto& shaper = test::built_in_lettering().shaper();
  scene::TextStyle style;
  style.role = scene::FontRole::serif_italic;
  style.size_px = 20;
  style.spacing_em = 0.5f;
  const auto& text = shaper.shape("Caspian Sea", style.role);
  const auto placed = scene::text_on_path(path, text, style, 0.5f * path.length(), 0.7f);
  REQUIRE(placed);
  CHECK(placed->glyphs.size() == 10);  // the space is none
  for (const auto& glyph : placed->glyphs) {
    const glm::vec2 from_centre = glyph.pen - glm::vec2(400, 400);
    CHECK(glm::length(from_centre) == doctest::Approx(300 - 7).epsilon(0.02));
    CHECK(std::abs(glm::dot(glm::normalize(from_centre), glyph.along)) < 0.12f);
    CHECK(glyph.along.x > 0);
  }
  CHECK_FALSE(scene::text_on_path(path, text, style, 10, 0.7f));  // would begin before the line
  std::reverse(arc.begin(), arc.end());
  scene::ScreenPath back(arc, 0);
  CHECK(back.direction(100, 10).x < 0);
  back.face_right();
  CHECK(back.direction(100, 10).x > 0);
}
