// Frames one by one, in rounds of three kinds that take turns: time running on, time jumping, and
// the base without units. Before that, what became of every unit, against the definition in double.
#include "app/commands/bench_workload.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "app/device_floors.h"
#include "app/frame_timing.h"
#include "app/scene_setup.h"
#include "app/workload_account.h"
#include "core/json_writer.h"
#include "core/png.h"
#include "gpu/readback.h"
#include "import/workload_file.h"
#include "render/workload_scene.h"

namespace caspian::app {
namespace {

using Clock = std::chrono::steady_clock;
using render::WorkloadScene;
using render::WorkloadView;

constexpr int k_rounds = 7;
constexpr double k_seconds_per_frame = 300;
// Over the middle of the workload's box, so far that nearly all of it is seen.
constexpr scene::Camera k_camera{
    .longitude_deg = 50, .latitude_deg = 42.5, .range_m = 2'100'000, .tilt_deg = 50};

/// What the workload's own generator rolls its instants with (Tommy Ettinger's mulberry32).
class Scrub {
 public:
  double next() {
    state_ += 0x6d2b79f5u;
    uint32_t t = (state_ ^ state_ >> 15) * (1 | state_);
    t = (t + (t ^ t >> 7) * (61 | t)) ^ t;
    return (t ^ t >> 14) / 4294967296.0;
  }

