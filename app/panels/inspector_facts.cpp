// One function per sort of thing. Dates as written in the tables; every row with its source and
// grade.
#include "app/panels/inspector_facts.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/panels/area_facts.h"
#include "app/panels/journey_facts.h"
#include "app/panels/law_rows.h"
#include "scene/boundaries.h"
#include "scene/recorded_pick.h"

namespace caspian::app {
namespace {

using dataset::k_none;

/// What the functions below share.
struct Teller {
  const InterfaceInputs& in;
  InspectorFacts& facts;

  const dataset::Dataset& data() const { return in.dataset; }
  const std::string& text(std::string_view key) const { return in.language.text(key); }
  const std::string& name(const dataset::Names& names) const {
    return names.in(in.language.dataset_index());
  }
  const dataset::Convention& convention() const {
    return data().convention(in.state.settings.convention);
  }
  std::string node_name(uint32_t node) const {
    if (node == k_none) return text("inspector.unknown");
    return convention().name_of("node", data().nodes[node].id, data().nodes[node].name,
                                in.language.dataset_index());
  }
  std::string km(double length_km) const {
    return in.language.format(
        "unit.amount", {in.language.number(length_km, length_km < 10 ? 1 : 0), text("unit.km")});
  }
  void row(std::string_view key, std::string value, std::string grade = "",
           std::string source = "") const {
    if (value.empty()) return;
    facts.rows.push_back({text(key), std::move(value), std::move(grade), std::move(source)});
  }
  void source(const std::string& value) const {
    if (!value.empty()) row("inspector.source", value);
  }

  void dates(const dataset::StatusDates& dates) const {
    const auto one = [&](std::string_view key, const std::optional<dataset::WrittenDate>& date) {
      if (date) row(key, date->text, dates.grade);
    };
    one("inspector.announced", dates.announced);
    one("inspector.construction_started", dates.construction_started);
    one("inspector.opened", dates.opened);
    if (dates.suspended_from)
      row("inspector.suspended",
          in.language.format(
              "inspector.suspended_from_to",
              {dates.suspended_from->text, dates.suspended_to ? dates.suspended_to->text : "…"}),
          dates.grade);
    one("inspector.closed", dates.closed);
    one("inspector.planned_opening", dates.planned_opening);
    if (!dates.note.empty()) row("inspector.note", dates.note);
  }

  void figure(uint32_t corridor) const {
    const std::string& variant = in.state.settings.variant;
    const auto rates = dataset::rates_at(data(), in.rates, corridor, in.state.clock.now, variant);
    const RateLine line = rate_line(data(), in.language, rates);
    facts.figure = line.figure;
    facts.figure_note = line.qualifier;
    for (const dataset::Rate& rate : rates) {
      const bool has_row = rate.volume != k_none && rate.volume < data().volumes.size();
      std::string value = word(in.language, "kind.", kind_code(rate.kind)) + " · " +
                          word(in.language, "quality.", quality_code(rate.quality));
      if (has_row && data().volumes[rate.volume].year)
        value = in.language.plain(*data().volumes[rate.volume].year) + " · " + value;
      row("inspector.figure", value,
          has_row ? std::string(grade_letter(data().volumes[rate.volume].grade)) : "", rate.source);
      if (!has_row) continue;
      row("inspector.scope", data().volumes[rate.volume].scope);
      row("inspector.conversion", data().volumes[rate.volume].conversion);
      row("inspector.note", data().volumes[rate.volume].note);
    }
    for (const dataset::Volume& volume : data().volumes)
      if (volume.corridor == corridor && volume.is_flow && volume.year &&
          (volume.scenario == "base" || volume.scenario == variant))
        facts.years.push_back({*volume.year, volume.value, volume.unit, volume.kind});
    std::sort(facts.years.begin(), facts.years.end(),
              [](const YearFigure& a, const YearFigure& b) { return a.year < b.year; });
  }

