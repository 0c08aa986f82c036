// Terrain and plain pass in turns, so that a busy machine slows both; medians of all rounds.
#include "app/commands/bench_terrain.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <random>
#include <vector>

#include "app/frame_timing.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "core/json_writer.h"
#include "render/lit_probe.h"
#include "render/terrain_probe.h"

namespace caspian::app {
namespace {

constexpr int k_rounds = 7;
constexpr PixelSize k_full_hd{1920, 1080}, k_check_size{192, 108};

struct Entry {
  std::string name;
  Rounds terrain_ms, plain_ms;
  size_t tiles = 0;
  double ratio() const { return terrain_ms.median() / std::max(plain_ms.median(), 1e-6); }
};

struct Check {
  int views = 0, views_with_cracks = 0, cracks = 0;
  std::vector<double> resolved_px, all_px;  // sorted
};

scene::LayerToggles ground_alone(const scene::LayerToggles& layers) {
  scene::LayerToggles alone = layers;
  for (const std::string_view name : scene::layer_names())
    if (name != "terrain" && name != "sea") *scene::find_layer(alone, name) = false;
  return alone;
}

void time_views(Session& session, const AppState& opening, PixelSize size, int frames,
                std::vector<Entry>& entries) {
  struct View {
    const char* name;
    double denominator, tilt_deg;
  };
  const render::LitProbe plain(session.device(), session.geometry().heights);
  const render::Offscreen offscreen(session.device(), size, 1);
  for (const View& view : {View{"1:20M from above", 20e6, 0}, View{"1:5M", 5e6, 30},
                           View{"1:1M", 1e6, 50}, View{"1:500k grazing", 5e5, 80}}) {
    AppState state = opening;
    state.settings.layers = ground_alone(state.settings.layers);
    state.camera.range_m = scene::range_for_scale(view.denominator, size.height);
    state.camera.tilt_deg = view.tilt_deg;
    const scene::FrameInputs inputs = frame_inputs_of(state, size);
    Entry& entry = entries.emplace_back(Entry{.name = view.name});
    for (int round = 0; round < k_rounds; ++round) {
      const FrameTiming terrain = time_frames(
          session.ring(), 1, frames,
          [&](const gpu::Frame& frame, int) { session.draw_frame(frame, inputs, offscreen); });
      const FrameTiming lit = time_frames(
          session.ring(), 1, frames,
          [&](const gpu::Frame& frame, int) { plain.record(frame, offscreen.target()); });
      entry.terrain_ms.values.push_back(terrain.frame_ms.median());
      entry.plain_ms.values.push_back(lit.frame_ms.median());
    }
  }
}

Check check_views(Session& session, int count, PixelSize size, bool is_quiet) {
  const geo::HeightField& heights = session.geometry().heights;
  render::TerrainProbe probe(session.device(), heights);
  std::mt19937 random(20251021);
  Check check{.views = count};
  for (int i = 0; i < count;) {
    const scene::TerrainView view = scene::random_terrain_view(random);
    scene::FrameInputs inputs;
    inputs.camera = view.camera;
    inputs.settings.exaggeration = view.exaggeration;
    inputs.size = size;
    const render::TerrainProbe::Picture picture = probe.draw(inputs);
    if (!scene::is_outside_ground(picture.camera, picture.depths, heights, view.exaggeration))
      continue;
    ++i;
    const int cracks = scene::count_cracks(picture.camera, picture.depths);
    check.cracks += cracks;
    check.views_with_cracks += cracks > 0;
    if (cracks > 0 && !is_quiet)
      std::printf("  cracks: %d px at --camera %s, heights x%g\n", cracks,
                  scene::camera_text(view.camera).c_str(), view.exaggeration);
    for (int k = 0; k < 40; ++k) {
      const uint32_t x = uint32_t(random() % size.width), y = uint32_t(random() % size.height);
      const auto error =
          scene::surface_error(picture.camera, picture.depths, x, y, heights, view.exaggeration);
      if (!error) continue;
      check.all_px.push_back(error->px);
      if (error->is_resolved) check.resolved_px.push_back(error->px);
    }
  }
  std::sort(check.all_px.begin(), check.all_px.end());
  std::sort(check.resolved_px.begin(), check.resolved_px.end());
  return check;
}

double quantile(const std::vector<double>& sorted, double share) {
  return sorted.empty()
             ? 0
             : sorted[std::min(size_t(share * double(sorted.size())), sorted.size() - 1)];
}

double share_below(const std::vector<double>& sorted, double limit) {
  if (sorted.empty()) return 1;
  return double(std::upper_bound(sorted.begin(), sorted.end(), limit) - sorted.begin()) /
         double(sorted.size());
}

void write_errors(JsonWriter& json, std::string_view key, const std::vector<double>& sorted) {
  json.key(key).begin_object().field("places", sorted.size());
  json.field("median_px", rounded_to(quantile(sorted, 0.5), 3));
  json.field("p95_px", rounded_to(quantile(sorted, 0.95), 3));
  json.field("p99_px", rounded_to(quantile(sorted, 0.99), 3));
  json.field("share_within_1_px", rounded_to(share_below(sorted, 1), 4)).end_object();
}

void print_errors(const char* what, const std::vector<double>& sorted) {
  std::printf("  %s: median %.2f px, 95 %% within %.2f, 99 %% within %.2f; %.1f %% within 1 px\n",
              what, quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 0.99),
              100 * share_below(sorted, 1));
}

}  // namespace

