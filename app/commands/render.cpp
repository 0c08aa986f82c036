// Everything that can fail cheaply is tried before anything slow begins; the output gets its name
// last.
#include "app/commands/render.h"

#include <algorithm>
#include <csignal>
#include <memory>

#include "app/frame_report.h"
#include "app/interface_overlay.h"
#include "app/picture_maker.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "app/unit_story.h"
#include "core/files.h"
#include "core/log.h"
#include "output/output_path.h"
#include "output/png_sequence_sink.h"
#include "output/png_sink.h"
#include "output/video_sink.h"
#include "time/playback_clock.h"

namespace caspian::app {
namespace {

volatile std::sig_atomic_t g_interrupted = 0;

/// While it lives, Ctrl-C and termination end the work between two frames, so that sinks can clear
/// up.
struct InterruptWatch {
  InterruptWatch() {
    g_interrupted = 0;
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
      std::signal(number, [](int) { g_interrupted = 1; });
  }
  ~InterruptWatch() {
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) std::signal(number, SIG_DFL);
  }
};

/// A film's dates: --from or --time or the scenario's; --to or so that 1 s = 6 h.
time::FrameSchedule schedule_of(const RenderRequest& request, const AppState& state) {
  constexpr double k_default_speed = time::PlaybackClock{}.speed_ms_per_s;
  time::FrameSchedule film;
  film.rate = request.rate;
  film.duration_ms = request.duration_ms;
  film.from = request.from.value_or(state.clock.now);
  film.to = request.to.value_or(time::SimTime{
      film.from.ms + static_cast<int64_t>(k_default_speed * double(film.duration_ms) / 1000)});
  film.motion_from = request.scene.motion_time.value_or(film.from);
  return film;
}

std::unique_ptr<output::FrameSink> make_sink(const RenderRequest& request, const Session& session,
                                             const scene::FrameInputs& first,
                                             const scene::FrameInputs& last) {
  const output::OutputKind kind = output::output_kind(request.output).value();
  if (kind == output::OutputKind::still) return std::make_unique<output::PngSink>(request.output);
  if (kind == output::OutputKind::frames)
    return std::make_unique<output::PngSequenceSink>(request.output);
  output::FilmInfo info;
  info.rate = request.rate;
  std::string comment = time::iso_text(first.time) + " to " + time::iso_text(last.time) +
                        ", motion " + motion_text(last);
  for (const auto& [key, value] : frame_texts(session, first))
    if (key == "Title")
      info.title = session.dataset().title.in(dataset::language_index(first.settings.language));
    else if (key != "Caspian-Motion")
      comment += "; " + key + ": " + value;
  info.comment = comment;
  return std::make_unique<output::VideoSink>(request.output, info);
}

/// The frames asked for: one still, or a film's.
struct Shots {
  AppState state;
  PixelSize size;
  bool is_still = true;
  time::FrameSchedule film;
  const Session* session = nullptr;
  std::optional<Follow> follow;  // as it is in the first frame

