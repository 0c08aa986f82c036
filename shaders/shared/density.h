// What the density view uploads (render/density_pass).
#ifndef CASPIAN_SHARED_DENSITY_H
#define CASPIAN_SHARED_DENSITY_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#else
#define constexpr const
#endif

constexpr uint k_density_parts = 64u;        // of a journey, equal shares of its time
constexpr uint k_density_intervals = 2048u;  // between the known places of a journey

/// A flow's journey: `samples` amounts per part, spread over the places of its path.
struct DensityEntry {
  uint first_place;
  uint samples;
  uint unused_0, unused_1;
};

struct DensityUniforms {
  vec4 box;     // degrees: west, south, width and height of a cell
  vec4 spread;  // x: standard deviation in cells at the equator, y: along the meridian; z: 1,000
                // km2 of a cell at the equator; w: amount of one fixed-point step, t or million m3
  vec4 scale;   // x: exponent where colours begin; y: decades; z: strength, 0..1
  vec4 colours[5];
  uint side;
  uint entry_count;
  uint unused_0, unused_1;
};

#ifdef __cplusplus
static_assert(sizeof(DensityEntry) == 16);
static_assert(sizeof(DensityUniforms) == 9 * 16);
}
#else
#undef constexpr
#endif
#endif
