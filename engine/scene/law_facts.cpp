// From the tables where they say it; what nobody says is told as not known, never guessed.
#include "scene/law_facts.h"

#include <algorithm>

#include "scene/boundaries.h"

namespace caspian::scene {
namespace {

constexpr double k_border_accuracy_m = 1000;  // 1:10,000,000, simplified to 60 m

std::string text_of(const std::optional<dataset::WrittenDate>& date) {
  return date ? date->text : "";
}

std::string_view border_style(MapLineKind kind) {
  if (kind == MapLineKind::border) return "solid";
  return kind == MapLineKind::control_line ? "dotted" : "dashed";
}

std::string_view border_key(MapLineKind kind) {
  if (kind == MapLineKind::border) return "border.international";
  return kind == MapLineKind::control_line ? "border.control_line" : "border.disputed";
}

}  // namespace

LawFacts law_facts(const dataset::TreatyLine& line, const dataset::Convention& convention,
                   const Language& language) {
  const dataset::Standing standing = dataset::standing_of(line, convention);
  LawFacts facts;
  facts.kind = "seabed";
  facts.id = line.id;
  facts.status = dataset::agreement_id(line.agreement);
  facts.status_words = standing_words(language, line, standing);
  const bool is_agreed = standing.agreement != dataset::TreatyLine::Agreement::none;
  if (is_agreed)
    facts.status_words +=
        ", " + language.text(line.is_all_from_treaty() ? "geometry.treaty" : "geometry.partly");
  facts.style = dataset::style_id(standing.style);
  facts.is_shown = standing.has_body || standing.has_points;
  facts.is_by_convention = standing.is_changed;
  facts.instrument = line.instrument;
  facts.signed_on = text_of(line.signed_on);
  facts.in_force = text_of(line.in_force);
  facts.in_force_grade = line.in_force_grade;
  facts.in_force_note = line.in_force_note;
  facts.valid_from = text_of(line.shown_from);
  facts.valid_to = text_of(line.valid_to);
  facts.parties = line.parties;
  facts.accuracy_m = line.accuracy_m;
  facts.accuracy_note = line.accuracy_note;
  facts.note = line.note;
  auto weakest = dataset::Grade::a;
  for (const dataset::TreatyPoint& point : line.points) {
    weakest = std::max(weakest, point.grade);
    if (!point.source.empty() && facts.source.find(point.source) == std::string::npos)
      facts.source += (facts.source.empty() ? "" : "; ") + point.source;
  }
  facts.grade = dataset::grade_id(weakest);
  return facts;
}

LawFacts law_facts(const LandBorder& border, const BoundarySources& sources,
                   const dataset::Convention& convention, const Language& language) {
  const std::optional<MapLineKind> shown = shown_border(border, convention);
  LawFacts facts;
  facts.kind = "land";
  facts.id = border.left + "-" + border.right;
  facts.status = border.type;
  facts.status_words = language.text(border_key(shown.value_or(border.kind)));
  facts.style = border_style(shown.value_or(border.kind));
  facts.is_shown = shown.has_value();
  facts.is_by_convention = shown != border.kind;
  facts.instrument = language.text("border.no_instrument");
  facts.parties = {border.left, border.right};
  facts.accuracy_m = k_border_accuracy_m;
  facts.accuracy_note = language.text("border.accuracy");
  facts.source =
      sources.borders + (sources.borders_date.empty() ? "" : ", " + sources.borders_date);
  facts.grade = dataset::grade_id(dataset::Grade::b);
  return facts;
}

LawFacts law_facts(const ZoneLimit& zone, const BoundarySources& sources,
                   const Language& language) {
  LawFacts facts;
  facts.kind = "zone";
  facts.id = zone.id();
  facts.status = "constructed";
  facts.status_words = language.text("zone.status");
  facts.style = "dotted";
  facts.instrument = language.text("zone.instrument");
  facts.signed_on = k_zone_signed;
  facts.in_force_note = language.text("zone.not_in_force");
  facts.parties = {"AZ", "IR", "KZ", "RU", "TM"};
  facts.accuracy_m = k_zone_accuracy_m;
  facts.accuracy_note = language.text("zone.accuracy");
  facts.note = language.text("zone.constructed");
  facts.source = std::string(k_zone_source) + sources.zones +
                 (sources.zones_date.empty() ? "" : ", " + sources.zones_date);
  facts.grade = dataset::grade_id(dataset::Grade::c);
  return facts;
}

}  // namespace caspian::scene
