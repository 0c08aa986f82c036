// Start-up order: what does not depend on each other runs side by side.
#include "app/session.h"

#include <future>

#include "app/country_shapes.h"
#include "app/map_lines_data.h"
#include "app/scene_data.h"
#include "core/files.h"
#include "core/log.h"
#include "dataset/flow_totals.h"
#include "gpu/timeline.h"
#include "import/overlay_file.h"
#include "scene/area_pick.h"
#include "scene/isobaths.h"
#include "scene/model_loader.h"
#include "scene/track_geometry.h"

namespace caspian::app {

SessionOptions session_options(const SceneRequest& scene, const DeviceRequest& device) {
  SessionOptions options;
  options.scenario = scene.scenario;
  options.device = device;
  options.recorded = scene.recorded;
  options.terrain = scene.terrain;
  options.overlays = scene.overlays;
  options.convention = scene.convention;
  return options;
}

Result<std::unique_ptr<Session>> Session::open(const SessionOptions& options) {
  std::unique_ptr<Session> session(new Session);
  if (const Outcome loaded = session->load(options); !loaded) return loaded.failure();
  return session;
}

Session::~Session() {
  if (device_) device_->wait_idle();
}

Outcome Session::load(const SessionOptions& options) {
  const auto start = StageTimes::Clock::now();
  const Result<std::filesystem::path> assets = find_assets();
  if (!assets) return assets.failure();
  assets_ = *assets;

  std::vector<scene::MapLine> isobaths;
  auto terrain = std::async(std::launch::async, [this, &options, &isobaths] {
    const auto began = StageTimes::Clock::now();
    Result<geo::HeightField> heights = open_terrain(options.terrain);
    stages_.add("terrain", began);
    if (heights) {
      const auto flooding = StageTimes::Clock::now();
      add_flooding(heights.value());
      stages_.add("flooding", flooding);
      const auto tracing = StageTimes::Clock::now();
      isobaths = scene::trace_isobaths(heights.value());
      stages_.add("isobaths", tracing);
    }
    return heights;
  });
  Result<std::vector<scene::CoastLine>> coast{std::vector<scene::CoastLine>()};
  Result<std::vector<scene::CountryShape>> countries = std::vector<scene::CountryShape>{};
  auto lines = std::async(std::launch::async, [this, &coast, &countries] {
    const auto began = StageTimes::Clock::now();
    Result<scene::MapLines> loaded = load_map_lines(assets_);
    countries = load_country_shapes(assets_);
    stages_.add("map lines", began);
    const auto coast_began = StageTimes::Clock::now();
    coast = load_coast(assets_);
    stages_.add("coast", coast_began);
    return loaded;
  });
  auto shapes = std::async(std::launch::async, [this] {
    const auto began = StageTimes::Clock::now();
    scene::ModelSet loaded = scene::load_models(assets_ / "models");
    stages_.add("models", began);
    return loaded;
  });
  auto device = std::async(std::launch::async, [this, &options] {
    if (options.without_device) return Result<std::unique_ptr<gpu::Device>>(nullptr);
    const auto began = StageTimes::Clock::now();
    gpu::DeviceOptions wanted;
    wanted.prefer_software = options.device.software;
    wanted.validation = options.device.validation.value_or(wanted.validation);
    wanted.instance_extensions = options.surface_extensions;
    Result<std::unique_ptr<gpu::Device>> made = gpu::Device::create(wanted);
    stages_.add("device", began);
    return made;
  });

  auto began = StageTimes::Clock::now();
  Result<import::LoadedScenario> scenario = open_scenario(options.scenario, options.convention);
  stages_.add("scenario", began);
  Result<geo::HeightField> heights = terrain.get();
  Result<scene::MapLines> map_lines = lines.get();
  Result<std::unique_ptr<gpu::Device>> made = device.get();
  if (!scenario) return scenario.failure();
  if (!heights) return heights.failure();
  if (!map_lines) return map_lines.failure();
  if (!coast) return coast.failure();
  if (!countries) return countries.failure();
  if (!made) return made.failure();
  dataset_ = std::move(scenario->dataset);
  heights_ = std::make_unique<geo::HeightField>(std::move(heights).value());
  device_ = std::move(made).value();

  began = StageTimes::Clock::now();
  scene::add_isobaths(isobaths, map_lines.value().levels);
  geometry_ = std::make_unique<scene::SceneGeometry>(
      build_geometry(dataset_, *heights_, std::move(map_lines).value()));
  geometry_->coast = std::move(coast).value();
  geometry_->countries = std::move(countries).value();
  geometry_->models = shapes.get();
  for (const std::string& problem : geometry_->models.problems) log::warning(problem);
  stages_.add("geometry", began);
  began = StageTimes::Clock::now();
  if (const Outcome recorded = open_recorded(options.recorded); !recorded) return recorded;
  geometry_->recorded = recorded_.get();
  if (const Outcome opened = open_overlays(options.overlays); !opened) return opened;
  if (recorded_) stages_.add("record", began);
  if (!device_) return Done{};
  began = StageTimes::Clock::now();
  ring_ = std::make_unique<gpu::FrameRing>(*device_);
  renderer_ = std::make_unique<render::Renderer>(*device_, *geometry_);
  stages_.add("renderer", began);
  stages_.add("start", start);
  return Done{};
}

/// The record's time becomes reachable: ranges widen to hold it, and the scene opens where it
/// begins unless it reaches to the opening date.
Outcome Session::open_recorded(const std::string& file) {
  if (file.empty()) return Done{};
  Result<std::unique_ptr<record::SegmentStore>> store = record::SegmentStore::open(file);
  if (!store) return store.failure();
  recorded_ = std::make_unique<scene::RecordedScene>(std::move(store).value(), *heights_);
  const record::SegmentStore& record = *recorded_->store;
  for (const std::string& problem : record.problems()) log::warning(problem);
  const time::SimTime first = record.first(), last = record.last();
  for (time::SimTime* from : {&dataset_.range_from, &dataset_.opening_from})
    *from = std::min(*from, first);
  for (time::SimTime* to : {&dataset_.range_to, &dataset_.opening_to}) *to = std::max(*to, last);
  if (!record.covers(dataset_.opening_time)) dataset_.opening_time = first;
  return Done{};
}

/// What is wrong with single features is said in the log; a file that cannot be read ends it.
Outcome Session::open_overlays(const std::vector<std::string>& files) {
  const auto began = StageTimes::Clock::now();
  for (const std::string& file : files) {
    Result<std::vector<dataset::OverlayLayer>> layers = import::load_overlays(file);
    if (!layers) return layers.failure();
    for (dataset::OverlayLayer& layer : *layers) {
      for (const std::string& note : layer.notes)
        log::warning(file + ": layer " + layer.name + ": " + note);
      geometry_->overlays.push_back(std::move(layer));
    }
  }
  if (!files.empty()) stages_.add("layers", began);
  return Done{};
}

void Session::draw_frame(const gpu::Frame& frame, const scene::FrameInputs& inputs,
                         const render::Offscreen& offscreen) {
  renderer_->record(frame.commands, inputs, frame.arena, offscreen.target(), &frame.timer);
  offscreen.resolve(frame.commands);
}

void Session::finish_picture(const gpu::Frame& frame, const render::FrameTarget& picture,
                             scene::ColourVision vision) {
  if (vision == scene::ColourVision::normal) return;
  if (!vision_) vision_ = std::make_unique<render::VisionPass>(*device_);
  vision_->record(frame, picture, vision);
}

std::optional<scene::Pick> Session::pick(const scene::FrameInputs& inputs, double x, double y) {
  const gpu::Frame frame = ring_->begin();
  renderer_->record_pick(frame.commands, inputs, frame.arena, x, y, &frame.timer);
  ring_->end(frame);
  device_->timeline().wait(frame.value);
  const std::optional<scene::Pick> found = renderer_->take_pick();
  return found ? found : scene::pick_area(*geometry_, inputs, x, y);
}

}  // namespace caspian::app
