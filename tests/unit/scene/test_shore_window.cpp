#include <doctest/doctest.h>

#include <chrono>
#include <cmath>

#include "app/map_lines_data.h"
#include "core/files.h"
#include "geo/polyline.h"
#include "scene/shore_window.h"
#include "tests/support/built_in.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

const std::vector<CoastLine>& coast() {
  static const std::vector<CoastLine> lines = app::load_coast(find_assets().value()).value();
  return lines;
}

constexpr Camera k_apsheron{50.2, 40.3, 60'000, 0, 0};

struct Window {
  ShoreWindowFrame frame;
  std::vector<int16_t> texels;
  double sample_m;

  explicit Window(const Camera& camera)
      : frame(shore_window_of(camera)),
        texels(ShoreLines(coast()).distances(frame, test::built_in_terrain())),
        sample_m(frame.step_lat_deg * 111'000) {}
  double lon(int x) const { return frame.west_deg + (x + 0.5) * frame.step_lon_deg; }
  double lat(int y) const { return frame.north_deg - (y + 0.5) * frame.step_lat_deg; }
  double samples(int x, int y) const {
    return texels[size_t(y) * k_shore_window_side + size_t(x)] * double(k_shore_window_reach) /
           32767;
  }
};

}  // namespace

TEST_CASE("a window lies around what the camera looks at and moves by steps") {
  for (const double range : {5'000.0, 60'000.0, 400'000.0, 900'000.0})
    for (const double lat : {-40.0, 12.3, 41.0, 46.7}) {
      const Camera camera{51.3, lat, range, 0, 30};
      REQUIRE(needs_shore_window(camera));
      const ShoreWindowFrame frame = shore_window_of(camera);
      const double tall = frame.step_lat_deg * k_shore_window_side;
      const double wide = frame.step_lon_deg * k_shore_window_side;
      CHECK(std::abs(frame.north_deg - tall / 2 - lat) < tall / 16);
      CHECK(std::abs(frame.west_deg + wide / 2 - 51.3) < wide / 16);
      CHECK(tall * 111'000 > 2.2 * range);
      CHECK(tall * 111'000 < 4.5 * std::max(range, 4000.0));
      // As wide as tall on the ground.
      CHECK(wide * std::cos(lat * 3.14159265 / 180) == doctest::Approx(tall).epsilon(0.02));
      int changes = 0;
      ShoreWindowFrame last = frame;
      for (int i = 1; i <= 100; ++i) {
        Camera moved = camera;
        moved.longitude_deg += i * wide / 1600;
        const ShoreWindowFrame now = shore_window_of(moved);
        changes += now != last;
        last = now;
      }
      CHECK(changes <= 2);
    }
  CHECK_FALSE(needs_shore_window({51, 41, 3'000'000, 0, 0}));
}

TEST_CASE("the near shore passes through the coast's own points") {
  const Window window(k_apsheron);
  int points = 0, off = 0;
  for (const CoastLine& line : coast())
    for (const geo::GeoPoint& p : line) {
      const double x = (p.longitude_deg - window.frame.west_deg) / window.frame.step_lon_deg - 0.5;
      const double y = (window.frame.north_deg - p.latitude_deg) / window.frame.step_lat_deg - 0.5;
      if (x < 2 || y < 2 || x > k_shore_window_side - 3 || y > k_shore_window_side - 3) continue;
      ++points;
      off += std::abs(window.samples(int(std::lround(x)), int(std::lround(y)))) > 0.8;
    }
  CHECK(points > 100);
  CHECK(off == 0);
}

TEST_CASE("the near shore has land and sea where the data have them") {
  for (const Camera& camera :
       {k_apsheron, Camera{47.9, 45.7, 200'000, 0, 0}, Camera{38.2, 44.6, 500'000, 0, 0},
        Camera{53.0, 41.1, 300'000, 0, 0}, Camera{51.2, 43.6, 30'000, 0, 0}}) {
    const auto began = std::chrono::steady_clock::now();
    const Window window(camera);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    int all = 0, differ = 0, lands = 0, seas = 0;
    for (int y = 5; y < k_shore_window_side; y += 37)
      for (int x = 3; x < k_shore_window_side; x += 41) {
        const double field_m =
            test::built_in_terrain().shore_distance_m(window.lon(x), window.lat(y));
        if (std::abs(field_m) < 2500) continue;
        ++all;
        differ += (field_m > 0) != (window.samples(x, y) > 0);
        (field_m > 0 ? lands : seas)++;
      }
    MESSAGE("range ", camera.range_m, ": ", took.count(), " ms, ", differ, " of ", all, " differ");
    CHECK(lands > 100);
    CHECK(seas > 100);
    CHECK(differ <= all / 500);
  }
}

TEST_CASE("distances of the near shore are those to the coast") {
  const Window window(k_apsheron);
  int checked = 0;
  for (int y = 11; y < k_shore_window_side; y += 61)
    for (int x = 7; x < k_shore_window_side; x += 23) {
      const double told_m = std::abs(window.samples(x, y)) * window.sample_m;
      if (told_m > 5 * window.sample_m) continue;
      double nearest_m = 1e9;
      for (const CoastLine& line : coast()) {
        if (std::abs(line.front().latitude_deg - window.lat(y)) > 12) continue;
        nearest_m =
            std::min(nearest_m, geo::distance_to_line_m({window.lon(x), window.lat(y), 0}, line));
      }
      // A smooth bend leaves the straight piece by 60 m at most.
      CHECK(std::abs(told_m - nearest_m) < 60 + 0.35 * window.sample_m);
      ++checked;
    }
  CHECK(checked > 20);
}
