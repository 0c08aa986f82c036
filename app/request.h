// What a command line asks for, as plain data. Values are already of the right kind; whether an id
// or a language exists is known only with the data, and is checked when the scene is opened.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/image.h"
#include "core/log.h"
#include "geo/geo_box.h"
#include "scene/camera.h"
#include "scene/view_settings.h"
#include "time/frame_schedule.h"
#include "time/sim_time.h"

namespace caspian::app {

/// What a picture shows. Nothing given = what the scenario opens with.
struct SceneRequest {
  std::string scenario;  // a folder; "" = the built-in one
  std::string recorded;  // a .cseg file of trajectories; "" = none
  std::string terrain;   // own heights and depths (see convert); "" = the built-in ones
  std::vector<std::string> overlays;  // files of vector layers
  std::optional<time::SimTime> time, motion_time;
  std::optional<scene::Camera> camera;
  std::optional<PixelSize> size;
  std::optional<scene::MotionMode> motion;
  std::vector<std::string> show, hide;  // ids of corridors and seabed lines
  dataset::FlowFilter filter;
  std::string language, second_language, variant;
  std::string convention;  // an id of those that come along, or a file
  std::string organization;
  std::optional<scene::ThemeId> theme;
  std::optional<scene::ColourBy> colour_by;
  std::optional<double> exaggeration, ui_scale, sea_opacity;
  std::optional<double> sea_level_m;
  bool sea_level_by_date = false, sun_by_date = false, reduced_motion = false;
  std::optional<scene::ColourVision> colour_vision;
  std::vector<geo::GeoPoint> measured;
  bool measured_is_area = false;
  bool attribution = true;  // false: the sources are left out of the picture
  std::optional<double> ribbon_window_days, density_window_days;
  std::optional<int> supersample, unit_budget;
  std::optional<scene::UnitDrawing> unit_drawing;
  std::optional<double> trail_h;
  std::vector<std::pair<std::string, bool>> layers;
};

struct DeviceRequest {
  bool software = false;
  std::optional<bool> validation;
};

struct ViewRequest {
  SceneRequest scene;
  bool play = false;
  bool fullscreen = false;
  std::optional<double> speed_ms_per_s;
  // for recorded sessions
  std::optional<int64_t> quit_after_frames;
  std::optional<double> quit_after_s;
  std::string record_state;
  std::string dump_widgets;
};

struct RenderRequest {
  SceneRequest scene;
  std::string output;
  bool with_interface = false;
  bool with_chart = false;                // the interface's chart, opened
  std::string follow;                     // a unit the camera goes along with: "path#number"
  std::optional<time::SimTime> from, to;  // of a film
  int64_t duration_ms = 10'000;
  time::FrameRate rate;
  std::string stats;  // file
};

enum class QueryKind {
  height,
  corridors,
  lines,
  flow,
  units,
  project,
  pick,
  distance,
  profile,
  clearance
};

struct QueryRequest {
  QueryKind kind = QueryKind::height;
  SceneRequest scene;
  bool json = false;
  double longitude_deg = 0, latitude_deg = 0;  // height, project
  std::optional<double> height_m;              // project
  double x_px = 0, y_px = 0;                   // pick
  std::string corridor;                        // flow
  std::string link;                            // flow: one link instead, `titr:12`
  std::vector<geo::GeoPoint> places;           // distance, profile
  bool with_area = false;                      // distance: the last place joins the first
  std::string path;                            // profile: along a journey; or along `corridor`
  std::optional<double> step_m;                // profile: between samples
  std::string output;     // profile: .csv or .png; "" = CSV on stdout; clearance: .pdf or .csv
  std::string line_kind;  // lines: seabed, land, zones or all
};

struct CheckRequest {
  std::string scenario;
};

struct InfoRequest {
  bool json = false;
};

/// Trips -> a file of trajectories, or rasters of heights -> a .terrain file: as the output's name
/// ends.
struct ConvertRequest {
  std::vector<std::string> inputs;
  std::string output;
  std::optional<time::SimTime> epoch;
  int64_t gap_ms = 2 * 3'600'000;
  uint64_t memory_bytes = 512ull << 20;
  std::string source, licence, quality;
  // of heights
  std::optional<geo::GeoBox> clip;
  double step_deg = 0;
  std::string datum;
  bool json = false;
  bool verbose = false;
};

enum class BenchKind { frame, units, terrain, seek, pick };
/// How measured units are drawn; a list of points is what one would do without further thought.
enum class BenchMode { splat, raster, point_list };
/// Whose units: the flows', in any number, or those of a record.
enum class BenchSource { flow, recorded };

/// `caspian bench units`.
struct UnitBenchRequest {
  int64_t count = 1'000'000;
  BenchMode mode = BenchMode::splat;
  BenchSource source = BenchSource::flow;
  double px = 1;         // diameter of points
  bool compare = false;  // points against the plain list, in turns
};

struct BenchRequest {
  BenchKind kind = BenchKind::frame;
  SceneRequest scene;
  UnitBenchRequest units;
  int frames = 20;
  bool json = false;
  std::string workload, terrain;  // files of the benchmark that others were measured on
  double unit_px = 3;
  std::string picture;  // file, "" = none
  int views = 0;        // terrain: so many random ones are checked instead of timing any
  // seek: a record is made first, of so many GB
  std::optional<double> generate_gb;
  std::string output;
};

/// Text asked for with --help or --version: printed, and that is all.
struct TextRequest {
  std::string text;
};

struct RunRequest {
  std::variant<TextRequest, ViewRequest, RenderRequest, QueryRequest, CheckRequest, InfoRequest,
               BenchRequest, ConvertRequest>
      command;
  DeviceRequest device;
  log::Level log_level = log::Level::warning;
  std::string log_file;
};

}  // namespace caspian::app
