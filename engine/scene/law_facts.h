// What is asserted of a line of law, and on what ground: the answers that a protocol officer asks
// for, the same for seabed lines, zones and land borders. Words in the language given.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scene/language.h"
#include "scene/scene_geometry.h"

namespace caspian::scene {

struct LawFacts {
  std::string kind;    // "seabed", "zone", "land"
  std::string id;      // "KZ-AZ", "zone-15nm", "ARM-AZE"
  std::string status;  // as recorded: "agreed", "none", "constructed", "Disputed"...
  std::string status_words;
  std::string style;                // as it is shown: "solid", "long_dash", "dotted", "dashed"
  bool is_shown = true;             // under the convention
  bool is_by_convention = false;    // shown otherwise than recorded
  std::string instrument;           // or that it is not held
  std::string signed_on, in_force;  // dates as written; in_force "" = not known or none
  std::string in_force_grade, in_force_note;
  std::string valid_from, valid_to;
  std::vector<std::string> parties;
  std::optional<double> accuracy_m;
  std::string accuracy_note, note;
  std::string source, grade;
};

LawFacts law_facts(const dataset::TreatyLine& line, const dataset::Convention& convention,
                   const Language& language);
LawFacts law_facts(const LandBorder& border, const BoundarySources& sources,
                   const dataset::Convention& convention, const Language& language);
LawFacts law_facts(const ZoneLimit& zone, const BoundarySources& sources, const Language& language);

}  // namespace caspian::scene
