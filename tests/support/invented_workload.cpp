#include "tests/support/invented_workload.h"

#include <cmath>
#include <random>

#include "geo/polyline.h"

namespace caspian::test {

dataset::Workload invented_workload(uint32_t paths, uint32_t units, uint32_t seed) {
  std::mt19937 random(seed);
  const auto between = [&](double least, double most) {
    return least + (most - least) * (double(random()) / 4294967296.0);
  };
  dataset::Workload work{
      .first_s = 0, .last_s = 2'592'000, .path_first = {0}, .points = {}, .units = {}};
  for (uint32_t path = 0; path < paths; ++path) {
    const double lon = between(42, 56), lat = between(36, 48), to_lon = between(42, 58),
                 to_lat = between(36, 49), wave = between(0.05, 0.4);
    double distance_m = 0;
    for (int i = 0; i < 40; ++i) {
      const double share = i == 20 ? 19 / 39.0 : i / 39.0;  // two points at one place
      const geo::GeoPoint place{lon + (to_lon - lon) * share + wave * std::sin(9 * share),
                                lat + (to_lat - lat) * share + wave * std::sin(7 * share),
                                300 + 250 * std::sin(40 * share)};
      if (i > 0) {
        const dataset::WorkloadPoint& last = work.points.back();
        distance_m +=
            geo::piece_length_m({last.longitude_deg, last.latitude_deg, 0},
                                {float(place.longitude_deg), float(place.latitude_deg), 0});
      }
      work.points.push_back({float(place.longitude_deg), float(place.latitude_deg),
                             float(place.height_m), float(distance_m)});
    }
    work.path_first.push_back(uint32_t(work.points.size()));
  }
  for (uint32_t i = 0; i < units; ++i) {
    dataset::WorkloadUnit unit{.path = uint32_t(random() % paths),
                               .departure_s = 0,
                               .speed_mps = float(between(5, 25)),
                               .rgba = {uint8_t(random()), 200, 90, 255}};
    unit.departure_s = float(-between(0, 1) * work.length_m(unit.path) / unit.speed_mps);
    work.units.push_back(unit);
  }
  return work;
}

dataset::WorkloadTerrain invented_workload_terrain(uint32_t width, uint32_t height) {
  dataset::WorkloadTerrain terrain{width, height, 40, 35, 60, 50, {}};
  for (uint32_t y = 0; y < height; ++y)
    for (uint32_t x = 0; x < width; ++x)
      terrain.heights_m.push_back(
          float(600 * std::sin(20.0 * x / width) * std::cos(17.0 * y / height)));
  return terrain;
}

namespace {
template <typename Value>
void append(std::vector<std::byte>& bytes, const Value& value) {
  const auto* first = reinterpret_cast<const std::byte*>(&value);
  bytes.insert(bytes.end(), first, first + sizeof value);
}

void append_magic(std::vector<std::byte>& bytes, const char* magic) {
  for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<std::byte>(magic[i]));
}
}  // namespace

WorkloadBytes::WorkloadBytes(const dataset::Workload& work)
    : paths(work.path_count()), points(work.points.size()) {
  append_magic(bytes, "CSPWORK1");
  for (const size_t count : {paths, points, work.units.size(), size_t{1}})
    append(bytes, uint32_t(count));
  append(bytes, work.first_s);
  append(bytes, work.last_s);
  for (const float degrees : {40.f, 35.f, 60.f, 50.f}) append(bytes, degrees);
  bytes.resize(64);
  for (const uint32_t first : work.path_first) append(bytes, first);
  for (const dataset::WorkloadPoint& point : work.points) append(bytes, point);
  for (const dataset::WorkloadUnit& unit : work.units) append(bytes, unit);
}

std::vector<std::byte> workload_terrain_bytes(const dataset::WorkloadTerrain& terrain) {
  std::vector<std::byte> bytes;
  append_magic(bytes, "CSPTERR1");
  append(bytes, terrain.width);
  append(bytes, terrain.height);
  for (const double degrees :
       {terrain.west_deg, terrain.south_deg, terrain.east_deg, terrain.north_deg})
    append(bytes, float(degrees));
  bytes.resize(64);
  for (const float height_m : terrain.heights_m) append(bytes, height_m);
  return bytes;
}

}  // namespace caspian::test
