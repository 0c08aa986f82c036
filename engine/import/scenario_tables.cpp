// The network: nodes, corridors, links and the paths over them.
#include "import/scenario_tables.h"

namespace caspian::import {
namespace {

using namespace dataset;

constexpr double k_max_link_km = 40'000;

struct NameColumns {
  std::array<CsvColumn, 5> columns;

  explicit NameColumns(CsvTable& table) {
    columns[0] = table.require("name_en");
    for (size_t i = 1; i < columns.size(); ++i)
      columns[i] = table.find(std::string("name_") + k_languages[i]);
  }
  Names read(CsvTable& table) const {
    Names names;
    names.text[0] = table.required_text(columns[0]);
    for (size_t i = 1; i < columns.size(); ++i) names.text[i] = table.text(columns[i]);
    return names;
  }
};

struct DateColumns {
  CsvColumn announced, construction_started, opened, suspended_from, suspended_to, closed,
      planned_opening, grade, note, status;

  explicit DateColumns(const CsvTable& table)
      : announced(table.find("announced")),
        construction_started(table.find("construction_started")),
        opened(table.find("opened")),
        suspended_from(table.find("suspended_from")),
        suspended_to(table.find("suspended_to")),
        closed(table.find("closed")),
        planned_opening(table.find("planned_opening")),
        grade(table.find("dates_grade")),
        note(table.find("dates_note")),
        status(table.find("status")) {}

  StatusDates read(CsvTable& table, const std::optional<time::SimTime>& status_on) const {
    StatusDates dates;
    dates.announced = table.date(announced);
    dates.construction_started = table.date(construction_started);
    dates.opened = table.date(opened);
    dates.suspended_from = table.date(suspended_from);
    dates.suspended_to = table.date(suspended_to);
    dates.closed = table.date(closed);
    dates.planned_opening = table.date(planned_opening);
    if (dates.suspended_to && !dates.suspended_from)
      table.report(suspended_to, "suspended_to without suspended_from", "both or neither");
    if (grade.is_there())
      dates.grade = table.choice<std::string_view>(grade, {{"A", "A"}, {"B", "B"}, {"C", "C"}});
    dates.note = table.text(note);
    const std::string_view written = table.text(status);
    if (status_on && table.is_good() && !written.empty()) {
      const std::string_view computed = status_id(status_at(dates, *status_on, false));
      if (written != computed)
        table.report(
            status, quoted_cell(written),
            std::string(computed) + " (from the dates, on " + time::date_text(*status_on) + ")",
            Problem::Severity::warning);
    }
    return dates;
  }
};

Grade read_grade(CsvTable& table, CsvColumn column) {
  return table.choice<Grade>(column, {{"A", Grade::a}, {"B", Grade::b}, {"C", Grade::c}});
}

std::string read_country(CsvTable& table, CsvColumn column, std::string_view found) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (found.size() != 2 || !is_capital(found[0]) || !is_capital(found[1]))
    table.report(column, quoted_cell(found), "a country as two capital letters");
  return std::string(found);
}

}  // namespace

uint32_t ScenarioTables::node(CsvTable& table, CsvColumn column, std::string_view id) const {
  const auto found = node_ids_.find(std::string(id));
  if (found != node_ids_.end()) return found->second;
  if (faulty_nodes_.contains(std::string(id)))
    table.leave_out();
  else
    table.report(column, quoted_cell(id), "the id of a node in nodes.csv");
  return k_none;
}

uint32_t ScenarioTables::corridor(CsvTable& table, CsvColumn column, std::string_view id) const {
  const auto found = corridor_ids_.find(std::string(id));
  if (found != corridor_ids_.end()) return found->second;
  if (faulty_corridors_.contains(std::string(id)))
    table.leave_out();
  else
    table.report(column, quoted_cell(id), "the id of a corridor in corridors.csv");
  return k_none;
}

uint32_t ScenarioTables::path(CsvTable& table, CsvColumn column, std::string_view id) const {
  const auto found = path_ids_.find(std::string(id));
  if (found != path_ids_.end()) return found->second;
  const std::string_view forward = id.ends_with('~') ? id.substr(0, id.size() - 1) : id;
  if (faulty_paths_.contains(std::string(forward)))
    table.leave_out();
  else
    table.report(column, quoted_cell(id), "the id of a path in paths.csv");
  return k_none;
}

