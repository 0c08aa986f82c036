// What the panels say: groups, marks, figures in words, search, the chart's stacks, the inspector's
// rows.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "app/panels/corridor_facts.h"
#include "app/panels/inspector_facts.h"
#include "app/panels/time_chart.h"
#include "app/panels/time_panel.h"
#include "core/files.h"
#include "scene/recorded_scene.h"
#include "scene/theme.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_record.h"

using namespace caspian;

namespace {

const dataset::Corridor& corridor(const char* id) {
  const dataset::Dataset& data = test::built_in_dataset();
  const uint32_t index = data.find_corridor(id);
  REQUIRE(index != dataset::k_none);
  return data.corridors[index];
}

scene::Language language(const std::string& code) {
  auto loaded = scene::Language::load(*find_assets(), code);
  REQUIRE(loaded);
  return *loaded;
}

const std::vector<dataset::RateSeries>& rates() {
  static const auto series = dataset::build_rate_series(test::built_in_dataset());
  return series;
}

const std::vector<dataset::PathFlow>& flows() {
  static const auto all = dataset::build_path_flows(test::built_in_dataset(), rates());
  return all;
}

app::TimeChart chart_of(const std::vector<std::string>& hidden, const dataset::FlowFilter& filter,
                        scene::ColourBy by) {
  return app::build_time_chart({test::built_in_dataset(), rates(), flows(), filter, "base", hidden},
                               by);
}

time::SimTime day(const char* text) {
  const auto when = time::parse_time(text);
  REQUIRE(when);
  return *when;
}

app::RateLine rate(const char* id, const char* when, const char* code = "en",
                   const char* variant = "base") {
  const dataset::Dataset& data = test::built_in_dataset();
  return app::rate_line(
      data, language(code),
      dataset::rates_at(data, rates(), data.find_corridor(id), day(when), variant));
}

}  // namespace

TEST_CASE("corridors fall into transport, energy and planned") {
  using app::CorridorGroup;
  const dataset::Dataset& data = test::built_in_dataset();
  const auto group = [&](const char* id) { return app::group_of(data, corridor(id)); };
  CHECK(group("titr") == CorridorGroup::transport);
  CHECK(group("tm_ferry") == CorridorGroup::transport);
  CHECK(group("instc") == CorridorGroup::transport);
  CHECK(group("btc") == CorridorGroup::energy);
  CHECK(group("tap") == CorridorGroup::energy);
  CHECK(group("tanker_aktau_baku") == CorridorGroup::energy);
  CHECK(group("tanker_tm_baku") == CorridorGroup::energy);
  CHECK(group("zangezur") == CorridorGroup::planned);
  CHECK(group("tripp") == CorridorGroup::planned);
  CHECK(group("tcgp") == CorridorGroup::planned);
}

TEST_CASE("corridors of one hue have different marks on their swatches") {
  const dataset::Dataset& data = test::built_in_dataset();
  for (const dataset::Corridor& a : data.corridors)
    for (const dataset::Corridor& b : data.corridors) {
      if (&a == &b || scene::corridor_colour(a.id) != scene::corridor_colour(b.id)) continue;
      CAPTURE(a.id);
      CAPTURE(b.id);
      CHECK(app::swatch_mark(data, a) != app::swatch_mark(data, b));
    }
}

TEST_CASE("a rate is told with its unit, and what is not a plain actual figure says so") {
  const app::RateLine actual = rate("titr", "2024-07-01");
  CHECK(actual.figure == "4.48 Mt/yr");
  CHECK(actual.qualifier.empty());
  CHECK(actual.standing == app::FigureStanding::actual);
  CHECK(actual.explanation.find("report.az") != std::string::npos);

  const app::RateLine held = rate("bri_kz", "2025-10-21");
  CHECK(held.figure == "32 Mt/yr");
  CHECK(held.qualifier == "2024 figure held");
  CHECK(held.standing == app::FigureStanding::held);

  const app::RateLine forecast = rate("instc_east", "2025-06-01");
  CHECK(forecast.qualifier == "forecast");
  CHECK(forecast.standing == app::FigureStanding::projected);

  const app::RateLine none = rate("btk", "2015-01-01");
  CHECK(none.figure == "no figure");
  CHECK(!none.has_figure);

  CHECK(rate("tripp", "2030-07-01").has_figure == false);
  CHECK(rate("tripp", "2030-07-01", "en", "tripp_open").figure == "10 Mt/yr");
  CHECK(rate("titr", "2024-07-01", "ru").figure == "4,48 млн т/год");
  CHECK(rate("scp", "2024-07-01", "en").figure == "22.5 bcm/yr");
}

