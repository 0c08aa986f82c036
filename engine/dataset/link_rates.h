// What runs over each link, by direction and goods: the mean rate over a window of what enters the
// journeys that use it (flows.md section 6). Corridor, link and units show one sum: all three read
// the amounts of the path flows. Knows no widths.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dataset/flow_filter.h"
#include "dataset/path_flows.h"

namespace caspian::dataset {

/// Which time and which flows are asked about.
struct RateWindow {
  time::SimTime when;  // its end
  double days = 30;
  std::string variant = "base";
  FlowFilter filter;
  std::vector<std::string> hidden;  // corridors whose flows do not count
};

/// One sort of goods of one corridor in one direction.
struct GoodsRate {
  uint32_t corridor = k_none;  // whose figure it is; links of other corridors may carry it
  std::string commodity;
  bool is_gas = false;
  bool is_plan = false;
  Quality quality = Quality::assumed;  // of the least sure flow in it
  double amount = 0;                   // within the window: tonnes or bcm
  double per_year = 0;                 // Mt or bcm
  bool operator==(const GoodsRate&) const = default;
};

enum Way : size_t { k_forward = 0, k_backward = 1 };

struct CarriedRates {
  /// Forward: from the link's `from` to its `to`; of a corridor: along its forward paths. Ordered
  /// by corridor and goods.
  std::array<std::vector<GoodsRate>, 2> ways;
  bool has_figure = false;  // some flow has one, whether it passes the filter or not
  bool is_empty() const { return ways[0].empty() && ways[1].empty(); }
  double per_year(Way way, bool is_gas) const;
};

/// The largest rates of a link in each direction, over all time and every variant.
struct PeakRates {
  std::array<double, 2> mt{}, bcm{};
};

/// Which flows run over which links, and for how much of a window a figure is known.
class LinkRates {
 public:
  LinkRates() = default;
  LinkRates(const Dataset& dataset, const std::vector<RateSeries>& series,
            const std::vector<PathFlow>& flows);

  /// One entry per link. `flows` are those of the constructor, here and below. Where a figure is
  /// known for a part of the window only, the mean is that part's; where for none of it, there is
  /// no rate.
  std::vector<CarriedRates> of_links(const Dataset& dataset, const std::vector<PathFlow>& flows,
                                     const RateWindow& window) const;
  CarriedRates of_link(const Dataset& dataset, const std::vector<PathFlow>& flows, uint32_t link,
                       const RateWindow& window) const;
  CarriedRates of_corridor(const Dataset& dataset, const std::vector<PathFlow>& flows,
                           uint32_t corridor, const RateWindow& window) const;

 private:
  struct Use {
    uint32_t flow = 0;
    Way way = k_forward;
  };
  struct FlowRate {
    double amount = 0, per_year = 0;
    bool is_known = false, is_counted = false;
  };
  FlowRate rate_of(const Dataset& dataset, const PathFlow& flow, uint32_t index,
                   const RateWindow& window) const;
  double known_ms(uint32_t group, time::SimTime from, time::SimTime to) const;

  std::vector<std::vector<Use>> uses_;        // per link
  std::vector<uint32_t> group_of_flow_;       // into known_
  std::vector<std::vector<TimeSpan>> known_;  // when a figure is known; sorted, disjoint
};

/// One entry per link.
std::vector<PeakRates> peak_rates(const Dataset& dataset, const std::vector<PathFlow>& flows);

/// What a corridor is built for: the latest capacity whose year has come; rows without a year and
/// those counted in anything but Mt and bcm do not say.
struct Capacity {
  double per_year = 0;  // both directions together; Mt or bcm
  bool is_gas = false;
  uint32_t volume = k_none;
};
std::optional<Capacity> capacity_at(const Dataset& dataset, uint32_t corridor, time::SimTime when,
                                    const std::string& variant);

/// The figures behind a rate: those of its corridor, goods and kind at the date, with their
/// sources.
std::vector<Rate> figures_behind(const Dataset& dataset, const std::vector<RateSeries>& series,
                                 const GoodsRate& goods, time::SimTime when,
                                 const std::string& variant);

}  // namespace caspian::dataset
