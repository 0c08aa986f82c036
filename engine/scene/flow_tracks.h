// Journeys as timetables, and which units are on them at an instant: what the GPU is given, and
// what the CPU reference (flow_motion) reads. Ages are integers: 1 tick = 1/1024 s (flows.md,
// Precision).
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <glm/glm.hpp>

#include "dataset/dataset.h"
#include "dataset/flow_filter.h"
#include "dataset/path_flows.h"
#include "scene/track_geometry.h"

namespace caspian::scene {

constexpr uint32_t k_ticks_per_s = 1024;

/// A place on a journey. Between two vertices a unit moves evenly along the straight line between
/// their drawn places: base + up * height * exaggeration, `up` being the ellipsoid's normal at the
/// base.
struct TimetableVertex {
  uint32_t arrival = 0;  // ticks since entry; the first is 0, none is less than the one before
  glm::dvec3 base_m{};   // earth-centred, at height 0
  float height_m = 0;    // of the drawn ground: sea surface over water
  float lane = 0;  // sideways offset in lanes, positive to the right of the direction of travel
  dataset::Mode mode = dataset::Mode::rail;  // how a unit goes on from here; waiting, how it came
};

/// Where its height is drawn when the Caspian stands at a level.
inline double drawn_height_m(const TimetableVertex& vertex, double sea_level_m) {
  return double{geo::drawn_height_m(vertex.height_m, static_cast<float>(sea_level_m))};
}

/// A wait is two vertices at one place. Two neighbours never have both the same place and the same
/// arrival.
struct Timetable {
  uint32_t path = 0;                      // index into Dataset::paths
  std::vector<TimetableVertex> vertices;  // at least two, the first two at different places
  uint32_t duration() const { return vertices.back().arrival; }
  double duration_ms() const { return duration() * 1000.0 / k_ticks_per_s; }
};

/// Units of one path flow whose ages are evenly spaced; a bin of true motion, or all the slots of
/// scaled motion. Unit j, 0 <= j < count, has the age
///   true motion:   age_first - j * age_step                             (later ones are younger)
///   scaled motion: (age_first + k * age_step) mod duration, where slot k = j with its lowest
///   `rank_bits` bits
///                  reversed: the slots fill in the order of van der Corput, evenly spread at every
///                  count
/// with the product rounded down to whole ticks. Where a bin has a travel time of its own, its ages
/// are told in the timetable's: scaled so that who arrives has the timetable's duration. The last
/// unit of a scaled run is drawn at `last_alpha`.
struct FlowRun {
  uint32_t flow = 0;  // index into FlowTracks::flows
  uint32_t timetable = 0;
  uint32_t count = 0;
  uint32_t age_first = 0;  // ticks
  uint64_t age_step = 0;   // ticks in 32.32 fixed point
  int64_t first_unit = 0;  // true motion: index of unit j = 0 of the path flow (flows.md section 2)
  bool is_scaled = false;
  uint32_t rank_bits = 0;  // scaled: 2^rank_bits slots, count <= 2^rank_bits
  float last_alpha = 1;    // 0..1
  float alpha = 1;  // 0..1, of every unit: a link about to close, kinds of motion cross-fading
  bool is_counted = true;  // false: only seen while kinds of motion cross-fade
};

/// How a path flow looks; does not change with time.
struct FlowStyle {
  std::string corridor_id;  // decides the colour
  std::string commodity;
  bool is_plan = false;  // drawn paler
};

/// The most that is ever on the paths at one time, in a variant (base flows included).
struct FlowPeak {
  std::string variant;
  double tonnes = 0;
  double bcm = 0;
  uint32_t mass_flows = 0, gas_flows = 0;  // how many there are
};

class FilteredPeaks;

/// What stays: one timetable per path of the dataset, one style and one amount over time per path
/// flow (FlowRun::flow counts these).
struct FlowTracks {
  std::vector<Timetable> timetables;
  std::vector<FlowStyle> flows;
  std::vector<dataset::PathFlow> amounts;   // of flows
  std::vector<double> most_on_path;         // of flows: tonnes or bcm, over all time
  std::vector<FlowPeak> peaks;              // one per variant, of all flows
  std::vector<dataset::FlowTraits> traits;  // of flows: what filters ask for
  /// Peaks under filters, found when first asked for; copies share them. Null = found every time.
  std::shared_ptr<FilteredPeaks> filtered_peaks;
};

FlowTracks build_flow_tracks(const dataset::Dataset& dataset, const std::vector<LinkTrack>& tracks,
                             const std::vector<dataset::RateSeries>& rates);

/// Every unit of an instant, hidden corridors left out. Runs keep one order at every instant, so
/// that units do not swap places in the picture.
struct FlowFrame {
  std::vector<FlowRun> runs;
  uint64_t unit_count() const {
    uint64_t total = 0;
    for (const FlowRun& run : runs)
      if (run.is_counted) total += run.count;
    return total;
  }
};

}  // namespace caspian::scene