  void corridor(uint32_t index) const {
    const dataset::Corridor& corridor = data().corridors[index];
    facts.sort = text("inspector.corridor");
    facts.title = name(corridor.name);
    facts.hue_of = corridor.id;
    facts.status = status_of(data(), corridor.dates, in.state.clock.now, in.state.settings.variant);
    figure(index);
    dates(corridor.dates);
    row("inspector.length",
        corridor.length_km > 0 ? km(corridor.length_km) : text("panel.no_links"));
    if (!corridor.links.empty())
      row("inspector.sections", in.language.plain(std::ssize(corridor.links)));
    row("inspector.note", corridor.description);
    source(corridor.source);
  }

  /// One direction of a link: every cargo with its rate, kind and quality, and the sources behind.
  void carried(std::string label, const std::vector<dataset::GoodsRate>& goods,
               const dataset::RateWindow& window) const {
    std::string value, sources, grades;
    for (const dataset::GoodsRate& one : goods) {
      value += (value.empty() ? "" : "\n") +
               capitalised(word(in.language, "commodity.", one.commodity), in.language) + ": " +
               amount_text(in.language, one.per_year, one.is_gas ? "bcm" : "Mt") + " · " +
               text(one.is_plan ? "kind.plan" : "kind.actual") + " · " +
               word(in.language, "quality.", quality_code(one.quality));
      for (const dataset::Rate& figure :
           dataset::figures_behind(data(), in.rates, one, window.when, window.variant)) {
        if (sources.find(figure.source) == std::string::npos)
          sources += (sources.empty() ? "" : "; ") + figure.source;
        if (figure.volume < data().volumes.size())
          grades = std::max(grades, std::string(grade_letter(data().volumes[figure.volume].grade)));
      }
    }
    if (!value.empty()) facts.rows.push_back({std::move(label), value, grades, sources});
  }

  /// What runs over a link, each direction apart, as its ribbon shows it.
  void ribbon(uint32_t index) const {
    if (in.link_rates == nullptr || in.link_flows == nullptr) return;
    const dataset::Link& link = data().links[index];
    const scene::ViewSettings& settings = in.state.settings;
    const dataset::RateWindow window{.when = in.state.clock.now,
                                     .days = settings.ribbon_window_days,
                                     .variant = settings.variant,
                                     .filter = settings.filter,
                                     .hidden = settings.hidden};
    const dataset::CarriedRates rates =
        in.link_rates->of_link(data(), *in.link_flows, index, window);
    const auto way = [&](uint32_t from, uint32_t to) {
      return in.language.format("inspector.from_to", {node_name(from), node_name(to)});
    };
    carried(way(link.from_node, link.to_node), rates.ways[dataset::k_forward], window);
    carried(way(link.to_node, link.from_node), rates.ways[dataset::k_backward], window);
    if (!rates.is_empty())
      row("fine.ribbon_window",
          in.language.format("inspector.days", {in.language.number(window.days, 0)}));
    const auto capacity = dataset::capacity_at(data(), link.corridor, window.when, window.variant);
    if (!capacity) return;
    const dataset::Volume& volume = data().volumes[capacity->volume];
    facts.rows.push_back({capitalised(text("measure.capacity"), in.language),
                          amount_text(in.language, capacity->per_year, volume.unit) + " · " +
                              word(in.language, "kind.", kind_code(volume.kind)),
                          std::string(grade_letter(volume.grade)), volume.source});
  }

  void link(uint32_t index) const {
    const dataset::Link& link = data().links[index];
    const dataset::Corridor& corridor = data().corridors[link.corridor];
    facts.sort = text("inspector.link");
    facts.title = in.language.format("inspector.from_to",
                                     {node_name(link.from_node), node_name(link.to_node)});
    facts.hue_of = corridor.id;
    facts.status = status_of(data(), link.dates, in.state.clock.now, in.state.settings.variant);
    ribbon(index);
    row("inspector.corridor", name(corridor.name));
    figure(link.corridor);
    row("mode.title", word(in.language, "mode.", mode_code(link.mode)),
        std::string(grade_letter(link.grade)));
    if (link.branch != "main") row("inspector.branch", link.branch);
    std::string length = km(link.length_km);
    if (!link.length_basis.empty())
      length += " · " + word(in.language, "length_basis.", link.length_basis);
    row("inspector.length", length);
    dates(link.dates);
    source(link.source);
  }

