// What each link's ribbon looks like at a date: a band per direction, side by side, goods as
// strands in proportion, the capacity as an outline. Lengths are logical px across the link, to the
// right of where its lane runs; plain data, no drawing.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "dataset/link_rates.h"
#include "scene/frame_inputs.h"
#include "scene/ribbon_scale.h"
#include "scene/scene_geometry.h"
#include "scene/theme.h"

namespace caspian::scene {

constexpr size_t k_most_strands = 6;  // of one direction; the rest goes together as the last one

struct RibbonStrand {
  glm::vec3 colour{1};
  float alpha = 1;  // plans and forecasts are paler
  float width_px = 0;
  std::string commodity;
};

struct RibbonBand {
  std::vector<RibbonStrand> strands;  // from where the directions meet, outwards
  float width_px = 0;
};

struct Ribbon {
  std::array<RibbonBand, 2> bands;  // forward lies to the right
  float left_px = 0, meet_px = 0, right_px = 0;
  std::optional<std::array<float, 2>> capacity_px;  // left and right edge of the outline
  bool is_narrow(dataset::Way way) const;           // its arrowheads stand out of it
};

/// What the flows that are to be seen bring at a date; one entry per link.
std::vector<dataset::CarriedRates> carried_rates(const SceneGeometry& scene, time::SimTime when,
                                                 const ViewSettings& settings);

/// The ribbon of a link that carries something, or whose capacity is known; nothing for others.
std::optional<Ribbon> ribbon_of(const SceneGeometry& scene, uint32_t link,
                                const dataset::CarriedRates& rates, time::SimTime when,
                                const ViewSettings& settings);

/// Where a link lies on the line of all links that carry its corridor on: marks along the line keep
/// even distances over joints.
struct ChainPlace {
  double from_middle_m = 0;  // of the link's start, from the middle of the chain
  double sign = 1;           // -1: the chain runs the other way
  double half_length_m = 0;  // of the chain
};
std::vector<ChainPlace> chain_places(const std::vector<LinkTrack>& tracks);

}  // namespace caspian::scene
