#include <doctest/doctest.h>

#include <algorithm>

#include "dataset/dataset_checks.h"
#include "geo/ellipsoid.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;
using namespace caspian::dataset;

namespace {

/// The invented network, sound in every respect.
Dataset sound() {
  Dataset data = test::invented_network();
  for (Node& node : data.nodes) node.source = "s";
  for (Link& link : data.links) {
    link.source = "s";
    link.length_km =
        geo::geodesic_distance_m(data.nodes[link.from_node].place, data.nodes[link.to_node].place) /
        1000;
  }
  test::add_figure(data, 2020, 1);
  data.volumes[0].measure = "annual";
  data.volumes[0].series = "main";
  data.volumes[0].source = "s";
  data.volumes[0].line = 7;
  data.paths[0].line = 5;
  return data;
}

WrittenDate day(const char* text) {
  return {text, *time::parse_date(text, 1800, 2200)};
}

TreatyLine line_of(const char* id, std::initializer_list<std::pair<double, double>> points) {
  TreatyLine line;
  line.id = id;
  line.agreement = TreatyLine::Agreement::agreed;
  line.style = TreatyLine::Style::solid;
  line.signed_on = line.shown_from = day("2003-05-14");
  for (const auto& [longitude, latitude] : points)
    line.points.push_back({longitude, latitude, true, Grade::a, "s", 3});
  return line;
}

/// The one finding of a dataset.
Finding only_finding(const Dataset& data) {
  const auto findings = check_dataset(data);
  for (const Finding& finding : findings)
    INFO(finding.table, ": ", finding.found, ", ", finding.expected);
  REQUIRE(findings.size() == 1);
  return findings[0];
}

}  // namespace

TEST_CASE("sound data have no findings") {
  CHECK(check_dataset(sound()).empty());
  CHECK(check_dataset(test::built_in_dataset()).empty());
}

TEST_CASE("dates that run backwards") {
  Dataset data = sound();
  data.paths.clear();  // they would be on closed links as well
  data.volumes.clear();
  data.links[0].dates.opened = day("2005");
  data.links[0].dates.construction_started = day("2006-03");
  CHECK(only_finding(data).column == "opened");
  data.links[0].dates.construction_started = day("2005-03");  // the same year: no contradiction
  CHECK(check_dataset(data).empty());
  data.links[0].dates.opened = day("1941");
  data.links[0].dates.suspended_from =
      day("1993");  // rebuilt: works after the suspension are in order
  data.links[0].dates.suspended_to = day("2012");
  CHECK(check_dataset(data).empty());
  data.links[0].dates.suspended_to = day("1992");
  CHECK(only_finding(data).column == "suspended_to");
}

TEST_CASE("paths over closed links, and shares that do not sum to one") {
  Dataset data = sound();
  data.links[2].dates.opened = day("2003-05");
  Finding finding = only_finding(data);
  CHECK(finding.table == "paths.csv");
  CHECK(finding.line == 5);
  CHECK(finding.found == "k:3 is none on 1998-01-01");
  data.paths[0].from = time::from_calendar({2003, 5, 1});
  CHECK(check_dataset(data).empty());
  data.paths[0].share = 0.9;
  finding = only_finding(data);
  CHECK(finding.is_error);
  CHECK(finding.found.find("sum to 0.900 on 2003-05-01") != std::string::npos);
}

TEST_CASE("a journey that no age can hold") {
  Dataset data = sound();
  data.travel.rail_kmh = 0.2;
  CHECK(only_finding(data).found.find("days") != std::string::npos);
}

TEST_CASE("figures that cannot be") {
  Dataset data = sound();
  data.volumes[0].unit = "bcm";
  CHECK(only_finding(data).column == "unit");
  data = sound();
  data.volumes[0].measure = "capacity";
  CHECK(only_finding(data).column == "measure");
  data = sound();
  data.volumes[0].part_of_total = true;
  CHECK(only_finding(data).column == "part_of_total");
  data = sound();
  data.volumes.push_back(data.volumes[0]);
  data.volumes[1].scope = "counted otherwise";
  data.volumes[1].line = 8;
  const Finding second = only_finding(data);
  CHECK(second.line == 8);
  CHECK(second.expected.find("line 7") != std::string::npos);
  data = sound();
  data.paths[0].to = time::from_calendar({2019, 1, 1});
  CHECK(only_finding(data).found == "a flow without a path in its year");
}

TEST_CASE("lengths that do not fit the places") {
  Dataset data = sound();
  data.links[0].length_km *= 0.5;
  CHECK(check_dataset(data).size() == 2);  // shorter than the straight line, and than the drawn one
  data = sound();
  data.links[0].seq = 5;
  data.links[0].source = "";
  const auto findings = check_dataset(data);
  CHECK(std::count_if(findings.begin(), findings.end(),
                      [](const Finding& f) { return f.column == "seq"; }) == 2);
  CHECK(std::count_if(findings.begin(), findings.end(),
                      [](const Finding& f) { return f.column == "source"; }) == 1);
}

TEST_CASE("seabed lines: style, dates and junctions") {
  Dataset data = sound();
  data.lines = {line_of("J", {{49.888, 42.56}}), line_of("L", {{49, 43}, {49.888, 42.56}})};
  CHECK(check_dataset(data).empty());
  data.lines[1].points[1].longitude_deg += 0.002;  // 160 m beside it
  Finding finding = only_finding(data);
  CHECK(finding.expected == "an end at that point");
  data.lines[1].points[1].longitude_deg = 51;  // far away: another line's business
  CHECK(check_dataset(data).empty());
  data.lines[1].points[0].is_from_treaty = false;
  finding = only_finding(data);
  CHECK(finding.found == "solid");
  CHECK(finding.expected == "long_dash");
  data.lines[1].style = TreatyLine::Style::long_dash;
  data.lines[1].in_force = day("2001");
  CHECK(only_finding(data).column == "in_force");
  data.lines[1].in_force.reset();
  data.lines[1].shown_from = day("2004");
  CHECK(only_finding(data).column == "shown_from");
}

TEST_CASE("events stand in order, corridors lead somewhere") {
  Dataset data = sound();
  Event early, late;
  early.source = late.source = "s";
  early.date = day("2003-05-14");
  late.date = day("2003");
  data.events = {early, late};
  CHECK(check_dataset(data).empty());  // within one year
  data.events[1].date = day("2002-12");
  CHECK(only_finding(data).table == "timeline.csv");
  data = sound();
  data.corridors.push_back(data.corridors[0]);
  data.corridors[1].id = "empty";
  data.corridors[1].links.clear();
  CHECK(only_finding(data).found == "a corridor without links and paths");
}
