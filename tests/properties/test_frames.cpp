// A picture depends on its inputs alone: not on what was drawn before, on the run, on window or
// film.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/frame_report.h"
#include "app/picture_maker.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "geo/ellipsoid.h"
#include "gpu/swapchain.h"
#include "platform/window.h"
#include "platform/window_surface.h"
#include "scene/drawn_ground.h"
#include "tests/support/image_compare.h"
#include "tests/support/test_device.h"
#include "tests/support/virtual_display.h"

using namespace caspian;
using namespace caspian::app;

namespace {

constexpr PixelSize k_size{480, 270};

std::unique_ptr<Session> open_session(std::vector<const char*> surface_extensions = {}) {
  Result<std::unique_ptr<Session>> session =
      Session::open({"", {.software = true, .validation = true}, std::move(surface_extensions)});
  INFO((session.ok() ? "" : session.failure().sentence));
  REQUIRE(session.ok());
  return std::move(session).value();
}

/// One session for all tests of this file: opening is what takes time.
Session& shared_session() {
  static const std::unique_ptr<Session> k_session = open_session();
  return *k_session;
}

time::SimTime at(const char* text) {
  return *time::parse_time(text);
}

scene::FrameInputs inputs_for(const SceneRequest& request) {
  Session& session = shared_session();
  const Result<AppState> state = set_up_scene(request, session.dataset(), session.assets());
  REQUIRE(state.ok());
  return frame_inputs_of(state.value(), k_size);
}

scene::FrameInputs near_baku(const char* when) {
  SceneRequest request;
  request.time = at(when);
  request.camera = scene::parse_camera("50,40.6,420,20,50");
  return inputs_for(request);
}

Image draw(Session& session, const scene::FrameInputs& inputs) {
  return PictureMaker(session, inputs.size, inputs.settings.supersample).make(inputs);
}

bool is_plain(const Image& image) {
  for (size_t i = 4; i < image.rgba.size(); ++i)
    if (image.rgba[i] != image.rgba[i % 4]) return false;
  return true;
}

}  // namespace

TEST_CASE("seek: a date drawn at once equals the date drawn after any history, byte for byte") {
  const test::NoValidationErrors silent;
  const scene::FrameInputs wanted = near_baku("2025-10-21T07:30");
  const Image at_once = draw(*open_session(), wanted);
  REQUIRE_FALSE(is_plain(at_once));

  Session& session = shared_session();
  PictureMaker maker(session, k_size, 1);
  SceneRequest other;
  other.time = at("2003-05-14");
  other.theme = scene::ThemeId::map;
  other.language = "kk";
  other.exaggeration = 40;
  other.camera = scene::parse_camera("20,50,6000,140,10");
  maker.make(inputs_for(other));
  for (int step = 0; step < 12; ++step) {
    scene::FrameInputs before = wanted;
    before.time.ms += (step - 12) * 720'000;
    before.motion_time = before.time;
    before.camera.range_m *= 1 + 0.1 * step;
    maker.make(before);
  }
  CHECK(maker.make(wanted).rgba == at_once.rgba);
}

TEST_CASE("two runs draw the same bytes") {
  const scene::FrameInputs wanted = inputs_for({});
  const Image first = draw(*open_session(), wanted);
  const Image second = draw(*open_session(), wanted);
  CHECK(first.rgba == second.rgba);
  CHECK(encode_png(first, frame_texts(shared_session(), wanted)) ==
        encode_png(second, frame_texts(shared_session(), wanted)));
}

