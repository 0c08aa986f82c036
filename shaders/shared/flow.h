// What the flow pass uploads and what its shaders hand on. Ages are in ticks of 1/1024 s.
#ifndef CASPIAN_SHARED_FLOW_H
#define CASPIAN_SHARED_FLOW_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

/// A vertex of a timetable; its arrival stands apart, so that a search reads little memory.
struct FlowVertex {
  vec3 base_m;     // at height 0, relative to the chunk's origin, axes earth-centred
  float height_m;  // times the exaggeration, along the ellipsoid's normal
  float lane;      // to the right of the direction of travel
  uint chunk;
  uint unused_0;
  uint unused_1;
};

/// Written anew for every frame, since it holds the eye.
struct FlowChunk {
  vec4 origin_from_eye_m;  // xyz
  vec4 origin_m;           // xyz: earth-centred, for the direction of up only
};

struct FlowRun {
  uint first_unit;  // units of the runs before this one
  uint count;
  uint first_vertex;
  uint vertex_count;
  uint age_first;
  uint age_step_whole;     // ticks
  uint age_step_fraction;  // 2^-32 ticks
  uint duration;
  uint is_scaled;  // 0 or 1
  uint rank_bits;
  uint colour;  // RGBA8
  float last_alpha;
  float width_factor;
  uint unused_0;
  uint unused_1;
  uint unused_2;
};

/// One unit that may be on the screen.
struct FlowUnit {
  vec4 clip;       // of its centre, lane included
  uint direction;  // on the screen, px right and down, snorm 2 x 16
  uint size_px;    // length and width, half 2 x 16
  uint colour;     // RGBA8, fade included
  uint unused_0;
};

struct FlowPush {
  uint unit_count;  // of this batch
  uint first_unit;  // of this batch among all
  uint run_count;
  float lane_px;  // width of one lane
  float length_px;
  float width_px;
  float glow;        // 0..1
  float depth_pull;  // share of the distance by which units are pulled towards the eye
};

#ifdef __cplusplus
static_assert(sizeof(FlowVertex) == 32);
static_assert(sizeof(FlowChunk) == 32);
static_assert(sizeof(FlowRun) == 64);
static_assert(sizeof(FlowUnit) == 32);
static_assert(sizeof(FlowPush) == 32);
}
#endif
#endif
