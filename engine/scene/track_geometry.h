// The drawn course of every link: smoothed way-points, draped heights, and the lane that keeps corridors side by side.
#pragma once
#include <cstdint>
#include <vector>

#include "dataset/dataset.h"
#include "geo/height_field.h"

namespace caspian::scene {

struct TrackPoint {
  double longitude_deg = 0, latitude_deg = 0;
  float height_m = 0;       // of the drawn ground: sea surface over water
  float lane = 0;           // sideways offset in lanes, positive to the right of from -> to
  double distance_m = 0;    // from the link's start along the course
};

struct LinkTrack {
  std::vector<TrackPoint> points;  // from_node -> to_node
  double length_m = 0;
};

/// One track per link of the dataset, in its order.
std::vector<LinkTrack> build_link_tracks(const dataset::Dataset& dataset,
                                         const geo::HeightField& heights);

}  // namespace caspian::scene