  std::string amounts(const std::vector<scene::PortAmount>& all) const {
    std::string lines;
    for (const scene::PortAmount& one : all)
      lines += (lines.empty() ? "" : "\n") +
               capitalised(word(in.language, "commodity.", one.commodity), in.language) + ": " +
               amount_text(in.language, one.mt, "Mt");
    return lines;
  }

  /// What a port handles at the date: the large figure, and what the journeys tell.
  void port(uint32_t index) const {
    const auto found = std::find_if(in.ports.begin(), in.ports.end(),
                                    [&](const auto& one) { return one.node == index; });
    if (found == in.ports.end()) return;
    if (found->handled_mt() > 0) {
      facts.figure = amount_text(in.language, found->handled_mt(), "Mt");
      facts.figure_note =
          found->held_from_year
              ? in.language.format("figure.held", {std::to_string(*found->held_from_year)})
              : text("port.handled");
      row("port.handled", amounts(found->handled));
    } else {
      facts.figure = text("figure.none");
    }
    row("port.unloaded", amounts(found->unloaded), "", text("port.modelled"));
    row("port.loaded", amounts(found->loaded), "", text("port.modelled"));
  }

  void node(uint32_t index) const {
    const dataset::Node& node = data().nodes[index];
    facts.sort = word(in.language, "node_kind.", node_kind_code(node.kind));
    facts.title = node_name(index);
    facts.place = node.place;
    row("inspector.country", country_name(in, node.country));
    row("inspector.position",
        in.language.position(node.place.longitude_deg, node.place.latitude_deg),
        std::string(grade_letter(node.grade)));
    std::string corridors;
    std::vector<uint32_t> seen;
    for (const dataset::Link& link : data().links) {
      if (link.from_node != index && link.to_node != index) continue;
      if (std::find(seen.begin(), seen.end(), link.corridor) != seen.end()) continue;
      seen.push_back(link.corridor);
      corridors += (corridors.empty() ? "" : "\n") + name(data().corridors[link.corridor].name);
    }
    row("inspector.corridors_here", corridors);
    port(index);
    for (const dataset::Volume& volume : data().volumes) {
      if (volume.port_node != index || !volume.year) continue;
      row("inspector.figure",
          in.language.plain(*volume.year) + " · " +
              word(in.language, "commodity.", volume.commodity) + " · " +
              figure_text(in.language, volume.value) + " " + unit_text(in.language, volume.unit) +
              " · " + word(in.language, "kind.", kind_code(volume.kind)),
          std::string(grade_letter(volume.grade)), volume.source);
    }
    source(node.source);
  }

  void line(const dataset::TreatyLine& line) const {
    facts.sort = text("inspector.line");
    facts.title = line_title(in, line);
    tell_law(in, scene::law_facts(line, convention(), in.language), facts);
    const auto of_treaty = std::count_if(line.points.begin(), line.points.end(),
                                         [](const auto& point) { return point.is_from_treaty; });
    row("inspector.points",
        in.language.format("inspector.points_count",
                           {std::to_string(line.points.size()), std::to_string(of_treaty)}));
    std::vector<std::string> sources;
    for (const dataset::TreatyPoint& point : line.points) {
      if (std::find(sources.begin(), sources.end(), point.source) != sources.end()) continue;
      sources.push_back(point.source);
      row("inspector.source", point.source, std::string(grade_letter(point.grade)));
    }
    if (!line.points.empty())
      facts.place = geo::GeoPoint{line.points[line.points.size() / 2].longitude_deg,
                                  line.points[line.points.size() / 2].latitude_deg, 0};
  }

