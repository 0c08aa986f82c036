// A record of trajectories made ready for drawing, and where its units are: the reference in double
// that the shader must equal.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include <glm/glm.hpp>

#include "dataset/flow_filter.h"
#include "record/segment_store.h"
#include "scene/surface_grid.h"
#include "scene/theme.h"

namespace caspian::scene {

struct RecordedScene {
  std::unique_ptr<record::SegmentStore> store;
  SurfaceGrid surface;
  std::vector<record::UnitFacts> kinds;  // every combination of mode, goods and quality
  std::vector<uint32_t> kind_of_unit;    // by entry of the unit table

  RecordedScene(std::unique_ptr<record::SegmentStore> opened, const geo::HeightField& heights);
};

/// Where a unit is on a segment of its way: straight in longitude and latitude, on the surface.
struct RecordedPlace {
  double longitude_deg = 0, latitude_deg = 0;
  glm::dvec3 drawn_m{};  // earth-centred, height exaggerated
};

/// Nothing when the segment does not hold at that time.
std::optional<RecordedPlace> recorded_place(const RecordedScene& scene,
                                            const record::PlacedSegment& segment, time::SimTime t,
                                            double exaggeration,
                                            double sea_level_m = geo::k_caspian_surface_m);

/// How units of a record are told apart: by goods, or by mode; as they are drawn in a theme.
glm::vec3 recorded_colour(const record::UnitFacts& unit, ColourBy by, const Theme& theme);

/// Whether a unit of a record passes: by its goods, mode and quality; it has no corridor, direction
/// or country, so a filter of those lets none pass.
bool passes(const dataset::FlowFilter& filter, const record::UnitFacts& unit,
            const std::string& file_quality);

/// Units on their way at a time that pass; nothing when the record does not reach there.
std::optional<uint64_t> recorded_units(const RecordedScene& scene, time::SimTime t,
                                       const dataset::FlowFilter& filter);

}  // namespace caspian::scene
