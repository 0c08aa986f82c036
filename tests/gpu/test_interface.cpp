// The interface without a window: what clicks, drags and typing ask for, and that every size,
// scale, theme and language draws without a validation message. $CASPIAN_PICTURES=folder keeps the
// pictures for the eye.
#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "core/files.h"
#include "core/png.h"
#include "tests/support/built_in.h"
#include "tests/support/interface_stage.h"
#include "tests/support/test_device.h"
#include "tests/support/test_paths.h"

using namespace caspian;
namespace act = caspian::app::actions;
using test::find_action;

namespace {

void keep(const Image& image, const std::string& name) {
  const char* folder = std::getenv("CASPIAN_PICTURES");
  if (folder == nullptr) return;
  CHECK(write_png(std::filesystem::path(folder) / (name + ".png"), image));
}

/// Share of pixels that differ from the ground colour in the corner between panels.
size_t drawn_pixels(const Image& image) {
  const size_t middle =
      (image.size.height / 2 * size_t{image.size.width} + image.size.width / 2) * 4;
  size_t drawn = 0;
  for (size_t i = 0; i < image.rgba.size(); i += 4)
    drawn += image.rgba[i] != image.rgba[middle] || image.rgba[i + 1] != image.rgba[middle + 1];
  return drawn;
}

/// What else is looked at besides the selections.
enum Extra : size_t { k_help_sheet = 1, k_layers_tab, k_chart, k_filters, k_unit };
constexpr size_t k_more_shots = 5;

app::UnitStory unit_story() {
  const dataset::Dataset& data = test::built_in_dataset();
  for (uint32_t i = 0; i < data.paths.size(); ++i)
    if (data.paths[i].id == "titr_w_dostyk")
      return {.path = i,
              .commodity = "total",
              .amount = 1000,
              .age_s = 5.3 * 86400,
              .duration_s = 11.4 * 86400};
  FAIL("no such path");
  return {};
}

void dress(test::InterfaceStage& stage, size_t extra) {
  stage.state.chart_open = extra == k_chart;
  stage.unit.reset();
  if (extra == k_chart) stage.state.settings.colour_by = scene::ColourBy::commodity;
  if (extra == k_unit) {
    stage.unit = unit_story();
    stage.state.selection = app::Selection{"unit", "titr_w_dostyk#3"};
  }
  if (extra != k_filters) return;
  stage.state.settings.filter = {.commodities = {"oil", "total"},
                                 .modes = {"pipeline_oil", "ferry"},
                                 .corridors = {"titr"},
                                 .directions = {"forward"},
                                 .countries = {"KZ", "AZ", "TM"},
                                 .qualities = {"assumed"}};
  stage.frame();
  if (stage.has_widget("filter.open")) stage.click("filter.open");
}

}  // namespace