std::string ScenarioTables::variant(CsvTable& table, CsvColumn column) const {
  const std::string_view found = table.text(column);
  if (found.empty()) return "base";
  for (const Variant& known : dataset_.variants)
    if (known.id == found) return known.id;
  table.report(column, quoted_cell(found), "the id of a variant in scenario.toml");
  return "base";
}

void ScenarioTables::read_nodes(CsvTable& table) {
  const CsvColumn id = table.require("id"), longitude = table.require("lon"),
                  latitude = table.require("lat"), country = table.require("country"),
                  kind = table.require("kind"), grade = table.find("confidence"),
                  source = table.find("source");
  const NameColumns names(table);
  while (table.next_row()) {
    Node row;
    row.id = table.id(id);
    row.name = names.read(table);
    row.country = read_country(table, country, table.text(country));
    row.place = {table.number(longitude, -180, 180), table.number(latitude, -90, 90), 0};
    row.kind = table.choice<NodeKind>(kind, {{"port", NodeKind::port},
                                             {"rail_hub", NodeKind::rail_hub},
                                             {"border_crossing", NodeKind::border_crossing},
                                             {"city", NodeKind::city},
                                             {"terminal", NodeKind::terminal},
                                             {"field", NodeKind::field}});
    if (grade.is_there()) row.grade = read_grade(table, grade);
    row.source = table.text(source);
    row.line = table.line();
    if (const auto first = node_ids_.find(row.id); first != node_ids_.end())
      table.report(id, quoted_cell(row.id) + " again",
                   "each id once (first in line " +
                       std::to_string(dataset_.nodes[first->second].line) + ")");
    if (!table.is_good()) {
      faulty_nodes_.insert(row.id);
      continue;
    }
    node_ids_[row.id] = static_cast<uint32_t>(dataset_.nodes.size());
    dataset_.nodes.push_back(std::move(row));
  }
}

void ScenarioTables::read_corridors(CsvTable& table) {
  const CsvColumn id = table.require("id"), description = table.find("description"),
                  quote = table.find("article_quote"), source = table.find("source");
  const NameColumns names(table);
  const DateColumns dates(table);
  while (table.next_row()) {
    Corridor row;
    row.id = table.id(id);
    row.name = names.read(table);
    row.description = table.text(description);
    row.article_quote = table.text(quote);
    row.dates = dates.read(table, dataset_.status_on);
    row.source = table.text(source);
    row.line = table.line();
    if (const auto first = corridor_ids_.find(row.id); first != corridor_ids_.end())
      table.report(id, quoted_cell(row.id) + " again",
                   "each id once (first in line " +
                       std::to_string(dataset_.corridors[first->second].line) + ")");
    if (!table.is_good()) {
      faulty_corridors_.insert(row.id);
      continue;
    }
    corridor_ids_[row.id] = static_cast<uint32_t>(dataset_.corridors.size());
    dataset_.corridors.push_back(std::move(row));
  }
}

void ScenarioTables::read_links(CsvTable& table) {
  const CsvColumn corridor_id = table.require("corridor_id"), seq = table.require("seq"),
                  from = table.require("from_node"), to = table.require("to_node"),
                  mode = table.require("mode"), length = table.require("length_km"),
                  branch = table.find("branch"), transit = table.find("transit"),
                  grade = table.find("confidence"), source = table.find("source"),
                  via = table.find("via"), length_basis = table.find("length_basis"),
                  via_basis = table.find("via_basis");
  const DateColumns dates(table);
  while (table.next_row()) {
    Link row;
    row.corridor = corridor(table, corridor_id, table.text(corridor_id));
    row.seq = table.integer(seq, 1, 1'000'000);
    row.from_node = node(table, from, table.text(from));
    row.to_node = node(table, to, table.text(to));
    if (row.from_node == row.to_node && row.from_node != k_none)
      table.report(to, quoted_cell(table.text(to)), "another node than from_node");
    row.mode = table.choice<Mode>(mode, {{"rail", Mode::rail},
                                         {"road", Mode::road},
                                         {"sea", Mode::sea},
                                         {"ferry", Mode::ferry},
                                         {"ro_ro", Mode::ferry},
                                         {"pipeline_oil", Mode::pipeline_oil},
                                         {"pipeline_gas", Mode::pipeline_gas}});
    row.branch = table.text(branch);
    row.length_km = table.number(length, 0.001, k_max_link_km);
    row.length_basis = table.text(length_basis);
    for (const std::string_view country : table.items(transit))
      row.transit.push_back(read_country(table, transit, country));
    row.dates = dates.read(table, dataset_.status_on);
    if (grade.is_there()) row.grade = read_grade(table, grade);
    row.source = table.text(source);
    row.via = table.points(via);
    row.via_basis = table.text(via_basis);
    row.line = table.line();
    const std::string key = std::string(table.text(corridor_id)) + ":" + std::to_string(row.seq);
    if (link_ids_.contains(key))
      table.report(seq, "link " + quoted_cell(key) + " again", "each seq once in its corridor");
    if (!table.is_good()) {
      faulty_links_.insert(key);
      if (row.corridor != k_none) incomplete_.insert(row.corridor);
      continue;
    }
    const uint32_t index = static_cast<uint32_t>(dataset_.links.size());
    link_ids_[key] = index;
    Corridor& owner = dataset_.corridors[row.corridor];
    owner.links.push_back(index);
    owner.length_km += row.length_km;
    dataset_.links.push_back(std::move(row));
  }
}

