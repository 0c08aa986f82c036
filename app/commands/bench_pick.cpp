// The same places are picked whatever the number of units; a pick is timed from asking to knowing.
#include "app/commands/bench_pick.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

#include "app/scene_setup.h"
#include "app/session.h"
#include "core/json_writer.h"
#include "scene/flow_frame.h"

namespace caspian::app {
namespace {

constexpr int k_warm_up = 5;

struct PickTiming {
  int64_t unit_budget = 0;
  uint64_t units = 0;  // on their way
  double median_ms = 0, p95_ms = 0;
  int found_units = 0, found_others = 0, picks = 0;
};

PickTiming time_picks(Session& session, AppState state, PixelSize size, int budget, int picks) {
  state.settings.unit_budget = budget;
  const scene::FrameInputs inputs = frame_inputs_of(state, size);
  const scene::FlowTracks& flows = session.geometry().flows;
  PickTiming timing{.unit_budget = budget, .picks = picks};
  timing.units = scene::flow_frame(flows, scene::flow_moment(flows, inputs)).unit_count();
  std::mt19937 random(1);
  std::vector<double> times;
  for (int i = 0; i < picks + k_warm_up; ++i) {
    const double x = double(random() % size.width), y = double(random() % size.height);
    const auto began = std::chrono::steady_clock::now();
    const auto found = session.pick(inputs, x, y);
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - began;
    if (i < k_warm_up) continue;
    times.push_back(passed.count());
    if (found)
      ++(found->kind == scene::Pick::Kind::unit ? timing.found_units : timing.found_others);
  }
  std::sort(times.begin(), times.end());
  timing.median_ms = times[times.size() / 2];
  timing.p95_ms = times[times.size() * 95 / 100];
  return timing;
}

}  // namespace

Outcome run_bench_pick(const BenchRequest& request, const DeviceRequest& device) {
  Result<std::unique_ptr<Session>> opened = Session::open(session_options(request.scene, device));
  if (!opened) return opened.failure();
  Session& session = **opened;
  const Result<AppState> state = set_up_scene(request.scene, session.dataset(), session.assets());
  if (!state) return state.failure();
  const PixelSize size = request.scene.size.value_or(k_default_size);
  JsonWriter json;
  json.begin_object().field("bench", "pick").field("device", session.device().facts().name);
  json.key("size").numbers({double(size.width), double(size.height)});
  json.key("picks").begin_array();
  if (!request.json)
    std::printf("%s, %ux%u\n", session.device().facts().name.c_str(), size.width, size.height);
  for (const int budget : {6'000, 1'000'000, 10'000'000}) {
    const PickTiming timing =
        time_picks(session, *state, size, budget, std::max(20, request.frames));
    json.begin_object().field("unit_budget", timing.unit_budget).field("units", timing.units);
    json.field("pick_ms_median", rounded_to(timing.median_ms, 3))
        .field("pick_ms_p95", rounded_to(timing.p95_ms, 3))
        .field("picks", timing.picks)
        .field("found_units", timing.found_units)
        .field("found_others", timing.found_others)
        .end_object();
    if (!request.json)
      std::printf("  a pick among %9llu units %8.2f ms (95 %% below %.2f ms)\n",
                  static_cast<unsigned long long>(timing.units), timing.median_ms, timing.p95_ms);
  }
  json.end_array().end_object();
  if (request.json) std::fputs(json.text().c_str(), stdout);
  return Done{};
}

}  // namespace caspian::app