TEST_CASE("search folds letters of five languages and finds a corridor by any of its names") {
  CHECK(app::folded("ÇİĞ") == "çiğ");
  CHECK(app::folded("Ilham") == app::folded("ılham"));
  CHECK(app::folded("ТЕҢІЗ Ұлы") == "теңіз ұлы");
  CHECK(app::folded("ƏLƏT") == "ələt");
  CHECK(app::matches(corridor("titr"), "срединный"));
  CHECK(app::matches(corridor("titr"), "ORTA DƏH"));
  CHECK(app::matches(corridor("titr"), ""));
  CHECK(!app::matches(corridor("titr"), "ferry of nobody"));
}

TEST_CASE("the chart stacks what is visible, tonnes and gas apart") {
  const dataset::Dataset& data = test::built_in_dataset();
  const app::TimeChart chart = chart_of({}, {}, scene::ColourBy::corridor);
  REQUIRE(!chart.intervals.empty());
  CHECK(chart.intervals.front().from == data.range_from);
  CHECK(chart.intervals.back().to == data.range_to);
  const time::SimTime when = day("2024-07-01");
  double tonnes = 0, gas = 0;
  for (uint32_t i = 0; i < data.corridors.size(); ++i)
    for (const dataset::Rate& one : dataset::rates_at(data, rates(), i, when, "base"))
      (one.unit == "Mt" ? tonnes : gas) += one.per_year;
  for (size_t i = 0; i < chart.intervals.size(); ++i) {
    const app::ChartInterval& interval = chart.intervals[i];
    if (i > 0) CHECK(interval.from == chart.intervals[i - 1].to);
    if (when < interval.from || when >= interval.to) continue;
    REQUIRE(!interval.tonnes.empty());
    CHECK(interval.tonnes.back().high == doctest::Approx(tonnes));
    CHECK(interval.gas.back().high == doctest::Approx(gas));
  }
  REQUIRE(chart.last_actual);
  CHECK(time::date_text(*chart.last_actual) == "2026-01-01");

  const app::TimeChart without = chart_of({"cpc"}, {}, scene::ColourBy::corridor);
  CHECK(without.most_tonnes < chart.most_tonnes - 50);
  CHECK(without.most_gas == chart.most_gas);
}

TEST_CASE("the chart by cargo has the same sums, and a filter leaves its part") {
  const time::SimTime when = day("2024-07-01");
  const app::TimeChart corridors = chart_of({}, {}, scene::ColourBy::corridor);
  const app::TimeChart cargoes = chart_of({}, {}, scene::ColourBy::commodity);
  CHECK(cargoes.most_tonnes == doctest::Approx(corridors.most_tonnes));
  CHECK(cargoes.most_gas == doctest::Approx(corridors.most_gas));
  double oil = 0;
  for (const app::ChartBand& band : cargoes.at(when)->tonnes)
    if (cargoes.series[band.series].commodity == "oil") oil += band.high - band.low;
  CHECK(oil > 50);
  CHECK(oil < cargoes.at(when)->tonnes.back().high);

  const app::TimeChart filtered = chart_of({}, {.commodities = {"oil"}}, scene::ColourBy::corridor);
  CHECK(filtered.at(when)->tonnes.back().high == doctest::Approx(oil));
  CHECK(filtered.at(when)->gas.empty());

  // The two directions together are the whole.
  const auto titr_of = [&](const dataset::FlowFilter& filter) {
    const app::TimeChart chart = chart_of({}, filter, scene::ColourBy::corridor);
    double sum = 0;
    for (const app::ChartBand& band : chart.at(when)->tonnes)
      if (chart.series[band.series].id == "titr") sum += band.high - band.low;
    return sum;
  };
  const double there = titr_of({.directions = {"forward"}});
  const double back = titr_of({.directions = {"backward"}});
  CHECK(there > back);
  CHECK(back > 0);
  CHECK(there + back == doctest::Approx(titr_of({})));
}

