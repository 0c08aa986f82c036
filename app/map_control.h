// Mouse and key steps on the map -> actions: drag pans, right-drag turns and tilts, the wheel zooms
// to the cursor, a double click flies there, a click asks what lies there. Elapsed time is given;
// it reads no clock.
#pragma once
#include <optional>
#include <utility>
#include <vector>

#include "app/actions.h"
#include "platform/input_events.h"
#include "scene/camera_controller.h"
#include "scene/camera_flight.h"
#include "scene/follow.h"

namespace caspian::app {

struct PicturePoint {
  double x_px = 0, y_px = 0;
};

class MapControl {
 public:
  explicit MapControl(const geo::HeightField& heights) : heights_(heights) {}

  /// What an event on the map does. `size`: of the picture.
  std::vector<Action> handle(const platform::InputEvent& event, const AppState& state,
                             PixelSize size);
  std::vector<Action> handle(scene::CameraStep step, const AppState& state, PixelSize size);
  /// Flies on.
  std::vector<Action> advance(double elapsed_s, const AppState& state);
  /// The place on the drawn ground under a point of the picture; nothing over the sky.
  std::optional<geo::GeoPoint> place_under(PicturePoint at, const AppState& state,
                                           PixelSize size) const;
  void fly_to(const scene::Camera& target, const AppState& state);
  /// The camera over a moving place: flies there first, then stays over it. To be asked once an
  /// update with the place as it then is, as long as it is followed.
  std::optional<Action> follow(const geo::GeoPoint& place, double elapsed_s, const AppState& state);
  void end_follow() { ride_.reset(); }
  bool is_riding() const { return ride_.has_value(); }
  /// The user has moved the ground away since the last call.
  bool take_pan() { return std::exchange(panned_, false); }

  /// A place that was clicked since the last call.
  std::optional<PicturePoint> take_click();
  /// A second click at the same place; the flight there has begun.
  bool take_double_click();
  bool is_flying() const { return flight_.has_value() || (ride_ && ride_->flight); }
  bool is_dragging() const { return held_.has_value(); }

 private:
  scene::DrawnGround ground(const AppState& state) const {
    return {heights_, state.settings.exaggeration, sea_level_of(state).level_m};
  }
  std::vector<Action> press(const platform::ButtonChanged& button, const AppState& state,
                            PixelSize size);
  std::vector<Action> release(const platform::ButtonChanged& button, const AppState& state,
                              PixelSize size);
  std::vector<Action> drag(PicturePoint from, const AppState& state, PixelSize size);

  const geo::HeightField& heights_;
  PicturePoint pointer_;
  std::optional<platform::Button> held_;
  bool turns_ = false;     // the drag turns instead of panning
  double dragged_px_ = 0;  // the farthest from where the button went down
  PicturePoint pressed_at_;
  std::optional<scene::PanGrip> grip_;
  std::optional<PicturePoint> click_;
  std::optional<PicturePoint> last_click_;  // for double clicks
  double since_click_s_ = 1e9;
  std::optional<scene::CameraFlight> flight_;
  double flown_s_ = 0;
  struct Ride {
    std::optional<scene::CameraFlight> flight;  // nothing once it has arrived
    geo::GeoPoint planned;                      // where the place was when it began
    double flown_s = 0;
  };
  std::optional<Ride> ride_;
  bool panned_ = false;
  bool double_click_ = false;
};

}  // namespace caspian::app
