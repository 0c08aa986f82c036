// What the pass of recorded trajectories uploads. Places are on the record's grid of 2^24 x 2^24
// and are taken relative to a place of it near the eye before they become floats.
#ifndef CASPIAN_SHARED_RECORDED_H
#define CASPIAN_SHARED_RECORDED_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

/// As in the file (record/segment_format.h).
struct RecordedSegment {
  uint unit;
  uint start;     // ticks from the beginning of its slice
  uint duration;  // ticks
  uint place_0;   // longitude and latitude of both ends, 24 bits each
  uint place_1;
  uint place_2;
};

/// The frame's reference place, at height 0, and how far the grid's steps lead from it.
struct RecordedView {
  vec4 origin_from_eye_m;  // xyz; earth-centred axes
  vec4 latitude;           // sine, cosine of the reference; N, the radius across, in m; e^2
  vec4 longitude;          // sine, cosine; radians a grid step east; radians a grid step north
  int reference_x;         // on the grid
  int reference_y;
  int height_column;  // of the height grid: the cell of the reference ...
  int height_row;
  vec2 height_share;  // ... where in it, and cells for a step on the grid
  vec2 height_step;
  int height_columns;
  int height_rows;
  uint unused_0;
  uint unused_1;
};

struct RecordedPush {
  uint first;  // segment of the block
  uint count;
  uint now;         // ticks from the beginning of the block's slice
  uint unit_count;  // units beyond are damaged and not drawn
  uint first_id;    // of the record's units in the visibility buffer
  uint trail;       // ticks: how far back a trail reaches; 0 = gaps are drawn
  uint pieces;      // of a line
  float depth_pull;
  float width_px;
};

#ifdef __cplusplus
static_assert(sizeof(RecordedSegment) == 24);
static_assert(sizeof(RecordedView) == 96);
static_assert(sizeof(RecordedPush) == 36);
}
#endif
#endif
