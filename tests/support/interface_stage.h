// The interface without a window: one device, one interface, drawn over a plain ground as often as
// a test wants; and a hand that finds widgets by name and clicks them.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/panels/interface.h"
#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "platform/input_events.h"
#include "ui/imgui_layer.h"

namespace caspian::test {

class InterfaceStage {
 public:
  InterfaceStage();

  app::AppState state;
  app::UnitFacts units{.drawn = 5200, .tonnes_per_unit = 500, .bcm_per_unit = 0.002};
  std::optional<app::UnitStory> unit;
  PixelSize size{1280, 720};

  /// One frame; its actions are applied to `state`, and told.
  std::vector<app::Action> frame(double elapsed_s = 1.0);
  /// Two frames to settle, then the pixels.
  Image picture();

  void send(const platform::InputEvent& event) { layer_->add_event(event); }
  /// The rectangle of a widget of the last frame; fails the test when there is none.
  ui::WidgetRect widget(const std::string& id) const;
  bool has_widget(const std::string& id) const;
  /// Moves the pointer to the widget's middle, presses and releases; the actions of all frames it
  /// took.
  std::vector<app::Action> click(const std::string& id);
  std::vector<app::Action> drag(const std::string& id, double from_share, double to_share);
  std::vector<app::Action> type(const std::string& text);
  std::vector<app::Action> press(platform::Key key);
  app::Interface& interface() { return *interface_; }
  ui::ImguiLayer& layer() { return *layer_; }

 private:
  std::vector<app::Action> run_frames(int count);

  std::unique_ptr<gpu::Device> device_;
  gpu::FrameRing ring_;
  gpu::Readback readback_;
  std::unique_ptr<ui::ImguiLayer> layer_;
  std::unique_ptr<app::Interface> interface_;
  std::vector<dataset::RateSeries> rates_;
  std::vector<dataset::PathFlow> flows_;
  std::vector<std::string> languages_{dataset::k_languages.begin(), dataset::k_languages.end()};
  std::optional<scene::Language> language_;
  std::filesystem::path assets_;
  scene::PlaceNames names_;
};

/// The action of a kind among several; null when there is none.
template <typename What>
const What* find_action(const std::vector<app::Action>& actions) {
  for (const app::Action& action : actions)
    if (const What* found = std::get_if<What>(&action)) return found;
  return nullptr;
}

}  // namespace caspian::test
