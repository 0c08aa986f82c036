// Year by year: a figure of its own, else an interpolated one, else the last actual figure held,
// else nothing.
#include "dataset/flow_totals.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "dataset/flow_bins.h"
#include "dataset/flow_filter.h"
#include "dataset/path_spans.h"

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

/// How much of a year's figure the paths can take in, as a share: less than one when they are
/// closed for a part of the year.
double share_taken_in(const Dataset& data, const RateSeries& series, TimeSpan year,
                      const std::vector<TimeSpan>& corridor_open) {
  const bool is_plan = data.is_plan(series.scenario);
  double share_ms = 0;
  for (const Path& path : data.paths) {
    if (path.corridor != series.corridor || path.scenario != series.scenario) continue;
    const std::vector<TimeSpan> entries = entry_spans(path, open_spans(data, path, is_plan, year));
    share_ms += path.share * static_cast<double>(length_ms(shared_spans(entries, corridor_open)));
  }
  return share_ms / static_cast<double>(year.to.ms - year.from.ms);
}

RateSeries yearly_series(const Dataset& data, uint32_t corridor, const std::string& commodity,
                         const std::string& scenario, const Figures& figures) {
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
    Piece piece = piece_of_year(figure->first, volume.value, volume.kind, figure->second);
    if (volume.kind == Kind::actual) {
      const double taken_in = share_taken_in(data, series, {piece.from, piece.to}, open);
      if (taken_in > 0) piece.while_open = 1 / taken_in;
    }
    add_piece(piece, open, series);
    if (const auto next = std::next(figure); next != figures.end())
      add_between(data, figure, next, open, series);
  }
  add_held(data, figures, open, series);
  std::sort(series.pieces.begin(), series.pieces.end(),
            [](const Piece& a, const Piece& b) { return a.from < b.from; });
  return series;
}

RateSeries stamped_series(const Dataset& data, BinGroup group) {
  const FlowBin& first = group.front();
  RateSeries series{.corridor = data.paths[first.path].corridor,
                    .commodity = first.commodity,
                    .unit = first.is_gas ? "bcm" : "Mt",
                    .scenario = first.scenario,
                    .path = first.path};
  const std::vector<TimeSpan> all_entries = entry_spans(data, group);
  for (const FlowBin& bin : group) {
    const std::vector<TimeSpan> entries = entries_of(bin, all_entries);
    const double per_ms = bin.amount * (bin.is_gas ? 1 : 1e-6) /
                          static_cast<double>(std::max<int64_t>(length_ms(entries), 1));
    for (const TimeSpan& entry : entries)
      for (const TimeSpan& span : by_year(entry)) {
        const TimeSpan year = span_of_year(time::calendar_of(span.from).year);
        series.pieces.push_back(
            {.from = span.from,
             .to = span.to,
             .per_year = per_ms * static_cast<double>(year.to.ms - year.from.ms),
             .kind = bin.kind,
             .bin = static_cast<uint32_t>(&bin - data.flow_bins.data())});
      }
  }
  return series;
}

/// Whether the bins of a path stand in place of its share of a yearly series. They do over the
/// whole of their spans, also where the path is closed.
bool is_displaced(const Dataset& data, const RateSeries& yearly, uint32_t path,
                  time::SimTime when) {
  const auto before = [](const FlowBin& bin, const auto& key) {
    return std::tie(bin.path, bin.commodity, bin.scenario, bin.from) <= key;
  };
  const auto after =
      std::lower_bound(data.flow_bins.begin(), data.flow_bins.end(),
                       std::tie(path, yearly.commodity, yearly.scenario, when), before);
  if (after == data.flow_bins.begin()) return false;
  const FlowBin& bin = *(after - 1);
  return bin.path == path && bin.commodity == yearly.commodity && bin.scenario == yearly.scenario &&
         when < bin.to;
}

