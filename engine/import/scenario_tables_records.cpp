// Figures, seabed lines, events and memberships.
#include <algorithm>

#include "import/scenario_tables.h"

namespace caspian::import {
namespace {

using namespace dataset;

constexpr double k_max_volume = 1e9;

/// An annual figure counts its calendar year; other measures begin before they end.
void check_period(CsvTable& table, const Volume& row, CsvColumn from_column, CsvColumn to_column) {
  const auto from = table.date(from_column), to = table.date(to_column);
  if (row.measure == "annual" && row.year && (from || to)) {
    const std::string year = std::to_string(*row.year);
    if (!from || from->text != year + "-01-01" || !to || to->text != year + "-12-31")
      table.report(from_column, "the period of an annual figure",
                   year + "-01-01 to " + year + "-12-31", Problem::Severity::warning);
  } else if (from && to && from->first >= to->first) {
    table.report(to_column, quoted_cell(table.text(to_column)), "a day after period_from");
  }
}

Grade read_grade(CsvTable& table, CsvColumn column) {
  if (!column.is_there()) return Grade::c;
  return table.choice<Grade>(column, {{"A", Grade::a}, {"B", Grade::b}, {"C", Grade::c}});
}

}  // namespace

void ScenarioTables::read_volumes(CsvTable& table) {
  const CsvColumn corridor_id = table.require("corridor_id"), year = table.require("year"),
                  commodity = table.require("commodity"), value = table.require("value"),
                  unit = table.require("unit"), kind = table.require("kind"),
                  flow = table.require("flow"), measure = table.find("measure"),
                  scope = table.find("scope"), series = table.find("series"),
                  part = table.find("part_of_total"), scenario = table.find("scenario"),
                  conversion = table.find("conversion"), source = table.find("source"),
                  from = table.find("period_from"), to = table.find("period_to"),
                  grade = table.find("confidence"), note = table.find("note");
  while (table.next_row()) {
    Volume row;
    const std::string_view owner = table.text(corridor_id);
    if (owner.starts_with("port:"))
      row.port_node = node(table, corridor_id, owner.substr(5));
    else
      row.corridor = corridor(table, corridor_id, owner);
    if (!table.text(year).empty()) row.year = table.integer(year, 1900, 2199);
    row.commodity = table.id(commodity);
    row.value = table.number(value, 0, k_max_volume);
    row.unit = table.choice<std::string_view>(unit, {{"Mt", "Mt"}, {"bcm", "bcm"}, {"TEU", "TEU"}});
    row.kind = table.choice<Kind>(
        kind, {{"actual", Kind::actual}, {"plan", Kind::plan}, {"forecast", Kind::forecast}});
    row.measure = table.text(measure);
    check_period(table, row, from, to);
    row.scope = table.text(scope);
    row.series = table.text(series);
    row.part_of_total = part.is_there() && table.yes_or_no(part);
    row.is_flow = table.yes_or_no(flow);
    row.scenario = variant(table, scenario);
    row.conversion = table.text(conversion);
    row.source = table.text(source);
    row.grade = read_grade(table, grade);
    row.note = table.text(note);
    row.line = table.line();
    if (row.is_flow && row.unit == "TEU")
      table.report(flow, "a flow in TEU", "`no`: containers are shown as figures and never flow");
    if (row.is_flow && row.port_node != k_none)
      table.report(flow, "a flow of a port", "`no`: only corridors have flows");
    if (row.is_flow && !row.year) table.report(year, "a flow without a year", "a year");
    if (table.is_good()) dataset_.volumes.push_back(std::move(row));
  }
}

void ScenarioTables::read_delimitation(CsvTable& table) {
  const CsvColumn id = table.require("line_id"), seq = table.require("seq"),
                  longitude = table.require("lon"), latitude = table.require("lat"),
                  agreement = table.require("agreement_status"), style = table.require("style"),
                  instrument = table.find("agreement"), basis = table.find("geometry_basis"),
                  signed_on = table.find("signed"), shown_from = table.find("shown_from"),
                  in_force = table.find("in_force"), in_force_grade = table.find("in_force_grade"),
                  in_force_note = table.find("in_force_note"), grade = table.find("confidence"),
                  source = table.find("source");
  using Agreement = TreatyLine::Agreement;
  using Style = TreatyLine::Style;
  std::vector<std::vector<int>> seqs;  // per line of the dataset
  while (table.next_row()) {
    TreatyLine row;
    row.id = table.id(id);
    row.instrument = table.text(instrument);
    row.agreement =
        table.choice<Agreement>(agreement, {{"agreed", Agreement::agreed},
                                            {"agreed_signed_only", Agreement::agreed_signed_only},
                                            {"none", Agreement::none}});
    row.style = table.choice<Style>(
        style,
        {{"solid", Style::solid}, {"long_dash", Style::long_dash}, {"dotted", Style::dotted}});
    row.signed_on = table.date(signed_on);
    row.shown_from = table.date(shown_from);
    row.in_force = table.date(in_force);
    row.in_force_grade = table.text(in_force_grade);
    row.in_force_note = table.text(in_force_note);
    TreatyPoint point;
    point.longitude_deg = table.number(longitude, -180, 180);
    point.latitude_deg = table.number(latitude, -90, 90);
    if (basis.is_there())
      point.is_from_treaty = table.choice<bool>(basis, {{"treaty", true}, {"constructed", false}});
    point.grade = read_grade(table, grade);
    point.source = table.text(source);
    point.line = table.line();
    const int order = table.integer(seq, 1, 1'000'000);
    const auto known = std::find_if(dataset_.lines.begin(), dataset_.lines.end(),
                                    [&](const TreatyLine& line) { return line.id == row.id; });
    const size_t index = static_cast<size_t>(known - dataset_.lines.begin());
    if (known != dataset_.lines.end()) {
      if (known->agreement != row.agreement || known->style != row.style)
        table.report(style, "another standing than in the line's first row",
                     "one standing per line");
      if (std::find(seqs[index].begin(), seqs[index].end(), order) != seqs[index].end())
        table.report(seq, "seq " + std::to_string(order) + " again", "each seq once in its line");
    }
    if (!table.is_good()) continue;
    if (known == dataset_.lines.end()) {
      dataset_.lines.push_back(std::move(row));
      seqs.emplace_back();
    }
    std::vector<int>& orders = seqs[index];
    std::vector<TreatyPoint>& points = dataset_.lines[index].points;
    const auto place = std::upper_bound(orders.begin(), orders.end(), order) - orders.begin();
    orders.insert(orders.begin() + place, order);
    points.insert(points.begin() + place, std::move(point));
  }
}

void ScenarioTables::read_lines(CsvTable& table) {
  const CsvColumn id = table.require("line_id"), parties = table.find("parties"),
                  valid_to = table.find("valid_to"), accuracy = table.find("accuracy_m"),
                  accuracy_note = table.find("accuracy_note"), note = table.find("note"),
                  source = table.find("source"), grade = table.find("confidence");
  constexpr double k_worst_m = 1e6;
  std::unordered_set<std::string> seen;
  while (table.next_row()) {
    const std::string name(table.id(id));
    const auto line = std::find_if(dataset_.lines.begin(), dataset_.lines.end(),
                                   [&](const TreatyLine& one) { return one.id == name; });
    if (table.is_good() && line == dataset_.lines.end())
      table.report(id, quoted_cell(name), "a line of delimitation.csv");
    if (table.is_good() && seen.contains(name))
      table.report(id, quoted_cell(name) + " again", "each line once");
    std::vector<std::string> codes;
    for (const std::string_view code : table.items(parties)) {
      const bool is_code =
          code.size() == 2 &&
          code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
      if (!is_code)
        table.report(parties, quoted_cell(code), "codes of two capitals, parted by `;`");
      codes.emplace_back(code);
    }
    const auto until = table.date(valid_to);
    std::optional<double> accuracy_m;
    if (!table.text(accuracy).empty()) accuracy_m = table.number(accuracy, 0, k_worst_m);
    const Grade of_note = read_grade(table, grade);
    if (table.is_good() && until && line->shown_from && until->first <= line->shown_from->first)
      table.report(valid_to, quoted_cell(until->text), "a day after " + line->shown_from->text);
    if (!table.is_good()) continue;
    seen.insert(name);
    line->parties = std::move(codes);
    line->valid_to = until;
    line->accuracy_m = accuracy_m;
    line->accuracy_note = table.text(accuracy_note);
    line->note = table.text(note);
    line->note_source = table.text(source);
    line->note_grade = of_note;
  }
}

void ScenarioTables::read_timeline(CsvTable& table) {
  const CsvColumn date = table.require("date"), title_en = table.require("title_en"),
                  places = table.find("places"), kind = table.find("kind"),
                  source = table.find("source"), grade = table.find("confidence");
  std::array<CsvColumn, k_languages.size()> titles;
  for (size_t i = 0; i < titles.size(); ++i)
    titles[i] = table.find(std::string("title_") + k_languages[i]);
  while (table.next_row()) {
    Event row;
    if (const auto found = table.date(date))
      row.date = *found;
    else if (table.is_good())
      table.report(date, "an empty field", "a date");
    table.required_text(title_en);
    for (size_t i = 0; i < titles.size(); ++i) row.title.text[i] = table.text(titles[i]);
    for (const std::string_view item : table.items(places)) {
      if (const auto place = parse_place(item)) {
        row.places.push_back(*place);
      } else if (const auto known = node_ids_.find(std::string(item)); known != node_ids_.end()) {
        row.nodes.push_back(known->second);
        row.places.push_back(dataset_.nodes[known->second].place);
      } else if (!faulty_nodes_.contains(std::string(item))) {
        table.report(places, quoted_cell(item), "the id of a node, or 'longitude latitude'");
      }
    }
    row.kind = table.text(kind);
    row.source = table.text(source);
    row.grade = read_grade(table, grade);
    row.line = table.line();
    if (table.is_good()) dataset_.events.push_back(std::move(row));
  }
}

void ScenarioTables::read_organizations(CsvTable& table) {
  const CsvColumn id = table.require("org_id"), name = table.require("name_en"),
                  country = table.require("country"), role = table.find("role"),
                  joined = table.find("joined"), source = table.find("source"),
                  grade = table.find("confidence");
  while (table.next_row()) {
    Organization row;
    row.id = table.id(id);
    row.name.text[0] = table.required_text(name);
    row.country = table.required_text(country);
    row.role = table.text(role);
    row.joined = table.date(joined);
    row.source = table.text(source);
    row.grade = read_grade(table, grade);
    row.line = table.line();
    if (table.is_good()) dataset_.organizations.push_back(std::move(row));
  }
}

}  // namespace caspian::import
