// Frames of flow units alone, one at a time, so that each has its own time; floors of the device
// beside them in the same run.
#include "app/commands/bench_units.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <random>

#include "app/commands/bench_recorded_units.h"
#include "app/device_floors.h"
#include "app/frame_timing.h"
#include "app/scene_setup.h"
#include "core/json_writer.h"
#include "render/unit_stage.h"
#include "scene/flow_frame.h"

namespace caspian::app {
namespace {
using Clock = std::chrono::steady_clock;

constexpr int k_rounds = 7;
/// As played at 6 h/s and 30 frames/s.
constexpr int64_t k_ms_per_frame = 6 * 3'600'000 / 30;
/// Jumps go anywhere within so long after the opening's date: the rate of a year is one, so that
/// they meet about as many units.
constexpr int64_t k_jump_range_ms = int64_t{60} * 86'400'000;

/// What frames of one kind cost, one value per frame.
struct Costs {
  Rounds frame_ms;        // wall
  Rounds cpu_ms;          // of the thread that records
  Rounds process_cpu_ms;  // of all threads
  uint64_t least_units = UINT64_MAX, most_units = 0;
};

double thread_cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * double(now.tv_sec) + 1e-6 * double(now.tv_nsec);
}

/// Units alone, seen by the opening's camera or one that has all of them in view.
class Track {
 public:
  Track(Session& session, const AppState& opening, const BenchRequest& request)
      : session_(session),
        size_(request.scene.size.value_or(k_default_size)),
        opening_(opening),
        stage_(session.device(), session.geometry().flows),
        count_(session.device()),
        offscreen_(session.device(), size_, 1) {
    if (!request.scene.camera) opening_.camera = {50.5, 41.5, 7'500'000, 0, 0};
    stage_.pass().fix_point_px(float(request.units.px));
    sizes_ = sizes_for(uint64_t(request.units.count));
  }

  uint64_t count() const { return frame_at(0).unit_count(); }
  PixelSize size() const { return size_; }

  /// One frame, `ms` after the opening's date, waited for.
  void draw(BenchMode mode, int64_t ms, Costs* costs) {
    const scene::FrameInputs inputs = inputs_at(mode, ms);
    gpu::FrameRing& ring = session_.ring();
    const auto began = Clock::now();
    const double cpu_began_ms = thread_cpu_ms();
    const std::clock_t process_began = std::clock();
    const scene::FlowFrame flows = frame_at(ms);
    const gpu::Frame frame = ring.begin();
    stage_.record(frame, inputs, flows, offscreen_.target(), mode == BenchMode::point_list);
    ring.end(frame);
    const double cpu_ms = thread_cpu_ms() - cpu_began_ms;
    ring.finish();
    if (!costs) return;
    const std::chrono::duration<double, std::milli> passed = Clock::now() - began;
    costs->frame_ms.values.push_back(passed.count());
    costs->cpu_ms.values.push_back(cpu_ms);
    costs->process_cpu_ms.values.push_back(1e3 * double(std::clock() - process_began) /
                                           CLOCKS_PER_SEC);
    costs->least_units = std::min(costs->least_units, flows.unit_count());
    costs->most_units = std::max(costs->most_units, flows.unit_count());
  }

  /// Every unit of the frame at `ms`, by id. A list of points keeps no account.
  render::UnitAccount account(BenchMode mode, int64_t ms) {
    stage_.pass().count_into(&count_);
    draw(mode, ms, nullptr);
    stage_.pass().count_into(nullptr);
    return count_.read();
  }

  /// Processor time of recording the frame at `ms`, again and again but the first time: a software
  /// device shares the caches with us, and what it threw out of them is no work of ours.
  void time_recording(BenchMode mode, int64_t ms, Rounds& rounds) {
    const scene::FrameInputs inputs = inputs_at(mode, ms);
    const gpu::Frame frame = session_.ring().begin();
    for (int time = 0; time < 9; ++time) {
      const double began_ms = thread_cpu_ms();
      stage_.record(frame, inputs, frame_at(ms), offscreen_.target(),
                    mode == BenchMode::point_list);
      if (time > 1) rounds.values.push_back(thread_cpu_ms() - began_ms);
    }
    session_.ring().end(frame);
    session_.ring().finish();
  }

  size_t run_count(int64_t ms) const { return frame_at(ms).runs.size(); }
  /// Device memory that grows with the number of units.
  double unit_bytes(BenchMode mode) {
    return mode == BenchMode::raster ? double(stage_.pass().dashes().bytes()) : 0.0;
  }

