// Steady frames from the middle of the record, one at a time, over the bare globe, which costs time
// of its own: what the units take is told by the device's clock. How many are on their way is
// counted in the file itself.
#include "app/commands/bench_recorded_units.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <span>

#include "app/frame_timing.h"
#include "app/scene_setup.h"
#include "core/json_writer.h"

namespace caspian::app {
namespace {
using Clock = std::chrono::steady_clock;
constexpr int64_t k_ms_per_frame = 2'000;  // 1 min/s at 30 frames/s
constexpr int k_warming = 3;

/// The opening without anything but units, and without those of the flows.
AppState recorded_alone(const Session& session, const AppState& opening) {
  AppState state = opening;
  for (const std::string_view name : scene::layer_names())
    *scene::find_layer(state.settings.layers, name) = name == "units";
  for (const dataset::Corridor& corridor : session.dataset().corridors)
    state.settings.hidden.push_back(corridor.id);
  return state;
}

/// Device time of the passes that only units need, in the frame that finished last.
double unit_passes_ms(std::span<const gpu::PassTime> passes) {
  double ms = 0;
  for (const gpu::PassTime& pass : passes)
    if (pass.name == "recorded places" || pass.name == "unit points" || pass.name == "recorded")
      ms += pass.ms;
  return ms;
}
}  // namespace

Outcome bench_recorded_units(Session& session, const AppState& opening,
                             const BenchRequest& request) {
  const record::SegmentStore& store = *session.recorded()->store;
  const PixelSize size = request.scene.size.value_or(k_default_size);
  const render::Offscreen offscreen(session.device(), size, opening.settings.supersample);
  AppState state = recorded_alone(session, opening);
  time::SimTime when =
      request.scene.time.value_or(time::SimTime{(store.first().ms + store.last().ms) / 2});
  const uint64_t count = store.count_alive(when, false);
  Rounds frame_ms, units_ms;
  for (int i = -k_warming; i < request.frames; ++i, when.ms += k_ms_per_frame) {
    state.clock.now = state.clock.motion = when;
    const auto began = Clock::now();
    const gpu::Frame frame = session.ring().begin();
    session.draw_frame(frame, frame_inputs_of(state, size), offscreen);
    session.ring().end(frame);
    session.ring().finish();
    const std::chrono::duration<double, std::milli> passed = Clock::now() - began;
    if (i < 0) continue;
    frame_ms.values.push_back(passed.count());
    units_ms.values.push_back(unit_passes_ms(session.ring().last_times()));
  }
  const double device_bytes = double(session.recorded_use().device_bytes);
  const double per_unit = 1.0 / double(std::max<uint64_t>(count, 1));
  if (!request.json) {
    std::printf("%llu recorded units: %.2f ms a frame (p95 %.2f)\n",
                static_cast<unsigned long long>(count), frame_ms.median(), frame_ms.quantile(0.95));
    return Done{};
  }
  JsonWriter json;
  json.begin_object().field("bench", "units").field("version", CASPIAN_VERSION);
  json.field("device", session.device().facts().name);
  json.field("validation", session.device().facts().has_validation);
  json.key("size").numbers({double(size.width), double(size.height)});
  json.field("mode", "splat").field("source", "recorded");
  json.field("file", store.path().string()).field("count", count);
  json.key("frame_ms").begin_object().field("median", rounded_to(frame_ms.median(), 3));
  json.field("p95", rounded_to(frame_ms.quantile(0.95), 3));
  json.field("frames", frame_ms.values.size()).end_object();
  json.field("units_ms", rounded_to(units_ms.median(), 3));
  json.field("ns_per_unit", rounded_to(units_ms.median() * 1e6 * per_unit, 2));
  json.field("bytes_per_unit", rounded_to(device_bytes * per_unit, 2)).end_object();
  std::fputs(json.text().c_str(), stdout);
  return Done{};
}

}  // namespace caspian::app