  int64_t count() const { return is_still ? 1 : film.frame_count(); }
  AppState state_at(int64_t k) const {
    AppState at = state;
    if (!is_still) {
      const time::FrameTimes times = film.frame(k);
      at.clock.now = times.time;
      at.clock.motion = times.motion;
      at.clock.speed_ms_per_s = film.speed_ms_per_s();
      at.clock.is_playing = true;
    }
    if (follow) ride(at);
    return at;
  }
  /// The camera over the unit; over the end of its journey once that is over.
  void ride(AppState& at) const {
    const scene::SceneGeometry& scene = session->geometry();
    const auto kept = keep_following(scene, frame_inputs_of(at, size), *follow);
    const auto place = kept ? std::optional(kept->place) : end_of_journey(scene, *follow);
    if (place) at.camera = scene::camera_over(at.camera, *place);
    at.selection = Selection{"unit", follow->unit};
    at.settings.highlight = follow->unit;
    if (kept) at.follow = follow;
  }
  scene::FrameInputs inputs(int64_t k) const { return leaving_inputs_of(state_at(k), size); }
};

/// Finds the unit to go along with; its camera comes near when none was asked for.
Outcome start_ride(const RenderRequest& request, Shots& shots) {
  if (request.follow.empty()) return Done{};
  const AppState first = shots.state_at(0);
  const auto found = keep_following(shots.session->geometry(), frame_inputs_of(first, shots.size),
                                    Follow{request.follow, {}, {}});
  if (!found)
    return Failure{"--follow: found `" + request.follow +
                       "`, expected PATH#NUMBER of a unit that is on its way at " +
                       time::iso_text(first.clock.now) + " (caspian query pick names units)",
                   Failure::Kind::usage};
  shots.follow = found->follow;
  if (!request.scene.camera) {
    shots.state.camera.range_m = 150'000;
    shots.state.camera.tilt_deg = 50;
  }
  return Done{};
}

/// Draws frame k + 1 while frame k is read back and taken by the sink.
Outcome make_frames(Session& session, PictureMaker& maker, output::FrameSink& sink,
                    const Shots& shots, InterfaceOverlay* interface) {
  const InterruptWatch watch;
  int64_t taken = 0;
  const auto take = [&]() -> Outcome {
    const auto began = StageTimes::Clock::now();
    const Image image = maker.take();
    session.stages().add("frames", began);
    const auto encoding = StageTimes::Clock::now();
    Outcome accepted = sink.accept(image, frame_texts(session, shots.inputs(taken++)));
    session.stages().add("output", encoding);
    return accepted;
  };
  for (int64_t k = 0; k < shots.count(); ++k) {
    if (g_interrupted) return Failure{"interrupted; nothing was written", Failure::Kind::output};
    const auto began = StageTimes::Clock::now();
    const AppState state = shots.state_at(k);
    scene::FrameInputs inputs = leaving_inputs_of(state, shots.size);
    PictureMaker::Overlay overlay;
    if (interface) {
      inputs.room = interface->lay_out(state, inputs);
      overlay = [&](const gpu::Frame& frame, const render::FrameTarget& picture) {
        interface->draw(frame, picture);
      };
    }
    maker.begin(inputs, overlay);
    session.stages().add("frames", began);
    if (maker.waiting() == 2)
      if (Outcome accepted = take(); !accepted) return accepted;
  }
  while (maker.waiting() > 0)
    if (Outcome accepted = take(); !accepted) return accepted;
  return Done{};
}

Outcome check_outputs(const RenderRequest& request) {
  const output::OutputKind kind = output::output_kind(request.output).value();
  if (kind != output::OutputKind::frames)  // frames may make their folder
    if (Outcome writable = output::check_writable(request.output); !writable) return writable;
  return request.stats.empty() ? Outcome(Done{}) : output::check_writable(request.stats);
}

Outcome check_size(const gpu::Device& device, const scene::FrameInputs& inputs) {
  const uint32_t drawn = std::max(inputs.size.width, inputs.size.height) *
                         static_cast<uint32_t>(inputs.settings.supersample);
  const uint32_t most = device.facts().max_image_size;
  if (drawn <= most) return Done{};
  return Failure{"--size: this device draws at most " + std::to_string(most) +
                     " px each way, supersampling included",
                 Failure::Kind::usage};
}

}  // namespace

Outcome run_render(const RenderRequest& request, const DeviceRequest& device) {
  const auto start = StageTimes::Clock::now();
  if (Outcome writable = check_outputs(request); !writable) return writable;
  Result<std::unique_ptr<Session>> opened = Session::open(session_options(request.scene, device));
  if (!opened) return opened.failure();
  Session& session = **opened;
  const Result<AppState> state = set_up_scene(request.scene, session.dataset(), session.assets());
  if (!state) return state.failure();

  Shots shots;
  shots.state = state.value();
  shots.state.chart_open = request.with_chart;
  shots.size = request.scene.size.value_or(k_default_size);
  shots.is_still = output::output_kind(request.output).value() == output::OutputKind::still;
  shots.film = schedule_of(request, state.value());
  shots.session = &session;
  if (Outcome found = start_ride(request, shots); !found) return found;
  const scene::FrameInputs first = shots.inputs(0), last = shots.inputs(shots.count() - 1);
  if (Outcome fits = check_size(session.device(), first); !fits) return fits;

  const std::unique_ptr<output::FrameSink> sink = make_sink(request, session, first, last);
  if (Outcome begun = sink->begin(first.size); !begun) return begun;
  std::unique_ptr<InterfaceOverlay> interface;
  if (request.with_interface) {
    Result<std::unique_ptr<InterfaceOverlay>> made =
        InterfaceOverlay::create(session, first.settings.language);
    if (!made) return made.failure();
    interface = std::move(made).value();
  }
  PictureMaker maker(session, first.size, first.settings.supersample);
  if (Outcome made = make_frames(session, maker, *sink, shots, interface.get()); !made) return made;
  const auto finishing = StageTimes::Clock::now();
  if (Outcome finished = sink->finish(); !finished) return finished;
  session.stages().add("output", finishing);
  session.stages().add("total", start);
  for (const std::string& message : gpu::Device::validation_messages()) log::error(message);
  if (request.stats.empty()) return Done{};
  return write_file(request.stats,
                    stats_json(session, first, shots.is_still ? nullptr : &shots.film));
}

}  // namespace caspian::app
