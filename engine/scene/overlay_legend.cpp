// Counts are of the date; names of countries as the map has them.
#include "scene/overlay_legend.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "scene/overlay_style.h"

namespace caspian::scene {
namespace {

std::string country_name(const PlaceNames* names, const std::string& code, size_t language) {
  if (names != nullptr)
    for (const NamedCountry& country : names->countries)
      if (country.code == code) return country.name.in(language);
  return code;
}

/// "2009", or "2009-2019" from the first to the last.
std::string years_of(const std::vector<OrganizationMember>& members, Membership membership) {
  std::string first, last;
  for (const OrganizationMember& member : members) {
    if (member.membership != membership || !member.has_date()) continue;
    const std::string year = std::to_string(time::calendar_of(member.row->joined->first).year);
    if (first.empty() || year < first) first = year;
    if (last.empty() || year > last) last = year;
  }
  return first == last ? first : first + "–" + last;
}

}  // namespace

std::string organization_name(const dataset::Dataset& dataset, const std::string& id,
                              const Language& language) {
  for (const OrganizationTitle& title : organizations(dataset))
    if (title.id == id) return title.name.in(language.dataset_index());
  return id;
}

OrganizationLegend organization_legend(const dataset::Dataset& dataset,
                                       const std::vector<CountryShape>& countries,
                                       const std::string& id, time::SimTime when,
                                       const Theme& theme, const Language& language,
                                       const PlaceNames* names) {
  OrganizationLegend legend{
      .title = organization_name(dataset, id, language), .kinds = {}, .notes = {}};
  const std::vector<OrganizationMember> members = members_at(dataset, id, when);
  for (const Membership membership :
       {Membership::member, Membership::observer, Membership::partner}) {
    const auto count = std::count_if(members.begin(), members.end(), [&](const auto& member) {
      return member.membership == membership;
    });
    if (count == 0) continue;
    const glm::vec4 tint = membership_tint(membership, theme);
    const std::string years = years_of(members, membership);
    std::string text = language.text("organization." + std::string(membership_id(membership))) +
                       ": " + std::to_string(count);
    if (!years.empty()) text += " (" + years + ")";
    legend.kinds.push_back(
        {std::move(text), glm::mix(land_tint(theme, 100), glm::vec3(tint), tint.a)});
  }
  if (members.empty()) legend.notes.push_back(language.text("organization.nobody"));
  const auto without_date = std::count_if(members.begin(), members.end(),
                                          [](const auto& member) { return !member.has_date(); });
  if (without_date > 0)
    legend.notes.push_back(language.format("organization.no_date", {std::to_string(without_date)}));
  std::string shapeless;
  for (const OrganizationMember& member : members) {
    const std::string& code = member.row->country;
    if (std::any_of(countries.begin(), countries.end(),
                    [&](const CountryShape& country) { return country.code == code; }))
      continue;
    const std::string own = private_name(*member.row);
    shapeless += (shapeless.empty() ? "" : ", ") +
                 (own.empty() ? country_name(names, code, language.dataset_index()) : own);
  }
  if (!shapeless.empty())
    legend.notes.push_back(language.format("organization.no_shape", {shapeless}));
  return legend;
}

std::vector<OverlayLegendEntry> overlay_legend(std::span<const dataset::OverlayLayer> layers) {
  std::vector<OverlayLegendEntry> entries;
  for (size_t i = 0; i < layers.size(); ++i) {
    const std::filesystem::path file(layers[i].file);
    std::string text = file.filename().string();
    if (layers[i].name != file.stem().string()) text += ": " + layers[i].name;
    // The look that most features share; the first of equals.
    const dataset::OverlayFeature* best = nullptr;
    size_t most = 0;
    std::vector<std::pair<const dataset::OverlayFeature*, size_t>> looks;
    for (const dataset::OverlayFeature& feature : layers[i].features) {
      auto known = std::find_if(looks.begin(), looks.end(), [&](const auto& look) {
        return look.first->style == feature.style && look.first->shape == feature.shape;
      });
      if (known == looks.end()) {
        if (looks.size() == 64) continue;
        known = looks.insert(looks.end(), {&feature, 0});
      }
      if (++known->second > most) {
        most = known->second;
        best = known->first;
      }
    }
    if (best != nullptr) entries.push_back({std::move(text), i, best});
  }
  return entries;
}

std::vector<LegendRow> organization_rows(const LabelStage& stage) {
  const SceneGeometry& scene = stage.in.scene;
  const OrganizationLegend legend =
      organization_legend(scene.dataset, scene.countries, stage.in.inputs.settings.organization,
                          stage.in.inputs.time, stage.in.theme, stage.in.language, &stage.in.names);
  std::vector<LegendRow> rows;
  add_row(rows, LegendRow::Swatch::none, legend.title);
  for (const OrganizationLegend::Kind& kind : legend.kinds)
    add_row(rows, LegendRow::Swatch::colour, kind.text).colour = kind.colour;
  for (const std::string& note : legend.notes) add_row(rows, LegendRow::Swatch::none, note);
  return rows;
}

std::vector<LegendRow> overlay_rows(const LabelStage& stage) {
  std::vector<LegendRow> rows;
  add_row(rows, LegendRow::Swatch::none, stage.in.language.text("overlay.title"));
  for (const OverlayLegendEntry& entry : overlay_legend(stage.in.scene.overlays)) {
    LegendRow& row = add_row(rows, LegendRow::Swatch::line, entry.text);
    row.style = overlay_line_style(*entry.example, entry.layer, false, stage.in.theme);
    if (entry.example->shape == dataset::OverlayShape::points) row.swatch = LegendRow::Swatch::dot;
    if (entry.example->shape != dataset::OverlayShape::polygons) continue;
    const glm::vec4 fill = overlay_fill(*entry.example, entry.layer, stage.in.theme);
    row.swatch = LegendRow::Swatch::area;
    row.colour = glm::vec3(fill);
    row.fill_alpha = fill.a;
  }
  return rows;
}

}  // namespace caspian::scene
