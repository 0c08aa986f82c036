// Look-ups by id, and the ids of the enumerations as the tables spell them.
#include "dataset/dataset.h"

#include <algorithm>

namespace caspian::dataset {
namespace {

template <typename Row>
uint32_t index_of(const std::vector<Row>& rows, std::string_view id) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  return found == rows.end() ? k_none : static_cast<uint32_t>(found - rows.begin());
}

}  // namespace

size_t language_index(const std::string& code) {
  for (size_t i = 0; i < k_languages.size(); ++i)
    if (code == k_languages[i]) return i;
  return 0;
}

uint32_t Dataset::find_node(std::string_view node_id) const {
  return index_of(nodes, node_id);
}
uint32_t Dataset::find_corridor(std::string_view corridor_id) const {
  return index_of(corridors, corridor_id);
}

uint32_t Dataset::find_link(uint32_t corridor, int seq) const {
  if (corridor >= corridors.size()) return k_none;
  for (const uint32_t link : corridors[corridor].links)
    if (links[link].seq == seq) return link;
  return k_none;
}

size_t Dataset::find_variant(std::string_view variant_id) const {
  const uint32_t found = index_of(variants, variant_id);
  return found == k_none ? 0 : found;
}

const Convention& Dataset::convention(std::string_view wanted) const {
  static const Convention k_plain{};  // of a dataset made without files
  for (const Convention& one : conventions)
    if (one.id == wanted || one.file == wanted) return one;
  return conventions.empty() ? k_plain : conventions.front();
}

bool Dataset::is_plan(std::string_view variant) const {
  const size_t index = find_variant(variant);
  return index < variants.size() && variants[index].plan;
}

bool TreatyLine::is_between(const std::string& one, const std::string& other) const {
  return std::find(parties.begin(), parties.end(), one) != parties.end() &&
         std::find(parties.begin(), parties.end(), other) != parties.end();
}

bool TreatyLine::is_all_from_treaty() const {
  return std::all_of(points.begin(), points.end(),
                     [](const TreatyPoint& point) { return point.is_from_treaty; });
}

namespace {

bool fits(const LineRule& rule, const TreatyLine& line) {
  using Agreement = TreatyLine::Agreement;
  switch (rule.of) {
    case LineRule::Of::line:
      return rule.line == line.id;
    case LineRule::Of::countries:
      return line.is_between(rule.countries[0], rule.countries[1]);
    case LineRule::Of::agreed:
      return line.agreement == Agreement::agreed;
    case LineRule::Of::signed_only:
      return line.agreement == Agreement::agreed_signed_only;
    case LineRule::Of::not_agreed:
      return line.agreement == Agreement::none;
    case LineRule::Of::all:
      break;
  }
  return true;
}

}  // namespace

Standing standing_of(const TreatyLine& line, const Convention& convention) {
  using Agreement = TreatyLine::Agreement;
  Standing standing{.agreement = line.agreement, .style = line.style};
  const auto rule = std::find_if(convention.lines.rbegin(), convention.lines.rend(),
                                 [&](const LineRule& one) { return fits(one, line); });
  if (rule != convention.lines.rend()) standing.showing = rule->showing;
  const auto set = [&](Agreement agreement) {
    standing.agreement = agreement;
    standing.style = agreement == Agreement::none ? TreatyLine::Style::dotted
                     : line.is_all_from_treaty()  ? TreatyLine::Style::solid
                                                  : TreatyLine::Style::long_dash;
  };
  switch (standing.showing) {
    case LineShowing::agreed:
      set(Agreement::agreed);
      break;
    case LineShowing::signed_only:
      set(Agreement::agreed_signed_only);
      break;
    case LineShowing::not_agreed:
      set(Agreement::none);
      break;
    case LineShowing::treaty_points:
      standing.has_body = line.is_all_from_treaty();
      break;
    case LineShowing::hidden:
      standing.has_body = standing.has_points = false;
      break;
    case LineShowing::as_recorded:
      break;
  }
  standing.is_changed = standing.agreement != line.agreement || !standing.has_body;
  return standing;
}

std::string_view mode_id(Mode mode) {
  switch (mode) {
    case Mode::rail:
      return "rail";
    case Mode::road:
      return "road";
    case Mode::sea:
      return "sea";
    case Mode::ferry:
      return "ferry";
    case Mode::pipeline_oil:
      return "pipeline_oil";
    case Mode::pipeline_gas:
      return "pipeline_gas";
  }
  return "rail";
}

std::string_view node_kind_id(NodeKind kind) {
  switch (kind) {
    case NodeKind::port:
      return "port";
    case NodeKind::rail_hub:
      return "rail_hub";
    case NodeKind::border_crossing:
      return "border_crossing";
    case NodeKind::city:
      return "city";
    case NodeKind::terminal:
      return "terminal";
    case NodeKind::field:
      return "field";
  }
  return "city";
}

std::string_view kind_id(Kind kind) {
  switch (kind) {
    case Kind::actual:
      return "actual";
    case Kind::plan:
      return "plan";
    case Kind::forecast:
      return "forecast";
  }
  return "actual";
}

std::string_view quality_id(Quality quality) {
  switch (quality) {
    case Quality::measured:
      return "measured";
    case Quality::modelled:
      return "modelled";
    case Quality::assumed:
      return "assumed";
  }
  return "assumed";
}

std::string_view grade_id(Grade grade) {
  switch (grade) {
    case Grade::a:
      return "A";
    case Grade::b:
      return "B";
    case Grade::c:
      return "C";
  }
  return "C";
}

std::string_view agreement_id(TreatyLine::Agreement agreement) {
  switch (agreement) {
    case TreatyLine::Agreement::agreed:
      return "agreed";
    case TreatyLine::Agreement::agreed_signed_only:
      return "agreed_signed_only";
    case TreatyLine::Agreement::none:
      return "none";
  }
  return "none";
}

std::string_view style_id(TreatyLine::Style style) {
  switch (style) {
    case TreatyLine::Style::solid:
      return "solid";
    case TreatyLine::Style::long_dash:
      return "long_dash";
    case TreatyLine::Style::dotted:
      return "dotted";
  }
  return "dotted";
}

}  // namespace caspian::dataset
