// Input goes the same way as a window's: platform events into the layer.
#include "tests/support/interface_stage.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/files.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "render/offscreen.h"
#include "tests/support/built_in.h"
#include "tests/support/test_device.h"

namespace caspian::test {
InterfaceStage::InterfaceStage()
    : state(app::opening_state(built_in_dataset())),
      device_(make_device()),
      ring_(*device_),
      readback_(*device_),
      rates_(dataset::build_rate_series(built_in_dataset())),
      flows_(dataset::build_path_flows(built_in_dataset(), rates_)) {
  auto made = ui::ImguiLayer::create(*device_);
  REQUIRE(made);
  layer_ = std::move(*made);
  interface_ = std::make_unique<app::Interface>(*layer_);
  const auto found = find_assets();
  REQUIRE(found);
  assets_ = *found;
  auto names = scene::PlaceNames::load(assets_);
  REQUIRE(names);
  names_ = std::move(*names);
}

std::vector<app::Action> InterfaceStage::frame(double elapsed_s) {
  if (!language_ || language_->code() != state.settings.language) {
    auto loaded = scene::Language::load(assets_, state.settings.language);
    REQUIRE(loaded);
    language_ = std::move(*loaded);
  }
  const std::vector<app::Action> actions = interface_->draw({.state = state,
                                                             .dataset = built_in_dataset(),
                                                             .rates = rates_,
                                                             .language = *language_,
                                                             .languages = languages_,
                                                             .size = size,
                                                             .elapsed_s = elapsed_s,
                                                             .units = units,
                                                             .flows = flows_,
                                                             .unit = unit ? &*unit : nullptr,
                                                             .names = &names_});
  for (const app::Action& action : actions) app::apply(action, built_in_dataset(), state);
  return actions;
}

Image InterfaceStage::picture() {
  frame();
  frame();
  const render::Offscreen target(*device_, size, 1);
  const gpu::Frame frame = ring_.begin();
  const VkImage colour = target.target().colour;
  gpu::change_image(frame.commands, colour, gpu::k_discarded, gpu::k_transfer_target);
  const bool is_light = state.settings.theme == scene::ThemeId::map;
  const VkClearColorValue ground = is_light ? VkClearColorValue{{0.78f, 0.86f, 0.87f, 1}}
                                            : VkClearColorValue{{0.09f, 0.22f, 0.29f, 1}};
  const VkImageSubresourceRange all{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
  vkCmdClearColorImage(frame.commands, colour, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, &ground, 1,
                       &all);
  gpu::change_image(frame.commands, colour, gpu::k_transfer_target, gpu::k_colour_attachment);
  layer_->record(frame.commands, frame.arena, target.target());
  readback_.record(frame, colour, target.target().extent);
  ring_.end(frame);
  return readback_.take();
}

bool InterfaceStage::has_widget(const std::string& id) const {
  const auto& all = interface_->widgets();
  return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
}

ui::WidgetRect InterfaceStage::widget(const std::string& id) const {
  const auto& all = interface_->widgets();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
  CAPTURE(id);
  REQUIRE(found != all.end());
  return *found;
}

std::vector<app::Action> InterfaceStage::run_frames(int count) {
  std::vector<app::Action> all;
  // As a window does: until nothing asks for another frame.
  for (int i = 0; i < count || (interface_->needs_frame() && i < 30); ++i) {
    const std::vector<app::Action> some = frame(0.05);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

std::vector<app::Action> InterfaceStage::click(const std::string& id) {
  const ui::WidgetRect rect = widget(id);
  send(platform::PointerMoved{rect.x + rect.width * 0.5, rect.y + rect.height * 0.5});
  send(platform::ButtonChanged{platform::Button::left, true, {}});
  send(platform::ButtonChanged{platform::Button::left, false, {}});
  return run_frames(3);
}

std::vector<app::Action> InterfaceStage::drag(const std::string& id, double from_share,
                                              double to_share) {
  const ui::WidgetRect rect = widget(id);
  const double y = rect.y + rect.height * 0.5;
  send(platform::PointerMoved{rect.x + rect.width * from_share, y});
  send(platform::ButtonChanged{platform::Button::left, true, {}});
  std::vector<app::Action> all = run_frames(1);
  for (int step = 1; step <= 4; ++step) {
    const double share = from_share + (to_share - from_share) * step / 4;
    send(platform::PointerMoved{rect.x + rect.width * share, y});
    const std::vector<app::Action> some = run_frames(1);
    all.insert(all.end(), some.begin(), some.end());
  }
  send(platform::ButtonChanged{platform::Button::left, false, {}});
  const std::vector<app::Action> last = run_frames(2);
  all.insert(all.end(), last.begin(), last.end());
  return all;
}

std::vector<app::Action> InterfaceStage::type(const std::string& text) {
  for (const char letter : text)
    send(platform::TextTyped{static_cast<uint32_t>(static_cast<unsigned char>(letter))});
  return run_frames(2);
}

std::vector<app::Action> InterfaceStage::press(platform::Key key) {
  send(platform::KeyChanged{key, true, false, {}});
  send(platform::KeyChanged{key, false, false, {}});
  return run_frames(3);
}

}  // namespace caspian::test
