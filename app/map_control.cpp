// Manners of a map.
#include "app/map_control.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace caspian::app {
namespace {

constexpr double k_click_px = 4;  // a press that moves less than this is a click
constexpr double k_double_click_s = 0.4;
constexpr double k_wheel_factor = 0.85;  // per step, towards the ground
constexpr double k_ride_range_m = 150'000;

double distance_px(PicturePoint a, PicturePoint b) {
  return std::hypot(a.x_px - b.x_px, a.y_px - b.y_px);
}

}  // namespace

std::vector<Action> MapControl::handle(const platform::InputEvent& event, const AppState& state,
                                       PixelSize size) {
  if (const auto* moved = std::get_if<platform::PointerMoved>(&event)) {
    const PicturePoint before = pointer_;
    pointer_ = {moved->x_px, moved->y_px};
    return held_ ? drag(before, state, size) : std::vector<Action>{};
  }
  if (const auto* button = std::get_if<platform::ButtonChanged>(&event))
    return button->is_down ? press(*button, state, size) : release(*button, state, size);
  if (const auto* wheel = std::get_if<platform::WheelTurned>(&event)) {
    flight_.reset();
    const double factor = std::pow(k_wheel_factor, wheel->steps_y);
    if (ride_) {  // about what is followed, wherever the pointer is
      ride_->flight.reset();
      return {actions::SetCamera{scene::zoom_at(state.camera, size, 0.5 * size.width,
                                                0.5 * size.height, factor, ground(state))}};
    }
    return {actions::SetCamera{
        scene::zoom_at(state.camera, size, pointer_.x_px, pointer_.y_px, factor, ground(state))}};
  }
  if (std::holds_alternative<platform::FocusLost>(event)) {
    held_.reset();
    grip_.reset();
  }
  return {};
}

std::vector<Action> MapControl::handle(scene::CameraStep what, const AppState& state,
                                       PixelSize size) {
  flight_.reset();
  return {actions::SetCamera{scene::step(state.camera, what, size, ground(state))}};
}

std::vector<Action> MapControl::press(const platform::ButtonChanged& button, const AppState& state,
                                      PixelSize size) {
  if (held_) return {};
  flight_.reset();
  held_ = button.button;
  pressed_at_ = pointer_;
  dragged_px_ = 0;
  turns_ = button.button != platform::Button::left || button.modifiers.control;
  if (!turns_) grip_.emplace(state.camera, size, pointer_.x_px, pointer_.y_px, ground(state));
  return {};
}

std::vector<Action> MapControl::release(const platform::ButtonChanged& button,
                                        const AppState& state, PixelSize size) {
  if (held_ != button.button) return {};
  held_.reset();
  grip_.reset();
  if (button.button != platform::Button::left || turns_ || dragged_px_ > k_click_px) return {};
  const bool is_double = last_click_ && since_click_s_ < k_double_click_s &&
                         distance_px(*last_click_, pointer_) < 2 * k_click_px;
  last_click_ = pointer_;
  since_click_s_ = 0;
  if (is_double) {
    last_click_.reset();
    double_click_ = true;
    if (state.measuring) return {};
    fly_to(scene::nearer_over(state.camera, size, pointer_.x_px, pointer_.y_px, ground(state)),
           state);
  } else {
    click_ = pointer_;
  }
  return {};
}

std::vector<Action> MapControl::drag(PicturePoint from, const AppState& state, PixelSize) {
  dragged_px_ = std::max(dragged_px_, distance_px(pressed_at_, pointer_));
  if (ride_) ride_->flight.reset();
  if (turns_)
    return {actions::SetCamera{scene::turn_by(state.camera, pointer_.x_px - from.x_px,
                                              pointer_.y_px - from.y_px, ground(state))}};
  if (dragged_px_ <= k_click_px) return {};
  panned_ = true;
  return {actions::SetCamera{grip_->move_to(pointer_.x_px, pointer_.y_px, ground(state))}};
}

void MapControl::fly_to(const scene::Camera& target, const AppState& state) {
  flight_ = scene::plan_flight(state.camera, target);
  flown_s_ = state.settings.reduced_motion ? flight_->duration_s : 0;
}

std::vector<Action> MapControl::advance(double elapsed_s, const AppState&) {
  since_click_s_ += elapsed_s;
  if (!flight_) return {};
  flown_s_ += elapsed_s;
  const scene::Camera camera = scene::camera_at(*flight_, flown_s_);
  if (flown_s_ >= flight_->duration_s) flight_.reset();
  return {actions::SetCamera{camera}};
}

std::optional<Action> MapControl::follow(const geo::GeoPoint& place, double elapsed_s,
                                         const AppState& state) {
  if (!ride_) {
    // Near enough to see the unit, never farther than the user already is.
    scene::Camera goal = scene::camera_over(state.camera, place);
    goal.range_m = std::min(goal.range_m, k_ride_range_m);
    flight_.reset();
    ride_ = Ride{scene::plan_flight(state.camera, goal), place, 0};
    if (state.settings.reduced_motion) ride_->flown_s = ride_->flight->duration_s;
  }
  scene::Camera camera = scene::camera_over(state.camera, place);
  if (ride_->flight) {
    ride_->flown_s += elapsed_s;
    const double length_s = std::max(ride_->flight->duration_s, 1e-3);
    camera = scene::camera_towards(scene::camera_at(*ride_->flight, ride_->flown_s), ride_->planned,
                                   place, std::min(1.0, ride_->flown_s / length_s));
    if (ride_->flown_s >= ride_->flight->duration_s) ride_->flight.reset();
  }
  if (camera == state.camera) return std::nullopt;
  return actions::SetCamera{camera};
}

std::optional<geo::GeoPoint> MapControl::place_under(PicturePoint at, const AppState& state,
                                                     PixelSize size) const {
  const double exaggeration = state.settings.exaggeration;
  const double level_m = sea_level_of(state).level_m;
  const scene::CameraFrame frame =
      scene::frame_on_ground(state.camera, size, heights_, exaggeration, level_m);
  auto place = scene::screen_to_ground(frame, at.x_px, at.y_px, heights_, exaggeration, level_m);
  if (place) place->height_m = 0;
  return place;
}

bool MapControl::take_double_click() {
  return std::exchange(double_click_, false);
}

std::optional<PicturePoint> MapControl::take_click() {
  return std::exchange(click_, std::nullopt);
}

}  // namespace caspian::app
