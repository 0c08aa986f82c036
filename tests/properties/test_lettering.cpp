// Whatever the camera, date, size and language: no two labels overlap, none is cut by the screen's
// edge, and furniture keeps clear of both.
#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "tests/support/lettering_scene.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

const char* const k_languages[] = {"en", "ru", "kk", "az", "tr", "fa", "ka", "zh"};

struct Shape {
  PixelSize size;
  double ui_scale;
};
constexpr Shape k_shapes[] = {{{1280, 720}, 1}, {{1920, 1080}, 1},   {{1024, 768}, 1},
                              {{720, 1280}, 1}, {{3840, 2160}, 2},   {{320, 240}, 1},
                              {{640, 360}, 1},  {{2560, 1080}, 1.25}};

scene::Camera random_camera(std::mt19937& random) {
  const auto between = [&random](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  scene::Camera camera;
  camera.longitude_deg = between(28, 85);
  camera.latitude_deg = between(25, 52);
  camera.range_m = std::exp(between(std::log(20'000.0), std::log(12'000'000.0)));
  camera.heading_deg = between(0, 360);
  camera.tilt_deg = between(0, camera.range_m > 4e6 ? 40 : 82);
  return camera;
}

std::string text_of(const scene::Camera& camera) {
  return scene::camera_text(camera);
}

void check_labels(const scene::LabelLayout& layout, PixelSize size) {
  const scene::ScreenRect screen{0, 0, static_cast<float>(size.width),
                                 static_cast<float>(size.height)};
  std::vector<std::pair<size_t, scene::ScreenRect>> all;
  for (size_t i = 0; i < layout.placed.size(); ++i) {
    for (const scene::ScreenRect& box : layout.placed[i].boxes) {
      CHECK_MESSAGE(screen.contains(box), layout.placed[i].id);
      for (const auto& [other, taken] : all) {
        if (other != i && taken.overlaps(box)) {
          FAIL_CHECK("labels overlap: " << layout.placed[i].id << " and "
                                        << layout.placed[other].id);
        }
      }
      all.push_back({i, box});
    }
  }
}

}  // namespace

TEST_CASE("200 cameras in eight languages: labels neither overlap nor leave the screen") {
  std::mt19937 random(20251021);
  size_t labels = 0;
  for (int i = 0; i < 200; ++i) {
    const scene::Camera camera = random_camera(random);
    const Shape& shape = k_shapes[static_cast<size_t>(i) % std::size(k_shapes)];
    CAPTURE(text_of(camera));
    for (const std::string language : k_languages) {
      CAPTURE(language);
      auto inputs = test::lettering_inputs(camera, shape.size, language);
      inputs.settings.ui_scale = shape.ui_scale;
      inputs.time = time::from_calendar({1999 + i % 31, 1 + i % 12, 15});
      const auto layout = test::lettered(inputs);
      check_labels(layout, shape.size);
      labels += layout.placed.size();
    }
  }
  CHECK(labels > 10'000);
}

TEST_CASE("furniture is whole and apart at every size and in every language") {
  for (const Shape& shape : k_shapes) {
    for (const std::string language : k_languages) {
      for (const double range_m : {9e6, 1.9e6, 3e5}) {
        for (const float panel_px : {0.0f, 320.0f}) {
          CAPTURE(shape.size.width);
          CAPTURE(language);
          CAPTURE(range_m);
          CAPTURE(panel_px);
          scene::Camera camera;
          camera.range_m = range_m;
          auto inputs = test::lettering_inputs(camera, shape.size, language);
          inputs.settings.ui_scale = shape.ui_scale;
          inputs.settings.variant = "tripp_open";
          inputs.motion_is_scaled = true;
          inputs.room.left_px = panel_px * static_cast<float>(shape.ui_scale);
          inputs.room.bottom_px = panel_px > 0 ? 88 * static_cast<float>(shape.ui_scale) : 0;
          const auto furniture = test::furnished(inputs);
          const scene::ScreenRect free{
              inputs.room.left_px, 0, static_cast<float>(shape.size.width) - inputs.room.left_px,
              static_cast<float>(shape.size.height) - inputs.room.bottom_px};
          const auto boxes = furniture.boxes();
          for (size_t i = 0; i < boxes.size(); ++i) {
            CHECK(free.contains(boxes[i]));
            for (size_t k = 0; k < i; ++k) CHECK_FALSE(boxes[k].overlaps(boxes[i]));
          }
          if (shape.size.width >= 1000 && panel_px == 0) {
            CHECK(furniture.parts.size() == 6);  // all of them
          }
        }
      }
    }
  }
}

TEST_CASE("random sizes, scales, languages and settings: furniture is whole, apart, and signed") {
  std::mt19937 random(4);
  const auto between = [&random](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  const auto languages = scene::available_languages(test::source_dir() / "assets");
  for (int i = 0; i < 400; ++i) {
    const double ui_scale = i % 3 == 0 ? between(0.75, 4) : 1;
    // From the least size on, in logical px, landscape and portrait.
    const auto side = [&](double least, double most) {
      return uint32_t(std::exp(between(std::log(least), std::log(most))) * ui_scale) + 1;
    };
    PixelSize size{side(320, 3840 / ui_scale), side(240, 2160 / ui_scale)};
    if (i % 4 == 0 && size.height > 320 * ui_scale) std::swap(size.width, size.height);
    const std::string language = languages[size_t(i) % languages.size()];
    auto inputs = test::lettering_inputs(random_camera(random), size, language);
    inputs.settings.ui_scale = ui_scale;
    inputs.settings.theme = scene::ThemeId(i % 3);
    inputs.settings.variant = i % 2 ? "tripp_open" : "base";
    inputs.motion_is_scaled = i % 5 == 0;
    inputs.settings.colour_by = scene::ColourBy(i % 7 == 0);
    inputs.settings.layers.density = i % 11 == 0;
    inputs.settings.colour_vision = scene::ColourVision(i % 4);
    if (i % 6 == 0) inputs.settings.filter.commodities = {"oil"};
    CAPTURE(size.width);
    CAPTURE(size.height);
    CAPTURE(ui_scale);
    CAPTURE(language);
    CAPTURE(text_of(inputs.camera));
    const auto furniture = test::furnished(inputs);
    const scene::ScreenRect screen{0, 0, float(size.width), float(size.height)};
    const auto boxes = furniture.boxes();
    for (size_t a = 0; a < boxes.size(); ++a) {
      CHECK(screen.contains(boxes[a]));
      for (size_t b = 0; b < a; ++b) CHECK_FALSE(boxes[b].overlaps(boxes[a]));
    }
    CHECK(furniture.left_out.empty());
    // Every line of type ends within the picture.
    for (const scene::OverlayGlyph& glyph : furniture.overlay.glyphs)
      CHECK(screen.grown(0.1f * glyph.size_px).contains(glyph.pen));
  }
}
