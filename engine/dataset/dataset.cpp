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

bool Dataset::is_plan(std::string_view variant) const {
  const size_t index = find_variant(variant);
  return index < variants.size() && variants[index].plan;
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
