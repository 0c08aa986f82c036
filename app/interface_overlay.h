// The interface over stills and films: as it stands at rest, without a window.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/measured_profile.h"
#include "app/panels/interface.h"
#include "app/session.h"
#include "scene/language.h"
#include "ui/imgui_layer.h"

namespace caspian::app {

class InterfaceOverlay {
 public:
  static Result<std::unique_ptr<InterfaceOverlay>> create(const Session& session,
                                                          const std::string& language);

  /// Lays out the interface of `state`; the picture's furniture then keeps to the room it leaves.
  scene::FurnitureRoom lay_out(const AppState& state, const scene::FrameInputs& inputs);
  /// Draws it as laid out last over the finished picture.
  void draw(const gpu::Frame& frame, const render::FrameTarget& picture);

 private:
  explicit InterfaceOverlay(const Session& session) : session_(session) {}

  const Session& session_;
  scene::Language language_;
  std::vector<std::string> languages_;
  scene::PlaceNames names_;
  MeasuredProfile profile_;
  std::unique_ptr<ui::ImguiLayer> layer_;
  std::unique_ptr<Interface> interface_;
};

/// What the interface, as drawn last, leaves of a picture to the furniture.
scene::FurnitureRoom room_beside(const Interface& interface, const AppState& state, PixelSize size);

/// The layer with the fonts that the system has; one that is missing is said, and another stands
/// in.
Result<std::unique_ptr<ui::ImguiLayer>> make_interface_layer(const gpu::Device& device);

}  // namespace caspian::app