TEST_CASE("the interface in every language at the sizes people use") {
  const test::NoValidationErrors watch;
  test::InterfaceStage stage;
  struct Shot {
    const char* language;
    PixelSize size;
    double scale;
    scene::ThemeId theme;
    std::optional<app::Selection> selection;
    bool help = false, tab_layers = false;
  };
  using scene::ThemeId;
  const Shot shots[] = {
      {"en", {1280, 720}, 1, ThemeId::dusk, {}},
      {"en", {1280, 720}, 1, ThemeId::dusk, app::Selection{"line", "KZ-AZ"}},
      {"ru", {1920, 1080}, 1, ThemeId::dusk, app::Selection{"corridor", "titr"}},
      {"kk", {1024, 768}, 1, ThemeId::map, app::Selection{"link", "titr:10"}},
      {"az", {800, 1280}, 1, ThemeId::dusk, app::Selection{"node", "aktau"}},
      {"tr", {3840, 2160}, 2, ThemeId::contrast, app::Selection{"event", "40"}},
      {"ru", {1280, 720}, 1, ThemeId::map, {}, true},
      {"kk", {1280, 720}, 1, ThemeId::dusk, {}, false, true},
      {"en", {1280, 1400}, 1, ThemeId::map, {}, false, true},
      {"fa", {1280, 720}, 1, ThemeId::dusk, app::Selection{"corridor", "titr"}},
      {"fa", {1920, 1080}, 1, ThemeId::map, app::Selection{"event", "40"}, false, true},
      {"ka", {1280, 720}, 1, ThemeId::map, app::Selection{"node", "poti"}},
      {"zh", {1280, 720}, 1, ThemeId::dusk, app::Selection{"line", "KZ-AZ"}},
      {"hy", {1280, 720}, 1, ThemeId::dusk, {}, true},
  };
  int number = 0;
  for (const Shot& shot : shots) {
    CAPTURE(number);
    stage.state = app::opening_state(test::built_in_dataset());
    stage.state.settings.language = shot.language;
    stage.state.settings.ui_scale = shot.scale;
    stage.state.settings.theme = shot.theme;
    stage.state.selection = shot.selection;
    stage.size = shot.size;
    stage.frame();
    stage.click(shot.tab_layers ? "tab.1" : "tab.0");
    stage.send(platform::PointerLeft{});
    stage.state.help_open = shot.help;
    const Image image = stage.picture();
    CHECK(image.size == shot.size);
    CHECK(drawn_pixels(image) > image.rgba.size() / 4 / 5);
    keep(image, std::to_string(number++) + "_" + shot.language);
  }
}

TEST_CASE("no text is cut, leaves its panel or lies on another, in any language and size") {
  test::InterfaceStage stage;
  stage.interface().keep_texts(true);
  struct Size {
    PixelSize px;
    double scale;
  };
  const Size sizes[] = {{{1280, 720}, 1}, {{900, 600}, 1},  {{1920, 1080}, 1},
                        {{1024, 768}, 1}, {{800, 1280}, 1}, {{3840, 2160}, 2}};
  const std::optional<app::Selection> selections[] = {
      std::nullopt, app::Selection{"corridor", "titr"}, app::Selection{"node", "aktau"},
      app::Selection{"event", "40"}, app::Selection{"line", "TRIPOINT-KZ-AZ-RU"}};
  for (const std::string& language : scene::available_languages(test::source_dir() / "assets"))
    for (const Size& size : sizes)
      for (size_t shot = 0; shot < std::size(selections) + k_more_shots; ++shot) {
        const size_t extra = shot < std::size(selections) ? 0 : shot - std::size(selections) + 1;
        CAPTURE(language);
        CAPTURE(size.px.width);
        CAPTURE(shot);
        stage.state = app::opening_state(test::built_in_dataset());
        stage.state.settings.language = language;
        stage.state.settings.ui_scale = size.scale;
        stage.state.selection = shot < std::size(selections) ? selections[shot] : std::nullopt;
        stage.size = size.px;
        stage.units.motion_is_scaled = true;
        stage.frame();
        stage.click(extra == k_layers_tab ? "tab.1" : "tab.0");
        stage.state.help_open = extra == k_help_sheet;
        dress(stage, extra);
        stage.send(platform::PointerLeft{});
        stage.frame();
        stage.frame();
        const std::vector<ui::DrawnText> texts = stage.interface().texts();
        if (stage.has_widget("filter.close")) stage.click("filter.close");
        REQUIRE(texts.size() > 20);

        for (size_t i = 0; i < texts.size(); ++i) {
          const ui::DrawnText& a = texts[i];
          CAPTURE(a.panel);
          CAPTURE(a.text);
          CHECK(!a.was_elided);
          CHECK(a.rect.x0 >= a.within.x0 - 1);
          CHECK(a.rect.x1 <= a.within.x1 + 1);
          for (size_t j = i + 1; j < texts.size(); ++j) {
            const ui::DrawnText& b = texts[j];
            if (a.panel != b.panel) continue;
            CAPTURE(b.text);
            const bool overlap = a.rect.x0 < b.rect.x1 && b.rect.x0 < a.rect.x1 &&
                                 a.rect.y0 < b.rect.y1 && b.rect.y0 < a.rect.y1;
            if (overlap) CHECK(!overlap);
          }
        }
      }
}

