// The line pass as a picture: lines lie where scene::project says, without gaps, beside each other,
// and not behind the globe.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "core/png.h"
#include "geo/ellipsoid.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/curtain_pass.h"
#include "render/frame_uniforms.h"
#include "render/line_pass.h"
#include "render/offscreen.h"
#include "scene/line_scale.h"
#include "tests/support/built_in.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {

constexpr glm::vec3 k_ground{0.1f, 0.12f, 0.14f};

scene::SceneGeometry scene_of(const dataset::Dataset& data,
                              const std::vector<scene::LinkTrack>& tracks) {
  scene::SceneGeometry scene{.dataset = data,
                             .heights = test::built_in_terrain(),
                             .rates = dataset::build_rate_series(data),
                             .tracks = tracks,
                             .map_lines = {}};
  scene::add_flows(scene);
  return scene;
}

/// Draws frames of lines alone on a plain ground.
class LineStage {
 public:
  LineStage(const gpu::Device& device, const scene::SceneGeometry& scene)
      : device_(device),
        frame_layout_(render::make_frame_layout(device)),
        pass_({.device = device, .frame_layout = frame_layout_.handle()}, scene),
        curtain_({.device = device, .frame_layout = frame_layout_.handle()}, scene),
        ring_(device),
        readback_(device) {}

  Image draw(const scene::FrameInputs& inputs) {
    const render::Offscreen offscreen(device_, inputs.size, 1);
    const scene::CameraFrame camera = camera_of(inputs);
    const scene::Theme& theme = scene::theme_of(inputs.settings.theme);
    const gpu::Frame frame = ring_.begin();
    const float scale = static_cast<float>(inputs.settings.ui_scale);
    const auto block = render::make_frame_uniforms(inputs, camera, theme, scale);
    const auto binding = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                                         frame.arena.store(std::span(&block, 1)));
    const render::PassFrame pass_frame{
        .commands = frame.commands,
        .frame_set = frame.arena.bind(frame_layout_.handle(), {&binding, 1}),
        .inputs = inputs,
        .camera = camera,
        .theme = theme,
        .arena = frame.arena,
        .pixel_scale = scale};
    pass_.prepare(pass_frame);
    const render::FrameTarget target = offscreen.target();
    gpu::change_image(frame.commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
    gpu::change_image(frame.commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                      VK_IMAGE_ASPECT_DEPTH_BIT);
    gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                        .depth = target.depth_view,
                                        .extent = target.extent,
                                        .clear_colour = {{k_ground.r, k_ground.g, k_ground.b, 1}},
                                        .clear_depth = true});
    curtain_.draw(pass_frame);
    pass_.draw(pass_frame);
    gpu::end_drawing(frame.commands);
    readback_.record(frame, target.colour, target.extent);
    ring_.end(frame);
    return readback_.take();
  }
  static scene::CameraFrame camera_of(const scene::FrameInputs& inputs) {
    return scene::frame_of(inputs.camera, inputs.size, 0);
  }
  uint32_t triangles() const { return pass_.drawn_triangles(); }

 private:
  const gpu::Device& device_;
  gpu::BindingLayout frame_layout_;
  render::LinePass pass_;
  render::CurtainPass curtain_;
  gpu::FrameRing ring_;
  gpu::Readback readback_;
};

/// Only one corridor, nothing else.
scene::FrameInputs inputs_showing(const std::string& corridor, const scene::Camera& camera) {
  scene::FrameInputs inputs;
  inputs.camera = camera;
  inputs.size = {640, 360};
  inputs.time = *time::parse_time("2024-07-01");
  inputs.settings.layers.lines = false;
  for (const auto& other : test::built_in_dataset().corridors)
    if (other.id != corridor) inputs.settings.hidden.push_back(other.id);
  return inputs;
}

/// How far a pixel is from the ground's colour, 0..1; 0 outside the picture.
double painted(const Image& image, double x, double y) {
  const int px = static_cast<int>(std::floor(x)), py = static_cast<int>(std::floor(y));
  if (px < 0 || py < 0 || px >= int(image.size.width) || py >= int(image.size.height)) return 0;
  const uint8_t* p = &image.rgba[4 * (size_t(py) * image.size.width + size_t(px))];
  return std::max({std::abs(p[0] / 255.0 - double(k_ground.r)),
                   std::abs(p[1] / 255.0 - double(k_ground.g)),
                   std::abs(p[2] / 255.0 - double(k_ground.b))});
}

