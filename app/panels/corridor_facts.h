// What the panels say of a corridor at a date: group, status, swatch, and its figure in words.
// Knows no drawing.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/flow_totals.h"
#include "scene/language.h"

namespace caspian::app {

enum class CorridorGroup { transport, energy, planned };
constexpr CorridorGroup k_corridor_groups[] = {CorridorGroup::transport, CorridorGroup::energy,
                                               CorridorGroup::planned};

/// Fixed by the tables, not by the date: planned = never opened; energy = pipelines and lines of
/// oil or gas.
CorridorGroup group_of(const dataset::Dataset& dataset, const dataset::Corridor& corridor);
std::string_view group_key(CorridorGroup group);

/// Corridors that share a hue are told apart by the mark on their swatch, in table order.
enum class SwatchMark { none, dot, diamond, square, triangle, bar, ring, cross };
constexpr int k_swatch_marks = 8;
SwatchMark swatch_mark(const dataset::Dataset& dataset, const dataset::Corridor& corridor);

/// Whether planned openings happen in a variant.
bool is_plan_variant(const dataset::Dataset& dataset, const std::string& variant);
dataset::Status status_of(const dataset::Dataset& dataset, const dataset::StatusDates& dates,
                          time::SimTime when, const std::string& variant);
std::string_view status_key(dataset::Status status);

/// How far a figure may be trusted, in the order in which it is shown: solid, paler, paler and
/// hatched.
enum class FigureStanding { actual, interpolated, held, projected };
FigureStanding standing_of(dataset::Kind kind, bool is_interpolated, bool is_held);

/// "4.48 Mt/yr"
std::string amount_text(const scene::Language& language, double per_year, std::string_view unit);
/// 0 to 2 decimals by size: 0.76, 4.48, 63
std::string figure_text(const scene::Language& language, double value);
std::string unit_text(const scene::Language& language, std::string_view unit);
/// A code of the tables (kind, commodity...) in words; the code itself when there is no string for
/// it.
std::string word(const scene::Language& language, std::string_view prefix, std::string_view code);
std::string_view kind_code(dataset::Kind kind);
std::string_view quality_code(dataset::Quality quality);
std::string_view grade_letter(dataset::Grade grade);
std::string_view mode_code(dataset::Mode mode);
std::string_view node_kind_code(dataset::NodeKind kind);

/// The figure of a corridor at a date as the list shows it.
struct RateLine {
  std::string figure;       // "4.48 Mt/yr"; "no figure" when there is none
  std::string qualifier;    // "plan", "2024 figure held"...; empty for a plain actual figure
  std::string explanation;  // kind, quality, source: for the tooltip
  bool has_figure = false;
  FigureStanding standing = FigureStanding::actual;
};
RateLine rate_line(const dataset::Dataset& dataset, const scene::Language& language,
                   const std::vector<dataset::Rate>& rates);

/// The first letter as a capital: names that stand within a line on the map begin a row here.
std::string capitalised(const std::string& text, const scene::Language& language);
/// Letters folded for search: lower case, dotted and dotless i alike, Latin, Cyrillic, Turkic
/// letters.
std::string folded(std::string_view text);
/// Whether a corridor's name (any language) or id holds what is searched for.
bool matches(const dataset::Corridor& corridor, std::string_view search);

}  // namespace caspian::app
