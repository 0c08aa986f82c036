// Roles are told by their first words; the table's own words are shown to people.
#include "scene/organizations.h"

#include <algorithm>
#include <array>

namespace caspian::scene {
namespace {

/// One hue per theme that no corridor has, calm over every tint of land.
glm::vec3 hue_of(const Theme& theme) {
  switch (theme.id) {
    case ThemeId::dusk:
      return hex_colour(0xe58abf);
    case ThemeId::map:
      return hex_colour(0xb8327f);
    case ThemeId::contrast:
      return hex_colour(0xff93cf);
  }
  return {};
}

}  // namespace

std::string private_name(const dataset::Organization& row) {
  const size_t bracket = row.source.find(" (");
  const bool is_private = row.source.find("private code") != std::string::npos;
  return is_private && bracket != std::string::npos ? row.source.substr(0, bracket) : "";
}

Membership membership_of(std::string_view role) {
  constexpr std::array<std::string_view, 4> k_members{"member", "founder", "signatory", "party"};
  const auto begins = [&](std::string_view word) { return role.starts_with(word); };
  if (begins("observer")) return Membership::observer;
  if (begins("member company")) return Membership::partner;
  return std::any_of(k_members.begin(), k_members.end(), begins) ? Membership::member
                                                                 : Membership::partner;
}

std::string_view membership_id(Membership membership) {
  constexpr std::array<std::string_view, 3> k_ids{"member", "observer", "partner"};
  return k_ids[size_t(membership)];
}

std::vector<OrganizationTitle> organizations(const dataset::Dataset& dataset) {
  std::vector<OrganizationTitle> titles;
  for (const dataset::Organization& row : dataset.organizations)
    if (std::none_of(titles.begin(), titles.end(),
                     [&](const OrganizationTitle& title) { return title.id == row.id; }))
      titles.push_back({row.id, row.name});
  return titles;
}

bool has_organization(const dataset::Dataset& dataset, std::string_view id) {
  return std::any_of(dataset.organizations.begin(), dataset.organizations.end(),
                     [&](const dataset::Organization& row) { return row.id == id; });
}

std::vector<OrganizationMember> members_at(const dataset::Dataset& dataset, std::string_view id,
                                           time::SimTime when) {
  std::vector<OrganizationMember> members;
  for (const dataset::Organization& row : dataset.organizations)
    if (row.id == id && (!row.joined || row.joined->first <= when))
      members.push_back({&row, membership_of(row.role)});
  return members;
}

std::optional<OrganizationMember> member_at(const dataset::Dataset& dataset, std::string_view id,
                                            std::string_view country, time::SimTime when) {
  for (const OrganizationMember& member : members_at(dataset, id, when))
    if (member.row->country == country) return member;
  return std::nullopt;
}

glm::vec4 membership_tint(Membership membership, const Theme& theme) {
  constexpr std::array<float, 3> k_shares{1.0f, 0.58f, 0.34f};
  const float most = theme.id == ThemeId::map ? 0.24f : 0.28f;
  return {hue_of(theme), most * k_shares[size_t(membership)]};
}

std::vector<glm::vec4> country_tints(const dataset::Dataset& dataset,
                                     const std::vector<CountryShape>& countries,
                                     const FrameInputs& inputs, const Theme& theme) {
  if (inputs.settings.organization.empty()) return {};
  std::vector<glm::vec4> tints(countries.size(), glm::vec4(0));
  bool any = false;
  for (const OrganizationMember& member :
       members_at(dataset, inputs.settings.organization, inputs.time)) {
    glm::vec4 tint = membership_tint(member.membership, theme);
    if (!member.has_date()) tint.a = -tint.a;
    for (size_t i = 0; i < countries.size(); ++i)
      if (!countries[i].code.empty() && countries[i].code == member.row->country) {
        tints[i] = tint;
        any = true;
      }
  }
  if (!any) tints.clear();
  return tints;
}

}  // namespace caspian::scene