 private:
  scene::FrameInputs inputs_at(BenchMode mode, int64_t ms) const {
    AppState state = opening_;
    state.settings.unit_drawing =
        mode == BenchMode::raster ? scene::UnitDrawing::raster : scene::UnitDrawing::splat;
    state.clock.now.ms += ms;
    state.clock.motion.ms += ms;
    return frame_inputs_of(state, size_);
  }
  scene::FlowMoment moment_at(int64_t ms, const scene::UnitSizes& sizes) const {
    scene::FlowMoment moment =
        scene::flow_moment(session_.geometry().flows, inputs_at(BenchMode::splat, ms));
    moment.sizes = sizes;
    return moment;
  }
  scene::FlowFrame frame_at(int64_t ms) const {
    return scene::flow_frame(session_.geometry().flows, moment_at(ms, sizes_));
  }

  /// Sizes with which the opening has so many units, as nearly as whole units allow.
  scene::UnitSizes sizes_for(uint64_t count) const {
    const scene::FlowTracks& tracks = session_.geometry().flows;
    const scene::UnitSizes usual = moment_at(0, {}).sizes;
    const scene::UnitSizes start = scene::unit_sizes(tracks, opening_.settings.variant, 1'000'000);
    const auto scaled = [&](double factor) {
      scene::UnitSizes sizes = usual;
      sizes.tonnes = start.tonnes * factor;
      sizes.bcm = start.bcm * factor;
      return sizes;
    };
    double low = 1e-4, high = 1e6;  // more units, fewer units
    for (int step = 0; step < 60; ++step) {
      const double middle = std::sqrt(low * high);
      const auto at = scene::flow_frame(tracks, moment_at(0, scaled(middle))).unit_count();
      (at >= count ? low : high) = middle;
    }
    return scaled(low);
  }

  Session& session_;
  PixelSize size_;
  AppState opening_;
  render::UnitStage stage_;
  render::UnitCount count_;
  render::Offscreen offscreen_;
  scene::UnitSizes sizes_;
};

std::string_view mode_name(BenchMode mode) {
  return mode == BenchMode::splat ? "splat" : mode == BenchMode::raster ? "raster" : "pointlist";
}

void write_ms(JsonWriter& json, const char* key, const Rounds& rounds,
              std::initializer_list<std::pair<const char*, double>> quantiles) {
  json.key(key).begin_object().field("median", rounded_to(rounds.median(), 3));
  for (const auto& [name, share] : quantiles)
    json.field(name, rounded_to(rounds.quantile(share), 3));
  json.field("best", rounded_to(rounds.best(), 3)).field("frames", rounds.values.size());
  json.end_object();
}

/// Steady frames and jumps to random dates, in turns.
struct Jumps {
  Costs steady, jump;
};

Jumps measure_jumps(Track& track, BenchMode mode, double frame_ms) {
  const auto count = static_cast<int>(std::clamp(2000.0 / std::max(frame_ms, 0.1), 20.0, 200.0));
  std::mt19937_64 random(777);
  Jumps jumps;
  for (int i = 0; i < count; ++i) {
    track.draw(mode, i * k_ms_per_frame, &jumps.steady);
    track.draw(mode, int64_t(random() % uint64_t{k_jump_range_ms}), &jumps.jump);
    track.draw(mode, (i + 1) * k_ms_per_frame, nullptr);  // back, so that the next is steady
  }
  return jumps;
}

void write_head(JsonWriter& json, const gpu::DeviceFacts& facts, const Track& track) {
  json.begin_object().field("bench", "units").field("version", CASPIAN_VERSION);
  json.field("device", facts.name).field("driver", facts.driver);
  json.field("is_software", facts.is_cpu).field("validation", facts.has_validation);
  json.key("size").numbers({double(track.size().width), double(track.size().height)});
}

void write_account(JsonWriter& json, const render::UnitAccount& account, uint64_t count) {
  json.field("drawn", account.drawn).field("culled", account.culled);
  json.field("hidden", account.hidden).field("repeated", account.repeated);
  json.field("missing", account.missing).field("is_complete", account.is_complete(count));
}

Outcome compare(Session& session, Track& track, const BenchRequest& request) {
  Rounds splat_ms, list_ms, ratios, splat_cpu_ms, list_cpu_ms;
  for (int round = -1; round < k_rounds; ++round) {
    Costs splat, list;
    for (int i = 0; i < request.frames; ++i)
      track.draw(BenchMode::splat, i * k_ms_per_frame, &splat);
    for (int i = 0; i < std::max(1, request.frames / 5); ++i)
      track.draw(BenchMode::point_list, i * k_ms_per_frame, &list);
    if (round < 0) continue;  // warms up
    splat_ms.values.push_back(splat.frame_ms.median());
    list_ms.values.push_back(list.frame_ms.median());
    splat_cpu_ms.values.push_back(splat.process_cpu_ms.median());
    list_cpu_ms.values.push_back(list.process_cpu_ms.median());
    ratios.values.push_back(list.frame_ms.median() / splat.frame_ms.median());
  }
  const DeviceFloors floors =
      measure_floors(session.device(), session.ring(), track.size(), k_rounds);
  JsonWriter json;
  write_head(json, session.device().facts(), track);
  json.field("count", track.count()).field("rounds", k_rounds);
  write_account(json, track.account(BenchMode::splat, 0), track.count());
  write_ms(json, "splat_ms", splat_ms, {});
  write_ms(json, "pointlist_ms", list_ms, {});
  write_ms(json, "splat_process_cpu_ms", splat_cpu_ms, {});
  write_ms(json, "pointlist_process_cpu_ms", list_cpu_ms, {});
  json.field("ratio", rounded_to(ratios.median(), 2));
  json.field("least_ratio", rounded_to(ratios.best(), 2));
  json.field("fullscreen_ms", rounded_to(floors.fullscreen_ms, 3)).end_object();
  if (request.json)
    std::fputs(json.text().c_str(), stdout);
  else
    std::printf("%llu units: points %.2f ms, plain list %.2f ms, %.1f times as quick\n",
                static_cast<unsigned long long>(track.count()), splat_ms.median(), list_ms.median(),
                ratios.median());
  return Done{};
}

}  // namespace