TEST_CASE("the fonts have every letter of the strings and of the scenario") {
  test::InterfaceStage stage;
  stage.frame();
  for (const std::string& code : scene::available_languages(test::source_dir() / "assets")) {
    CAPTURE(code);
    const auto text = read_text(test::source_dir() / "assets/languages" / (code + ".toml"));
    REQUIRE(text);
    CHECK(stage.layer().missing_letters(*text) == "");
  }
  for (const char* table : {"corridors", "nodes", "links", "paths", "volumes", "delimitation",
                            "timeline", "organizations"}) {
    CAPTURE(table);
    const auto text =
        read_text(test::source_dir() / "assets/scenarios/caspian" / (std::string(table) + ".csv"));
    REQUIRE(text);
    CHECK(stage.layer().missing_letters(*text) == "");
  }
  CHECK(stage.layer().missing_letters("a\u4e2d\xF4\x80\x80\x80") == "\xF4\x80\x80\x80 ");
}

TEST_CASE("the same state gives the same picture") {
  const test::NoValidationErrors watch;
  test::InterfaceStage stage;
  const Image first = stage.picture();
  stage.frame();
  CHECK(stage.picture().rgba == first.rgba);
  test::InterfaceStage other;
  CHECK(other.picture().rgba == first.rgba);
}

TEST_CASE("corridors are ticked, soloed, searched and chosen") {
  test::InterfaceStage stage;
  stage.frame();
  auto actions = stage.click("corridor.titr.toggle");
  REQUIRE(find_action<act::ToggleCorridor>(actions));
  CHECK(find_action<act::ToggleCorridor>(actions)->id == "titr");
  CHECK(stage.state.settings.is_hidden("titr"));
  stage.click("corridor.titr.toggle");
  CHECK(!stage.state.settings.is_hidden("titr"));

  stage.click("corridor.btk.solo");
  CHECK(stage.state.settings.is_hidden("titr"));
  CHECK(!stage.state.settings.is_hidden("btk"));
  stage.click("corridors.show_all");
  CHECK(stage.state.settings.hidden.empty());

  stage.click("group.transport.toggle");
  CHECK(stage.state.settings.is_hidden("btk"));
  CHECK(!stage.state.settings.is_hidden("btc"));
  stage.click("group.transport.toggle");
  CHECK(!stage.state.settings.is_hidden("btk"));

  CHECK(stage.has_widget("corridor.titr.row"));
  stage.click("group.transport.fold");
  CHECK(!stage.has_widget("corridor.titr.row"));
  stage.click("group.transport.fold");

  stage.click("search");
  CHECK(stage.interface().wants_keyboard());
  stage.type("kars");
  CHECK(stage.state.search == "kars");
  CHECK(stage.has_widget("corridor.btk.row"));
  CHECK(!stage.has_widget("corridor.titr.row"));
  stage.click("search.clear");
  CHECK(stage.state.search.empty());
  stage.frame();
  CHECK(!stage.interface().wants_keyboard());
  actions = stage.click("corridor.titr.row");
  REQUIRE(stage.state.selection);
  CHECK(*stage.state.selection == app::Selection{"corridor", "titr"});
  CHECK(stage.has_widget("panel.inspector"));
  stage.click("inspector.close");
  CHECK(!stage.state.selection);
}

