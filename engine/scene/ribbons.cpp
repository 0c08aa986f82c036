// Rates become widths; corridors and goods become hues.
#include "scene/ribbons.h"

#include <algorithm>

namespace caspian::scene {
namespace {

using dataset::GoodsRate;
using dataset::k_backward;
using dataset::k_forward;

constexpr float k_plan_alpha = 0.55f;
constexpr float k_chevron_px = 8;  // bands as wide as this hold their arrowheads

glm::vec3 hue_of(const dataset::Dataset& data, const GoodsRate& goods, ColourBy by) {
  return by == ColourBy::commodity ? commodity_colour(goods.commodity)
                                   : corridor_colour(data.corridors[goods.corridor].id);
}

/// Strands of one hue lie together: by corridor and then goods, or by goods and then corridor.
std::vector<const GoodsRate*> in_order(const std::vector<GoodsRate>& goods, ColourBy by) {
  std::vector<const GoodsRate*> order;
  for (const GoodsRate& one : goods) order.push_back(&one);
  std::stable_sort(order.begin(), order.end(), [by](const GoodsRate* a, const GoodsRate* b) {
    const auto rank = [](const GoodsRate* one) { return commodity_rank(one->commodity); };
    if (by == ColourBy::commodity && rank(a) != rank(b)) return rank(a) < rank(b);
    if (a->corridor != b->corridor) return a->corridor < b->corridor;
    return rank(a) < rank(b);
  });
  return order;
}

RibbonBand band_of(const dataset::Dataset& data, const std::vector<GoodsRate>& goods,
                   const RibbonScale& scale, ColourBy by) {
  RibbonBand band;
  double mt = 0, bcm = 0;
  for (const GoodsRate& one : goods) (one.is_gas ? bcm : mt) += one.per_year;
  band.width_px = static_cast<float>(scale.band_px(mt, bcm));
  const double all = mt * scale.px_per_mt + bcm * scale.px_per_bcm;
  if (all <= 0) return band;
  for (const GoodsRate* one : in_order(goods, by)) {
    const double share = one->per_year * (one->is_gas ? scale.px_per_bcm : scale.px_per_mt) / all;
    RibbonStrand strand{.colour = hue_of(data, *one, by),
                        .alpha = one->is_plan ? k_plan_alpha : 1,
                        .width_px = static_cast<float>(share) * band.width_px,
                        .commodity = one->commodity};
    if (band.strands.size() < k_most_strands) {
      band.strands.push_back(std::move(strand));
    } else {
      RibbonStrand& last = band.strands.back();
      last.colour = commodity_colour("total");
      last.commodity = "total";
      last.width_px += strand.width_px;
    }
  }
  return band;
}

}  // namespace

bool Ribbon::is_narrow(dataset::Way way) const {
  return bands[way].width_px > 0 && bands[way].width_px < k_chevron_px;
}

std::vector<dataset::CarriedRates> carried_rates(const SceneGeometry& scene, time::SimTime when,
                                                 const ViewSettings& settings) {
  return scene.link_rates.of_links(scene.dataset, scene.flows.amounts,
                                   {.when = when,
                                    .days = settings.ribbon_window_days,
                                    .variant = settings.variant,
                                    .filter = settings.filter,
                                    .hidden = settings.hidden});
}

std::optional<Ribbon> ribbon_of(const SceneGeometry& scene, uint32_t link,
                                const dataset::CarriedRates& rates, time::SimTime when,
                                const ViewSettings& settings) {
  if (settings.layers.density) return std::nullopt;  // its colours tell how much
  const dataset::Dataset& data = scene.dataset;
  const RibbonScale& scale = scene.ribbons.scale;
  const uint32_t corridor = data.links[link].corridor;
  std::optional<dataset::Capacity> capacity;
  if (scene.ribbons.rooms[link].has_capacity)
    capacity = dataset::capacity_at(data, corridor, when, settings.variant);
  if (rates.is_empty() && !capacity) return std::nullopt;
  Ribbon ribbon;
  for (const dataset::Way way : {k_forward, k_backward})
    ribbon.bands[way] = band_of(data, rates.ways[way], scale, settings.colour_by);
  const float forward = ribbon.bands[k_forward].width_px;
  const float backward = ribbon.bands[k_backward].width_px;
  // What only ever goes one way lies in the middle of its lane.
  if (!scene.ribbons.rooms[link].goes_both_ways) ribbon.meet_px = (backward - forward) / 2;
  ribbon.left_px = ribbon.meet_px - backward;
  ribbon.right_px = ribbon.meet_px + forward;
  if (capacity) {
    const auto width = static_cast<float>(capacity->per_year *
                                          (capacity->is_gas ? scale.px_per_bcm : scale.px_per_mt));
    const float beyond = (width - forward - backward) / 2;
    if (width >= static_cast<float>(k_least_band_px))
      ribbon.capacity_px = {ribbon.left_px - beyond, ribbon.right_px + beyond};
  }
  return ribbon;
}

std::vector<ChainPlace> chain_places(const std::vector<LinkTrack>& tracks) {
  std::vector<ChainPlace> places(tracks.size());
  std::vector<bool> done(tracks.size(), false);
  for (uint32_t first = 0; first < tracks.size(); ++first) {
    if (done[first]) continue;
    // Back to the chain's beginning (or once around), then along it.
    uint32_t link = first;
    bool forward = true;
    for (size_t steps = 0; steps < tracks.size(); ++steps) {
      const TrackJoint& joint = forward ? tracks[link].before : tracks[link].after;
      if (!joint || joint.link == first) break;
      link = joint.link;
      forward = !joint.at_its_start;
    }
    std::vector<uint32_t> members;
    double length_m = 0;
    while (!done[link]) {
      done[link] = true;
      members.push_back(link);
      const double link_m = tracks[link].length_m;
      places[link].sign = forward ? 1 : -1;
      places[link].from_middle_m = forward ? length_m : length_m + link_m;
      length_m += link_m;
      const TrackJoint& joint = forward ? tracks[link].after : tracks[link].before;
      if (!joint) break;
      link = joint.link;
      forward = joint.at_its_start;
    }
    for (const uint32_t member : members) {
      places[member].from_middle_m -= length_m / 2;
      places[member].half_length_m = length_m / 2;
    }
  }
  return places;
}

}  // namespace caspian::scene
