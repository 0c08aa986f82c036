// What the flow pass uploads and what its shaders hand on. Ages are in ticks of 1/1024 s.
#ifndef CASPIAN_SHARED_FLOW_H
#define CASPIAN_SHARED_FLOW_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#else
#define constexpr const
#endif

/// A workgroup of the splat works on this many units of one run.
constexpr uint k_units_per_group = 2048u;
/// Workgroups stand in rows of so many: a dispatch may have 65535 of them each way.
constexpr uint k_groups_per_row = 32768u;

/// A vertex of a timetable. Segment i leads from vertex i to i + 1.
struct FlowVertex {
  vec3 base_m;     // at height 0, relative to the chunk's origin, axes earth-centred
  float height_m;  // times the exaggeration, along the ellipsoid's normal
  float lane;      // to the right of the direction of travel
  uint chunk;
  uint arrival;
  uint heading;  // the segment whose direction units have on segment i: i, or where they wait the
                 // last one before that moves; the vertex itself when it is its timetable's last
};

/// Written anew for every frame, since it holds the eye.
struct FlowChunk {
  vec4 origin_from_eye_m;  // xyz
  vec4 origin_m;           // xyz: earth-centred, for the direction of up only
};

/// Units whose ages are evenly spaced (scene::FlowRun).
struct FlowRun {
  uint first_unit;  // units of the runs before this one: its first id of the frame
  uint count;
  uint first_group;       // workgroups of the runs before this one
  float metres_per_tick;  // speed, waits included
  uint first_hint;
  uint hint_shift;  // a hint for every 2^hint_shift ticks of age
  uint age_first;
  uint age_step_whole;     // ticks
  uint age_step_fraction;  // 2^-32 ticks
  uint duration;
  uint is_scaled;  // 0 or 1
  uint rank_bits;
  uint colour;       // RGBA8
  float last_alpha;  // of the last unit of a scaled run
  float width_factor;
  uint first_number;  // of unit j = 0 within its path flow, the lowest bits
};

/// One unit that may be on the screen (dashes).
struct FlowUnit {
  vec4 clip;       // of its centre, lane included
  uint direction;  // on the screen, px right and down, snorm 2 x 16
  uint size_px;    // length and width, half 2 x 16
  uint colour;     // RGBA8, fade included
  uint unused_0;
};

/// Of the pass that brings the timetables before the eye.
struct FlowVertexPush {
  uint vertex_count;
  float lane_px;     // width of one lane
  float depth_pull;  // share of the distance by which units are pulled towards the eye
};

struct FlowPush {
  uint unit_count;  // of this batch
  uint first_unit;  // of this batch among all; of points: the number of workgroups
  uint run_count;
  uint first_id;  // of the whole frame's flows in the visibility buffer
  float length_px;
  float width_px;
  float glow;        // 0..1
  float depth_pull;  // share of the distance by which units are pulled towards the eye
};

/// Of one run's trails.
struct FlowTrailPush {
  uint run;
  uint first_segment, segment_count;
  uint stride;  // segments drawn as one
  float trail_ticks;
  float width_px;
  float depth_pull;
  float strength;  // 0..1
};

#ifdef __cplusplus
static_assert(sizeof(FlowTrailPush) == 32);
static_assert(sizeof(FlowVertex) == 32);
static_assert(sizeof(FlowChunk) == 32);
static_assert(sizeof(FlowRun) == 64);
static_assert(sizeof(FlowUnit) == 32);
static_assert(sizeof(FlowPush) == 32);
}
#else
#undef constexpr
#endif
#endif
