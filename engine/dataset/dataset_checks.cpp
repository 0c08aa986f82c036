// One function per subject; each looks at rows that have already been read, so every index is good.
#include "dataset/dataset_checks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "dataset/flow_bins.h"
#include "dataset/journey.h"
#include "geo/ellipsoid.h"

namespace caspian::dataset {
namespace {

using Findings = std::vector<Finding>;
using Incomplete = std::set<uint32_t>;
using MaybeDate = std::optional<WrittenDate>;

constexpr int64_t k_half_year_ms = 181 * time::k_ms_per_day;

std::string fixed(double value, int decimals) {
  char digits[64];
  const auto end =
      std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, decimals);
  return {digits, end.ptr};
}

void check_date_order(std::string_view table, int line, const StatusDates& dates,
                      Findings& findings) {
  struct Named {
    std::string_view name;
    const MaybeDate* date;
  };
  const Named announced{"announced", &dates.announced},
      built{"construction_started", &dates.construction_started}, opened{"opened", &dates.opened},
      from{"suspended_from", &dates.suspended_from}, to{"suspended_to", &dates.suspended_to},
      closed{"closed", &dates.closed}, planned{"planned_opening", &dates.planned_opening};
  const auto is_later_than_suspension = [&](const MaybeDate& date) {
    return date && dates.suspended_from && date->first > dates.suspended_from->first;
  };
  const bool is_rebuilt = is_later_than_suspension(dates.announced) ||
                          is_later_than_suspension(dates.construction_started);
  using Chain = std::vector<Named>;
  const std::array<Chain, 2> chains =
      is_rebuilt ? std::array<Chain, 2>{Chain{opened, from, to, closed},
                                        Chain{from, announced, built, planned}}
                 : std::array<Chain, 2>{Chain{announced, built, opened, from, to, closed},
                                        Chain{announced, built, planned}};
  for (const Chain& chain : chains) {
    const Named* before = nullptr;
    for (const Named& step : chain) {
      if (!*step.date) continue;
      // `1997` and `1997-10-25` do not contradict each other: compare what both say.
      if (before) {
        const std::string& a = (*before->date)->text;
        const std::string& b = (*step.date)->text;
        const size_t shared = std::min(a.size(), b.size());
        if (a.compare(0, shared, b, 0, shared) > 0)
          findings.push_back({table, line, step.name, "'" + b + "'",
                              std::string("not before ") + std::string(before->name) + " " + a,
                              true});
      }
      before = &step;
    }
  }
}

double length_of(const std::vector<geo::GeoPoint>& points) {
  double sum = 0;
  for (size_t i = 1; i < points.size(); ++i)
    sum += geo::geodesic_distance_m(points[i - 1], points[i]);
  return sum;
}

void check_links(const Dataset& data, const Incomplete& incomplete, Findings& findings) {
  std::map<uint32_t, int> last_seq;
  for (const Link& link : data.links) {
    check_date_order("links.csv", link.line, link.dates, findings);
    const int wanted = last_seq[link.corridor] + 1;
    if (link.seq != wanted && !incomplete.contains(link.corridor))
      findings.push_back(
          {"links.csv", link.line, "seq", std::to_string(link.seq), std::to_string(wanted)});
    last_seq[link.corridor] = link.seq;
    std::vector<geo::GeoPoint> course{data.nodes[link.from_node].place};
    course.insert(course.end(), link.via.begin(), link.via.end());
    course.push_back(data.nodes[link.to_node].place);
    const double length_m = link.length_km * 1000;
    const double straight =
        length_m / std::max(1.0, geo::geodesic_distance_m(course.front(), course.back()));
    const double drawn = length_m / std::max(1.0, length_of(course));
    const bool is_lane = link.mode == Mode::sea || link.mode == Mode::ferry;
    const double most = is_lane ? 2.6 : 1.8;  // sea lanes go round capes
    if (straight < 0.99 || straight > most)
      findings.push_back({"links.csv", link.line, "length_km",
                          fixed(straight, 2) + " times the distance of its ends",
                          "0.99 to " + fixed(most, 1) + " times"});
    if (drawn < 0.955 || drawn > 1.36)
      findings.push_back({"links.csv", link.line, "length_km",
                          fixed(drawn, 2) + " times its way-points' length", "0.96 to 1.35 times"});
  }
}

void check_corridors(const Dataset& data, const Incomplete& incomplete, Findings& findings) {
  std::set<uint32_t> travelled;
  for (const Path& path : data.paths) travelled.insert(path.corridor);
  for (uint32_t i = 0; i < data.corridors.size(); ++i) {
    const Corridor& corridor = data.corridors[i];
    check_date_order("corridors.csv", corridor.line, corridor.dates, findings);
    if (corridor.links.empty() && !travelled.contains(i) && !incomplete.contains(i))
      findings.push_back({"corridors.csv", corridor.line, "id",
                          "a corridor without links and paths",
                          "links in links.csv or paths in paths.csv"});
  }
}

bool is_valid_on(const Path& path, time::SimTime day) {
  return (!path.from || *path.from <= day) && (!path.to || day < *path.to);
}

/// The first of January and the first of July of each year of the range.
std::vector<time::SimTime> sample_days(const Dataset& data) {
  std::vector<time::SimTime> days;
  for (int year = time::calendar_of(data.range_from).year;
       year <= time::calendar_of(data.range_to).year; ++year) {
    const time::SimTime begin = time::from_calendar({year, 1, 1});
    days.push_back(begin);
    days.push_back({begin.ms + k_half_year_ms});
  }
  return days;
}

void check_path_is_open(const Dataset& data, const Path& path,
                        const std::vector<time::SimTime>& days, Findings& findings) {
  const bool plan = data.is_plan(path.scenario);
  const MaybeDate& opened = data.corridors[path.corridor].dates.opened;
  time::SimTime start = data.range_from;
  if (path.from)
    start = std::max(start, *path.from);
  else if (opened)
    start = std::max(start, opened->first);
  std::vector<time::SimTime> tested{start};
  for (const time::SimTime day : days)
    if (day > start && is_valid_on(path, day)) tested.push_back(day);
  if (!is_valid_on(path, start)) return;
  for (const time::SimTime day : tested) {
    for (const PathStep& step : path.steps) {
      const Link& link = data.links[step.link];
      const Status status = status_at(link.dates, day, plan);
      if (status == Status::operating) continue;
      findings.push_back({"paths.csv", path.line, "links",
                          data.corridors[link.corridor].id + ":" + std::to_string(link.seq) +
                              " is " + std::string(status_id(status)) + " on " +
                              time::date_text(day),
                          "links in operation while the path holds"});
      return;
    }
  }
}

void check_paths(const Dataset& data, const Incomplete& incomplete, Findings& findings) {
  const std::vector<time::SimTime> days = sample_days(data);
  std::map<std::pair<uint32_t, std::string>, std::vector<const Path*>> groups;
  for (const Path& path : data.paths) {
    groups[{path.corridor, path.scenario}].push_back(&path);
    if (const double hours = journey_h(data, path); hours > k_longest_journey_h)
      findings.push_back({"paths.csv", path.line, "links",
                          "a journey of " + fixed(hours / 24, 0) + " days",
                          "at most " + fixed(k_longest_journey_h / 24, 0) +
                              " days (it is drawn quicker; see [travel] in scenario.toml)"});
    check_path_is_open(data, path, days, findings);
  }
  for (const auto& [group, paths] : groups) {
    if (incomplete.contains(group.first)) continue;
    std::set<time::SimTime> cuts{data.range_from};
    for (const Path* path : paths) {
      if (path->from && *path->from <= data.range_to) cuts.insert(*path->from);
      if (path->to && *path->to <= data.range_to) cuts.insert(*path->to);
    }
    for (const time::SimTime day : cuts) {
      double sum = 0;
      const Path* last = nullptr;
      for (const Path* path : paths)
        if (is_valid_on(*path, day)) {
          sum += path->share;
          last = path;
        }
      if (last && std::abs(sum - 1) > 0.005)
        findings.push_back({"paths.csv", last->line, "share",
                            "shares of " + data.corridors[group.first].id + " (" + group.second +
                                ") that sum to " + fixed(sum, 3) + " on " + time::date_text(day),
                            "a sum of 1", true});
    }
  }
}

bool has_path_in(const Dataset& data, const Volume& volume) {
  const time::SimTime begin = time::from_calendar({*volume.year, 1, 1});
  const time::SimTime end = time::from_calendar({*volume.year + 1, 1, 1});
  return std::any_of(data.paths.begin(), data.paths.end(), [&](const Path& path) {
    return path.corridor == volume.corridor && path.scenario == volume.scenario &&
           (!path.from || *path.from < end) && (!path.to || *path.to > begin);
  });
}

void check_flow_row(const Dataset& data, const Volume& volume, const Incomplete& incomplete,
                    Findings& findings) {
  const auto report = [&](std::string_view column, std::string found, std::string expected) {
    findings.push_back(
        {"volumes.csv", volume.line, column, std::move(found), std::move(expected), true});
  };
  if (!volume.measure.empty() && volume.measure != "annual")
    report("measure", "a flow of measure '" + volume.measure + "'", "annual");
  if (!volume.series.empty() && volume.series != "main")
    report("series", "a flow of series '" + volume.series + "'", "main");
  if (volume.part_of_total)
    report("part_of_total", "a flow that is part of a total", "the total alone");
  if (!incomplete.contains(volume.corridor) && !has_path_in(data, volume))
    findings.push_back({"volumes.csv", volume.line, "flow", "a flow without a path in its year",
                        "a path of that corridor and scenario in paths.csv"});
}

void check_volumes(const Dataset& data, const Incomplete& incomplete, Findings& findings) {
  std::map<std::tuple<uint32_t, int, std::string, std::string>, int> flow_lines;
  std::map<std::tuple<uint32_t, uint32_t, int, std::string, std::string, std::string>, int>
      actual_lines;
  for (const Volume& volume : data.volumes) {
    if ((volume.commodity == "gas") != (volume.unit == "bcm"))
      findings.push_back({"volumes.csv", volume.line, "unit",
                          volume.commodity + " in " + volume.unit,
                          "gas in bcm, and nothing else in it", true});
    if (!volume.year) continue;
    if (volume.measure == "annual" && volume.series == "main" && volume.kind == Kind::actual) {
      const auto [first, is_new] =
          actual_lines.emplace(std::tuple{volume.corridor, volume.port_node, *volume.year,
                                          volume.commodity, volume.unit, volume.scope},
                               volume.line);
      if (!is_new)
        findings.push_back({"volumes.csv", volume.line, "series", "a second main actual value",
                            "one (the first is in line " + std::to_string(first->second) + ")"});
    }
    if (!volume.is_flow) continue;
    check_flow_row(data, volume, incomplete, findings);
    const auto [first, is_new] = flow_lines.emplace(
        std::tuple{volume.corridor, *volume.year, volume.commodity, volume.scenario}, volume.line);
    if (!is_new)
      findings.push_back(
          {"volumes.csv", volume.line, "flow", "a second flow of that corridor, year and commodity",
           "one (the first is in line " + std::to_string(first->second) + ")", true});
  }
}

void check_line(const TreatyLine& line, Findings& findings) {
  const int at = line.points.front().line;
  const auto report = [&](std::string_view column, std::string found, std::string expected) {
    findings.push_back(
        {"delimitation.csv", at, column, std::move(found), std::move(expected), true});
  };
  const bool all_from_treaty =
      std::all_of(line.points.begin(), line.points.end(),
                  [](const TreatyPoint& point) { return point.is_from_treaty; });
  const TreatyLine::Style wanted = line.agreement == TreatyLine::Agreement::none
                                       ? TreatyLine::Style::dotted
                                   : all_from_treaty ? TreatyLine::Style::solid
                                                     : TreatyLine::Style::long_dash;
  if (line.style != wanted)
    report("style", std::string(style_id(line.style)), std::string(style_id(wanted)));
  const auto text_of = [](const MaybeDate& date) {
    return date ? date->text : std::string("no date");
  };
  if (text_of(line.shown_from) != text_of(line.signed_on))
    report("shown_from", text_of(line.shown_from),
           "the day of signing, " + text_of(line.signed_on));
  if (line.in_force && line.signed_on && line.in_force->first < line.signed_on->first)
    report("in_force", line.in_force->text, "not before signing, " + line.signed_on->text);
}

/// A line that ends near a junction point ends in it.
void check_junctions(const Dataset& data, Findings& findings) {
  constexpr double k_near_m = 2000, k_same_m = 50;
  const auto place = [](const TreatyPoint& point) {
    return geo::GeoPoint{point.longitude_deg, point.latitude_deg, 0};
  };
  for (const TreatyLine& junction : data.lines) {
    if (junction.points.size() != 1) continue;
    for (const TreatyLine& line : data.lines) {
      if (line.points.size() < 2) continue;
      for (const TreatyPoint* end : {&line.points.front(), &line.points.back()}) {
        const double apart_m = geo::geodesic_distance_m(place(*end), place(junction.points[0]));
        if (apart_m > k_same_m && apart_m < k_near_m)
          findings.push_back({"delimitation.csv", end->line, "lon",
                              "an end " + fixed(apart_m, 0) + " m from " + junction.id,
                              "an end at that point", true});
      }
    }
  }
}

void check_lines(const Dataset& data, Findings& findings) {
  for (const TreatyLine& line : data.lines) check_line(line, findings);
  check_junctions(data, findings);
}

void check_events(const Dataset& data, Findings& findings) {
  for (size_t i = 1; i < data.events.size(); ++i) {
    const WrittenDate& before = data.events[i - 1].date;
    const WrittenDate& date = data.events[i].date;
    const size_t shared = std::min(before.text.size(), date.text.size());
    if (date.text.compare(0, shared, before.text, 0, shared) < 0)
      findings.push_back(
          {"timeline.csv", data.events[i].line, "date", date.text, "not before " + before.text});
  }
}

template <typename Rows>
void check_sources(std::string_view table, const Rows& rows, Findings& findings) {
  for (const auto& row : rows)
    if (row.source.empty())
      findings.push_back({table, row.line, "source", "an empty field", "where the fact is from"});
}

}  // namespace

std::vector<Finding> check_dataset(const Dataset& data, const std::set<uint32_t>& incomplete) {
  Findings findings;
  check_sources("nodes.csv", data.nodes, findings);
  check_corridors(data, incomplete, findings);
  check_links(data, incomplete, findings);
  check_sources("links.csv", data.links, findings);
  check_paths(data, incomplete, findings);
  check_volumes(data, incomplete, findings);
  check_sources("volumes.csv", data.volumes, findings);
  for (Finding& finding : check_flow_bins(data)) findings.push_back(std::move(finding));
  check_sources("path_flows.csv", data.flow_bins, findings);
  check_lines(data, findings);
  for (const TreatyLine& line : data.lines)
    check_sources("delimitation.csv", line.points, findings);
  check_events(data, findings);
  check_sources("timeline.csv", data.events, findings);
  check_sources("organizations.csv", data.organizations, findings);
  return findings;
}

}  // namespace caspian::dataset
