// One frame at a time, from its beginning to its end on the device; rounds of jumps and of steady
// frames take turns, so that a busy machine touches both alike.
#include "app/commands/bench_seek.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <random>

#include "app/commands/generated_record.h"
#include "app/frame_timing.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "core/json_writer.h"

namespace caspian::app {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int k_rounds = 7;
constexpr int64_t k_steady_ms_per_frame = 2'000;  // 1 min/s at 30 frames/s

double share_below(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<size_t>(share * double(values.size() - 1) + 0.5)];
}

/// The most memory the process has had, MB.
double peak_memory_mb() {
  std::ifstream status("/proc/self/status");
  std::string word;
  double kilobytes = 0;
  while (status >> word)
    if (word == "VmHWM:") status >> kilobytes;
  return kilobytes / 1024;
}

/// Of one frame: a busy machine changes the wall time, not the processor's.
struct FrameCost {
  double wall_ms = 0, cpu_ms = 0;
};

struct FrameCosts {
  Rounds wall_ms, cpu_ms;
  void add(const FrameCost& cost) {
    wall_ms.values.push_back(cost.wall_ms);
    cpu_ms.values.push_back(cost.cpu_ms);
  }
};

struct SeekReport {
  FrameCosts jump, steady;
  Rounds jump_units;  // on their way after each jump
  uint64_t uploads = 0;
};

class SeekBench {
 public:
  SeekBench(Session& session, const AppState& opening, PixelSize size)
      : session_(session),
        opening_(opening),
        size_(size),
        offscreen_(session.device(), size, opening.settings.supersample) {}

  SeekReport run(int frames) {
    const record::SegmentStore& store = *session_.recorded()->store;
    // Not so near the record's ends that less is there.
    const int64_t first_ms = store.first().ms, length_ms = store.last().ms - first_ms;
    const auto inside = [&](double share) {
      return time::SimTime{first_ms +
                           static_cast<int64_t>((0.1 + 0.8 * share) * double(length_ms))};
    };
    std::mt19937 random(1);
    const auto any = [&] { return inside(double(random()) / 4294967296.0); };
    SeekReport report;
    for (int i = 0; i < 3; ++i) draw(inside(0.5));
    for (int round = 0; round < k_rounds; ++round) {
      for (int i = 0; i < frames; ++i) {
        const time::SimTime when = any();
        report.jump.add(draw(when));
        if (round == 0) report.jump_units.values.push_back(double(store.count_alive(when, false)));
      }
      time::SimTime when = any();
      draw(when);
      for (int i = 0; i < frames; ++i) {
        when.ms += k_steady_ms_per_frame;
        report.steady.add(draw(when));
      }
    }
    report.uploads = session_.recorded_use().uploads;
    return report;
  }

 private:
  FrameCost draw(time::SimTime when) {
    AppState state = opening_;
    state.clock.now = state.clock.motion = when;
    const auto began = Clock::now();
    const std::clock_t cpu_began = std::clock();
    const gpu::Frame frame = session_.ring().begin();
    session_.draw_frame(frame, frame_inputs_of(state, size_), offscreen_);
    session_.ring().end(frame);
    session_.ring().finish();
    return {std::chrono::duration<double, std::milli>(Clock::now() - began).count(),
            1000.0 * double(std::clock() - cpu_began) / CLOCKS_PER_SEC};
  }

  Session& session_;
  const AppState& opening_;
  PixelSize size_;
  render::Offscreen offscreen_;
};

double ratio(const Rounds& a, const Rounds& b) {
  return a.median() / std::max(b.median(), 1e-9);
}

void write_times(JsonWriter& json, std::string_view key, const Rounds& ms) {
  json.key(key).begin_object();
  json.field("median", rounded_to(ms.median(), 3)).field("best", rounded_to(ms.best(), 3));
  json.field("p99", rounded_to(share_below(ms.values, 0.99), 3));
  json.field("count", ms.values.size()).end_object();
}

std::string report_json(const SeekReport& report, Session& session, PixelSize size) {
  const record::SegmentStore& store = *session.recorded()->store;
  JsonWriter json;
  json.begin_object().field("bench", "seek").field("version", CASPIAN_VERSION);
  json.field("device", session.device().facts().name);
  json.field("validation", session.device().facts().has_validation);
  json.key("size").numbers({double(size.width), double(size.height)});
  json.field("file", store.path().string()).field("file_bytes", store.bytes());
  json.field("segments", store.segment_count()).field("gaps", store.gap_count());
  json.field("first", time::iso_text(store.first())).field("last", time::iso_text(store.last()));
  json.field("blocks", store.blocks().size()).field("layers", store.layers().size());
  json.field("units_on_way_median", report.jump_units.median());
  write_times(json, "jump_ms", report.jump.wall_ms);
  write_times(json, "steady_ms", report.steady.wall_ms);
  write_times(json, "jump_cpu_ms", report.jump.cpu_ms);
  write_times(json, "steady_cpu_ms", report.steady.cpu_ms);
  json.field("jump_to_steady", rounded_to(ratio(report.jump.wall_ms, report.steady.wall_ms), 4));
  json.field("jump_to_steady_cpu", rounded_to(ratio(report.jump.cpu_ms, report.steady.cpu_ms), 4));
  json.field("blocks_uploaded", report.uploads);
  json.field("device_bytes_of_record", session.recorded_use().device_bytes);
  json.field("peak_memory_mb", rounded_to(peak_memory_mb(), 1));
  json.end_object();
  return json.text();
}

void print_report(const SeekReport& report, Session& session) {
  const record::SegmentStore& store = *session.recorded()->store;
  std::printf("%s: %.2f GB, %llu segments, %s to %s, %.0f units on their way\n",
              store.path().c_str(), double(store.bytes()) / 1e9,
              static_cast<unsigned long long>(store.segment_count()),
              time::iso_text(store.first()).c_str(), time::iso_text(store.last()).c_str(),
              report.jump_units.median());
  for (const auto& [name, costs] :
       {std::pair{"jump", &report.jump}, std::pair{"steady frame", &report.steady}})
    std::printf("  %-14s %8.2f ms (best %.2f, p99 %.2f; processor time %.2f ms)\n", name,
                costs->wall_ms.median(), costs->wall_ms.best(),
                share_below(costs->wall_ms.values, 0.99), costs->cpu_ms.median());
  std::printf("  %llu blocks uploaded, %.1f MB on the device, at most %.0f MB of memory\n",
              static_cast<unsigned long long>(report.uploads),
              double(session.recorded_use().device_bytes) / 1e6, peak_memory_mb());
}

}  // namespace

Outcome run_bench_seek(const BenchRequest& request, const DeviceRequest& device) {
  SceneRequest scene = request.scene;
  if (request.generate_gb) {
    if (Outcome made = generate_record(request.output, *request.generate_gb); !made) return made;
    scene.recorded = request.output;
  }
  Result<std::unique_ptr<Session>> opened = Session::open(session_options(scene, device));
  if (!opened) return opened.failure();
  Session& session = **opened;
  const Result<AppState> state = set_up_scene(scene, session.dataset(), session.assets());
  if (!state) return state.failure();
  const PixelSize size = scene.size.value_or(k_default_size);
  const SeekReport report = SeekBench(session, *state, size).run(request.frames);
  if (request.json)
    std::fputs(report_json(report, session, size).c_str(), stdout);
  else
    print_report(report, session);
  return Done{};
}

}  // namespace caspian::app