int painted_pixels(const Image& image) {
  int count = 0;
  for (uint32_t y = 0; y < image.size.height; ++y)
    for (uint32_t x = 0; x < image.size.width; ++x)
      count += painted(image, x + 0.5, y + 0.5) > 0.05;
  return count;
}

void keep(const Image& image, const std::string& name) {
  if (const char* folder = std::getenv("CASPIAN_KEEP"))
    CHECK(write_png(std::filesystem::path(folder) / (name + ".png"), image));
}

struct OnScreen {
  glm::dvec2 place, along;
  bool is_inside = false;
};

OnScreen on_screen(const scene::FrameInputs& inputs, const scene::LinkTrack& track,
                   double distance_m) {
  const auto frame = LineStage::camera_of(inputs);
  const auto at = [&](double s) {
    const auto p = scene::point_at(track, s);
    return scene::project(
        frame, geo::to_earth_centred({p.longitude_deg, p.latitude_deg,
                                      double(p.height_m) * inputs.settings.exaggeration}));
  };
  const auto middle = at(distance_m), a = at(distance_m - 300), b = at(distance_m + 300);
  const glm::dvec2 along(b.x - a.x, b.y - a.y);
  const bool inside = middle.is_inside && middle.x > 12 && middle.y > 12 &&
                      middle.x < inputs.size.width - 12 && middle.y < inputs.size.height - 12;
  return {{middle.x, middle.y},
          glm::length(along) > 0 ? glm::normalize(along) : glm::dvec2(1, 0),
          inside};
}

/// Where the paint across a line has its middle, px to the right; nothing when there is none.
std::optional<double> middle_of_paint(const Image& image, const OnScreen& at, double near_px = 0) {
  const glm::dvec2 right(-at.along.y, at.along.x);
  double sum = 0, weighted = 0;
  for (double off = near_px - 8; off <= near_px + 8; off += 0.25) {
    const glm::dvec2 p = at.place + right * off;
    const double paint = painted(image, p.x, p.y);
    sum += paint;
    weighted += paint * off;
  }
  if (sum < 1) return std::nullopt;
  return weighted / sum;
}

}  // namespace

TEST_CASE("project and the drawn pixels agree to 1 px, at any distance and tilt") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  dataset::Dataset data = test::built_in_dataset();
  data.volumes.clear();  // hairlines: nothing beside them
  const auto& tracks = test::built_in_tracks();
  const auto scene = scene_of(data, tracks);
  LineStage stage(*device, scene);
  int tested = 0;
  double worst_px = 0;
  for (const auto& [corridor, seq] : {std::pair{"instc_east", 10}, std::pair{"cpc", 2},
                                      std::pair{"tanker_aktau_makhachkala", 1}}) {
    const uint32_t link = data.find_link(data.find_corridor(corridor), seq);
    const auto& track = tracks[link];
    const auto middle = scene::point_at(track, track.length_m * 0.4);
    REQUIRE(middle.lane == 0);
    for (const double range_m : {8e3, 60e3, 400e3, 3e6})
      for (const double tilt_deg : {0.0, 45.0, 75.0}) {
        auto inputs = inputs_showing(
            corridor, {middle.longitude_deg, middle.latitude_deg, range_m, 35, tilt_deg});
        inputs.settings.exaggeration = range_m < 10e3 ? 1 : 12;
        const Image image = stage.draw(inputs);
        if (range_m == 400e3)
          keep(image, std::string("line_") + corridor + "_" + std::to_string(int(tilt_deg)));
        CAPTURE(corridor);
        CAPTURE(range_m);
        CAPTURE(tilt_deg);
        // Places near the one looked at: the nearest to the middle of the picture.
        for (int k = -4; k <= 4; ++k) {
          const double s = track.length_m * 0.4 + k * range_m * 0.01;
          if (s < 2000 || s > track.length_m - 2000 || std::abs(scene::point_at(track, s).lane) > 0)
            continue;
          const auto at = on_screen(inputs, track, s);
          if (!at.is_inside) continue;
          const auto off_px = middle_of_paint(image, at);
          REQUIRE(off_px);
          ++tested;
          worst_px = std::max(worst_px, std::abs(*off_px));
          CHECK(std::abs(*off_px) < 1.0);
        }
      }
  }
  CHECK(tested > 150);
  MESSAGE(tested << " places, worst " << worst_px << " px");
}

