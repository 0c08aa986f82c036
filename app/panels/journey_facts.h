// How far a unit has come on its journey, in words and shares: legs, waits, the next stop. Knows no
// drawing.
#pragma once
#include "app/panels/inspector_facts.h"

namespace caspian::app {

struct Journey {
  JourneyFacts facts;
  std::string now;       // "railway: Dostyk – Mointy", "waits at Aktau"
  std::string next;      // where it waits next, or arrives
  double next_in_h = 0;  // from now, by the assumed speeds and waits
  double length_km = 0;
};

Journey journey_of(const InterfaceInputs& inputs, const UnitStory& story);

}  // namespace caspian::app
