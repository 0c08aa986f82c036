// Who belongs to an organization at a date, as the scenario's table says it, and the tint that
// shows it: three strengths for members, observers and partners, hatched where the table has no
// date of joining. Knows no shapes.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/glm.hpp>

#include "dataset/dataset.h"
#include "scene/country_shape.h"
#include "scene/frame_inputs.h"
#include "scene/theme.h"

namespace caspian::scene {

enum class Membership { member, observer, partner };

/// What the table calls a member that has no country's code but a private one: the words its source
/// begins with; "" for all others.
std::string private_name(const dataset::Organization& row);

/// By the role's first word: founders and signatories are members; companies of a country make it
/// a partner; a role that is not known as well.
Membership membership_of(std::string_view role);
std::string_view membership_id(Membership membership);

struct OrganizationMember {
  const dataset::Organization* row = nullptr;
  Membership membership = Membership::member;
  bool has_date() const { return row->joined.has_value(); }
};

/// The organizations of the table, in its order.
struct OrganizationTitle {
  std::string id;
  dataset::Names name;
};
std::vector<OrganizationTitle> organizations(const dataset::Dataset& dataset);
bool has_organization(const dataset::Dataset& dataset, std::string_view id);

/// Rows of one organization that hold at a date, in the table's order; those without a date always
/// do.
std::vector<OrganizationMember> members_at(const dataset::Dataset& dataset, std::string_view id,
                                           time::SimTime when);
/// The row of one country; nothing when it does not belong at the date.
std::optional<OrganizationMember> member_at(const dataset::Dataset& dataset, std::string_view id,
                                            std::string_view country, time::SimTime when);

/// Colour and opacity of a tint over the ground.
glm::vec4 membership_tint(Membership membership, const Theme& theme);

/// Per country: rgb and opacity; negative = hatched, 0 = none. Empty when there is nothing to
/// tint.
std::vector<glm::vec4> country_tints(const dataset::Dataset& dataset,
                                     const std::vector<CountryShape>& countries,
                                     const FrameInputs& inputs, const Theme& theme);

}  // namespace caspian::scene
