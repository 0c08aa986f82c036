// The inspector's rows about a line of law: standing, instrument, dates, parties, accuracy, source.
#pragma once
#include "app/panels/inspector_facts.h"
#include "scene/law_facts.h"

namespace caspian::app {

/// Fills everything but title and place.
void tell_law(const InterfaceInputs& inputs, const scene::LawFacts& law, InspectorFacts& facts);

}  // namespace caspian::app