TEST_CASE("a line in operation has no gaps, also where links join and levels change") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const auto& data = test::built_in_dataset();
  const auto scene = scene_of(data, test::built_in_tracks());
  LineStage stage(*device, scene);
  int tested = 0;
  for (const scene::Camera& camera :
       {scene::Camera{53.4, 44.5, 900e3, 0, 0}, scene::Camera{54.5, 44.2, 250e3, 200, 78},
        scene::Camera{54.0, 41.0, 500e3, 0, 65}}) {
    const auto inputs = inputs_showing("instc_east", camera);
    const Image image = stage.draw(inputs);
    keep(image, "line_gaps_" + std::to_string(int(camera.tilt_deg)));
    for (const int seq : {3, 4, 5, 6, 7, 8, 9, 10, 11}) {
      const auto& track =
          test::built_in_tracks()[data.find_link(data.find_corridor("instc_east"), seq)];
      for (double s = 0; s <= track.length_m; s += 1500) {
        const auto at = on_screen(inputs, track, s);
        if (!at.is_inside) continue;
        ++tested;
        // Lanes move it sideways: some paint within the reach of two lanes.
        const glm::dvec2 right(-at.along.y, at.along.x);
        double most = 0;
        for (double off = -14; off <= 14; off += 0.5)
          most = std::max(most,
                          painted(image, at.place.x + right.x * off, at.place.y + right.y * off));
        CAPTURE(seq);
        CAPTURE(s);
        CAPTURE(at.place.x);
        CAPTURE(at.place.y);
        CAPTURE(camera.tilt_deg);
        CHECK(most > 0.15);
      }
    }
  }
  CHECK(tested > 500);
}

TEST_CASE("corridors on one track are a lane apart") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const auto& data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  const auto scene = scene_of(data, tracks);
  LineStage stage(*device, scene);
  const uint32_t titr = data.find_link(data.find_corridor("titr"), 17),
                 btk = data.find_link(data.find_corridor("btk"), 3);
  const double s = tracks[titr].length_m / 2;
  const auto p = scene::point_at(tracks[titr], s), q = scene::point_at(tracks[btk], s);
  const scene::Camera camera{p.longitude_deg, p.latitude_deg, 300e3, 0, 0};
  auto inputs = inputs_showing("titr", camera);
  const auto at = on_screen(inputs, tracks[titr], s);
  for (const auto& [corridor, lane] : {std::pair{"titr", p.lane}, std::pair{"btk", q.lane}}) {
    const double expected_px = double(lane) * inputs.settings.lane_spacing_px;
    const auto found =
        middle_of_paint(stage.draw(inputs_showing(corridor, camera)), at, expected_px);
    REQUIRE(found);
    CHECK(std::abs(*found - expected_px) < 1.0);
  }
  CHECK(std::abs(p.lane - q.lane) > 0.7f);
}

TEST_CASE("statuses differ in how much they paint; the same frame is the same picture") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  dataset::Dataset data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  const scene::Camera camera{54.8, 41.0, 300e3, 0, 0};
  const uint32_t link = data.find_link(data.find_corridor("instc_east"), 10);
  std::vector<double> paint;
  std::vector<Image> images;
  const auto date = [](const char* text) {
    return dataset::WrittenDate{text, *time::parse_time(text)};
  };
  for (int kind = 0; kind < 4; ++kind) {
    auto& dates = data.links[link].dates;
    dates = {};
    if (kind == 0) dates.opened = date("2000");
    if (kind == 1) dates.construction_started = date("2000");
    if (kind == 2) dates.announced = date("2000");
    if (kind == 3) dates.opened = date("1990"), dates.suspended_from = date("2000");
    const auto scene = scene_of(data, tracks);
    LineStage stage(*device, scene);
    const auto inputs = inputs_showing("instc_east", camera);
    const Image image = stage.draw(inputs), again = stage.draw(inputs);
    CHECK(image.rgba == again.rgba);
    keep(image, "line_status_" + std::to_string(kind));
    double sum = 0;
    for (uint32_t y = 0; y < image.size.height; ++y)
      for (uint32_t x = 0; x < image.size.width; ++x) sum += painted(image, x + 0.5, y + 0.5);
    paint.push_back(sum);
    images.push_back(image);
  }
  CHECK(paint[1] > 1.2 * paint[2]);  // planned: short hollow dashes
  // Every two differ in many pixels, not in hue alone: in how much of the ground they cover.
  for (size_t a = 0; a < images.size(); ++a)
    for (size_t b = a + 1; b < images.size(); ++b) {
      int differing = 0;
      for (uint32_t y = 0; y < images[a].size.height; ++y)
        for (uint32_t x = 0; x < images[a].size.width; ++x)
          differing += std::abs(painted(images[a], x + 0.5, y + 0.5) -
                                painted(images[b], x + 0.5, y + 0.5)) > 0.1;
      CAPTURE(a);
      CAPTURE(b);
      CHECK(differing > 0.15 * painted_pixels(images[a]));
    }
}

