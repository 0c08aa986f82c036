// Everything is measured in the same run, in seven rounds; medians are what is told.
#include "app/commands/bench.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/commands/bench_pick.h"
#include "app/commands/bench_seek.h"
#include "app/commands/bench_terrain.h"
#include "app/commands/bench_units.h"
#include "app/commands/bench_workload.h"
#include "app/frame_timing.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "core/json_writer.h"
#include "platform/child_process.h"
#include "render/floor_probe.h"
#include "scene/flow_frame.h"

namespace caspian::app {
namespace {
constexpr int k_rounds = 7;

/// One thing that was measured.
struct Entry {
  std::string name;
  FrameTiming timing;
  uint64_t units = 0;  // on their way in the first frame
};

/// From the start of the process to its end.
struct Stills {
  Rounds wall_ms, cpu_ms;
};

struct Report {
  std::string what;
  gpu::DeviceFacts facts;
  PixelSize size;
  int frames = 0;
  std::optional<Stills> stills;
  std::vector<Entry> entries;
  FrameTiming floors;
  struct Share {
    std::string name;
    double ms = 0;
  };
  std::vector<Share> shares;  // of the moving scene
};

void write_rounds(JsonWriter& json, std::string_view key, const Rounds& rounds) {
  json.key(key).begin_object();
  json.field("median", rounded_to(rounds.median(), 3)).field("best", rounded_to(rounds.best(), 3));
  json.field("worst", rounded_to(rounds.worst(), 3)).field("rounds", rounds.values.size());
  json.end_object();
}

void write_passes(JsonWriter& json, std::string_view key, const FrameTiming& timing) {
  json.key(key).begin_array();
  for (const PassRounds& pass : timing.passes) {
    json.begin_object().field("name", pass.name);
    json.field("median_ms", rounded_to(pass.ms.median(), 3));
    json.field("best_ms", rounded_to(pass.ms.best(), 3)).end_object();
  }
  json.end_array();
}

std::string report_json(const Report& report) {
  JsonWriter json;
  json.begin_object().field("bench", report.what).field("version", CASPIAN_VERSION);
  json.field("device", report.facts.name).field("driver", report.facts.driver);
  json.field("is_software", report.facts.is_cpu).field("validation", report.facts.has_validation);
  json.key("size").numbers({double(report.size.width), double(report.size.height)});
  json.field("frames_per_round", report.frames);
  if (report.stills) {
    write_rounds(json, "start_to_png_ms", report.stills->wall_ms);
    write_rounds(json, "start_to_png_cpu_ms", report.stills->cpu_ms);
  }
  json.key("scenes").begin_array();
  for (const Entry& entry : report.entries) {
    json.begin_object().field("name", entry.name);
    if (entry.units) json.field("units", entry.units);
    write_rounds(json, "frame_ms", entry.timing.frame_ms);
    write_rounds(json, "cpu_ms", entry.timing.cpu_ms);
    json.field("frames_per_second",
               rounded_to(1000 / std::max(entry.timing.frame_ms.median(), 1e-6), 2));
    write_passes(json, "passes", entry.timing);
    json.end_object();
  }
  json.end_array();
  if (!report.shares.empty()) {
    json.key("saved_by_leaving_out_ms").begin_object();
    for (const Report::Share& share : report.shares)
      json.field(share.name, rounded_to(share.ms, 3));
    json.end_object();
  }
  write_passes(json, "floors", report.floors);
  json.end_object();
  return json.text();
}

void print_passes(const FrameTiming& timing) {
  for (const PassRounds& pass : timing.passes)
    std::printf("    %-18s %8.2f ms\n", pass.name.c_str(), pass.ms.median());
}

void print_report(const Report& report) {
  std::printf("%s%s, %ux%u, medians of %d rounds of %d frames%s\n", report.facts.name.c_str(),
              report.facts.is_cpu ? " (software)" : "", report.size.width, report.size.height,
              k_rounds, report.frames, report.facts.has_validation ? ", validation on" : "");
  if (report.stills)
    std::printf("  start to PNG         %8.0f ms (best %.0f; processor time %.0f)\n",
                report.stills->wall_ms.median(), report.stills->wall_ms.best(),
                report.stills->cpu_ms.median());
  for (const Entry& entry : report.entries) {
    const Rounds& ms = entry.timing.frame_ms;
    std::printf("  %-20s %8.2f ms a frame, %.1f frames/s (best %.2f ms; processor time %.2f ms)\n",
                entry.name.c_str(), ms.median(), 1000 / std::max(ms.median(), 1e-6), ms.best(),
                entry.timing.cpu_ms.median());
    if (entry.units)
      std::printf("    %llu units on their way\n", static_cast<unsigned long long>(entry.units));
    print_passes(entry.timing);
  }
  if (!report.shares.empty()) std::printf("  saved by leaving out\n");
  for (const Report::Share& share : report.shares)
    std::printf("    %-18s %8.2f ms\n", share.name.c_str(), share.ms);
  std::printf("  floors of the device\n");
  print_passes(report.floors);
}

/// Processor time of child processes that have ended.
double children_cpu_ms() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto ms = [](const timeval& time) {
    return 1e3 * double(time.tv_sec) + 1e-3 * double(time.tv_usec);
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

/// The same program started anew for one still, as a user would.
Result<Stills> time_stills(const BenchRequest& request, const DeviceRequest& device) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path picture =
      fs::temp_directory_path() / ("caspian-bench-" + std::to_string(getpid()) + ".png");
  std::vector<std::string> words{program.string(), "render"};
  if (!request.scene.scenario.empty()) words.push_back(request.scene.scenario);
  const PixelSize size = request.scene.size.value_or(k_default_size);
  for (const std::string& word : {std::string("-o"), picture.string(), std::string("--size"),
                                  std::to_string(size.width) + "x" + std::to_string(size.height)})
    words.push_back(word);
  if (device.software) words.push_back("--software");
  if (device.validation) words.push_back(*device.validation ? "--validation" : "--no-validation");
  Stills stills;
  for (int round = 0; round < k_rounds; ++round) {
    const auto began = StageTimes::Clock::now();
    const double cpu_began_ms = children_cpu_ms();
    Result<platform::ChildProcess> child = platform::ChildProcess::start(words);
    if (!child) return child.failure();
    const int status = child->finish();
    const std::chrono::duration<double, std::milli> passed = StageTimes::Clock::now() - began;
    if (status != 0)
      return Failure{"bench: the still could not be made: " + child->error_output(),
                     Failure::Kind::output};
    stills.wall_ms.values.push_back(passed.count());
    stills.cpu_ms.values.push_back(children_cpu_ms() - cpu_began_ms);
  }
  fs::remove(picture, ignored);
  return stills;
}

/// Time passes at 6 h/s and 30 frames/s, so that units move and nothing can be kept from frame to
/// frame.
FrameTiming time_scene(Session& session, const AppState& opening, PixelSize size, int frames,
                       int rounds = k_rounds) {
  const render::Offscreen offscreen(session.device(), size, opening.settings.supersample);
  constexpr int64_t k_ms_per_frame = 6 * 3'600'000 / 30;
  return time_frames(session.ring(), rounds, frames, [&](const gpu::Frame& frame, int number) {
    AppState state = opening;
    state.clock.now.ms += number * k_ms_per_frame;
    state.clock.motion.ms += number * k_ms_per_frame;
    session.draw_frame(frame, frame_inputs_of(state, size), offscreen);
  });
}

/// Devices that draw in tiles do not tell passes of one drawing apart, so the share of each layer
/// is measured by leaving it out; in processor time where the processor draws.
void bench_shares(Session& session, const AppState& opening, Report& report) {
  struct Part {
    const char* name;
    std::vector<std::string_view> layers;
  };
  const auto cost_ms = [&](const FrameTiming& timing) {
    return report.facts.is_cpu ? timing.cpu_ms.median() : timing.frame_ms.median();
  };
  for (const Part& part :
       {Part{"terrain", {"terrain"}}, Part{"sea", {"sea"}},
        Part{"map lines", {"lines", "borders", "rivers"}}, Part{"ribbons", {"ribbons"}},
        Part{"units", {"units"}}, Part{"lettering", {"nodes", "labels", "events", "furniture"}}}) {
    AppState state = opening;
    for (const std::string_view layer : part.layers)
      *scene::find_layer(state.settings.layers, layer) = false;
    const FrameTiming timing = time_scene(session, state, report.size, report.frames, 3);
    const double whole_ms = cost_ms(report.entries.at(0).timing);
    report.shares.push_back({part.name, whole_ms - cost_ms(timing)});
  }
}

uint64_t count_units(const Session& session, const AppState& state, PixelSize size) {
  const scene::FlowTracks& flows = session.geometry().flows;
  return scene::flow_frame(flows, scene::flow_moment(flows, frame_inputs_of(state, size)))
      .unit_count();
}

}  // namespace

Outcome run_bench(const BenchRequest& request, const DeviceRequest& device) {
  if (!request.workload.empty()) return run_bench_workload(request, device);
  if (request.kind == BenchKind::seek) return run_bench_seek(request, device);
  if (request.kind == BenchKind::terrain) return run_bench_terrain(request, device);
  if (request.kind == BenchKind::pick) return run_bench_pick(request, device);
  Report report;
  report.what = "frame";
  report.size = request.scene.size.value_or(k_default_size);
  report.frames = request.frames;
  if (request.kind == BenchKind::frame) {
    Result<Stills> stills = time_stills(request, device);
    if (!stills) return stills.failure();
    report.stills = std::move(stills).value();
  }
  Result<std::unique_ptr<Session>> opened = Session::open(session_options(request.scene, device));
  if (!opened) return opened.failure();
  Session& session = **opened;
  const Result<AppState> state = set_up_scene(request.scene, session.dataset(), session.assets());
  if (!state) return state.failure();
  report.facts = session.device().facts();
  switch (request.kind) {
    case BenchKind::frame:
      report.entries.push_back({"moving scene",
                                time_scene(session, *state, report.size, report.frames),
                                count_units(session, *state, report.size)});
      bench_shares(session, *state, report);
      break;
    case BenchKind::units:
      return bench_units(session, *state, request);
    case BenchKind::terrain:
    case BenchKind::seek:
    case BenchKind::pick:
      break;  // have reports of their own
  }
  const render::FloorProbe probe(session.device());
  const render::Offscreen offscreen(session.device(), report.size, 1);
  report.floors =
      time_frames(session.ring(), k_rounds, report.frames,
                  [&](const gpu::Frame& frame, int) { probe.record(frame, offscreen.target()); });
  if (request.json)
    std::fputs(report_json(report).c_str(), stdout);
  else
    print_report(report);
  return Done{};
}

}  // namespace caspian::app
