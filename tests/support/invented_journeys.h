// A small network of our own with courses, for tests of journeys and flows: a - b - c - d with sea
// between b and c.
#pragma once
#include <cstdint>
#include <random>
#include <vector>

#include "dataset/dataset.h"
#include "scene/flow_tracks.h"
#include "scene/track_geometry.h"

namespace caspian::test {

/// Three links: rail 1 (a-b, 300 km), sea 2 (b-c, 220 km), rail 3 (d-c, 150 km, so it is travelled
/// backwards); one path over all of them. Country changes over sea and on link 3.
dataset::Dataset invented_network();

/// Courses for the links of a dataset: straight on the map with a bend, a point every few km, lanes
/// and heights.
std::vector<scene::LinkTrack> invented_courses(const dataset::Dataset& dataset);

/// A figure of the network's corridor.
void add_figure(dataset::Dataset& dataset, int year, double mt,
                dataset::Kind kind = dataset::Kind::actual);

/// A path flow of random pieces over some years, with closures, and a timetable for it; half of
/// them have travel times of their own in each piece, with which nobody overtakes.
struct RandomFlow {
  scene::FlowTracks tracks;  // one flow
  time::SimTime from, to;
};
RandomFlow random_flow(std::mt19937_64& random);

}  // namespace caspian::test