Outcome bench_units(Session& session, const AppState& opening, const BenchRequest& request) {
  if (request.units.source == BenchSource::recorded)
    return bench_recorded_units(session, opening, request);
  const BenchMode mode = request.units.mode;
  if (mode == BenchMode::splat && !render::UnitVisibility::can_splat(session.device()))
    return Failure{
        "bench units: the device has no 64-bit atomics, so --mode splat cannot be "
        "measured (--mode raster can)",
        Failure::Kind::no_device};
  Track track(session, opening, request);
  if (request.units.compare) return compare(session, track, request);

  Costs costs;
  for (int i = -2; i < request.frames; ++i)
    track.draw(mode, i * k_ms_per_frame, i < 0 ? nullptr : &costs);
  Rounds recording_ms;
  for (int i = 0; i < 5; ++i) track.time_recording(mode, i * k_ms_per_frame, recording_ms);
  const uint64_t count = track.count();
  const bool is_counted = mode != BenchMode::point_list;
  const render::UnitAccount account = is_counted ? track.account(mode, 0) : render::UnitAccount{};
  if (is_counted && !account.is_complete(count))
    return Failure{"bench units: " + std::to_string(account.missing) + " of " +
                       std::to_string(count) + " units were lost",
                   Failure::Kind::data};
  const Jumps jumps = measure_jumps(track, mode, costs.frame_ms.median());
  const DeviceFloors floors =
      measure_floors(session.device(), session.ring(), track.size(), k_rounds);
  const double ns = costs.frame_ms.median() * 1e6 / double(std::max<uint64_t>(count, 1));
  JsonWriter json;
  write_head(json, session.device().facts(), track);
  json.field("mode", mode_name(mode)).field("source", "flow");
  json.field("px", request.units.px).field("count", count);
  json.field("least_count", costs.least_units).field("most_count", costs.most_units);
  json.field("runs", track.run_count(0));
  if (is_counted) write_account(json, account, count);
  write_ms(json, "frame_ms", costs.frame_ms, {{"p95", 0.95}});
  json.field("frames_per_second", rounded_to(1e3 / costs.frame_ms.median(), 2));
  json.field("cpu_ms_per_frame", rounded_to(recording_ms.median(), 4));
  json.field("cold_cpu_ms_per_frame", rounded_to(costs.cpu_ms.median(), 4));
  json.field("process_cpu_ms_per_frame", rounded_to(costs.process_cpu_ms.median(), 3));
  json.field("ns_per_unit", rounded_to(ns, 2));
  json.field("bytes_per_unit", rounded_to(track.unit_bytes(mode) / double(count), 2));
  write_ms(json, "steady_ms", jumps.steady.frame_ms, {{"p99", 0.99}});
  write_ms(json, "jump_ms", jumps.jump.frame_ms, {{"p99", 0.99}});
  json.field("jump_over_steady",
             rounded_to(jumps.jump.frame_ms.median() / jumps.steady.frame_ms.median(), 3));
  json.field("fullscreen_ms", rounded_to(floors.fullscreen_ms, 3));
  json.field("copy_gb_per_s", rounded_to(floors.copy_gb_per_s, 2)).end_object();
  if (request.json)
    std::fputs(json.text().c_str(), stdout);
  else
    std::printf(
        "%llu units by %s: %.2f ms a frame (p95 %.2f), %.1f frames/s, %.1f ns a unit; "
        "recording %.3f ms; jump %.2f ms\n",
        static_cast<unsigned long long>(count), std::string(mode_name(mode)).c_str(),
        costs.frame_ms.median(), costs.frame_ms.quantile(0.95), 1e3 / costs.frame_ms.median(), ns,
        costs.cpu_ms.median(), jumps.jump.frame_ms.median());
  return Done{};
}

}  // namespace caspian::app