TEST_CASE("the time bar scrubs, plays, tells speeds and takes a typed date") {
  test::InterfaceStage stage;
  stage.frame();
  stage.drag("time.scrub", 0.2, 0.5);
  const auto share = static_cast<double>(stage.state.clock.now.ms - stage.state.bar_from.ms) /
                     static_cast<double>(stage.state.bar_to.ms - stage.state.bar_from.ms);
  CHECK(share == doctest::Approx(0.5).epsilon(0.01));

  CHECK(!stage.state.clock.is_playing);
  stage.click("time.play");
  CHECK(stage.state.clock.is_playing);
  stage.click("time.play");
  CHECK(!stage.state.clock.is_playing);
  stage.click("time.reverse");
  CHECK(stage.state.clock.speed_ms_per_s < 0);
  stage.click("time.reverse");
  stage.click("time.speed");
  stage.click("time.speed.4");
  CHECK(stage.state.clock.speed_ms_per_s == 5.0 * 86400e3);
  CHECK(!stage.has_widget("time.speed.4"));
  stage.click("time.slower");
  CHECK(stage.state.clock.speed_ms_per_s == 86400e3);
  stage.click("time.loop");
  CHECK(stage.state.clock.loop == time::Loop::stop);
  stage.click("time.range.1");
  CHECK(stage.state.bar_from == test::built_in_dataset().range_from);

  stage.click("time.date");
  CHECK(stage.interface().wants_keyboard());
  stage.type("2004-05-06");
  stage.press(platform::Key::enter);
  CHECK(time::date_text(stage.state.clock.now) == "2004-05-06");
  CHECK(!stage.interface().wants_keyboard());
  CHECK(stage.has_widget("time.date"));

  stage.click("time.next_event");
  REQUIRE(stage.state.selection);
  CHECK(stage.state.selection->kind == "event");
  CHECK(stage.has_widget("event_card.close"));
  stage.click("event_card.close");
  CHECK(!stage.state.selection);
}

TEST_CASE("layers, sliders, theme, variant and language change the view's settings") {
  test::InterfaceStage stage;
  stage.size = {1280, 2400};  // all of the list without scrolling
  stage.frame();
  stage.click("tab.1");
  stage.click("layer.rivers");
  CHECK(!stage.state.settings.layers.rivers);
  stage.drag("slider.sea_opacity", 0.9, 0.02);
  CHECK(stage.state.settings.sea_opacity < 0.05);
  stage.drag("slider.exaggeration", 0.5, 1.0);
  CHECK(stage.state.settings.exaggeration == 50);
  stage.click("theme.1");
  CHECK(stage.state.settings.theme == scene::ThemeId::map);
  stage.click("variant.1");
  CHECK(stage.state.settings.variant == "tripp_open");
  stage.click("motion.2");
  CHECK(stage.state.settings.motion == scene::MotionMode::scaled);
  stage.click("language.2");
  CHECK(stage.state.settings.language == "kk");
  stage.click("line.KZ-RU.toggle");
  CHECK(stage.state.settings.is_hidden("KZ-RU"));
}

TEST_CASE(
    "a click and its release in one batch are not lost, and the map keeps what lies outside") {
  test::InterfaceStage stage;
  stage.frame();
  // click() sends move, press and release at once.
  stage.click("tool.help");
  CHECK(stage.state.help_open);
  CHECK(stage.interface().covers(640, 360));  // the sheet takes the whole picture
  stage.click("help.close");
  CHECK(!stage.state.help_open);
  stage.frame();
  CHECK(!stage.interface().covers(640, 360));
  CHECK(stage.interface().covers(100, 300));
  stage.send(platform::PointerMoved{640, 360});
  stage.frame();
  CHECK(!stage.interface().wants_mouse());
  stage.send(platform::PointerMoved{100, 300});
  stage.frame();
  CHECK(stage.interface().wants_mouse());

  // A whole drag in one batch, as on a slow machine: it ends where the hand let go.
  const ui::WidgetRect bar = stage.widget("time.scrub");
  stage.send(platform::PointerMoved{bar.x + bar.width * 0.2, bar.y + 10});
  stage.send(platform::ButtonChanged{platform::Button::left, true, {}});
  for (const double share : {0.3, 0.4, 0.5})
    stage.send(platform::PointerMoved{bar.x + bar.width * share, bar.y + 10});
  stage.send(platform::ButtonChanged{platform::Button::left, false, {}});
  for (int i = 0; i < 6; ++i) stage.frame(0.05);
  const auto share = static_cast<double>(stage.state.clock.now.ms - stage.state.bar_from.ms) /
                     static_cast<double>(stage.state.bar_to.ms - stage.state.bar_from.ms);
  CHECK(share == doctest::Approx(0.5).epsilon(0.01));

  stage.click("panel.close");
  CHECK(!stage.state.panel_open);
  stage.frame();
  CHECK(!stage.interface().covers(100, 300));
  CHECK(stage.interface().free_rect().x == 0);
  stage.click("tool.hide");
  stage.frame();
  CHECK(stage.state.interface_hidden);
  CHECK(stage.interface().widgets().empty());
}

