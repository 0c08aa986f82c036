#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <thread>

#include "core/files.h"
#include "import/terrain_pyramid.h"
#include "tests/support/own_terrain.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using import::TerrainPyramid;

namespace {

const geo::GeoBox k_box{49, 40, 50.5, 41};  // 1500 x 1000 cells of 0.001: 6 x 4 tiles
constexpr double k_step = 0.001;

double plane(double lon, double lat) {
  return 1000 * (lon - 49) - 700 * (lat - 40);
}

std::shared_ptr<TerrainPyramid> opened(const std::filesystem::path& path,
                                       uint64_t cache_bytes = 128 << 20) {
  auto pyramid = TerrainPyramid::open(path, cache_bytes);
  REQUIRE_MESSAGE(pyramid.ok(), (pyramid ? "" : pyramid.failure().sentence));
  return *pyramid;
}

}  // namespace

TEST_CASE("a pyramid gives back a plane at every level, over all tile borders") {
  const auto path = test::scratch_dir("pyramid") / "plane.terrain";
  test::write_terrain(path, k_box, k_step, plane);
  const auto pyramid = opened(path);
  CHECK(pyramid->columns() == 1500);
  CHECK(pyramid->level_count() == 4);
  CHECK(pyramid->about().datum == "EGM2008");
  CHECK(pyramid->finest_step_deg() == k_step);
  for (const double step : {0.0, 0.001, 0.002, 0.004, 0.008}) {
    double worst = 0;
    for (double lon = 49.02; lon < 50.48; lon += 0.00731)
      for (double lat = 40.02; lat < 40.98; lat += 0.00613) {
        const auto height = pyramid->height_m(lon, lat, step);
        REQUIRE(height);
        worst = std::max(worst, std::abs(*height - plane(lon, lat)));
      }
    INFO("step ", step);
    CHECK(worst < 0.03);  // the unit of so high a tile is 0.02 m, of coarser ones 0.05 m
  }
  CHECK_FALSE(pyramid->height_m(48.9, 40.5, 0));
  CHECK_FALSE(pyramid->height_m(49.5, 41.1, 0));
}

TEST_CASE("coarser levels are means, and heights in whole metres stay what they are") {
  const auto path = test::scratch_dir("pyramid") / "checks.terrain";
  const auto checks = [](double lon, double lat) {
    return (std::lround(std::floor(lon * 1000)) + std::lround(std::floor(lat * 1000))) % 2 * 100.0;
  };
  test::write_terrain(path, k_box, k_step, checks);
  const auto pyramid = opened(path);
  int high = 0;
  for (int i = 0; i < 50; ++i) {
    const double lon = 49.2005 + 0.001 * i;
    const double height = *pyramid->height_m(lon, 40.5005, 0);
    CHECK(height == doctest::Approx(checks(lon, 40.5005)).epsilon(1e-6));
    high += height > 50;
    CHECK(*pyramid->height_m(lon, 40.5005, 0.002) == doctest::Approx(50).epsilon(1e-4));
  }
  CHECK(high == 25);
  const auto range = pyramid->range_m({49.5, 40.5, 49.6, 40.6});
  REQUIRE(range);
  CHECK(range->low_m == 0);  // of the finest level, though the coarse ones are flat
  CHECK(range->high_m == 100);
  CHECK_FALSE(pyramid->range_m({51, 40, 52, 41}));
}

TEST_CASE("data fade in from their edge and around holes, over some kilometres") {
  const auto path = test::scratch_dir("pyramid") / "hole.terrain";
  const auto holed = [](double lon, double lat) {
    return std::hypot(lon - 49.75, lat - 40.5) < 0.05 ? NAN : 200.0;
  };
  test::write_terrain(path, k_box, k_step, holed);
  const auto pyramid = opened(path);
  CHECK(pyramid->share(49, 40.5) == 0);
  CHECK(pyramid->share(48.99, 40.5) == 0);
  CHECK(pyramid->share(49.75, 40.5) == 0);
  CHECK(pyramid->share(49.3, 40.5) == 1);
  CHECK(pyramid->share(49.75, 40.9) == 1);
  double before = 0, greatest_step = 0, full_deg = 0;
  for (double lon = 49; lon < 49.2; lon += 0.0002) {
    const double share = pyramid->share(lon, 40.5);
    CHECK(share >= before - 1e-9);
    greatest_step = std::max(greatest_step, share - before);
    if (share < 1) full_deg = lon - 49;
    before = share;
  }
  CHECK(greatest_step < 0.02);  // no step anywhere
  CHECK(full_deg * 85'000 > 1'500);
  CHECK(full_deg * 85'000 < 4'000);
  // Wherever the data count there is a height to count with, at every level.
  for (const double step : {0.0, 0.004, 0.01})
    for (double lon = 49.6; lon < 49.9; lon += 0.0013)
      for (double lat = 40.4; lat < 40.6; lat += 0.0017)
        if (pyramid->share(lon, lat) > 0) CHECK(pyramid->height_m(lon, lat, step).has_value());
}

TEST_CASE("memory stays bounded, and threads get the same answers") {
  const auto path = test::scratch_dir("pyramid") / "wide.terrain";
  test::write_terrain(path, {49, 40, 53, 42}, k_step, plane);  // 16 x 8 tiles
  const uint64_t bound = 10 * 2 * 256 * 256;
  const auto pyramid = opened(path, bound);
  std::vector<std::jthread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 4000; ++i) {
        const double lon = 49.1 + (i * 37 + t * 911) % 3800 / 1000.0;
        const double lat = 40.1 + (i * 53 + t * 501) % 1800 / 1000.0;
        const auto height = pyramid->height_m(lon, lat, 0);
        if (!height || std::abs(*height - plane(lon, lat)) > 0.1) ++wrong;
      }
    });
  threads.clear();
  CHECK(wrong == 0);
  CHECK(pyramid->cached_bytes() <= bound);
}

TEST_CASE("damaged terrain files are refused, a damaged tile costs that tile") {
  const auto folder = test::scratch_dir("pyramid");
  const auto path = folder / "whole.terrain";
  test::write_terrain(path, {49, 40, 49.5, 40.5}, k_step, plane);
  const std::string good = read_text(path).value();
  const auto opens = [&](const std::string& bytes) {
    REQUIRE(write_file(folder / "case.terrain", bytes).ok());
    return TerrainPyramid::open(folder / "case.terrain");
  };
  REQUIRE(opens(good).ok());
  for (const size_t size : {size_t{0}, size_t{7}, size_t{119}, size_t{200}, good.size() - 1}) {
    const auto refused = opens(good.substr(0, size));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.failure().sentence.find("case.terrain: ") != std::string::npos);
  }
  for (size_t place = 0; place < 120; ++place) {
    std::string other = good;
    other[place] = static_cast<char>(other[place] ^ 0x21);
    CHECK_FALSE(opens(other).ok());
  }
  std::string other = good;
  other[400] = static_cast<char>(other[400] ^ 0x21);  // within the first tile
  const auto pyramid = opens(other);
  REQUIRE(pyramid.ok());
  CHECK_FALSE((*pyramid)->height_m(49.1, 40.45, 0));
  CHECK((*pyramid)->height_m(49.4, 40.1, 0).has_value());
  CHECK((*pyramid)->damaged_tiles() == 1);
  CHECK_FALSE(TerrainPyramid::open(folder).ok());
  CHECK_FALSE(TerrainPyramid::open(folder / "none.terrain").ok());
}
