#include <doctest/doctest.h>

#include <chrono>
#include <cmath>

#include "core/files.h"
#include "geo/flooding.h"
#include "geo/height_field.h"
#include "import/sea_tables.h"
#include "import/terrain_asset.h"

using namespace caspian;
using geo::k_caspian_surface_m;

namespace {

const geo::HeightField& flooded() {
  static const geo::HeightField field = [] {
    geo::HeightField heights = std::move(import::load_terrain(find_assets().value())).value();
    heights.set_flooding(std::make_shared<const geo::Flooding>(
        heights, import::load_sea_tables(find_assets().value()).straits));
    return heights;
  }();
  return field;
}

/// Share of a box that is under water.
double wet_share(double west, double south, double east, double north, double level_m) {
  int wet = 0, all = 0;
  for (double lat = south; lat < north; lat += 0.02)
    for (double lon = west; lon < east; lon += 0.02) {
      wet += flooded().is_sea_at(lon, lat, level_m);
      ++all;
    }
  return double(wet) / all;
}

}  // namespace

TEST_CASE("flooding is quick enough for the start") {
  const geo::HeightField& field = flooded();
  const auto began = std::chrono::steady_clock::now();
  const geo::Flooding flooding(field, {});
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  MESSAGE("flooding in ", took.count(), " ms");
  CHECK(flooding.width() > 1000);
}

TEST_CASE("known places are land or sea at every level, and as deep as they are") {
  struct Probe {
    const char* name;
    double lon, lat;
    bool at_24, at_28, at_32, at_36;
    double low_m, high_m;  // of the ground
  };
  for (const Probe& probe : {
           Probe{"Baku bay", 49.90, 40.28, true, true, false, false, -32, -28},
           Probe{"Kara-Bogaz-Gol", 53.4, 41.3, true, true, false, false, -33, -30},
           Probe{"Derbent basin", 50.3, 41.9, true, true, true, true, -830, -600},
           Probe{"Mangyshlak sill", 49.6, 44.4, true, true, true, true, -90, -35},
           Probe{"South Caspian", 50.75, 38.91, true, true, true, true, -1060, -900},
           Probe{"Apsheron sill", 51.3, 40.4, true, true, true, true, -270, -100},
           Probe{"Karagiye", 51.75, 43.45, false, false, false, false, -140, -40},
           Probe{"Neftchala", 49.25, 39.37, true, false, false, false, -28, 20},
           Probe{"Astrakhan", 48.03, 46.35, true, false, false, false, -28, 20},
           Probe{"north of Tyuleniy", 49.2, 45.4, true, true, false, false, -33, -28.1},
       }) {
    INFO(probe.name, ": ", flooded().height_m(probe.lon, probe.lat), " m, wet from ",
         flooded().flooding()->wet_from_m(probe.lon, probe.lat));
    CHECK(flooded().height_m(probe.lon, probe.lat) >= probe.low_m);
    CHECK(flooded().height_m(probe.lon, probe.lat) <= probe.high_m);
    CHECK(flooded().is_sea_at(probe.lon, probe.lat, -24) == probe.at_24);
    CHECK(flooded().is_sea_at(probe.lon, probe.lat, -28) == probe.at_28);
    CHECK(flooded().is_sea_at(probe.lon, probe.lat, -32) == probe.at_32);
    CHECK(flooded().is_sea_at(probe.lon, probe.lat, -36) == probe.at_36);
  }
}

TEST_CASE("as the level rises places go under once and stay, and nothing is wet below its floor") {
  for (double lat = 36.5; lat < 47.8; lat += 0.11)
    for (double lon = 46.2; lon < 55.3; lon += 0.13) {
      bool was_wet = false;
      const double from_m = flooded().flooding()->wet_from_m(lon, lat);
      for (double level = -36; level <= -24; level += 1.5) {
        if (level == k_caspian_surface_m) continue;
        const bool is_wet = flooded().is_sea_at(lon, lat, level);
        CHECK((is_wet || !was_wet));
        was_wet = is_wet;
        const double surface = flooded().surface_at_m(lon, lat, level);
        CHECK(surface >= flooded().height_m(lon, lat));
        if (!is_wet) CHECK(surface == flooded().height_m(lon, lat));
        CHECK((!is_wet || from_m < level));
      }
    }
}

TEST_CASE("at the data's level the shore is the data's, and other levels come to it") {
  const geo::HeightField& field = flooded();
  int off = 0, off_near = 0, all = 0;
  for (double lat = 36.5; lat < 47.5; lat += 0.023)
    for (double lon = 46.5; lon < 55; lon += 0.029) {
      CHECK(field.surface_at_m(lon, lat, k_caspian_surface_m) == field.surface_m(lon, lat));
      const double shore_m = field.shore_distance_m(lon, lat);
      const double from_m = field.flooding()->wet_from_m(lon, lat);
      ++all;
      // Wet from -28 m on exactly where the sea is, but for a few metres about the shore.
      if ((shore_m < 0) != (from_m < k_caspian_surface_m)) {
        ++off;
        if (std::abs(shore_m) > 400) ++off_near;
      }
    }
  MESSAGE("of ", all, " places ", off, " differ, ", off_near, " of them beyond 400 m");
  CHECK(off < all / 500);
  CHECK(off_near < all / 2000);
}

TEST_CASE("Kara-Bogaz-Gol and the north fall dry as the floor says") {
  double bay = 2, north = 2;
  for (const double level : {-24.0, -27.0, -28.0, -29.0, -30.0, -31.0, -32.0, -33.0}) {
    const double bay_now = wet_share(52.9, 40.7, 54.8, 42.2, level);
    const double north_now = wet_share(48.5, 45.0, 53.0, 46.8, level);
    MESSAGE(level, " m: Kara-Bogaz-Gol ", bay_now, ", north ", north_now);
    CHECK(bay_now <= bay);
    CHECK(north_now < north);
    bay = bay_now;
    north = north_now;
  }
  CHECK(wet_share(52.9, 40.7, 54.8, 42.2, -30.0) > 0.1);
  CHECK(wet_share(52.9, 40.7, 54.8, 42.2, -32.5) < 0.02);
  CHECK(wet_share(48.5, 45.0, 53.0, 46.8, -32.0) < 0.75 * wet_share(48.5, 45.0, 53.0, 46.8, -28));
  CHECK(wet_share(48.5, 45.0, 53.0, 46.8, -24.0) > 1.05 * wet_share(48.5, 45.0, 53.0, 46.8, -28));
}

TEST_CASE("what floats moves with the level and rests on the floor that falls dry") {
  using geo::afloat_height_m;
  using geo::drawn_height_m;
  for (const double floor_m : {-28.1, -30.0, -35.5, -200.0}) {
    const float height = static_cast<float>(afloat_height_m(floor_m));
    CHECK(height == doctest::Approx(-28).epsilon(0.001));
    for (const float level : {-36.0f, -32.0f, -29.0f, -28.0f, -24.0f})
      CHECK(drawn_height_m(height, level) ==
            doctest::Approx(std::max(double{level}, std::max(floor_m, -36.0))).epsilon(0.0005));
  }
  for (const float land : {-132.0f, -28.5f, -27.5f, 0.0f, 4000.0f})
    CHECK(drawn_height_m(land, -33) == land);
  CHECK(drawn_height_m(-28.0f, -33) == -33);
}