Outcome run_bench_terrain(const BenchRequest& request, const DeviceRequest& device) {
  Result<std::unique_ptr<Session>> opened = Session::open(
      {.scenario = request.scene.scenario, .device = device, .terrain = request.scene.terrain});
  if (!opened) return opened.failure();
  Session& session = **opened;
  const Result<AppState> state = set_up_scene(request.scene, session.dataset(), session.assets());
  if (!state) return state.failure();
  const gpu::DeviceFacts& facts = session.device().facts();
  const PixelSize size = request.scene.size.value_or(request.views ? k_check_size : k_full_hd);
  JsonWriter json;
  json.begin_object().field("bench", "terrain").field("version", CASPIAN_VERSION);
  json.field("device", facts.name).field("is_software", facts.is_cpu);
  json.key("size").numbers({double(size.width), double(size.height)});
  if (!request.json)
    std::printf("%s%s, %ux%u\n", facts.name.c_str(), facts.is_cpu ? " (software)" : "", size.width,
                size.height);
  if (request.views) {
    const Check check = check_views(session, request.views, size, request.json);
    json.field("views", check.views).field("views_with_cracks", check.views_with_cracks);
    json.field("crack_px", check.cracks);
    write_errors(json, "error_where_data_are_resolved", check.resolved_px);
    write_errors(json, "error_everywhere", check.all_px);
    if (!request.json) {
      std::printf("  %d random views: cracks in %d of them (%d px)\n", check.views,
                  check.views_with_cracks, check.cracks);
      print_errors("off the heights where their samples are told apart", check.resolved_px);
      print_errors("everywhere, also where relief is generalised", check.all_px);
    }
  } else {
    std::vector<Entry> entries;
    time_views(session, *state, size, request.frames, entries);
    json.field("rounds", k_rounds).field("frames_per_round", request.frames);
    json.key("scenes").begin_array();
    for (const Entry& entry : entries) {
      json.begin_object().field("name", entry.name);
      json.field("terrain_ms", rounded_to(entry.terrain_ms.median(), 3));
      json.field("lit_full_screen_ms", rounded_to(entry.plain_ms.median(), 3));
      json.field("ratio", rounded_to(entry.ratio(), 3)).end_object();
      if (!request.json)
        std::printf("  %-18s terrain %7.2f ms, lit full-screen pass %7.2f ms: ratio %.2f\n",
                    entry.name.c_str(), entry.terrain_ms.median(), entry.plain_ms.median(),
                    entry.ratio());
    }
    json.end_array();
    if (!request.json)
      std::printf("  medians of %d rounds of %d frames, in turns\n", k_rounds, request.frames);
  }
  json.end_object();
  if (request.json) std::fputs(json.text().c_str(), stdout);
  return Done{};
}

}  // namespace caspian::app
