// The loop: waits when nothing moves, at most 60 frames a second when something does.
#include "app/commands/view.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <utility>

#include "app/actions.h"
#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "app/session_recorder.h"
#include "app/viewer.h"
#include "core/log.h"

namespace caspian::app {
namespace {

using Clock = std::chrono::steady_clock;

// Presenting does not hold us back everywhere (platform.md, decision 9).
constexpr double k_frame_s = 1.0 / 60;
constexpr double k_idle_s = 0.25;       // how long to sleep when nothing moves
constexpr double k_longest_step_s = 1;  // after a stall, time goes on from here

volatile std::sig_atomic_t g_ended = 0;
volatile std::sig_atomic_t g_record_wanted = 0;  // a recorded session asks for the count of frames

double seconds_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

/// `ru_RU.UTF-8` -> ru.
std::string system_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value)
      return std::string(value).substr(0, 2);
  return "en";
}

Result<AppState> opening(const ViewRequest& request, const Session& session) {
  SceneRequest scene = request.scene;
  if (scene.language.empty()) {
    scene.language = system_language();
    if (!set_up_scene(scene, session.dataset(), session.assets())) scene.language = "en";
  }
  Result<AppState> state = set_up_scene(scene, session.dataset(), session.assets());
  if (!state) return state;
  const auto change = [&](const Action& action) {
    apply(action, session.dataset(), state.value());
  };
  if (request.scene.time && !request.scene.motion_time) change(actions::Seek{*request.scene.time});
  if (request.speed_ms_per_s) change(actions::SetSpeed{*request.speed_ms_per_s});
  if (request.play) change(actions::Play{});
  if (request.fullscreen) change(actions::ToggleFullscreen{});
  return state;
}

/// Until the user has had enough, or as long as a recorded session is to last.
Outcome run_loop(const ViewRequest& request, platform::Window& window, Viewer& viewer) {
  SessionRecorder recorder(request.record_state, request.dump_widgets);
  const Clock::time_point start = Clock::now();
  Clock::time_point updated = start;
  Clock::time_point next_frame = start;
  while (!viewer.state().quit && !g_ended) {
    const double wait_s =
        viewer.needs_frame() ? seconds_between(Clock::now(), next_frame) : k_idle_s;
    const std::vector<platform::InputEvent> events = window.take_events(std::max(wait_s, 0.0));
    const Clock::time_point now = Clock::now();
    viewer.update(events, std::min(seconds_between(updated, now), k_longest_step_s));
    updated = now;
    if (viewer.needs_frame() && now >= next_frame) {
      next_frame = now + std::chrono::duration_cast<Clock::duration>(
                             std::chrono::duration<double>(k_frame_s));
      viewer.draw();
    }
    if (std::exchange(g_record_wanted, 0))
      if (Outcome kept = recorder.finish(viewer.state(), viewer.frames_drawn()); !kept) return kept;
    if (Outcome kept = recorder.record(viewer.state(), viewer.widgets(), viewer.frames_drawn());
        !kept)
      return kept;
    if (request.quit_after_frames && viewer.frames_drawn() >= *request.quit_after_frames) break;
    if (request.quit_after_s && seconds_between(start, now) >= *request.quit_after_s) break;
  }
  return recorder.finish(viewer.state(), viewer.frames_drawn());
}

}  // namespace

Outcome run_view(const ViewRequest& request, const DeviceRequest& device) {
  if (Outcome writable = SessionRecorder(request.record_state, request.dump_widgets).check();
      !writable)
    return writable;
  if (const auto scenario = find_scenario(request.scene.scenario); !scenario)
    return Failure{
        request.scene.scenario + ": there is no such command and no such scenario folder",
        Failure::Kind::data};
  const PixelSize size = request.scene.size.value_or(PixelSize{1440, 810});
  Result<std::unique_ptr<platform::Window>> window = platform::Window::open("Caspian", size);
  if (!window) return window.failure();
  SessionOptions options = session_options(request.scene, device);
  options.surface_extensions = window.value()->surface_extensions();
  Result<std::unique_ptr<Session>> session = Session::open(options);
  if (!session) return session.failure();
  Result<AppState> state = opening(request, *session.value());
  if (!state) return state.failure();
  Result<std::unique_ptr<Viewer>> viewer =
      Viewer::open(*window.value(), *session.value(), std::move(state).value());
  if (!viewer) return viewer.failure();

  g_ended = 0;
  if (!request.record_state.empty()) std::signal(SIGUSR1, [](int) { g_record_wanted = 1; });
  for (const int number : {SIGINT, SIGTERM}) std::signal(number, [](int) { g_ended = 1; });
  const Outcome ended = run_loop(request, *window.value(), *viewer.value());
  for (const int number : {SIGINT, SIGTERM}) std::signal(number, SIG_DFL);
  session.value()->device().wait_idle();
  for (const std::string& message : gpu::Device::validation_messages()) log::error(message);
  return ended;
}

}  // namespace caspian::app
