// What nobody says is told as not found.
#include "app/panels/law_rows.h"

namespace caspian::app {

void tell_law(const InterfaceInputs& inputs, const scene::LawFacts& law, InspectorFacts& facts) {
  const scene::Language& language = inputs.language;
  const auto row = [&](const char* key, std::string value, std::string grade = "",
                       std::string source = "") {
    if (!value.empty())
      facts.rows.push_back(
          {language.text(key), std::move(value), std::move(grade), std::move(source)});
  };
  facts.figure_note = law.status_words;
  if (law.is_by_convention)
    row("convention.title", language.text("clearance.word_of_convention"), "",
        inputs.dataset.convention(inputs.state.settings.convention)
            .title.in(language.dataset_index()));
  row("inspector.instrument", law.instrument);
  row("inspector.signed", law.signed_on);
  std::string in_force = law.in_force;
  if (in_force.empty()) in_force = law.in_force_note;
  if (in_force.empty() && law.kind == "seabed" && !law.signed_on.empty())
    in_force = language.text("clearance.date_not_found");
  const std::string note = in_force == law.in_force_note ? "" : law.in_force_note;
  row("inspector.in_force", in_force, law.in_force_grade, note);
  if (!law.valid_to.empty())
    row("clearance.valid",
        language.format("inspector.suspended_from_to", {law.valid_from, law.valid_to}));
  std::string parties;
  for (const std::string& party : law.parties)
    parties += (parties.empty() ? "" : ", ") + country_name(inputs, party);
  row("clearance.parties", parties);
  std::string accuracy;
  if (law.accuracy_m) {
    const bool in_km = *law.accuracy_m >= 1000;
    const double size = in_km ? *law.accuracy_m / 1000 : *law.accuracy_m;
    accuracy = language.format(
        "clearance.about",
        {language.format("unit.amount",
                         {language.number(size, 1), language.text(in_km ? "unit.km" : "unit.m")})});
  }
  if (accuracy.empty())
    row("clearance.accuracy", law.accuracy_note);
  else
    row("clearance.accuracy", accuracy, "", law.accuracy_note);
  row("inspector.note", law.note);
}

}  // namespace caspian::app