TEST_CASE("no data is a gap in the chart, not zero") {
  const app::TimeChart chart = chart_of({}, {}, scene::ColourBy::corridor);
  bool any = false;
  for (const app::ChartInterval& interval : chart.intervals)
    for (const size_t gap : interval.gaps) {
      any = true;
      for (const app::ChartBand& band : interval.tonnes) CHECK(band.series != gap);
      for (const app::ChartBand& band : interval.gas) CHECK(band.series != gap);
    }
  CHECK(any);
}

TEST_CASE("marks of the upright axis are round and as many as fit") {
  CHECK(app::value_marks(87, 4) == std::vector<double>{20, 40, 60, 80});
  CHECK(app::value_marks(3.4, 3) == std::vector<double>{1, 2, 3});
  CHECK(app::value_marks(0, 3).empty());
  for (const double most : {0.3, 1.0, 7.0, 42.0, 99.0, 101.0, 640.0})
    for (const size_t count : {2u, 3u, 5u}) {
      const auto marks = app::value_marks(most, count);
      CAPTURE(most);
      CAPTURE(count);
      CHECK(marks.size() <= count);
      CHECK(!marks.empty());
      if (!marks.empty()) CHECK(marks.back() <= most * 1.001);
    }
}

TEST_CASE("axis marks are first days, as many as fit") {
  const auto years = app::axis_marks(day("2019-01-01"), day("2030-12-31"), 14);
  REQUIRE(years.size() == 12);
  CHECK(years.front().year == 2019);
  CHECK(years.back().month == 0);
  CHECK(app::axis_marks(day("1998-01-01"), day("2030-12-31"), 8).size() <= 8);
  const auto months = app::axis_marks(day("2025-02-01"), day("2025-12-31"), 12);
  CHECK(months.size() == 11);
  CHECK(months.front().month == 2);
}

TEST_CASE("the speed is a sentence") {
  const scene::Language en = language("en");
  CHECK(app::speed_sentence(en, 6 * 3600e3) == "1 s = 6 h");
  CHECK(app::speed_sentence(en, -6 * 3600e3) == "1 s = 6 h");
  CHECK(app::speed_sentence(en, 600e3) == "1 s = 10 min");
  CHECK(app::speed_sentence(en, 86400e3) == "1 s = 1 day");
  CHECK(app::speed_sentence(en, 5 * 86400e3) == "1 s = 5 days");
  CHECK(app::speed_sentence(en, 30 * 86400e3) == "1 s = 1 month");
  CHECK(app::speed_sentence(en, 90 * 86400e3) == "1 s = 3 months");
  CHECK(app::speed_sentence(en, 365 * 86400e3) == "1 s = 1 year");
  CHECK(app::speed_sentence(language("ru"), 6 * 3600e3) == "1 с = 6 ч");
}