TEST_CASE("nothing moves for ever: a settled interface asks for no frame") {
  test::InterfaceStage stage;
  stage.frame();
  stage.click("corridor.titr.toggle");
  for (int i = 0; i < 20; ++i) stage.frame(0.05);
  CHECK(!stage.interface().needs_frame());
  stage.send(platform::PointerMoved{300, 300});
  CHECK(stage.interface().needs_frame());
}

TEST_CASE("a frame of the interface costs little") {
  test::InterfaceStage stage;
  stage.state.selection = app::Selection{"corridor", "titr"};
  stage.picture();
  // Processor time of all threads, the software device's too; wall time says little on a shared
  // machine.
  const auto ms_of = [](int times, const auto& work) {
    const std::clock_t begin = std::clock();
    for (int i = 0; i < times; ++i) work();
    return 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC / times;
  };
  const double panels_ms = ms_of(20, [&] { stage.frame(0.016); });
  const double picture_ms = ms_of(10, [&] { stage.picture(); });
  MESSAGE("panels: " << panels_ms << " ms; with drawing and reading back: " << picture_ms << " ms");
  CHECK(panels_ms < 40);
}

TEST_CASE("filters are added, shown as chips and cleared; colours follow their switch") {
  test::InterfaceStage stage;
  stage.frame();
  stage.click("filter.open");
  REQUIRE(stage.has_widget("filter.add.commodity.oil"));
  stage.click("filter.add.commodity.oil");
  CHECK(stage.state.settings.filter.commodities == std::vector<std::string>{"oil"});
  stage.click("filter.add.direction.forward");
  stage.click("filter.close");
  CHECK_FALSE(stage.has_widget("filter.add.commodity.oil"));
  REQUIRE(stage.has_widget("filter.chip.commodity.oil"));
  stage.click("filter.chip.commodity.oil");
  CHECK(stage.state.settings.filter.commodities.empty());
  CHECK(stage.state.settings.filter.directions.size() == 1);
  stage.click("filter.clear");
  CHECK(stage.state.settings.filter.is_empty());
  stage.click("chart.by");
  CHECK(stage.state.settings.colour_by == scene::ColourBy::commodity);
}

TEST_CASE("what the pointer is over in the chart, its list and the corridors' list is pointed at") {
  test::InterfaceStage stage;
  stage.frame();
  stage.click("chart.size");
  CHECK(stage.state.chart_open);
  const auto point_at = [&](const std::string& id, double x_share, double y_share) {
    const ui::WidgetRect rect = stage.widget(id);
    stage.send(
        platform::PointerMoved{rect.x + rect.width * x_share, rect.y + rect.height * y_share});
    for (int i = 0; i < 4; ++i) stage.frame(0.05);
  };
  point_at("chart.row.cpc", 0.5, 0.5);
  CHECK(stage.state.hover == "cpc");
  // The greatest area of 2021 is that of CPC, gas hangs below it.
  point_at("time.chart", 0.2, 0.3);
  CHECK(stage.state.hover == "cpc");
  point_at("corridor.titr.row", 0.5, 0.5);
  CHECK(stage.state.hover == "titr");
  stage.send(platform::PointerMoved{660, 200});
  for (int i = 0; i < 4; ++i) stage.frame(0.05);
  CHECK(stage.state.hover.empty());
}

