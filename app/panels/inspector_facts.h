// What is told about a chosen thing: title, status, one large figure, a small chart, rows with
// source and grade. Words and numbers only; knows no drawing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/app_state.h"
#include "app/panels/corridor_facts.h"
#include "app/panels/interface.h"

namespace caspian::app {

struct InspectorRow {
  std::string label, value;
  std::string grade;   // "A", "B", "C" or empty
  std::string source;  // under the value, quiet
};

/// One column of the small chart.
struct YearFigure {
  int year = 0;
  double value = 0;
  std::string unit;
  dataset::Kind kind = dataset::Kind::actual;
};

/// A part of a journey: on a link, or waiting at its end. Shares of the journey's time.
struct JourneyPart {
  dataset::Mode mode = dataset::Mode::rail;
  bool waits = false;
  double from = 0, to = 0;
  std::string words;  // "railway: Dostyk – Mointy"
};

/// How far a unit has come.
struct JourneyFacts {
  std::vector<JourneyPart> parts;
  double done = 0;  // 0..1 of its time
  std::string from, to;
};

struct InspectorFacts {
  std::string sort;  // "Corridor", "Section"...
  std::string title;
  std::string hue_of;  // corridor whose colour it has; empty = none
  std::optional<dataset::Status> status;
  std::string figure, figure_note;
  std::vector<YearFigure> years;
  std::vector<InspectorRow> rows;
  std::optional<geo::GeoPoint> place;  // to go to
  std::optional<JourneyFacts> journey;
  std::string rides;  // the unit that one can ride along with
};

/// The name of a country by its code; the code itself when it is not known.
std::string country_name(const InterfaceInputs& inputs, const std::string& code);
/// "Kazakhstan – Russia" for the line KZ-RU, "Astara – Hasankuli" for one between places.
std::string line_title(const InterfaceInputs& inputs, const dataset::TreatyLine& line);

/// Nothing when the id is not known. Links are chosen as "corridor:seq", units as "path" or
/// "path#number", units of a record as "id#entry".
std::optional<InspectorFacts> inspect(const InterfaceInputs& inputs, const Selection& selection);

}  // namespace caspian::app
