// The six steps of a frame (change state, freeze, begin, record, panel, end) for a window.
#include "app/viewer.h"

#include <algorithm>

#include "app/frame_report.h"
#include "app/interface_overlay.h"
#include "app/key_bindings.h"
#include "app/scene_setup.h"
#include "app/still_name.h"
#include "app/unit_facts.h"
#include "app/unit_story.h"
#include "core/log.h"
#include "platform/window_surface.h"
#include "scene/picking.h"

namespace caspian::app {
namespace {

constexpr double k_notice_s = 6;
constexpr double k_pointing_s = 0.06;  // how often what lies under the pointer is asked for

platform::PointerShape shape_of(ui::PointerShape shape) {
  switch (shape) {
    case ui::PointerShape::hand:
      return platform::PointerShape::hand;
    case ui::PointerShape::text:
      return platform::PointerShape::text;
    case ui::PointerShape::resize_horizontal:
      return platform::PointerShape::resize_horizontal;
    case ui::PointerShape::arrow:
      break;
  }
  return platform::PointerShape::arrow;
}

}  // namespace

Result<std::unique_ptr<Viewer>> Viewer::open(platform::Window& window, Session& session,
                                             AppState state) {
  std::unique_ptr<Viewer> viewer(new Viewer(window, session, std::move(state)));
  if (const Outcome made = viewer->make_parts(); !made) return made.failure();
  return viewer;
}

Outcome Viewer::make_parts() {
  const Result<VkSurfaceKHR> surface =
      platform::make_surface(window_, session_.device().instance());
  if (!surface) return surface.failure();
  Result<std::unique_ptr<gpu::Swapchain>> swapchain =
      gpu::Swapchain::create(session_.device(), surface.value());
  if (!swapchain) return swapchain.failure();
  swapchain_ = std::move(swapchain).value();

  Result<scene::PlaceNames> names = scene::PlaceNames::load(session_.assets());
  if (!names) return names.failure();
  names_ = std::move(names).value();
  Result<std::unique_ptr<ui::ImguiLayer>> layer = make_interface_layer(session_.device());
  if (!layer) return layer.failure();
  layer_ = std::move(layer).value();
  layer_->set_clipboard([this] { return window_.clipboard(); },
                        [this](const std::string& text) { window_.set_clipboard(text); });
  interface_ = std::make_unique<Interface>(*layer_);
  languages_ = scene::available_languages(session_.assets());
  ui_scale_wish_ = state_.settings.ui_scale;
  load_language();
  follow_state();
  return Done{};
}

void Viewer::load_language() {
  if (language_ && language_->code() == state_.settings.language) return;
  Result<scene::Language> loaded =
      scene::Language::load(session_.assets(), state_.settings.language);
  if (!loaded) {
    log::error(loaded.failure().sentence);
    if (!language_) language_.emplace();
    return;
  }
  language_.emplace(std::move(loaded).value());
  if (!language_->missing().empty())
    perform(actions::Notify{language_->format("notice.strings_missing",
                                              {std::to_string(language_->missing().size())})});
}

bool Viewer::belongs_to_map(const platform::InputEvent& event) const {
  if (control_.is_dragging() || std::holds_alternative<platform::PointerMoved>(event)) return true;
  return !interface_->covers(pointer_.x_px, pointer_.y_px);
}

/// A pointer that only wanders over the map changes nothing to be seen.
bool Viewer::is_seen(const platform::InputEvent& event) const {
  const auto* moved = std::get_if<platform::PointerMoved>(&event);
  return !moved || state_.measuring || control_.is_dragging() || interface_->wants_mouse() ||
         interface_->covers(pointer_.x_px, pointer_.y_px) ||
         interface_->covers(moved->x_px, moved->y_px);
}

void Viewer::handle(const platform::InputEvent& event) {
  const bool seen = is_seen(event);
  is_changed_ |= seen;
  if (std::holds_alternative<platform::CloseAsked>(event)) return perform(actions::Quit{});
  if (const auto* moved = std::get_if<platform::PointerMoved>(&event)) {
    pointer_ = {moved->x_px, moved->y_px};
    has_pointer_moved_ = true;
  }
  if (std::holds_alternative<platform::PointerLeft>(event) && !state_.hover.empty())
    perform(actions::Hover{});
  const PixelSize size = window_.size_px();
  if (const auto* key = std::get_if<platform::KeyChanged>(&event)) {
    if (!interface_->wants_keyboard()) {
      if (const auto meaning = meaning_of(*key, state_)) {
        perform_all(meaning->actions);
        if (meaning->step) perform_all(control_.handle(*meaning->step, state_, size));
        return;
      }
    }
  } else if (belongs_to_map(event)) {
    perform_all(control_.handle(event, state_, size));
  }
  tell_interface(event, seen);
}

/// Movement that is not seen reaches the interface with the next event that is.
void Viewer::tell_interface(const platform::InputEvent& event, bool seen) {
  const bool is_movement = std::holds_alternative<platform::PointerMoved>(event);
  if (!seen) {
    has_untold_movement_ = true;
    return;
  }
  if (has_untold_movement_ && !is_movement)
    layer_->add_event(platform::PointerMoved{pointer_.x_px, pointer_.y_px});
  has_untold_movement_ = false;
  layer_->add_event(event);
}

void Viewer::update(const std::vector<platform::InputEvent>& events, double elapsed_s) {
  for (const platform::InputEvent& event : events) handle(event);
  undrawn_s_ += elapsed_s;
  if (state_.clock.is_playing || state_.fading.left_s > 0) perform(actions::Advance{elapsed_s});
  perform_all(control_.advance(elapsed_s, state_));
  if (const auto click = control_.take_click())
    state_.measuring ? add_measured(*click) : choose(*click);
  const bool is_double = control_.take_double_click();
  if (is_double && state_.measuring) perform(actions::EndMeasure{});
  if (is_double && state_.selection && state_.selection->kind == "unit")
    perform(actions::StartFollow{state_.selection->id});
  follow_unit(elapsed_s);
  point_at_map(elapsed_s);
  if (!state_.notice.empty() && (notice_left_s_ -= elapsed_s) <= 0) perform(actions::Notify{});
  follow_state();
}

void Viewer::perform_all(const std::vector<Action>& actions) {
  for (const Action& action : actions) perform(action);
}

void Viewer::perform(const Action& action) {
  is_changed_ = true;
  if (const auto* typed = std::get_if<actions::SeekText>(&action);
      typed && !time::parse_time(typed->text))
    return perform(actions::Notify{language_->format("notice.bad_date", {typed->text})});
  if (std::holds_alternative<actions::ResetCamera>(action))
    return control_.fly_to(opening_camera(), state_);
  apply(action, session_.dataset(), state_);
  if (std::holds_alternative<actions::Notify>(action)) notice_left_s_ = k_notice_s;
}

/// What lies outside the picture and follows the state: the window, the language, a still.
void Viewer::follow_state() {
  window_.set_fullscreen(state_.fullscreen);
  if (const double scale = window_.scale() * ui_scale_wish_; scale != state_.settings.ui_scale)
    perform(actions::SetUiScale{scale});
  load_language();
  if (state_.still_wanted) save_still();
  if (state_.profile_wanted) save_profile();
  window_.set_pointer_shape(control_.is_dragging() ? platform::PointerShape::grab
                            : is_over_thing_       ? platform::PointerShape::hand
                                                   : shape_of(layer_->pointer_shape()));
}

/// The camera goes along until the unit arrives or the user lets go.
void Viewer::follow_unit(double elapsed_s) {
  const bool is_panned = control_.take_pan();
  if (state_.follow && is_panned && control_.is_riding()) perform(actions::StopFollow{});
  if (!state_.follow) return control_.end_follow();
  const auto kept = keep_following(session_.geometry(), frame_inputs_of(state_, window_.size_px()),
                                   *state_.follow);
  if (!kept) {
    perform(actions::StopFollow{});
    perform(actions::Notify{language_->text("ride.over")});
    return control_.end_follow();
  }
  if (kept->follow != *state_.follow)
    apply(actions::KeepFollow{kept->follow}, session_.dataset(), state_);
  if (const auto moved = control_.follow(kept->place, elapsed_s, state_)) perform(*moved);
}

/// A corridor under the pointer stands out, in the chart and the list too; over something that a
/// click would choose the pointer is a hand.
void Viewer::point_at_map(double elapsed_s) {
  since_pointed_s_ += elapsed_s;
  if (!has_pointer_moved_ || since_pointed_s_ < k_pointing_s) return;
  has_pointer_moved_ = false;
  since_pointed_s_ = 0;
  is_over_thing_ = false;
  aimed_.reset();
  if (interface_->covers(pointer_.x_px, pointer_.y_px) || interface_->wants_mouse()) return;
  const PixelSize size = window_.size_px();
  if (control_.is_dragging() || size.width == 0 || size.height == 0) return;
  if (state_.measuring) return aim(size);
  const auto found = session_.pick(frame_inputs_of(state_, size), pointer_.x_px, pointer_.y_px);
  // A whole country is no hand's breadth: the pointer stays what it is over the map.
  is_over_thing_ = found.has_value() && found->kind != scene::Pick::Kind::country;
  const dataset::Dataset& data = session_.dataset();
  std::string id;
  if (found && found->kind == scene::Pick::Kind::link)
    id = data.corridors[data.links[found->index].corridor].id;
  if (found && found->kind == scene::Pick::Kind::unit)
    id = data.corridors[session_.geometry().flows.amounts[found->index].corridor].id;
  if (found && found->kind == scene::Pick::Kind::overlay)
    id = scene::pick_id(session_.geometry(), *found);
  if (id != state_.hover) perform(actions::Hover{id});
}

/// A click chooses what lies there; one on nothing lets go.
void Viewer::choose(PicturePoint at) {
  const auto found = session_.pick(frame_inputs_of(state_, window_.size_px()), at.x_px, at.y_px);
  if (!found) return perform(actions::Deselect{});
  perform(actions::Select{{std::string(scene::pick_kind_id(found->kind)),
                           scene::pick_id(session_.geometry(), *found)}});
}

bool Viewer::needs_frame() const {
  return is_changed_ || state_.clock.is_playing || control_.is_flying() ||
         interface_->needs_frame() || layer_->has_pending_events();
}

/// The map is drawn anew only when something that it depends on has changed.
void Viewer::draw_map(const gpu::Frame& frame, const scene::FrameInputs& inputs) {
  if (map_inputs_ == inputs) return;
  const int supersample = inputs.settings.supersample;
  if (!map_ || map_->size() != inputs.size || map_->supersample() != supersample) {
    map_.emplace(session_.device(), inputs.size, supersample);
    shown_.emplace(session_.device(), inputs.size, 1);
  }
  session_.draw_frame(frame, inputs, *map_);
  map_inputs_ = inputs;
  ++maps_drawn_;
}

void Viewer::draw() {
  const PixelSize size = window_.size_px();
  is_changed_ = false;
  if (size.width == 0 || size.height == 0) return;
  scene::FrameInputs inputs = inputs_to_draw(size);
  if (chosen_ != state_.selection) {
    chosen_ = state_.selection;
    chosen_line_ = line_of(session_.geometry(), state_.selection);
  }
  const std::vector<scene::PortFigures> ports =
      scene::port_figures(session_.geometry(), inputs.settings, inputs.time);
  const std::optional<UnitStory> unit = unit_story(session_.geometry(), inputs, state_);
  const std::vector<Action> wanted =
      interface_->draw({.state = state_,
                        .dataset = session_.dataset(),
                        .rates = session_.geometry().rates,
                        .language = *language_,
                        .languages = languages_,
                        .size = size,
                        .elapsed_s = std::exchange(undrawn_s_, 0),
                        .units = unit_facts(session_.geometry(), inputs),
                        .flows = session_.geometry().flows.amounts,
                        .ribbon_scale = &session_.geometry().ribbons.scale,
                        .link_rates = &session_.geometry().link_rates,
                        .link_flows = &session_.geometry().flows.amounts,
                        .ports = ports,
                        .unit = unit ? &*unit : nullptr,
                        .overlays = session_.geometry().overlays,
                        .countries = &session_.geometry().countries,
                        .profile = profile_.of(inputs, session_.heights()),
                        .chosen_line = chosen_line_,
                        .names = &names_,
                        .boundary_sources = &session_.geometry().boundary_sources});
  inputs.room = room_beside(*interface_, state_, size);
  const gpu::Frame frame = session_.ring().begin();
  draw_map(frame, inputs);
  const render::FrameTarget picture = shown_->result();
  render::copy_picture(frame.commands, map_->result(), picture);
  if (!state_.interface_hidden) layer_->record(frame.commands, frame.arena, picture);
  session_.finish_picture(frame, picture, inputs.settings.colour_vision);
  if (swapchain_->acquire(frame, {size.width, size.height})) {
    swapchain_->record_copy(frame, picture.colour, picture.extent);
    swapchain_->end_and_present(session_.ring(), frame);
  } else {
    session_.ring().end(frame);
  }
  ++frames_drawn_;
  perform_all(wanted);
}

void Viewer::save_still() {
  perform(actions::StillDone{});
  const PixelSize size = window_.size_px();
  if (size.width == 0 || size.height == 0) return;
  const scene::FrameInputs inputs = leaving_inputs_of(state_, size);
  const Image image = PictureMaker(session_, size, inputs.settings.supersample).make(inputs);
  const std::filesystem::path path = free_still_name(pictures_folder(), inputs.time);
  const Outcome written = write_png(path, image, frame_texts(session_, inputs));
  perform(actions::Notify{
      written ? language_->format("notice.still_saved", {path.string()})
              : language_->format("notice.still_failed", {written.failure().sentence})});
}

/// A click while something is measured: the place on the ground that it points at.
void Viewer::add_measured(PicturePoint at) {
  const PixelSize size = window_.size_px();
  if (const auto place = control_.place_under(at, state_, size))
    perform(actions::AddMeasuredPlace{*place});
}

/// The line goes on to where the pointer is, until it is clicked or leaves the map.
void Viewer::aim(PixelSize size) {
  if (state_.settings.measured.empty()) return;
  aimed_ = control_.place_under(pointer_, state_, size);
  is_changed_ = true;
}

scene::FrameInputs Viewer::inputs_to_draw(PixelSize size) const {
  scene::FrameInputs inputs = frame_inputs_of(state_, size);
  if (state_.measuring && aimed_ && !inputs.settings.measured.empty())
    inputs.settings.measured.push_back(*aimed_);
  return inputs;
}

void Viewer::save_profile() {
  perform(actions::ProfileDone{});
  const scene::FrameInputs inputs = frame_inputs_of(state_, window_.size_px());
  const Result<std::filesystem::path> saved =
      save_measured_profile(session_.geometry(), session_.assets(), inputs, pictures_folder());
  perform(actions::Notify{
      saved ? language_->format("measuring.saved", {saved->string()})
            : language_->format("notice.still_failed", {saved.failure().sentence})});
}

}  // namespace caspian::app
