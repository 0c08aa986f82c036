// Which lane each corridor takes where several run on one track or within a few km of each other.
// Knows the tracks' places only; heights and drawing are not its business.
#pragma once
#include <vector>

#include "scene/ribbon_scale.h"
#include "scene/track_geometry.h"

namespace caspian::scene {

/// Links of one corridor and mode meeting at a node with no doubt about which goes on in which.
void find_joints(const dataset::Dataset& dataset, std::vector<LinkTrack>& tracks);

/// Sets `lane` of every point and `units_aside` of every track. Corridors in a bundle keep one
/// order along all of it, so that none crosses another inside; each has the room its ribbon ever
/// needs (`rooms`, one per link); the bundle is centred on the track; lanes change over some km and
/// agree at joints.
void assign_lanes(const dataset::Dataset& dataset, const std::vector<RibbonRoom>& rooms,
                  std::vector<LinkTrack>& tracks);

}  // namespace caspian::scene