  void zone(const scene::ZoneLimit& zone, const scene::ZoneFacts& known) const {
    facts.sort = text("inspector.zone");
    facts.title = text(known.meaning_key);
    const scene::BoundarySources none;
    const scene::LawFacts law = scene::law_facts(
        zone, in.boundary_sources != nullptr ? *in.boundary_sources : none, in.language);
    tell_law(in, law, facts);
    row("inspector.source", law.source, law.grade);
  }

  std::string duration(double hours) const {
    return hours < 48 ? in.language.format("inspector.hours", {in.language.number(hours, 0)})
                      : in.language.format("inspector.days", {in.language.number(hours / 24, 1)});
  }

  /// The unit itself, while it is on its way.
  void unit(const UnitStory& story) const {
    const dataset::Path& path = data().paths[story.path];
    const Journey journey = journey_of(in, story);
    facts.sort = text("inspector.unit");
    facts.title = name(path.name);
    facts.hue_of = data().corridors[path.corridor].id;
    facts.place = story.place;
    facts.journey = journey.facts;
    const double amount = story.is_gas ? story.amount * 1000 : story.amount;
    facts.figure = in.language.format(
        "unit.amount",
        {in.language.number(amount, 2), unit_text(in.language, story.is_gas ? "mcm" : "t")});
    facts.figure_note = word(in.language, "commodity.", story.commodity) + " · " +
                        text(story.is_plan ? "kind.plan" : "kind.actual") + " · " +
                        word(in.language, "quality.", quality_code(story.quality));
    row("ride.now", journey.now);
    row("ride.elapsed", in.language.format("ride.of", {duration(story.age_s / 3600),
                                                       duration(story.duration_s / 3600)}));
    if (!journey.next.empty()) row("ride.next", journey.next + " · " + duration(journey.next_in_h));
    row("inspector.note", text("ride.assumed"), "", data().travel.source);
    row("inspector.corridor", name(data().corridors[path.corridor].name));
    row("inspector.length", km(journey.length_km));
    row("inspector.share",
        in.language.format("panel.percent", {in.language.number(path.share * 100, 1)}),
        std::string(grade_letter(path.grade)));
    row("inspector.note", path.note);
    source(data().corridors[path.corridor].source);
  }

  /// A unit of a record, as the record has it; no course, no corridor.
  void recorded(const scene::RecordedScene& scene, const scene::RecordedUnit& unit) const {
    const record::UnitFacts& known = unit.facts;
    const auto known_word = [&](std::string_view prefix, const std::string& code) {
      return code.empty() ? text("inspector.unknown") : word(in.language, prefix, code);
    };
    facts.sort = text("recorded.unit");
    facts.title = known.id;
    facts.place = unit.place;
    if (!std::isnan(known.load))
      facts.figure = in.language.format("unit.amount", {figure_text(in.language, known.load),
                                                        unit_text(in.language, known.load_unit)});
    if (unit.state == scene::RecordedUnit::State::absent)
      facts.figure_note = text("ride.absent");
    else if (unit.state == scene::RecordedUnit::State::in_gap)
      facts.figure_note = text("recorded.in_gap");
    row("filter.mode", known_word("mode.", known.mode));
    row("filter.commodity", known_word("commodity.", known.commodity));
    row("inspector.date", time::iso_text(in.state.clock.now));
    if (unit.place)
      row("inspector.position",
          in.language.position(unit.place->longitude_deg, unit.place->latitude_deg));
    row("quality.title", known_word("quality.", known.quality));
    source(known.source);
    row("recorded.file", scene.store->path().filename().string());
  }

