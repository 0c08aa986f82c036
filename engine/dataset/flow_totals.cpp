// Year by year: a figure of its own, else an interpolated one, else the last actual figure held,
// else nothing.
#include "dataset/flow_totals.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace caspian::dataset {
namespace {

constexpr int k_max_years_interpolated = 3;  // between the two figures
constexpr int k_max_years_held = 2;

using Figures = std::map<int, uint32_t>;  // year -> row of volumes
using Piece = RateSeries::Piece;

TimeSpan span_of_years(int first, int last) {
  return {time::from_calendar({first, 1, 1}), time::from_calendar({last + 1, 1, 1})};
}

/// Adds a year's piece where the corridor operates; the rate is the year's, however long that is.
void add_piece(const Piece& piece, const std::vector<TimeSpan>& open, RateSeries& series) {
  for (const TimeSpan& span : shared_spans({{piece.from, piece.to}}, open)) {
    series.pieces.push_back(piece);
    series.pieces.back().from = span.from;
    series.pieces.back().to = span.to;
  }
}

Piece piece_of_year(int year, double per_year, Kind kind, uint32_t volume) {
  const TimeSpan span = span_of_years(year, year);
  return {.from = span.from, .to = span.to, .per_year = per_year, .kind = kind, .volume = volume};
}

bool is_open_throughout(const std::vector<TimeSpan>& open, TimeSpan span) {
  const TimeSpan* found = span_at(open, span.from);
  return found && found->to >= span.to;
}

/// The years between two figures that stand near each other; neither a suspension nor a figure of
/// zero, which means closed, is interpolated over.
void add_between(const Dataset& data, Figures::const_iterator a, Figures::const_iterator b,
                 const std::vector<TimeSpan>& open, RateSeries& series) {
  const Volume& before = data.volumes[a->second];
  const Volume& after = data.volumes[b->second];
  const int years = b->first - a->first;
  if (years < 2 || years > k_max_years_interpolated || before.value <= 0 || after.value <= 0)
    return;
  if (!is_open_throughout(open, span_of_years(a->first + 1, b->first - 1))) return;
  for (int i = 1; i < years; ++i) {
    Piece piece =
        piece_of_year(a->first + i, before.value + (after.value - before.value) * i / years,
                      after.kind == Kind::actual ? before.kind : after.kind, a->second);
    piece.is_interpolated = true;
    add_piece(piece, open, series);
  }
}

/// The last actual figure, held over years without any other, until the corridor stops operating.
void add_held(const Dataset& data, const Figures& figures, const std::vector<TimeSpan>& open,
              RateSeries& series) {
  const auto last = std::find_if(figures.rbegin(), figures.rend(), [&](const auto& figure) {
    return data.volumes[figure.second].kind == Kind::actual;
  });
  if (last == figures.rend() || data.volumes[last->second].value <= 0) return;
  const time::SimTime end_of_figure = span_of_years(last->first, last->first).to;
  const TimeSpan* span = span_at(open, {end_of_figure.ms - 1});
  if (!span) return;
  for (int year = last->first + 1; year <= last->first + k_max_years_held; ++year) {
    const time::SimTime begin = span_of_years(year, year).from;
    const bool is_taken =
        std::any_of(series.pieces.begin(), series.pieces.end(),
                    [&](const Piece& piece) { return time::calendar_of(piece.from).year == year; });
    if (figures.contains(year) || is_taken || begin >= span->to) break;
    Piece piece = piece_of_year(year, data.volumes[last->second].value, Kind::actual, last->second);
    piece.held_from_year = last->first;
    add_piece(piece, {*span}, series);
  }
}

}  // namespace

std::vector<RateSeries> build_rate_series(const Dataset& data) {
  std::map<std::tuple<uint32_t, std::string, std::string>, Figures> groups;
  for (uint32_t i = 0; i < data.volumes.size(); ++i) {
    const Volume& volume = data.volumes[i];
    if (!volume.is_flow || !volume.year || volume.corridor == k_none) continue;
    Figures& figures = groups[{volume.corridor, volume.commodity, volume.scenario}];
    const auto [known, is_new] = figures.emplace(*volume.year, i);
    // An actual figure displaces a plan or forecast of the same year.
    if (!is_new && volume.kind == Kind::actual && data.volumes[known->second].kind != Kind::actual)
      known->second = i;
  }
  std::vector<RateSeries> all;
  for (const auto& [key, figures] : groups) {
    const auto& [corridor, commodity, scenario] = key;
    RateSeries series{.corridor = corridor,
                      .commodity = commodity,
                      .unit = data.volumes[figures.begin()->second].unit,
                      .scenario = scenario};
    const TimeSpan range =
        span_of_years(figures.begin()->first, figures.rbegin()->first + k_max_years_held);
    const std::vector<TimeSpan> open =
        operating_spans(data.corridors[corridor].dates, data.is_plan(scenario), range);
    for (auto figure = figures.begin(); figure != figures.end(); ++figure) {
      const Volume& volume = data.volumes[figure->second];
      add_piece(piece_of_year(figure->first, volume.value, volume.kind, figure->second), open,
                series);
      if (const auto next = std::next(figure); next != figures.end())
        add_between(data, figure, next, open, series);
    }
    add_held(data, figures, open, series);
    std::sort(series.pieces.begin(), series.pieces.end(),
              [](const Piece& a, const Piece& b) { return a.from < b.from; });
    all.push_back(std::move(series));
  }
  return all;
}

std::vector<Rate> rates_at(const Dataset& data, const std::vector<RateSeries>& all,
                           uint32_t corridor, time::SimTime when, const std::string& variant) {
  std::vector<Rate> rates;
  for (const RateSeries& series : all) {
    if (series.corridor != corridor || (series.scenario != "base" && series.scenario != variant))
      continue;
    for (const Piece& piece : series.pieces) {
      if (when < piece.from || when >= piece.to) continue;
      rates.push_back({.commodity = series.commodity,
                       .per_year = piece.per_year,
                       .unit = series.unit,
                       .kind = piece.kind,
                       .quality = Quality::assumed,  // a yearly figure spread evenly over its year
                       .is_interpolated = piece.is_interpolated,
                       .held_from_year = piece.held_from_year,
                       .volume = piece.volume,
                       .source = data.volumes[piece.volume].source,
                       .scenario = series.scenario});
    }
  }
  return rates;
}

std::string_view quality_id(Quality quality) {
  switch (quality) {
    case Quality::measured:
      return "measured";
    case Quality::modelled:
      return "modelled";
    case Quality::assumed:
      return "assumed";
  }
  return "assumed";
}

}  // namespace caspian::dataset