bool ScenarioTables::read_steps(CsvTable& table, CsvColumn column, Path& path) {
  uint32_t at = k_none;
  for (std::string_view item : table.items(column)) {
    const std::string_view written = item;
    PathStep step;
    if (item.starts_with('-')) {
      step.reversed = true;
      item.remove_prefix(1);
    }
    const auto found = link_ids_.find(std::string(item));
    if (found == link_ids_.end()) {
      if (faulty_links_.contains(std::string(item)))
        table.leave_out();
      else
        table.report(column, quoted_cell(written), "a link of links.csv as corridor:seq");
      return false;
    }
    step.link = found->second;
    const Link& link = dataset_.links[step.link];
    const uint32_t begin = step.reversed ? link.to_node : link.from_node;
    if (at != k_none && at != begin) {
      table.report(column, quoted_cell(written) + ", which begins at " + dataset_.nodes[begin].id,
                   "a link that begins where the one before ends, at " + dataset_.nodes[at].id);
      return false;
    }
    at = step.reversed ? link.from_node : link.to_node;
    path.steps.push_back(step);
  }
  if (path.steps.empty()) table.report(column, "no links", "links as corridor:seq parted by ;");
  return !path.steps.empty();
}

void ScenarioTables::read_paths(CsvTable& table) {
  const CsvColumn id = table.require("path_id"), corridor_id = table.require("corridor_id"),
                  links = table.require("links"), share = table.require("share"),
                  name = table.find("name_en"), direction = table.find("direction"),
                  from = table.find("from"), to = table.find("to"),
                  scenario = table.find("scenario"), grade = table.find("grade"),
                  note = table.find("note");
  enum class Direction { forward, backward, both };
  while (table.next_row()) {
    Path row;
    row.id = table.id(id);
    row.corridor = corridor(table, corridor_id, table.text(corridor_id));
    row.name.text[0] = table.text(name);
    const Direction way = table.choice<Direction>(direction, {{"forward", Direction::forward},
                                                              {"backward", Direction::backward},
                                                              {"both", Direction::both},
                                                              {"", Direction::forward}});
    row.backward = way == Direction::backward;
    read_steps(table, links, row);
    row.share = table.number(share, 1e-9, 1);
    if (const auto date = table.date(from)) row.from = date->first;
    if (const auto date = table.date(to)) row.to = date->first;
    if (row.from && row.to && *row.from >= *row.to)
      table.report(to, quoted_cell(table.text(to)), "a date after `from`");
    row.scenario = variant(table, scenario);
    if (grade.is_there()) row.grade = read_grade(table, grade);
    row.note = table.text(note);
    row.line = table.line();
    if (path_ids_.contains(row.id) || faulty_paths_.contains(row.id))
      table.report(id, quoted_cell(row.id) + " again", "each id once");
    if (!table.is_good()) {
      faulty_paths_.insert(row.id);
      if (row.corridor != k_none) incomplete_.insert(row.corridor);
      continue;
    }
    path_ids_[row.id] = static_cast<uint32_t>(dataset_.paths.size());
    if (way == Direction::both) {
      row.share /= 2;
      Path back = row;
      back.id += "~";  // no id of the tables can have it
      back.backward = true;
      back.steps.assign(row.steps.rbegin(), row.steps.rend());
      for (PathStep& step : back.steps) step.reversed = !step.reversed;
      path_ids_[back.id] = path_ids_[row.id] + 1;
      dataset_.paths.push_back(row);
      dataset_.paths.push_back(std::move(back));
    } else {
      dataset_.paths.push_back(std::move(row));
    }
  }
}

}  // namespace caspian::import