  void path(const dataset::Path& path) const {
    const dataset::Corridor& corridor = data().corridors[path.corridor];
    facts.sort = text("inspector.unit");
    facts.title = name(path.name);
    facts.hue_of = corridor.id;
    row("inspector.corridor", name(corridor.name));
    figure(path.corridor);
    row("inspector.share",
        in.language.format("panel.percent", {in.language.number(path.share * 100, 1)}),
        std::string(grade_letter(path.grade)));
    double length_km = 0;
    for (const dataset::PathStep& step : path.steps) length_km += data().links[step.link].length_km;
    row("inspector.length", km(length_km));
    row("inspector.note", path.note);
    source(corridor.source);
  }
};

uint32_t find_chosen_link(const dataset::Dataset& data, const std::string& id) {
  const size_t colon = id.rfind(':');
  if (colon == std::string::npos) return k_none;
  int seq = 0;
  const auto [end, error] = std::from_chars(id.data() + colon + 1, id.data() + id.size(), seq);
  const uint32_t corridor = data.find_corridor(std::string_view(id).substr(0, colon));
  if (error != std::errc() || end != id.data() + id.size() || corridor == k_none) return k_none;
  return data.find_link(corridor, seq);
}

}  // namespace

std::string country_name(const InterfaceInputs& inputs, const std::string& code) {
  if (inputs.names != nullptr)
    for (const scene::NamedCountry& country : inputs.names->countries)
      if (country.code == code)
        return inputs.dataset.convention(inputs.state.settings.convention)
            .name_of("country", code, country.name, inputs.language.dataset_index());
  return code;
}

std::string line_title(const InterfaceInputs& inputs, const dataset::TreatyLine& line) {
  std::string countries, places, remarks;
  std::string_view rest = line.id;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('-'), rest.size());
    const std::string part(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string country = country_name(inputs, part);
    const std::string small = folded(part);
    const std::string known = word(inputs.language, "line_part.", small);
    if (country != part)
      countries += (countries.empty() ? "" : " – ") + country;
    else if (known != small)
      remarks += (remarks.empty() ? "" : ", ") + known;
    else
      places += (places.empty() ? "" : " – ") + capitalised(small, inputs.language);
  }
  if (countries.empty()) return places.empty() ? line.id : places;
  return remarks.empty() ? countries : countries + ": " + remarks;
}

std::optional<InspectorFacts> inspect(const InterfaceInputs& inputs, const Selection& selection) {
  InspectorFacts facts;
  const Teller teller{inputs, facts};
  const dataset::Dataset& data = inputs.dataset;
  const std::string& id = selection.id;
  if (selection.kind == "corridor") {
    const uint32_t index = data.find_corridor(id);
    if (index == k_none) return std::nullopt;
    teller.corridor(index);
  } else if (selection.kind == "link") {
    const uint32_t index = find_chosen_link(data, id);
    if (index == k_none) return std::nullopt;
    teller.link(index);
  } else if (selection.kind == "node") {
    const uint32_t index = data.find_node(id);
    if (index == k_none) return std::nullopt;
    teller.node(index);
  } else if (selection.kind == "line") {
    const auto found = std::find_if(data.lines.begin(), data.lines.end(),
                                    [&](const auto& line) { return line.id == id; });
    const auto zone = scene::zone_facts(id);
    if (found != data.lines.end())
      teller.line(*found);
    else if (zone)
      teller.zone({zone->nautical_miles, {}}, *zone);
    else
      return std::nullopt;
  } else if (selection.kind == "unit") {
    const std::string path_id = id.substr(0, id.find('#'));
    const auto found = std::find_if(data.paths.begin(), data.paths.end(),
                                    [&](const auto& path) { return path.id == path_id; });
    if (found == data.paths.end()) return std::nullopt;
    facts.rides = id;
    if (inputs.unit != nullptr && inputs.unit->path < data.paths.size()) {
      teller.unit(*inputs.unit);
    } else {
      facts.rides.clear();
      teller.path(*found);
      facts.figure_note = inputs.language.text("ride.absent");
    }
  } else if (selection.kind == "country") {
    return inspect_country(inputs, id);
  } else if (selection.kind == "overlay") {
    return inspect_overlay(inputs, id);
  } else if (selection.kind == "recorded") {
    const scene::RecordedScene* scene = inputs.units.recorded;
    if (scene == nullptr) return std::nullopt;
    const auto unit = scene::find_recorded(*scene, id, inputs.state.clock.now);
    if (!unit) return std::nullopt;
    teller.recorded(*scene, *unit);
  } else {
    return std::nullopt;
  }
  return facts;
}

}  // namespace caspian::app