 private:
  uint32_t state_ = 777;
};

/// Frames of one kind.
struct Timings {
  Rounds wall_ms, cpu_ms, record_ms;
  std::vector<PassRounds> passes;
};

struct Report {
  std::string file;
  uint64_t count = 0, paths = 0;
  uint32_t triangles = 0;
  PixelSize size;
  double unit_px = 3;
  int frames = 0;
  WorkloadAccount counts;
  Timings steady, jump, base;
  DeviceFloors floors;
  double bytes_per_unit = 0, table_error_m = 0;
  double first_frame_ms = 0, first_frame_cpu_ms = 0, peak_mib = 0;
  gpu::DeviceFacts facts;
};

double share(const Rounds& rounds, double part) {
  if (rounds.values.empty()) return 0;
  std::vector<double> sorted = rounds.values;
  std::sort(sorted.begin(), sorted.end());
  const double at = part * double(sorted.size() - 1);
  return sorted[size_t(std::lround(at))];
}

double cpu_ms() {
  return 1000.0 * double(std::clock()) / CLOCKS_PER_SEC;
}

double thread_cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * double(now.tv_sec) + 1e-6 * double(now.tv_nsec);
}

/// A file that has no size until it is read.
std::string text_of(const char* path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Since the process was started, to some 10 ms.
double process_age_ms() {
  const std::string stat = text_of("/proc/self/stat");
  timespec now{};
  if (clock_gettime(CLOCK_BOOTTIME, &now) != 0) return 0;
  // The 22nd word; the second, a name in brackets, may hold blanks.
  size_t at = stat.rfind(')');
  for (int word = 2; word < 22 && at != std::string::npos; ++word) at = stat.find(' ', at + 1);
  if (at == std::string::npos) return 0;
  const double ticks = double(std::atoll(stat.c_str() + at));
  return 1e3 *
         (double(now.tv_sec) + 1e-9 * double(now.tv_nsec) - ticks / double(sysconf(_SC_CLK_TCK)));
}

/// The most memory the process ever held.
double peak_mib() {
  const std::string status = text_of("/proc/self/status");
  const size_t at = status.find("VmHWM:");
  return at == std::string::npos ? 0 : double(std::atoll(status.c_str() + at + 6)) / 1024;
}

void add_frame(gpu::FrameRing& ring, WorkloadScene& scene, const WorkloadView& view,
               Timings& timings) {
  const auto began = Clock::now();
  const double cpu_began = cpu_ms(), thread_began = thread_cpu_ms();
  const gpu::Frame frame = ring.begin();
  scene.record(frame, view);
  const double recorded = thread_cpu_ms();
  ring.end(frame);
  ring.finish();
  const std::chrono::duration<double, std::milli> passed = Clock::now() - began;
  timings.wall_ms.values.push_back(passed.count());
  timings.cpu_ms.values.push_back(cpu_ms() - cpu_began);
  timings.record_ms.values.push_back(recorded - thread_began);
  add_passes(timings.passes, ring.last_times());
}

void write_rounds(JsonWriter& json, std::string_view key, const Rounds& rounds) {
  json.key(key).begin_object();
  json.field("median", rounded_to(rounds.median(), 3))
      .field("p95", rounded_to(share(rounds, 0.95), 3));
  json.field("best", rounded_to(rounds.best(), 3)).end_object();
}

double ns_per_unit(const Report& report) {
  return 1e6 * (report.steady.wall_ms.median() - report.base.wall_ms.median()) /
         double(report.count);
}

std::string report_json(const Report& report) {
  JsonWriter json;
  const WorkloadAccount& counts = report.counts;
  json.begin_object().field("bench", "units").field("source", "workload");
  json.field("version", CASPIAN_VERSION).field("workload", report.file);
  json.field("count", report.count).field("drawn", counts.drawn);
  json.field("culled", counts.culled).field("hidden", counts.hidden).field("lost", counts.lost);
  json.field("each_unit_once", counts.not_once == 0);
  json.field("worst_place_error_m", rounded_to(counts.worst_m, 3));
  json.field("worst_place_error_px", rounded_to(counts.worst_px, 4));
  json.field("path_table_error_m", rounded_to(report.table_error_m, 3));
  json.field("paths", report.paths).field("triangles", report.triangles);
  json.field("unit_px", report.unit_px);
  json.key("size").numbers({double(report.size.width), double(report.size.height)});
  json.field("rounds", k_rounds).field("frames_per_round", report.frames);
  write_rounds(json, "frame_ms", report.steady.wall_ms);
  json.field("cpu_ms_per_frame", rounded_to(report.steady.record_ms.median(), 4));
  json.field("process_cpu_ms_per_frame", rounded_to(report.steady.cpu_ms.median(), 3));
  write_rounds(json, "jump_ms", report.jump.wall_ms);
  json.field("jump_process_cpu_ms_per_frame", rounded_to(report.jump.cpu_ms.median(), 3));
  json.field(
      "jump_over_steady",
      rounded_to(report.jump.cpu_ms.median() / std::max(report.steady.cpu_ms.median(), 1e-9), 3));
  write_rounds(json, "without_units_ms", report.base.wall_ms);
  json.field("without_units_process_cpu_ms", rounded_to(report.base.cpu_ms.median(), 3));
  json.field("ns_per_unit", rounded_to(ns_per_unit(report), 2));
  json.field("bytes_per_unit", rounded_to(report.bytes_per_unit, 2));
  json.field("start_to_first_frame_ms", rounded_to(report.first_frame_ms, 0));
  json.field("start_to_first_frame_cpu_ms", rounded_to(report.first_frame_cpu_ms, 0));
  json.field("peak_memory_mib", rounded_to(report.peak_mib, 1));
  json.field("fullscreen_ms", rounded_to(report.floors.fullscreen_ms, 3));
  json.field("copy_gb_per_s", rounded_to(report.floors.copy_gb_per_s, 2));
  json.key("passes_ms").begin_object();
  for (const PassRounds& pass : report.steady.passes)
    json.field(pass.name, rounded_to(pass.ms.median(), 3));
  json.end_object();
  json.field("device", report.facts.name).field("driver", report.facts.driver);
  json.field("is_software", report.facts.is_cpu).field("validation", report.facts.has_validation);
  json.field("mode", "splat").end_object();
  return json.text();
}

void print_report(const Report& report) {
  const auto number = [](uint64_t value) { return static_cast<unsigned long long>(value); };
  const WorkloadAccount& counts = report.counts;
  std::printf("%s, %ux%u, %d rounds of %d frames%s\n", report.facts.name.c_str(), report.size.width,
              report.size.height, k_rounds, report.frames,
              report.facts.has_validation ? ", validation on" : "");
  std::printf("  %llu units of %g px on %llu paths, %u triangles\n", number(report.count),
              report.unit_px, number(report.paths), report.triangles);
  std::printf(
      "  %llu drawn + %llu outside the picture + %llu behind the terrain, %llu lost; each "
      "once: %s\n",
      number(counts.drawn), number(counts.culled), number(counts.hidden), number(counts.lost),
      counts.not_once == 0 ? "yes" : "no");
  std::printf("  farthest from the definition: %.2f m, %.4f px\n", counts.worst_m, counts.worst_px);
  const auto line = [](const char* name, const Timings& timings) {
    std::printf("  %-18s %8.2f ms a frame (95 %%: %.2f, best %.2f; processor time %.2f)\n", name,
                timings.wall_ms.median(), share(timings.wall_ms, 0.95), timings.wall_ms.best(),
                timings.cpu_ms.median());
  };
  line("time running on", report.steady);
  line("time jumping", report.jump);
  line("without units", report.base);
  std::printf("  %.1f ns and %.1f bytes a unit; first frame %.0f ms after the start; %.0f MiB\n",
              ns_per_unit(report), report.bytes_per_unit, report.first_frame_ms, report.peak_mib);
}

Outcome keep_picture(gpu::FrameRing& ring, const gpu::Device& device, WorkloadScene& scene,
                     const WorkloadView& view, const std::string& path) {
  gpu::Readback readback(device);
  const gpu::Frame frame = ring.begin();
  scene.record(frame, view);
  readback.record(frame, scene.target().colour, scene.target().extent);
  ring.end(frame);
  return write_png(path, readback.take());
}

Result<std::unique_ptr<gpu::Device>> open_device(const DeviceRequest& request) {
  gpu::DeviceOptions wanted;
  wanted.prefer_software = request.software;
  wanted.validation = request.validation.value_or(wanted.validation);
  Result<std::unique_ptr<gpu::Device>> device = gpu::Device::create(wanted);
  if (device && !(*device)->facts().has_int64_buffer_atomics)
    return Failure{"bench: found " + (*device)->facts().name +
                       ", expected a device with 64-bit atomics on buffers (or --software)",
                   Failure::Kind::no_device};
  return device;
}

void measure(const BenchRequest& request, gpu::FrameRing& ring, WorkloadScene& scene,
             const dataset::Workload& work, WorkloadView view, Report& report) {
  const double span_s = std::max(work.last_s - work.first_s, 1.0);
  Scrub scrub;
  int number = 0;
  const auto at = [&](double seconds) {
    view.t_s = work.first_s + std::fmod(seconds, span_s);
    return view;
  };
  for (int round = 0; round < k_rounds; ++round) {
    for (int i = 0; i < request.frames; ++i)
      add_frame(ring, scene, at(k_seconds_per_frame * ++number), report.steady);
    for (int i = 0; i < request.frames; ++i)
      add_frame(ring, scene, at(scrub.next() * span_s), report.jump);
    view.has_units = false;
    for (int i = 0; i < std::max(request.frames / 2, 1); ++i)
      add_frame(ring, scene, at(0), report.base);
    view.has_units = true;
  }
}

}  // namespace

Outcome run_bench_workload(const BenchRequest& request, const DeviceRequest& device_request) {
  const Result<dataset::Workload> work = import::read_workload(request.workload);
  if (!work) return work.failure();
  std::optional<dataset::WorkloadTerrain> terrain;
  if (!request.terrain.empty()) {
    Result<dataset::WorkloadTerrain> read = import::read_workload_terrain(request.terrain);
    if (!read) return read.failure();
    terrain = std::move(read).value();
  }
  const Result<std::unique_ptr<gpu::Device>> opened = open_device(device_request);
  if (!opened) return opened.failure();
  const gpu::Device& device = **opened;

  Report report{.file = request.workload,
                .count = work->units.size(),
                .paths = work->path_count(),
                .size = request.scene.size.value_or(k_default_size),
                .unit_px = request.unit_px,
                .frames = request.frames};
  gpu::FrameRing ring(device);
  WorkloadScene scene(device, *work, terrain ? &*terrain : nullptr, report.size);
  terrain.reset();
  const scene::Camera camera = request.scene.camera.value_or(k_camera);
  const WorkloadView view{.camera = scene::frame_of(camera, report.size, 0),
                          .t_s = work->first_s,
                          .unit_px = request.unit_px};
  Timings first;
  add_frame(ring, scene, view, first);
  report.first_frame_ms = process_age_ms();
  report.first_frame_cpu_ms = cpu_ms();
  add_frame(ring, scene, view, first);
  measure(request, ring, scene, *work, view, report);
  report.peak_mib = peak_mib();

  WorkloadView counted = view;
  counted.t_s = work->first_s + 0.618 * (work->last_s - work->first_s);
  report.counts = account_of(*work, counted, scene.count(ring, counted));
  report.floors = measure_floors(device, ring, report.size, k_rounds);
  report.facts = device.facts();
  report.triangles = scene.triangle_count();
  report.bytes_per_unit = double(scene.unit_bytes()) / double(report.count);
  report.table_error_m = scene.paths().worst_m;
  if (!request.picture.empty())
    if (Outcome kept = keep_picture(ring, device, scene, counted, request.picture); !kept)
      return kept;
  ring.finish();
  if (request.json)
    std::fputs(report_json(report).c_str(), stdout);
  else
    print_report(report);
  return Done{};
}

}  // namespace caspian::app
