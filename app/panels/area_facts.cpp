// The chosen organization first, the country's others below.
#include "app/panels/area_facts.h"

#include "scene/organizations.h"
#include "scene/overlay_legend.h"
#include "scene/overlay_style.h"

namespace caspian::app {
namespace {

/// Role and date of joining of a row of the table, whether it holds at the date or not.
InspectorRow membership_row(const InterfaceInputs& inputs, const dataset::Organization& row) {
  const scene::Language& language = inputs.language;
  std::string value = row.role + " · ";
  if (!row.joined)
    value += language.text("organization.date_not_found");
  else if (row.joined->first <= inputs.state.clock.now)
    value += language.format("organization.since", {row.joined->text});
  else
    value += language.format("organization.only_from", {row.joined->text});
  return {scene::organization_name(inputs.dataset, row.id, language), std::move(value),
          std::string(grade_letter(row.grade)), row.source};
}

}  // namespace

std::optional<InspectorFacts> inspect_country(const InterfaceInputs& inputs,
                                              const std::string& code) {
  const scene::Language& language = inputs.language;
  const std::string& chosen = inputs.state.settings.organization;
  InspectorFacts facts;
  facts.sort = language.text("inspector.country");
  facts.title = country_name(inputs, code);
  std::vector<InspectorRow> others;
  bool belongs = false;
  for (const dataset::Organization& row : inputs.dataset.organizations) {
    if (row.country != code) continue;
    if (facts.title == code && !scene::private_name(row).empty())
      facts.title = scene::private_name(row);
    (row.id == chosen ? facts.rows : others).push_back(membership_row(inputs, row));
    belongs |= row.id == chosen;
  }
  if (facts.title == code && facts.rows.empty() && others.empty()) return std::nullopt;
  if (!chosen.empty() && !belongs)
    facts.rows.push_back({scene::organization_name(inputs.dataset, chosen, language),
                          language.text("organization.not_in_table"), "", ""});
  facts.rows.insert(facts.rows.end(), others.begin(), others.end());
  return facts;
}

std::optional<InspectorFacts> inspect_overlay(const InterfaceInputs& inputs,
                                              const std::string& id) {
  const auto place = scene::find_overlay(inputs.overlays, id);
  if (!place) return std::nullopt;
  const dataset::OverlayLayer& layer = inputs.overlays[place->layer];
  const dataset::OverlayFeature& feature = layer.features[place->feature];
  const scene::Language& language = inputs.language;
  InspectorFacts facts;
  facts.sort = language.text("overlay.feature");
  facts.title = feature.name.empty() ? layer.name : feature.name;
  for (const auto& [name, value] : feature.attributes) facts.rows.push_back({name, value, "", ""});
  facts.rows.push_back(
      {language.text("inspector.source"), layer.file, "", language.text("overlay.as_supplied")});
  facts.rows.push_back({language.text("overlay.layer"), layer.name, "", ""});
  for (const std::string& note : layer.notes)
    facts.rows.push_back({language.text("inspector.note"), note, "", ""});
  if (!feature.parts.empty() && !feature.parts.front().empty())
    facts.place = feature.parts.front().front();
  return facts;
}

}  // namespace caspian::app