TEST_CASE("in Persian the panels stand the other way round, and time goes on from left to right") {
  test::InterfaceStage stage;
  stage.size = {1280, 1400};
  stage.frame();
  const double middle = stage.size.width / 2.0;
  const auto english_button = stage.widget("time.play");
  CHECK(stage.widget("panel.corridors").x < middle);
  stage.state.settings.language = "fa";
  stage.frame();
  stage.frame();
  CHECK(stage.widget("panel.corridors").x > middle);
  CHECK(stage.widget("panel.legend").x < middle);
  CHECK(stage.widget("panel.toolbar").x < middle);
  CHECK(stage.interface().free_rect().x > 0);
  CHECK(stage.interface().free_rect().x + stage.interface().free_rect().width <=
        stage.widget("panel.corridors").x + 1);
  // The ticks stand right of the names, and answer where they are seen.
  const ui::WidgetRect tick = stage.widget("corridor.titr.toggle");
  CHECK(tick.x > stage.widget("panel.corridors").x + stage.widget("panel.corridors").width / 2);
  stage.click("corridor.titr.toggle");
  CHECK(stage.state.settings.is_hidden("titr"));
  stage.click("tab.1");
  stage.drag("slider.sea_opacity", 0.1, 0.98);  // the knob runs from right to left
  CHECK(stage.state.settings.sea_opacity < 0.05);
  CHECK(stage.widget("time.play").x == doctest::Approx(english_button.x).epsilon(0.2));
  const ui::WidgetRect bar = stage.widget("time.scrub");
  stage.send(platform::PointerMoved{bar.x + bar.width * 0.25, bar.y + 10});
  stage.send(platform::ButtonChanged{platform::Button::left, true, {}});
  stage.send(platform::ButtonChanged{platform::Button::left, false, {}});
  for (int i = 0; i < 6; ++i) stage.frame(0.05);
  const auto share = static_cast<double>(stage.state.clock.now.ms - stage.state.bar_from.ms) /
                     static_cast<double>(stage.state.bar_to.ms - stage.state.bar_from.ms);
  CHECK(share == doctest::Approx(0.25).epsilon(0.02));
  // Two languages on the map: the second is chosen under the first, and taken back.
  stage.click("second_language.1");
  CHECK(stage.state.settings.second_language == "en");
  stage.click("second_language.0");
  CHECK(stage.state.settings.second_language.empty());
}

TEST_CASE("text fields take letters of every script") {
  test::InterfaceStage stage;
  stage.state.settings.language = "fa";
  stage.frame();
  stage.click("search");
  for (const char32_t letter : U"میانی") {
    if (letter == 0) break;
    stage.send(platform::TextTyped{static_cast<uint32_t>(letter)});
    stage.frame(0.05);
  }
  stage.frame(0.05);
  CHECK(stage.has_widget("corridor.titr.row"));
  CHECK_FALSE(stage.has_widget("corridor.btc.row"));
}

TEST_CASE("riding along starts and stops in the inspector") {
  test::InterfaceStage stage;
  stage.unit = unit_story();
  stage.state.selection = app::Selection{"unit", "titr_w_dostyk#3"};
  stage.frame();
  REQUIRE(stage.has_widget("inspector.journey"));
  stage.click("inspector.ride");
  REQUIRE(stage.state.follow);
  CHECK(stage.state.follow->unit == "titr_w_dostyk#3");
  stage.click("inspector.ride");
  CHECK_FALSE(stage.state.follow);
}