TEST_CASE("film: frame 150 of 300 equals the still at its times, at 6 h/s and at 5 days/s") {
  const test::NoValidationErrors silent;
  for (const int64_t span_ms : {60 * int64_t{3'600'000}, 50 * time::k_ms_per_day}) {
    const time::SimTime from = at("2025-10-21");
    const time::FrameSchedule film{from, {from.ms + span_ms}, 10'000, {30, 1}, from};
    REQUIRE(film.frame_count() == 300);

    // As the film is made: frame after frame, two on their way.
    PictureMaker maker(shared_session(), k_size, 1);
    Image of_film;
    for (const int64_t k : {147, 148, 149, 150, 151}) {
      scene::FrameInputs inputs = near_baku("2025-10-21");
      inputs.time = film.frame(k).time;
      inputs.motion_time = film.frame(k).motion;
      inputs.motion_is_scaled = inputs.motion_time != inputs.time;
      maker.begin(inputs);
      if (maker.waiting() < 2) continue;
      Image image = maker.take();
      if (k == 151) of_film = std::move(image);
    }
    while (maker.waiting() > 0) maker.take();

    // As a user asks for the still: with the texts that --stats names.
    SceneRequest still;
    still.camera = near_baku("2025").camera;
    still.time = time::parse_time(time::iso_text(film.frame(150).time));
    if (film.is_scaled())
      still.motion_time = time::parse_time(time::iso_text(film.frame(150).motion));
    const scene::FrameInputs wanted = inputs_for(still);
    CHECK(wanted.motion_is_scaled == film.is_scaled());
    CHECK(draw(*open_session(), wanted).rgba == of_film.rgba);
  }
}

TEST_CASE("cross-fade: between the former motion alone and the new one alone") {
  const test::NoValidationErrors silent;
  Session& session = shared_session();
  for (const scene::UnitDrawing drawing : {scene::UnitDrawing::raster, scene::UnitDrawing::splat}) {
    scene::FrameInputs wanted = near_baku("2024-07-01");
    wanted.settings.layers.furniture = wanted.settings.layers.labels = false;
    wanted.settings.layers.models = false;
    wanted.settings.unit_drawing = drawing;
    scene::FrameInputs former = wanted;
    former.settings.motion = scene::MotionMode::true_motion;
    const Image after = draw(session, wanted), before = draw(session, former);
    REQUIRE(after.rgba != before.rgba);
    wanted.former = {former.motion_time, false, former.settings.motion};
    CHECK(draw(session, wanted).rgba == after.rgba);  // no share, no trace
    wanted.mode_fade = 1;  // where points hide each other, those without strength do as well
    if (drawing == scene::UnitDrawing::raster) CHECK(draw(session, wanted).rgba == before.rgba);
    wanted.mode_fade = 0.5;
    const Image half = draw(session, wanted);
    CHECK(half.rgba != before.rgba);
    CHECK(half.rgba != after.rgba);
  }
}

TEST_CASE("window: what it shows is the headless picture, byte for byte") {
  const test::NoValidationErrors silent;
  const scene::FrameInputs wanted = near_baku("2024-03-01T12:00");
  const Image headless = draw(shared_session(), wanted);

  const test::VirtualDisplay display(800, 600);
  auto window = platform::Window::open("Caspian test", k_size);
  REQUIRE(window.ok());
  const auto session = open_session(window.value()->surface_extensions());
  auto surface = platform::make_surface(*window.value(), session->device().instance());
  REQUIRE(surface.ok());
  auto swapchain = gpu::Swapchain::create(session->device(), surface.value());
  REQUIRE(swapchain.ok());
  const render::Offscreen offscreen(session->device(), k_size, 1);
  gpu::Readback readback(session->device());
  for (int i = 0; i < 3; ++i) {
    const gpu::Frame frame = session->ring().begin();
    session->draw_frame(frame, wanted, offscreen);
    const render::FrameTarget picture = offscreen.result();
    const PixelSize size = window.value()->size_px();
    REQUIRE(swapchain.value()->acquire(frame, {size.width, size.height}));
    swapchain.value()->record_copy(frame, picture.colour, picture.extent);
    readback.record(frame, picture.colour, picture.extent);
    swapchain.value()->end_and_present(session->ring(), frame);
    CHECK(readback.take().rgba == headless.rgba);
  }
  session->device().wait_idle();
}

TEST_CASE("a hidden corridor takes only itself out of the picture") {
  const test::NoValidationErrors silent;
  Session& session = shared_session();
  SceneRequest request;
  request.camera = scene::parse_camera("48,41,1200,0,0");
  // Names move when there is more room for them.
  request.layers = {{"labels", false}, {"nodes", false}, {"furniture", false}, {"events", false}};
  const scene::FrameInputs all = inputs_for(request);
  request.hide = {"btc"};
  const scene::FrameInputs without = inputs_for(request);
  const Image with_image = draw(session, all), without_image = draw(session, without);

  const auto& dataset = session.dataset();
  const dataset::Corridor& corridor = dataset.corridors[dataset.find_corridor("btc")];
  const scene::CameraFrame frame =
      scene::frame_on_ground(all.camera, k_size, session.heights(), all.settings.exaggeration);
  std::vector<glm::dvec2> course;
  for (const uint32_t link : corridor.links)
    for (const scene::TrackPoint& point : session.geometry().tracks[link].points) {
      const auto place = scene::project(
          frame, geo::to_earth_centred({point.longitude_deg, point.latitude_deg,
                                        point.height_m * all.settings.exaggeration}));
      course.emplace_back(place.x, place.y);
    }
  size_t changed = 0;
  for (uint32_t y = 0; y < k_size.height; ++y)
    for (uint32_t x = 0; x < k_size.width; ++x) {
      const size_t at_pixel = (size_t(y) * k_size.width + x) * 4;
      if (std::equal(&with_image.rgba[at_pixel], &with_image.rgba[at_pixel] + 4,
                     &without_image.rgba[at_pixel]))
        continue;
      ++changed;
      const glm::dvec2 pixel(x + 0.5, y + 0.5);
      double nearest = 1e9;
      for (size_t i = 0; i < course.size(); ++i)
        nearest = std::min(nearest, glm::distance(pixel, course[i]));
      INFO("pixel " << x << " " << y);
      CHECK(nearest <
            40);  // lanes, width and length of units, and the gaps between the course's points
    }
  CHECK(changed > 20);
}

TEST_CASE("no validation messages in all of this") {
  for (const std::string& message : gpu::Device::validation_messages()) FAIL_CHECK(message);
}
