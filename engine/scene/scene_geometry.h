// Everything built once from a dataset and the terrain that drawing, picking and queries share.
#pragma once
#include <memory>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/flow_totals.h"
#include "dataset/link_rates.h"
#include "dataset/overlay_layer.h"
#include "geo/height_field.h"
#include "scene/country_shape.h"
#include "scene/flow_tracks.h"
#include "scene/map_lines.h"
#include "scene/model_set.h"
#include "scene/ribbon_scale.h"
#include "scene/track_geometry.h"

namespace caspian::scene {

struct RecordedScene;

struct SceneGeometry {
  const dataset::Dataset& dataset;
  const geo::HeightField& heights;
  std::vector<dataset::RateSeries> rates;
  std::vector<LinkTrack> tracks;            // one per link
  std::vector<MapLineLevel> map_lines;      // coasts, borders, rivers; finest first
  FlowTracks flows;                         // journeys and what they carry
  ModelSet models{};                        // shapes of units near the eye; none = dashes only
  const RecordedScene* recorded = nullptr;  // trajectories; none = null
  dataset::LinkRates link_rates{};          // of flows.amounts
  RibbonPlan ribbons{};
  std::vector<CoastLine> coast{};  // the finest there is; none = the terrain's own shore alone
  std::vector<CountryShape> countries{};          // with and without an agreed code
  std::vector<dataset::OverlayLayer> overlays{};  // the user's own
  std::vector<LandBorder> borders{};
  std::vector<ZoneLimit> zones{};
  BoundarySources boundary_sources{};
};

/// What follows from the dataset, its tracks and its rates.
void add_flows(SceneGeometry& scene);

}  // namespace caspian::scene
