// The drawn course of every link: smoothed way-points, draped heights, and the lane that keeps
// corridors side by side.
#pragma once
#include <cstdint>
#include <vector>

#include "dataset/dataset.h"
#include "geo/height_field.h"

namespace caspian::scene {

struct TrackPoint {
  double longitude_deg = 0, latitude_deg = 0;
  float height_m = 0;     // of the drawn ground: sea surface over water
  float lane = 0;         // sideways offset in lanes, positive to the right of from -> to: where
                          // the two directions of its ribbon meet
  double distance_m = 0;  // from the link's start along the course
};

/// The link that carries the same corridor on, in the same mode, beyond an end of a link.
struct TrackJoint {
  uint32_t link = dataset::k_none;
  bool at_its_start = false;  // which end of that link meets this one
  explicit operator bool() const { return link != dataset::k_none; }
};

struct LinkTrack {
  std::vector<TrackPoint> points;  // from_node -> to_node
  double length_m = 0;
  TrackJoint before, after;  // at the start, at the end
  float reach = 0;           // lanes that a wide ribbon takes to either side of it; 0 = narrow
  float units_aside = 0;     // lanes that units keep to the right of `lane` in their direction
};

/// One track per link of the dataset, in its order.
std::vector<LinkTrack> build_link_tracks(const dataset::Dataset& dataset,
                                         const geo::HeightField& heights);

/// A place on a track, `distance_m` from its start (clamped to its ends), heights and lanes
/// interpolated.
TrackPoint point_at(const LinkTrack& track, double distance_m);

/// The hand-drawn line of a link: its end nodes and the way-points between them.
std::vector<geo::GeoPoint> way_points(const dataset::Dataset& dataset, const dataset::Link& link);

/// Does a mode run over water?
bool is_over_water(dataset::Mode mode);

}  // namespace caspian::scene
