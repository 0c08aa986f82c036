// The nearest px of every kind, then the kinds by their rank.
#include "scene/pick_result.h"

#include <algorithm>
#include <cmath>

#include "scene/unit_ids.h"

namespace caspian::scene {
namespace {

struct Nearest {
  double distance_px = INFINITY;
  std::array<uint32_t, 2> id{};
};

double reach_of(PickTag tag) {
  switch (tag) {
    case PickTag::node:
      return k_node_reach_px;
    case PickTag::unit:
    case PickTag::recorded:
      return k_unit_reach_px;
    case PickTag::link:
    case PickTag::line:
    case PickTag::overlay:
    case PickTag::nothing:
      break;
  }
  return k_line_reach_px;
}

PickTag tag_of(const std::array<uint32_t, 2>& id) {
  return static_cast<PickTag>(id[0] >> k_pick_tag_shift);
}

std::optional<Pick> pick_of(const Nearest& nearest, const FlowFrame& flows) {
  const uint32_t index = nearest.id[0] & ((1u << k_pick_tag_shift) - 1);
  switch (tag_of(nearest.id)) {
    case PickTag::node:
      return Pick{Pick::Kind::node, index, 0, nearest.distance_px};
    case PickTag::link:
      return Pick{Pick::Kind::link, index, 0, nearest.distance_px};
    case PickTag::line:
      return Pick{Pick::Kind::line, index, 0, nearest.distance_px};
    case PickTag::unit:
      if (const auto name = unit_of_id(flows, nearest.id[1]))
        return Pick{Pick::Kind::unit, name->flow, name->unit, nearest.distance_px};
      break;
    case PickTag::recorded:
      return Pick{Pick::Kind::recorded, nearest.id[1], 0, nearest.distance_px};
    case PickTag::overlay:
      return Pick{Pick::Kind::overlay, index, 0, nearest.distance_px};
    case PickTag::nothing:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Pick> resolve_pick(const PickPixels& pixels, const FlowFrame& flows, double x,
                                 double y, double ui_scale) {
  std::array<Nearest, 16> nearest;
  for (int row = 0; row < pixels.height; ++row)
    for (int column = 0; column < pixels.width; ++column) {
      const auto& id = pixels.ids[size_t(row) * size_t(pixels.width) + size_t(column)];
      if (tag_of(id) == PickTag::nothing) continue;
      // To the nearest place of the px.
      const double across = std::abs(pixels.left + column + 0.5 - x) - 0.5;
      const double down = std::abs(pixels.top + row + 0.5 - y) - 0.5;
      const double distance = std::hypot(std::max(across, 0.0), std::max(down, 0.0));
      Nearest& best = nearest[id[0] >> k_pick_tag_shift];
      if (distance < best.distance_px) best = {distance, id};
    }
  const auto of = [&](PickTag tag) -> const Nearest& { return nearest[size_t(tag)]; };
  const Nearest& line = of(PickTag::line).distance_px < of(PickTag::link).distance_px
                            ? of(PickTag::line)
                            : of(PickTag::link);
  const Nearest& unit = of(PickTag::recorded).distance_px < of(PickTag::unit).distance_px
                            ? of(PickTag::recorded)
                            : of(PickTag::unit);
  for (const Nearest& found : {of(PickTag::node), unit, line, of(PickTag::overlay)}) {
    if (found.distance_px > reach_of(tag_of(found.id)) * ui_scale) continue;
    if (const auto pick = pick_of(found, flows)) return pick;
  }
  return std::nullopt;
}

}  // namespace caspian::scene
