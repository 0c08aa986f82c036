// The scale bar is true, the sources line and the notes say what is visible, the legend what is in
// view.
#include <algorithm>

#include <doctest/doctest.h>

#include "geo/ellipsoid.h"
#include "geo/geodesic.h"
#include "scene/drawn_ground.h"
#include "tests/support/built_in.h"
#include "tests/support/lettering_scene.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

constexpr PixelSize k_size{1280, 720};

bool has_part(const scene::FurnitureLayout& furniture, const std::string& id) {
  return std::any_of(furniture.parts.begin(), furniture.parts.end(),
                     [&id](const auto& part) { return part.id == id; });
}

float area_of(const scene::FurnitureLayout& furniture, const std::string& id) {
  for (const auto& part : furniture.parts) {
    if (part.id == id) return part.boxes[0].width * part.boxes[0].height;
  }
  return 0;
}

std::string all_text(const scene::FurnitureLayout& furniture) {
  std::string all;
  for (const std::string& line : furniture.texts) all += line + " ";
  return all;
}

}  // namespace

TEST_CASE("the scale bar is as long as its distance at the screen's centre") {
  for (const double range_m : {30'000.0, 700'000.0, 4'000'000.0}) {
    for (const double tilt_deg : {0.0, 60.0}) {
      const scene::Camera camera{52, 45, range_m, 33, tilt_deg};
      const auto frame = scene::frame_of(camera, k_size, 5'000);
      const scene::ScaleBar bar = scene::scale_bar(frame, range_m, 160);
      CHECK(bar.px <= 160);
      CHECK(bar.px > 160 / 2.6);
      const double leading = bar.metres / std::pow(10, std::floor(std::log10(bar.metres)));
      CHECK((leading == doctest::Approx(1) || leading == doctest::Approx(2) ||
             leading == doctest::Approx(5)));
      // A hundredth of it across the view, at the height of the ground looked at.
      const geo::GeoPoint centre = geo::to_geodetic(frame.target_m);
      const geo::GeoPoint beside =
          geo::to_geodetic(frame.target_m + frame.right() * (bar.metres * 0.01));
      const auto a = scene::project(frame, frame.target_m);
      const auto b = scene::project(frame, geo::to_earth_centred(beside));
      const double true_m = geo::geodesic_distance_m(centre, beside);
      CHECK(std::hypot(a.x - b.x, a.y - b.y) / true_m ==
            doctest::Approx(bar.px / bar.metres).epsilon(0.01));
    }
  }
}

TEST_CASE("in Persian furniture stands the other way round, and north stays north") {
  const scene::Camera camera{51, 42, 1.9e6, 35, 30};
  const auto english = test::furnished(test::lettering_inputs(camera, k_size, "en"));
  const auto persian = test::furnished(test::lettering_inputs(camera, k_size, "fa"));
  const auto middle_of = [](const scene::FurnitureLayout& furniture, const std::string& id) {
    for (const auto& part : furniture.parts)
      if (part.id == id) return part.boxes[0].x + 0.5f * part.boxes[0].width;
    FAIL("no part ", id);
    return 0.0f;
  };
  const float middle = 0.5f * k_size.width;
  for (const char* part : {"date", "scale", "north"}) {
    CHECK_MESSAGE(middle_of(english, part) < middle, part);
    CHECK_MESSAGE(middle_of(persian, part) > middle, part);
  }
  CHECK(middle_of(english, "legend") > middle);
  CHECK(middle_of(persian, "legend") < middle);
  // The arrow's shaft runs the same way, whichever side it stands on.
  const auto up = scene::north_on_screen(camera, scene::frame_of(camera, k_size, 0));
  CHECK(std::abs(up.x) > 0.3f);
  for (const auto* furniture : {&english, &persian}) {
    CHECK(std::any_of(furniture->overlay.boxes.begin(), furniture->overlay.boxes.end(),
                      [&](const scene::OverlayBox& box) {
                        return box.half.x > 8 && glm::length(box.along - up) < 0.1f;
                      }));
  }
  // Lines of text are flush with the right edge there, as the date is: the imprint's too.
  const auto reaches = [](const scene::FurnitureLayout& furniture) {
    size_t flush = 0;
    for (const scene::OverlayLine& line : furniture.overlay.lines)
      flush += line.left + line.width > k_size.width - 18;
    return flush;
  };
  CHECK(reaches(persian) >= 3);
  // What is printed stays within the picture.
  for (const scene::ScreenRect& box : persian.boxes()) {
    CHECK(box.x >= 0);
    CHECK(box.right() <= k_size.width);
  }
}

TEST_CASE("two languages: the second date below the first and smaller, the disclaimer in both") {
  auto inputs = test::lettering_inputs({}, k_size, "kk");
  inputs.settings.second_language = "en";
  const auto both = test::furnished(inputs);
  const std::string text = all_text(both);
  CHECK(text.find("2025 жылғы 21 қазан") != std::string::npos);
  CHECK(text.find("21 October 2025") != std::string::npos);
  CHECK(text.find("мақұлдауды") != std::string::npos);
  CHECK(text.find("endorsement") != std::string::npos);
  for (const auto& part : both.parts) {
    if (part.id != "date") continue;
    REQUIRE(part.boxes.size() >= 2);
    const auto& [second, first] = std::pair{part.boxes[0], part.boxes[1]};
    CHECK(second.y > first.y);
    CHECK(second.height < first.height);
  }
  inputs.settings.second_language = "kk";  // the same again is no second language
  CHECK(all_text(test::furnished(inputs)).find("October") == std::string::npos);
}

TEST_CASE("furniture is one layer") {
  auto inputs = test::lettering_inputs({}, k_size, "en");
  for (const char* part : {"date", "scale", "north", "notes", "legend", "credits"}) {
    CHECK_MESSAGE(has_part(test::furnished(inputs), part), part);
  }
  inputs.settings.layers.furniture = false;
  CHECK(test::furnished(inputs).parts.empty());
}

TEST_CASE("the scale bar spans as many px as its geodesic does, at any heading and tilt") {
  for (const double heading_deg : {0.0, 33.0, 90.0, 215.0}) {
    for (const double tilt_deg : {0.0, 55.0, 75.0}) {
      const scene::Camera camera{50.5, 41.5, 400'000, heading_deg, tilt_deg};
      const auto frame = scene::frame_on_ground(camera, k_size, test::built_in_terrain(), 12);
      const scene::ScaleBar bar = scene::scale_bar(frame, camera.range_m, 160);
      // Half of it to the left and half to the right of the centre, on the drawn ground.
      const geo::GeoPoint centre = geo::to_geodetic(frame.target_m);
      const auto end = [&](double side_deg) {
        geo::GeoPoint place = geo::geodesic_point(centre, heading_deg + side_deg, 0.5 * bar.metres);
        place.height_m = centre.height_m;
        return scene::project(frame, geo::to_earth_centred(place));
      };
      const auto left = end(-90), right = end(90);
      CHECK(std::hypot(left.x - right.x, left.y - right.y) ==
            doctest::Approx(bar.px).epsilon(0.01));
    }
  }
}

TEST_CASE("north on the screen is where a step to the north leads, at any heading and tilt") {
  for (double heading_deg = 0; heading_deg < 360; heading_deg += 24) {
    for (const double tilt_deg : {0.0, 40.0, 80.0}) {
      const scene::Camera camera{51, 42, 300'000, heading_deg, tilt_deg};
      const auto frame = scene::frame_on_ground(camera, k_size, test::built_in_terrain(), 12);
      const geo::GeoPoint centre = geo::to_geodetic(frame.target_m);
      geo::GeoPoint beyond = geo::geodesic_point(centre, 0, 200);
      beyond.height_m = centre.height_m;
      const auto a = scene::project(frame, frame.target_m);
      const auto b = scene::project(frame, geo::to_earth_centred(beyond));
      const glm::vec2 way = glm::normalize(glm::vec2(float(b.x - a.x), float(b.y - a.y)));
      CHECK(glm::dot(way, scene::north_on_screen(camera, frame)) > 0.9995f);
    }
  }
}

TEST_CASE("the works that a source names") {
  using Names = std::vector<std::string>;
  CHECK(scene::named_works("SRTM30 relief through Marble (2', held to GeoNames' towns), shores "
                           "GSHHG 2.3.7") == Names{"SRTM30", "Marble", "GeoNames", "GSHHG 2.3.7"});
  CHECK(scene::named_works("Natural Earth 3.0 (10m), de jure lines") == Names{"Natural Earth 3.0"});
  CHECK(scene::named_works("my heights.tif, made at home") == Names{"my heights.tif"});
  CHECK(scene::named_works("").empty());
}

TEST_CASE("sources are those of what is seen; they go only when told to, the disclaimer never") {
  auto inputs = test::lettering_inputs({}, k_size, "en");
  const std::string all = all_text(test::furnished(inputs));
  for (const char* named : {"SRTM30", "GeoNames", "GSHHG", "endorsement", "12", "28"})
    CHECK_MESSAGE(all.find(named) != std::string::npos, named, " in ", all);
  inputs.settings.layers.terrain = false;
  CHECK(all_text(test::furnished(inputs)).find("SRTM30") == std::string::npos);
  inputs.settings.attribution = false;
  const std::string without = all_text(test::furnished(inputs));
  CHECK(without.find("GSHHG") == std::string::npos);
  CHECK(without.find("endorsement") != std::string::npos);
}

TEST_CASE("a picture seen with other eyes says so") {
  auto inputs = test::lettering_inputs({}, k_size, "en");
  CHECK(all_text(test::furnished(inputs)).find("deuteranopia") == std::string::npos);
  inputs.settings.colour_vision = scene::ColourVision::deuteranopia;
  CHECK(all_text(test::furnished(inputs)).find("deuteranopia") != std::string::npos);
}

TEST_CASE("the legend is low and leaves most of the map") {
  for (const PixelSize size : {PixelSize{1280, 720}, PixelSize{1920, 1080}, PixelSize{720, 1280}}) {
    auto inputs = test::lettering_inputs({50.4, 41.2, 1'700'000, 24, 55}, size, "en");
    const auto furniture = test::furnished(inputs);
    const float share = area_of(furniture, "legend") / float(size.width) / float(size.height);
    CHECK(share > 0.01f);
    CHECK(share < 0.16f);
  }
}

TEST_CASE("the legend shows what is in view") {
  auto inputs = test::lettering_inputs({}, k_size, "en");
  inputs.settings.layers.ports = false;  // so that nothing is left out for want of room
  const float all = area_of(test::furnished(inputs), "legend");
  inputs.settings.layers.lines = inputs.settings.layers.nodes = false;
  const float less = area_of(test::furnished(inputs), "legend");
  CHECK(less > 0);
  CHECK(less < 0.85f * all);
  for (const auto& corridor : test::built_in_dataset().corridors) {
    inputs.settings.hidden.push_back(corridor.id);
  }
  CHECK_FALSE(has_part(test::furnished(inputs), "legend"));
}
