// What the inspector tells of areas and of the user's own things: a country's place in
// organizations, and the attributes of a feature.
#pragma once
#include "app/panels/inspector_facts.h"

namespace caspian::app {

/// Nothing when there is no such country in the tables or names, or no such feature.
std::optional<InspectorFacts> inspect_country(const InterfaceInputs& inputs,
                                              const std::string& code);
std::optional<InspectorFacts> inspect_overlay(const InterfaceInputs& inputs, const std::string& id);

}  // namespace caspian::app
