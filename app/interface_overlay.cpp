// Two frames of the interface make one of the picture: the first lays out, the second shows what
// has come to rest.
#include "app/interface_overlay.h"

#include "app/unit_facts.h"
#include "app/unit_story.h"
#include "core/log.h"

namespace caspian::app {

Result<std::unique_ptr<ui::ImguiLayer>> make_interface_layer(const gpu::Device& device) {
  Result<std::unique_ptr<ui::ImguiLayer>> layer = ui::ImguiLayer::create(device);
  if (layer)
    for (const std::string& notice : (*layer)->writer().notices()) log::warning(notice);
  return layer;
}

Result<std::unique_ptr<InterfaceOverlay>> InterfaceOverlay::create(const Session& session,
                                                                   const std::string& language) {
  std::unique_ptr<InterfaceOverlay> overlay(new InterfaceOverlay(session));
  Result<scene::Language> loaded = scene::Language::load(session.assets(), language);
  if (!loaded) return loaded.failure();
  overlay->language_ = std::move(loaded).value();
  overlay->languages_ = scene::available_languages(session.assets());
  Result<scene::PlaceNames> names = scene::PlaceNames::load(session.assets());
  if (!names) return names.failure();
  overlay->names_ = std::move(names).value();
  Result<std::unique_ptr<ui::ImguiLayer>> layer = make_interface_layer(session.device());
  if (!layer) return layer.failure();
  overlay->layer_ = std::move(layer).value();
  overlay->interface_ = std::make_unique<Interface>(*overlay->layer_);
  return overlay;
}

scene::FurnitureRoom room_beside(const Interface& interface, const AppState& state,
                                 PixelSize size) {
  if (state.interface_hidden) return {};
  const PictureRect free = interface.free_rect();
  scene::FurnitureRoom room{.left_px = free.x,
                            .top_px = free.y,
                            .right_px = float(size.width) - free.x - free.width,
                            .bottom_px = float(size.height) - free.y - free.height,
                            .has_own_date = true,
                            .has_own_legend = true,
                            .covered = {}};
  for (const ui::WidgetRect& widget : interface.widgets())
    if (widget.id.starts_with("panel."))
      room.covered.push_back({widget.x, widget.y, widget.width, widget.height});
  return room;
}

scene::FurnitureRoom InterfaceOverlay::lay_out(const AppState& state,
                                               const scene::FrameInputs& inputs) {
  const std::vector<scene::PortFigures> ports =
      scene::port_figures(session_.geometry(), inputs.settings, inputs.time);
  const std::optional<UnitStory> unit = unit_story(session_.geometry(), inputs, state);
  for (int pass = 0; pass < 2; ++pass)
    interface_->draw({.state = state,
                      .dataset = session_.dataset(),
                      .rates = session_.geometry().rates,
                      .language = language_,
                      .languages = languages_,
                      .size = inputs.size,
                      .elapsed_s = 1,
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
                      .names = &names_,
                      .boundary_sources = &session_.geometry().boundary_sources,
                      .has_window = false});
  return room_beside(*interface_, state, inputs.size);
}

void InterfaceOverlay::draw(const gpu::Frame& frame, const render::FrameTarget& picture) {
  layer_->record(frame.commands, frame.arena, picture);
}

}  // namespace caspian::app
