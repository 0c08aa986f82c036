// A window on the scene: events in, actions applied, frames out when something has changed. Elapsed
// time is given.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "app/map_control.h"
#include "app/measured_profile.h"
#include "app/panels/interface.h"
#include "app/picture_maker.h"
#include "app/session.h"
#include "gpu/swapchain.h"
#include "platform/window.h"
#include "scene/language.h"
#include "ui/imgui_layer.h"

namespace caspian::app {

class Viewer {
 public:
  /// `state`: what to open with.
  static Result<std::unique_ptr<Viewer>> open(platform::Window& window, Session& session,
                                              AppState state);

  /// Takes events, lets time pass, applies what follows.
  void update(const std::vector<platform::InputEvent>& events, double elapsed_s);
  /// Something has changed since the last frame, or is moving.
  bool needs_frame() const;
  /// Draws and shows a frame.
  void draw();
  void perform(const Action& action);

  const AppState& state() const { return state_; }
  int64_t frames_drawn() const { return frames_drawn_; }
  /// Fewer: a frame in which only the interface changed takes the map as it was.
  int64_t maps_drawn() const { return maps_drawn_; }
  const std::vector<ui::WidgetRect>& widgets() const { return interface_->widgets(); }

 private:
  Viewer(platform::Window& window, Session& session, AppState state)
      : window_(window), session_(session), state_(std::move(state)), control_(session.heights()) {}
  Outcome make_parts();
  void handle(const platform::InputEvent& event);
  void tell_interface(const platform::InputEvent& event, bool seen);
  void perform_all(const std::vector<Action>& actions);
  void follow_state();
  void load_language();
  void save_still();
  void save_profile();
  void add_measured(PicturePoint at);
  void aim(PixelSize size);
  scene::FrameInputs inputs_to_draw(PixelSize size) const;
  void choose(PicturePoint at);
  void follow_unit(double elapsed_s);
  void point_at_map(double elapsed_s);
  bool is_seen(const platform::InputEvent& event) const;
  void draw_map(const gpu::Frame& frame, const scene::FrameInputs& inputs);
  bool belongs_to_map(const platform::InputEvent& event) const;

  platform::Window& window_;
  Session& session_;
  AppState state_;
  MapControl control_;
  std::unique_ptr<gpu::Swapchain> swapchain_;
  std::unique_ptr<ui::ImguiLayer> layer_;
  std::unique_ptr<Interface> interface_;
  std::optional<scene::Language> language_;
  std::vector<std::string> languages_;
  scene::PlaceNames names_;
  MeasuredProfile profile_;
  std::vector<geo::GeoPoint> chosen_line_;  // of the selection
  std::optional<Selection> chosen_;         // ... that it is the line of
  std::optional<geo::GeoPoint> aimed_;      // where the pointer is while something is measured
  std::optional<render::Offscreen> map_;    // the map alone, kept while its inputs stay the same
  std::optional<render::Offscreen> shown_;  // the map with the interface on it
  std::optional<scene::FrameInputs> map_inputs_;
  PicturePoint pointer_;
  bool is_over_thing_ = false;  // a click would choose something
  double ui_scale_wish_ = 1;    // asked for on the command line, times the window's own scale
  double undrawn_s_ = 0;        // time passed since the last frame
  double notice_left_s_ = 0;
  double since_pointed_s_ = 1;
  bool has_pointer_moved_ = false;  // over the map, since what lies there was last asked for
  bool is_changed_ = true;
  bool has_untold_movement_ = false;
  int64_t frames_drawn_ = 0, maps_drawn_ = 0;
};

}  // namespace caspian::app
