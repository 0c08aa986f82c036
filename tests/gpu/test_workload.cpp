// The unit benchmark's scene: every unit met once, drawn where the definition says, the same after
// any history.
#include <doctest/doctest.h>

#include <random>
#include <set>

#include "app/workload_account.h"
#include "gpu/readback.h"
#include "tests/support/invented_workload.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {

constexpr PixelSize k_size{320, 180};

render::WorkloadView view_of(const scene::Camera& camera, double t_s, double unit_px = 3) {
  return {.camera = scene::frame_of(camera, k_size, 0), .t_s = t_s, .unit_px = unit_px};
}

Image picture(const gpu::Device& device, gpu::FrameRing& ring, render::WorkloadScene& scene,
              const render::WorkloadView& view) {
  gpu::Readback readback(device);
  const gpu::Frame frame = ring.begin();
  scene.record(frame, view);
  readback.record(frame, scene.target().colour, scene.target().extent);
  ring.end(frame);
  return readback.take();
}

}  // namespace

TEST_CASE("20,000 units of a workload: each once, none lost, within 1 m and 0.5 px") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  gpu::FrameRing ring(*device);
  const dataset::Workload work = test::invented_workload(9, 20'000, 1);
  const dataset::WorkloadTerrain terrain = test::invented_workload_terrain(90, 70);
  render::WorkloadScene scene(*device, work, &terrain, k_size);
  CHECK(scene.triangle_count() == 2 * 89 * 69);
  std::mt19937 random(5);
  uint64_t hidden = 0, culled = 0;
  for (const scene::Camera& camera :
       {scene::Camera{50, 42.5, 2'100'000, 0, 50}, scene::Camera{46, 40, 300'000, 120, 75},
        scene::Camera{50, 42.5, 900'000, 0, 0}}) {
    const render::WorkloadView view =
        view_of(camera, double(random()) / 4294967296.0 * work.last_s);
    const app::WorkloadAccount account = app::account_of(work, view, scene.count(ring, view));
    CAPTURE(account.worst_m);
    CHECK(account.is_complete(20'000));
    CHECK(account.drawn > 1'000);
    CHECK(account.worst_m < 1.0);
    CHECK(account.worst_px < 0.5);
    hidden += account.hidden;
    culled += account.culled;
  }
  CHECK(hidden > 0);
  CHECK(culled > 1'000);
}

TEST_CASE("the account of a workload notices a unit that is lost, misplaced or met twice") {
  const auto device = test::make_device();
  gpu::FrameRing ring(*device);
  const dataset::Workload work = test::invented_workload(3, 300, 2);
  render::WorkloadScene scene(*device, work, nullptr, k_size);
  const render::WorkloadView view = view_of({50, 42.5, 2'100'000, 0, 50}, 1000);
  const render::WorkloadFates sound = scene.count(ring, view);
  CHECK(app::account_of(work, view, sound).is_complete(300));
  render::WorkloadFates fates = sound;
  fates.times_met[17] = 2;
  CHECK_FALSE(app::account_of(work, view, fates).is_complete(300));
  fates = sound;
  fates.of_units[17].fate = shared::k_workload_lost;
  CHECK_FALSE(app::account_of(work, view, fates).is_complete(300));
  dataset::Workload other = work;
  other.units[17].departure_s += 60;
  CHECK(app::account_of(other, view, sound).worst_m > 200);
}

TEST_CASE("a workload's picture does not depend on what was drawn before, and shows its units") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  gpu::FrameRing ring(*device);
  dataset::Workload work = test::invented_workload(4, 2'000, 3);
  for (dataset::WorkloadUnit& unit : work.units) unit.rgba = {255, 0, 0, 255};
  const dataset::WorkloadTerrain terrain = test::invented_workload_terrain(64, 64);
  render::WorkloadScene scene(*device, work, &terrain, k_size);
  const scene::Camera camera{50, 42.5, 2'100'000, 0, 50};
  const Image at_once = picture(*device, ring, scene, view_of(camera, 123'456));
  for (const double t_s : {0.0, 300.0, 2'000'000.0})
    picture(*device, ring, scene, view_of({48, 41, 700'000, 40, 20}, t_s, 1));
  const Image later = picture(*device, ring, scene, view_of(camera, 123'456));
  CHECK(at_once.rgba == later.rgba);
  const auto red = [](const Image& image) {
    size_t count = 0;
    for (size_t i = 0; i < image.rgba.size(); i += 4)
      count += image.rgba[i] > 150 && image.rgba[i + 1] < 60 && image.rgba[i + 2] < 60;
    return count;
  };
  const Image small = picture(*device, ring, scene, view_of(camera, 123'456, 1));
  CHECK(red(small) > 200);
  CHECK(red(at_once) > 2 * red(small));
  CHECK(red(at_once) < 9 * red(small) + 1);
  CHECK(picture(*device, ring, scene, view_of(camera, 150'000)).rgba != at_once.rgba);
}
