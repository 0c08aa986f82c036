// Ids in the picking target, and the marks that are drawn into it. An id is two words: what kind of
// thing in the highest bits of the first, which one in the rest; and a number within it.
#ifndef CASPIAN_SHARED_PICK_H
#define CASPIAN_SHARED_PICK_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#else
#define constexpr const
#endif

constexpr uint k_pick_nothing = 0u;
constexpr uint k_pick_node = 1u;      // index: of the node
constexpr uint k_pick_unit = 2u;      // number: the unit's id in the frame (scene/unit_ids)
constexpr uint k_pick_link = 3u;      // index: of the link
constexpr uint k_pick_line = 4u;      // index: of the seabed line
constexpr uint k_pick_recorded = 5u;  // number: the recorded unit's
constexpr uint k_pick_overlay = 6u;   // index: of the feature of a user's layers
constexpr uint k_pick_kind_shift = 28u;

/// A mark: a rectangle with round ends on the screen, at one depth.
struct PickMark {
  vec4 clip;   // of its middle, pulled towards the eye
  vec4 shape;  // xy: unit vector along it; zw: half length and half width, px
  uint kind_and_index;
  uint number;
  uint unused_0;
  uint unused_1;
};

struct PickLinePush {
  vec4 origin;  // xyz: the strip's origin relative to the eye, m; w: share of the distance pulled
  vec4 widths;  // x: half the width, px; y: sideways from its lane, px; z: width of a lane, px
  uint kind_and_index;
};

#ifdef __cplusplus
static_assert(sizeof(PickMark) == 48);
}
#else
#undef constexpr
#endif
#endif
