// The interface drawn into a picture of its own, without a window: every language, theme and size.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "app/panels/interface.h"
#include "core/files.h"
#include "core/png.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/offscreen.h"
#include "scene/font_files.h"
#include "tests/support/built_in.h"
#include "tests/support/test_device.h"
#include "ui/imgui_layer.h"

using namespace caspian;

namespace {

ui::FontPaths interface_fonts() {
  const auto files = scene::FontFiles::find();
  REQUIRE(files);
  return {files->of(scene::FontRole::regular).path, files->of(scene::FontRole::bold).path,
          files->of(scene::FontRole::icons).path};
}

/// One device, one interface, drawn over a plain ground as often as a test wants.
struct Stage {
  std::unique_ptr<gpu::Device> device = test::make_device();
  gpu::FrameRing ring{*device};
  gpu::Readback readback{*device};
  std::unique_ptr<ui::ImguiLayer> layer;
  std::unique_ptr<app::Interface> interface;
  std::vector<dataset::RateSeries> rates = dataset::build_rate_series(test::built_in_dataset());
  std::vector<std::string> languages{"en", "ru", "kk", "az", "tr"};
  app::AppState state = app::opening_state(test::built_in_dataset());
  std::filesystem::path assets;

  Stage() {
    auto made = ui::ImguiLayer::create(*device, interface_fonts());
    REQUIRE(made);
    layer = std::move(*made);
    interface = std::make_unique<app::Interface>(*layer);
    const auto found = find_assets();
    REQUIRE(found);
    assets = *found;
  }

  std::vector<app::Action> frame(PixelSize size, double elapsed_s = 1) {
    const auto language = scene::Language::load(assets, state.settings.language);
    REQUIRE(language);
    return interface->draw(
        {.state = state,
         .dataset = test::built_in_dataset(),
         .rates = rates,
         .language = *language,
         .languages = languages,
         .size = size,
         .elapsed_s = elapsed_s,
         .units = {.drawn = 5200, .tonnes_per_unit = 500, .bcm_per_unit = 0.002}});
  }

  Image picture(PixelSize size) {
    frame(size);
    frame(size);
    const render::Offscreen target(*device, size, 1);
    const gpu::Frame frame = ring.begin();
    gpu::change_image(frame.commands, target.target().colour, gpu::k_discarded,
                      gpu::k_transfer_target);
    const bool is_light = state.settings.theme == scene::ThemeId::map;
    const VkClearColorValue ground = is_light ? VkClearColorValue{{0.78f, 0.86f, 0.87f, 1}}
                                              : VkClearColorValue{{0.09f, 0.22f, 0.29f, 1}};
    const VkImageSubresourceRange all{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
    vkCmdClearColorImage(frame.commands, target.target().colour,
                         VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, &ground, 1, &all);
    gpu::change_image(frame.commands, target.target().colour, gpu::k_transfer_target,
                      gpu::k_colour_attachment);
    layer->record(frame.commands, frame.arena, target.target());
    readback.record(frame, target.target().colour, target.target().extent);
    ring.end(frame);
    return readback.take();
  }
};

}  // namespace

TEST_CASE("the interface in every language at the sizes people use") {
  const test::NoValidationErrors watch;
  Stage stage;
  const char* folder = std::getenv("CASPIAN_PICTURES");
  struct Shot {
    const char* name;
    const char* language;
    PixelSize size;
    double scale;
    scene::ThemeId theme;
    std::optional<app::Selection> selection;
    bool help;
  };
  const Shot shots[] = {
      {"en_1280", "en", {1280, 720}, 1, scene::ThemeId::dusk, {}, false},
      {"ru_1920",
       "ru",
       {1920, 1080},
       1,
       scene::ThemeId::dusk,
       app::Selection{"corridor", "titr"},
       false},
      {"kk_1024",
       "kk",
       {1024, 768},
       1,
       scene::ThemeId::map,
       app::Selection{"link", "titr:10"},
       false},
      {"az_portrait",
       "az",
       {800, 1280},
       1,
       scene::ThemeId::dusk,
       app::Selection{"node", "aktau"},
       false},
      {"tr_uhd",
       "tr",
       {3840, 2160},
       2,
       scene::ThemeId::contrast,
       app::Selection{"event", "40"},
       false},
      {"ru_help", "ru", {1280, 720}, 1, scene::ThemeId::map, {}, true},
  };
  for (const Shot& shot : shots) {
    CAPTURE(shot.name);
    stage.state.settings.language = shot.language;
    stage.state.settings.ui_scale = shot.scale;
    stage.state.settings.theme = shot.theme;
    stage.state.selection = shot.selection;
    stage.state.help_open = shot.help;
    const Image image = stage.picture(shot.size);
    if (folder != nullptr)
      REQUIRE(write_png(std::filesystem::path(folder) / (std::string(shot.name) + ".png"), image));
    CHECK(image.size == shot.size);
  }
}