TEST_CASE("lines behind the globe are not drawn") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const auto& data = test::built_in_dataset();
  const auto scene = scene_of(data, test::built_in_tracks());
  LineStage stage(*device, scene);
  scene::FrameInputs inputs;
  inputs.time = *time::parse_time("2024-07-01");
  inputs.size = {640, 360};
  inputs.camera = {.longitude_deg = -130, .latitude_deg = -42, .range_m = 9e6};
  CHECK(painted_pixels(stage.draw(inputs)) == 0);
  CHECK(stage.triangles() == 0);
}

TEST_CASE("seabed lines: corners are whole, the junction is a ring, curtains hang below") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const auto& data = test::built_in_dataset();
  const auto scene = scene_of(data, test::built_in_tracks());
  LineStage stage(*device, scene);
  scene::FrameInputs inputs;
  inputs.time = *time::parse_time("2024-07-01");
  inputs.size = {640, 360};
  inputs.settings.layers.ribbons = false;
  inputs.camera = {.longitude_deg = 49.3, .latitude_deg = 44.2, .range_m = 120e3};
  const Image notch = stage.draw(inputs);
  keep(notch, "line_notch");
  const auto frame = LineStage::camera_of(inputs);
  for (const auto& [lon, lat] :
       {std::pair{49.6, 44.33333}, std::pair{49.6, 44.06667}, std::pair{49.0, 44.06667}}) {
    const auto at = scene::project(frame, geo::to_earth_centred({lon, lat, -28.0 * 12}));
    REQUIRE(at.is_inside);
    CHECK(painted(notch, at.x, at.y) > 0.4);
  }
  inputs.camera = {.longitude_deg = 49.88833, .latitude_deg = 42.56, .range_m = 60e3};
  for (const auto& line : data.lines)
    if (line.points.size() > 1) inputs.settings.hidden.push_back(line.id);
  const Image ring = stage.draw(inputs);
  keep(ring, "line_ring");
  const auto centre = scene::project(LineStage::camera_of(inputs),
                                     geo::to_earth_centred({49.88833, 42.56, -28.0 * 12}));
  CHECK(painted(ring, centre.x + 3.9, centre.y) > 0.4);
  CHECK(painted(ring, centre.x, centre.y + 3.9) > 0.4);
  CHECK(painted(ring, centre.x + 3.9, centre.y) > painted(ring, centre.x, centre.y) + 0.2);
  CHECK(painted_pixels(ring) < 200);
  inputs.settings.hidden.clear();
  inputs.camera = {.longitude_deg = 50.5,
                   .latitude_deg = 41.8,
                   .range_m = 500e3,
                   .heading_deg = 20,
                   .tilt_deg = 60};
  const int without = painted_pixels(stage.draw(inputs));
  inputs.settings.layers.curtain = true;
  const Image curtains = stage.draw(inputs);
  keep(curtains, "line_curtain");
  CHECK(painted_pixels(curtains) > 1.5 * without);
}

