// Order within a group is what everything else relies on; it is made once, here.
#include "dataset/flow_bins.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "core/json_writer.h"
#include "dataset/journey.h"
#include "dataset/path_spans.h"

namespace caspian::dataset {
namespace {

constexpr double k_ms_per_h = 3'600'000;
constexpr std::string_view k_table = "path_flows.csv";

auto group_of(const FlowBin& bin) {
  return std::tie(bin.path, bin.commodity, bin.scenario);
}

std::string text_of(time::SimTime when) {
  return when.ms % time::k_ms_per_day == 0 ? time::date_text(when) : time::iso_text(when);
}

/// Takes out bins that begin before the one before them has ended.
void part_bins(std::vector<FlowBin>& bins, std::vector<Finding>& findings) {
  std::vector<FlowBin> kept;
  kept.reserve(bins.size());
  for (FlowBin& bin : bins) {
    if (!kept.empty() && group_of(kept.back()) == group_of(bin) && bin.from < kept.back().to)
      findings.push_back({k_table, bin.line, "t0",
                          "a bin from " + text_of(bin.from) + " that overlaps line " +
                              std::to_string(kept.back().line),
                          "a bin from " + text_of(kept.back().to) + " or later", true});
    else
      kept.push_back(std::move(bin));
  }
  bins = std::move(kept);
}

/// entry + travel time never decreases: raises what would.
void keep_order(const Dataset& data, std::vector<FlowBin>& bins, std::vector<Finding>& findings) {
  for (size_t i = 1; i < bins.size(); ++i) {
    const FlowBin& before = bins[i - 1];
    FlowBin& bin = bins[i];
    if (group_of(before) != group_of(bin)) continue;
    const double pause_h = static_cast<double>(bin.from.ms - before.to.ms) / k_ms_per_h;
    const double least_h = travel_h_of(data, before) - pause_h;
    const double found_h = travel_h_of(data, bin);
    if (found_h >= least_h * (1 - 1e-12)) continue;
    findings.push_back({k_table, bin.line, "travel_time_h",
                        number_text(rounded_to(found_h, 3)) +
                            " h, with which goods overtake those of line " +
                            std::to_string(before.line),
                        "at least " + number_text(rounded_to(least_h, 3)) +
                            " h (which is used), or a pause before it",
                        true});
    bin.travel_h = least_h;
  }
}

void check_entry(const FlowBin& bin, const std::vector<TimeSpan>& entries,
                 std::vector<Finding>& findings) {
  const int64_t whole_ms = bin.to.ms - bin.from.ms;
  const int64_t missing_ms = whole_ms - length_ms(entries_of(bin, entries));
  if (missing_ms == 0 || bin.amount == 0) return;
  const bool is_lost = missing_ms == whole_ms;
  findings.push_back({k_table, bin.line, "path_id",
                      is_lost ? "a path that does not hold or is not open in the bin's time"
                              : "a path that holds and is open in a part of the bin's time only",
                      is_lost ? "links in operation; the amount is left out"
                              : "links in operation; the amount enters in that part",
                      is_lost});
}

/// Goods beside a yearly figure of all goods, or all goods beside one of some.
void check_total(const Dataset& data, BinGroup group, std::vector<Finding>& findings) {
  const FlowBin& first = group.front();
  const uint32_t corridor = data.paths[first.path].corridor;
  for (const Volume& volume : data.volumes) {
    if (!volume.is_flow || volume.corridor != corridor || volume.scenario != first.scenario ||
        volume.commodity == first.commodity || !volume.year ||
        (volume.unit == "bcm") != first.is_gas ||
        (volume.commodity != "total" && first.commodity != "total"))
      continue;
    const TimeSpan year = span_of_year(*volume.year);
    if (first.from >= year.to || group.back().to <= year.from) continue;
    findings.push_back({k_table, first.line, "commodity",
                        first.commodity + " beside the yearly figure of " + volume.commodity +
                            " in line " + std::to_string(volume.line) + " of volumes.csv",
                        "one of them, or goods that are not counted in each other"});
    return;
  }
}

}  // namespace

std::vector<Finding> settle_flow_bins(Dataset& data) {
  std::vector<Finding> findings;
  std::stable_sort(data.flow_bins.begin(), data.flow_bins.end(),
                   [](const FlowBin& a, const FlowBin& b) {
                     return std::tuple_cat(group_of(a), std::tie(a.from)) <
                            std::tuple_cat(group_of(b), std::tie(b.from));
                   });
  part_bins(data.flow_bins, findings);
  keep_order(data, data.flow_bins, findings);
  return findings;
}

std::vector<BinGroup> bin_groups(const Dataset& data) {
  std::vector<BinGroup> groups;
  const BinGroup all = data.flow_bins;
  for (size_t first = 0, i = 1; i <= all.size(); ++i) {
    if (i < all.size() && group_of(all[i]) == group_of(all[first])) continue;
    groups.push_back(all.subspan(first, i - first));
    first = i;
  }
  return groups;
}

double travel_h_of(const Dataset& data, const FlowBin& bin) {
  return bin.travel_h ? *bin.travel_h
                      : std::min(journey_h(data, data.paths[bin.path]), k_longest_journey_h);
}

std::vector<TimeSpan> entry_spans(const Dataset& data, BinGroup group) {
  const FlowBin& first = group.front();
  const Path& path = data.paths[first.path];
  return entry_spans(
      path, open_spans(data, path, data.is_plan(first.scenario), {first.from, group.back().to}));
}

std::vector<TimeSpan> entries_of(const FlowBin& bin, const std::vector<TimeSpan>& entries) {
  return shared_spans(entries, {{bin.from, bin.to}});
}

std::vector<TimeSpan> covered_spans(BinGroup group) {
  std::vector<TimeSpan> spans;
  for (const FlowBin& bin : group) {
    if (!spans.empty() && spans.back().to == bin.from)
      spans.back().to = bin.to;
    else
      spans.push_back({bin.from, bin.to});
  }
  return spans;
}

std::vector<Finding> check_flow_bins(const Dataset& data) {
  std::vector<Finding> findings;
  for (const BinGroup group : bin_groups(data)) {
    const std::vector<TimeSpan> entries = entry_spans(data, group);
    for (const FlowBin& bin : group) check_entry(bin, entries, findings);
    check_total(data, group, findings);
  }
  return findings;
}

}  // namespace caspian::dataset