double share_that_passes(const Dataset& data, const RateSeries& yearly, time::SimTime when,
                         const FlowFilter& filter) {
  const bool chooses = filter.chooses_paths();
  if (!chooses && data.flow_bins.empty()) return 1;
  const bool is_plan = data.is_plan(yearly.scenario);
  double all = 0, out = 0, passing = 0;
  for (uint32_t i = 0; i < data.paths.size(); ++i) {
    const Path& path = data.paths[i];
    if (path.corridor != yearly.corridor || path.scenario != yearly.scenario ||
        !takes_in(data, path, is_plan, when))
      continue;
    all += path.share;
    if (is_displaced(data, yearly, i, when))
      out += path.share;
    else if (!chooses || passes(filter, traits_of(data, path, yearly.commodity, Quality::assumed)))
      passing += path.share;
  }
  if (!chooses && out == 0) return 1;
  return all > 0 ? passing / all : 0;
}

void add_yearly_rate(const Dataset& data, const RateSeries& series, const Piece& piece,
                     time::SimTime when, const FlowFilter& filter, std::vector<Rate>& rates) {
  const double share = share_that_passes(data, series, when, filter);
  if (share <= 0) return;
  rates.push_back({.commodity = series.commodity,
                   .per_year = piece.per_year * share,
                   .unit = series.unit,
                   .kind = piece.kind,
                   .quality = Quality::assumed,  // a yearly figure spread evenly over its year
                   .is_interpolated = piece.is_interpolated,
                   .held_from_year = piece.held_from_year,
                   .volume = piece.volume,
                   .source = data.volumes[piece.volume].source,
                   .scenario = series.scenario,
                   .share = share});
}

/// Paths are added up as far as they are of one sort.
void add_stamped_rate(const Dataset& data, const RateSeries& series, const Piece& piece,
                      std::vector<Rate>& rates) {
  const FlowBin& bin = data.flow_bins[piece.bin];
  const auto same = std::find_if(rates.begin(), rates.end(), [&](const Rate& rate) {
    return rate.is_time_stamped && rate.commodity == bin.commodity &&
           rate.scenario == bin.scenario && rate.kind == bin.kind && rate.quality == bin.quality;
  });
  if (same != rates.end()) {
    same->per_year += piece.per_year;
    if (same->source.find(bin.source) == std::string::npos) same->source += "; " + bin.source;
    return;
  }
  rates.push_back({.commodity = bin.commodity,
                   .per_year = piece.per_year,
                   .unit = series.unit,
                   .kind = bin.kind,
                   .quality = bin.quality,
                   .source = bin.source,
                   .scenario = bin.scenario,
                   .is_time_stamped = true,
                   .bin = piece.bin});
}

bool lets_pass(const std::vector<std::string>& wanted, std::string_view id) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), id) != wanted.end();
}

}  // namespace

const RateSeries::Piece* RateSeries::piece_at(time::SimTime when) const {
  const auto after =
      std::upper_bound(pieces.begin(), pieces.end(), when,
                       [](time::SimTime t, const Piece& piece) { return t < piece.from; });
  if (after == pieces.begin() || when >= (after - 1)->to) return nullptr;
  return &*(after - 1);
}

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
    all.push_back(yearly_series(data, corridor, commodity, scenario, figures));
  }
  for (const BinGroup group : bin_groups(data)) all.push_back(stamped_series(data, group));
  return all;
}

std::vector<Rate> rates_at(const Dataset& data, const std::vector<RateSeries>& all,
                           uint32_t corridor, time::SimTime when, const std::string& variant) {
  return rates_at(data, all, corridor, when, variant, {});
}

std::vector<Rate> rates_at(const Dataset& data, const std::vector<RateSeries>& all,
                           uint32_t corridor, time::SimTime when, const std::string& variant,
                           const FlowFilter& filter) {
  std::vector<Rate> rates;
  if (!lets_pass(filter.corridors, data.corridors[corridor].id)) return rates;
  for (const RateSeries& series : all) {
    if (series.corridor != corridor || (series.scenario != "base" && series.scenario != variant) ||
        !lets_pass(filter.commodities, series.commodity))
      continue;
    const Piece* piece = series.piece_at(when);
    if (!piece) continue;
    if (series.path == k_none) {
      if (lets_pass(filter.qualities, quality_id(Quality::assumed)))
        add_yearly_rate(data, series, *piece, when, filter, rates);
    } else if (filter.is_empty() ||
               passes(filter, traits_of(data, data.paths[series.path], series.commodity,
                                        data.flow_bins[piece->bin].quality))) {
      add_stamped_rate(data, series, *piece, rates);
    }
  }
  return rates;
}

}  // namespace caspian::dataset