namespace {

double brightness(const Image& image, glm::dvec2 at) {
  const int x = static_cast<int>(std::floor(at.x)), y = static_cast<int>(std::floor(at.y));
  if (x < 0 || y < 0 || x >= int(image.size.width) || y >= int(image.size.height)) return 0;
  const uint8_t* p = &image.rgba[4 * (size_t(y) * image.size.width + size_t(x))];
  return (0.30 * p[0] + 0.59 * p[1] + 0.11 * p[2]) / 255;
}

/// Places along a line where its paint is brightest, px from a place on it, at `aside_px` beside
/// it.
std::vector<double> bright_places(const Image& image, const OnScreen& at, double aside_px,
                                  double reach_px) {
  const glm::dvec2 right(-at.along.y, at.along.x);
  const auto along = [&](double v) {
    return brightness(image, at.place + at.along * v + right * aside_px);
  };
  std::vector<double> places;
  for (double v = -reach_px; v <= reach_px; v += 0.25) {
    const double here = along(v);
    if (here < along(v - 6) + 0.08 || here < along(v + 6) + 0.08) continue;
    if (!places.empty() && v - places.back() < 8) continue;
    double sum = 0, weighted = 0;
    for (double w = v - 1; w <= v + 6; w += 0.25) {
      const double paint = std::max(0.0, along(w) - along(v - 6) - 0.04);
      sum += paint;
      weighted += paint * w;
    }
    if (sum > 0) places.push_back(weighted / sum);
  }
  return places;
}

}  // namespace

TEST_CASE("a ribbon is as wide as its rate, and its arrowheads point the way the freight goes") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const auto& data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  const auto scene = scene_of(data, tracks);
  LineStage stage(*device, scene);
  for (const auto& [corridor, seq] : {std::pair{"cpc", 2}, std::pair{"btc", 2}}) {
    const uint32_t link = data.find_link(data.find_corridor(corridor), seq);
    const scene::LinkTrack& track = tracks[link];
    CAPTURE(corridor);
    int heads = 0, places = 0;
    for (const double share : {0.25, 0.3, 0.38, 0.45, 0.52, 0.6}) {
      const auto p = scene::point_at(track, track.length_m * share);
      auto inputs = inputs_showing(corridor, {p.longitude_deg, p.latitude_deg, 120e3, 0, 0});
      const auto rates = scene::carried_rates(scene, inputs.time, inputs.settings);
      const auto ribbon = scene::ribbon_of(scene, link, rates[link], inputs.time, inputs.settings);
      REQUIRE(ribbon);
      const double width_px = double(ribbon->right_px - ribbon->left_px);
      REQUIRE(width_px > 10);
      REQUIRE(scene::line_scale(inputs) == 1.0);
      const Image image = stage.draw(inputs);
      keep(image, std::string("ribbon_") + corridor + std::to_string(int(share * 100)));
      OnScreen at = on_screen(inputs, track, track.length_m * share);
      const glm::dvec2 right(-at.along.y, at.along.x);
      at.place += right * (double(p.lane) * inputs.settings.lane_spacing_px);
      // Paint of the body: much more than that of the outline's inside.
      double painted_px = 0;
      for (double off = -40; off <= 40; off += 0.25) {
        const glm::dvec2 place = at.place + right * off;
        painted_px += painted(image, place.x, place.y) > 0.2 ? 0.25 : 0;
      }
      CHECK(painted_px > width_px - 1);
      CHECK(painted_px < width_px + 3);  // its casing
      ++places;
      const std::vector<double> tips = bright_places(image, at, 0, 66);
      const std::vector<double> wings = bright_places(image, at, 4, 66);
      for (const double tip : tips)
        for (const double wing : wings)
          if (std::abs(tip - wing) < 8) {
            ++heads;
            CHECK(tip > wing + 1);  // both flow from the link's start to its end
          }
    }
    CHECK(places == 6);
    CHECK(heads >= 4);
  }
}

TEST_CASE("without goods to show a line is thin, without a figure it is hollow") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const auto& data = test::built_in_dataset();
  const auto scene = scene_of(data, test::built_in_tracks());
  LineStage stage(*device, scene);
  auto inputs = inputs_showing("cpc", {48, 46.2, 500e3, 0, 0});
  const int wide = painted_pixels(stage.draw(inputs));
  inputs.settings.filter.commodities = {"gas"};
  const int thin = painted_pixels(stage.draw(inputs));
  inputs.settings.filter = {};
  inputs.time = *time::parse_time("2002-07-01");
  const int hollow = painted_pixels(stage.draw(inputs));
  CHECK(thin > 100);
  CHECK(wide > 5 * thin);
  CHECK(hollow > thin);
  CHECK(wide > 3 * hollow);
}