TEST_CASE("the inspector tells title, status, figure, dates and source of whatever was chosen") {
  const dataset::Dataset& data = test::built_in_dataset();
  const scene::Language en = language("en");
  app::AppState state;
  state.clock.now = day("2025-10-21");
  const std::vector<std::string> languages{"en"};
  const app::InterfaceInputs inputs{.state = state,
                                    .dataset = data,
                                    .rates = rates(),
                                    .language = en,
                                    .languages = languages,
                                    .size = {1280, 720}};
  const auto has = [](const app::InspectorFacts& facts, std::string_view label) {
    return std::any_of(facts.rows.begin(), facts.rows.end(),
                       [&](const auto& row) { return row.label == label && !row.value.empty(); });
  };
  const auto btk = app::inspect(inputs, {"corridor", "btk"});
  REQUIRE(btk);
  CHECK(btk->status == dataset::Status::operating);
  CHECK(has(*btk, "Opened"));
  CHECK(has(*btk, "Suspended"));
  CHECK(has(*btk, "Source"));
  CHECK(btk->years.size() == 4);

  const auto link = app::inspect(inputs, {"link", "titr:1"});
  REQUIRE(link);
  CHECK(link->hue_of == "titr");
  CHECK(has(*link, "Length"));
  const auto node = app::inspect(inputs, {"node", "aktau"});
  REQUIRE(node);
  CHECK(node->title == "Aktau");
  CHECK(has(*node, "Corridors here"));
  const auto line = app::inspect(inputs, {"line", "KZ-RU"});
  REQUIRE(line);
  CHECK(has(*line, "Signed"));
  const auto unit = app::inspect(inputs, {"unit", data.paths.front().id + "#17"});
  REQUIRE(unit);
  CHECK(unit->title == data.paths.front().name.text[0]);

  CHECK(!app::inspect(inputs, {"corridor", "nowhere"}));
  CHECK(!app::inspect(inputs, {"link", "titr:9999"}));
  CHECK(!app::inspect(inputs, {"link", "titr"}));
  CHECK(!app::inspect(inputs, {"event", "3"}));
}

TEST_CASE("the inspector tells what a record says of a unit, and whether it is under way") {
  const int64_t start = test::k_invented_start_ms, hour = 3'600'000;
  const test::TemporaryFile file("a.cseg");
  const auto at = [](double lon, double lat) { return test::k_invented_box.pack(lon, lat); };
  test::write_record(file.path(),
                     {{start, start + hour, 1, false, at(50, 41), at(52, 43)},
                      {start + hour, start + 4 * hour, 1, true, at(52, 43), at(50, 41)}},
                     2);
  auto store = record::SegmentStore::open(file.path());
  REQUIRE(store.ok());
  const scene::RecordedScene record(std::move(store).value(), test::built_in_terrain());
  const scene::Language en = language("en");
  app::AppState state;
  const std::vector<std::string> languages{"en"};
  app::InterfaceInputs inputs{.state = state,
                              .dataset = test::built_in_dataset(),
                              .rates = rates(),
                              .language = en,
                              .languages = languages,
                              .size = {1280, 720}};
  CHECK(!app::inspect(inputs, {"recorded", "u1#1"}));  // no record is open
  inputs.units.recorded = &record;
  const auto value = [](const app::InspectorFacts& facts, std::string_view label) {
    for (const app::InspectorRow& row : facts.rows)
      if (row.label == label) return row.value;
    return std::string();
  };
  state.clock.now = {start + hour / 2};
  const auto under_way = app::inspect(inputs, {"recorded", "u1#1"});
  REQUIRE(under_way);
  CHECK(under_way->title == "u1");
  CHECK(under_way->figure == "10 t");
  CHECK(under_way->figure_note.empty());
  REQUIRE(under_way->place);
  CHECK(under_way->place->longitude_deg == doctest::Approx(51));
  CHECK(value(*under_way, "Mode") == "railway");
  CHECK(value(*under_way, "Cargo") == "grain");
  CHECK(value(*under_way, "Quality") == "measured");
  CHECK(value(*under_way, "Source") == "invented");
  CHECK(value(*under_way, "Record") == "a.cseg");
  CHECK(!value(*under_way, "Position").empty());
  state.clock.now = {start + 2 * hour};
  CHECK(app::inspect(inputs, {"recorded", "u1#1"})->figure_note == "in a gap of the record");
  state.clock.now = {start + 5 * hour};
  const auto gone = app::inspect(inputs, {"recorded", "u1#1"});
  REQUIRE(gone);
  CHECK(gone->title == "u1");
  CHECK(gone->figure_note == "not on its way at this date");
  CHECK(!gone->place);
  for (const char* id : {"u1", "u1#", "u1#0", "u1#2", "u1#1x", "#1"})
    CHECK(!app::inspect(inputs, {"recorded", id}));
}

TEST_CASE("events are chosen by their number") {
  const dataset::Dataset& data = test::built_in_dataset();
  CHECK(app::event_index(data, app::event_id(5)) == 5);
  CHECK(!app::event_index(data, "100000"));
  CHECK(!app::event_index(data, "x"));
}
