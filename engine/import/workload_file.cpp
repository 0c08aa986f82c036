// Sizes first, then every record; values straight into their vectors, so that a file lies in memory
// once.
#include "import/workload_file.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>

#include "core/json_writer.h"

namespace caspian::import {
namespace {

using dataset::Workload;
using dataset::WorkloadPoint;
using dataset::WorkloadTerrain;
using dataset::WorkloadUnit;

static_assert(std::endian::native == std::endian::little, "the files are read as they lie");

constexpr size_t k_head_bytes = 64;
// Beyond these no device holds the tables; a damaged head must not ask for all memory.
constexpr uint32_t k_most_paths = 16'384, k_most_points = 1u << 24, k_most_units = 1u << 27;
constexpr uint32_t k_largest_side = 16'384;
constexpr double k_largest_height_m = 20'000;
constexpr double k_latest_s = 1e10;  // some 300 years

/// A file of a known size that is read from front to back.
class Source {
 public:
  static Result<Source> open(const std::filesystem::path& path, std::string_view magic) {
    Source source;
    source.name_ = path.string();
    std::error_code error;
    source.size_ = std::filesystem::file_size(path, error);
    if (!error) source.stream_.open(path, std::ios::binary);
    if (error || !source.stream_)
      return Failure{source.name_ + ": cannot be read" + (error ? ": " + error.message() : "")};
    if (source.size_ < k_head_bytes)
      return source.damaged("found " + std::to_string(source.size_) + " bytes",
                            "a head of " + std::to_string(k_head_bytes));
    source.stream_.read(source.head_, k_head_bytes);
    if (!source.stream_) return source.damaged("its head cannot be read", "64 bytes");
    if (std::memcmp(source.head_, magic.data(), magic.size()) != 0)
      return source.damaged("its first bytes are others", std::string(magic));
    return source;
  }

  template <typename Value>
  Value head(size_t offset) const {
    Value value;
    std::memcpy(&value, head_ + offset, sizeof value);
    return value;
  }
  Outcome expect_size(uint64_t bytes) const {
    if (size_ == bytes) return Done{};
    return damaged(
        "found " + std::to_string(size_) + " bytes",
        std::to_string(bytes) + " by its head" +
            (size_ < bytes ? ": it is cut short" : ": there is something behind its end"));
  }
  template <typename Value>
  Outcome read(std::vector<Value>& values, size_t count) {
    values.resize(count);
    stream_.read(reinterpret_cast<char*>(values.data()),
                 static_cast<std::streamsize>(count * sizeof(Value)));
    if (stream_) return Done{};
    return damaged("reading stopped", std::to_string(count * sizeof(Value)) + " bytes more");
  }
  Failure damaged(const std::string& found, const std::string& expected) const {
    return {name_ + ": " + found + ", expected " + expected};
  }

 private:
  std::string name_;
  uint64_t size_ = 0;
  std::ifstream stream_;
  char head_[k_head_bytes]{};
};

bool is_within(double value, double least, double most) {
  return value >= least && value <= most;  // false for NaN
}

std::string numbered(const char* what, size_t index) {
  return std::string(what) + ' ' + std::to_string(index);
}

Outcome check_paths(const Source& source, const Workload& work) {
  const uint32_t count = work.path_count();
  for (uint32_t path = 0; path < count; ++path) {
    const uint32_t first = work.path_first[path], next = work.path_first[path + 1];
    if ((path == 0 && first != 0) || next > work.points.size() || next < first || next - first < 2)
      return source.damaged(numbered("path", path) + " goes from point " + std::to_string(first) +
                                " to " + std::to_string(next),
                            "two points or more, each path beginning where the one before ends");
  }
  if (work.path_first.back() != work.points.size())
    return source.damaged("the paths end at point " + std::to_string(work.path_first.back()),
                          std::to_string(work.points.size()));
  return Done{};
}

Outcome check_points(const Source& source, const Workload& work) {
  for (uint32_t path = 0; path < work.path_count(); ++path) {
    double before = 0;
    const auto points = work.path(path);
    for (size_t i = 0; i < points.size(); ++i) {
      const WorkloadPoint& point = points[i];
      const std::string place = numbered("point", i) + " of " + numbered("path", path);
      if (!is_within(point.longitude_deg, -180, 180) || !is_within(point.latitude_deg, -90, 90) ||
          !is_within(point.height_m, -k_largest_height_m, k_largest_height_m))
        return source.damaged(place + " lies at " + number_text(point.longitude_deg) + ' ' +
                                  number_text(point.latitude_deg) + ' ' +
                                  number_text(point.height_m),
                              "degrees and metres on the earth");
      if (!is_within(point.distance_m, before, 1e9) || (i == 0 && point.distance_m != 0))
        return source.damaged(place + " has the distance " + number_text(point.distance_m),
                              "metres that begin with 0 and never fall");
      before = point.distance_m;
    }
    if (before <= 0) return source.damaged(numbered("path", path) + " has no length", "metres");
  }
  return Done{};
}

Outcome check_units(const Source& source, const Workload& work) {
  for (size_t i = 0; i < work.units.size(); ++i) {
    const WorkloadUnit& unit = work.units[i];
    if (unit.path >= work.path_count())
      return source.damaged(numbered("unit", i) + " is on " + numbered("path", unit.path),
                            "0 to " + std::to_string(work.path_count() - 1));
    if (!is_within(unit.departure_s, -k_latest_s, k_latest_s))
      return source.damaged(numbered("unit", i) + " departs at " + number_text(unit.departure_s),
                            "seconds");
    if (!is_within(unit.speed_mps, 1e-6, 1e6))
      return source.damaged(numbered("unit", i) + " has the speed " + number_text(unit.speed_mps),
                            "metres a second above 0");
  }
  return Done{};
}

}  // namespace

Result<Workload> read_workload(const std::filesystem::path& path) {
  Result<Source> opened = Source::open(path, "CSPWORK1");
  if (!opened) return opened.failure();
  Source& source = *opened;
  const auto paths = source.head<uint32_t>(8), points = source.head<uint32_t>(12),
             units = source.head<uint32_t>(16);
  if (paths < 1 || paths > k_most_paths || points > k_most_points || units < 1 ||
      units > k_most_units)
    return source.damaged("found " + std::to_string(paths) + " paths, " + std::to_string(points) +
                              " points, " + std::to_string(units) + " units",
                          "1 to " + std::to_string(k_most_paths) + ", at most " +
                              std::to_string(k_most_points) + ", 1 to " +
                              std::to_string(k_most_units));
  Workload work;
  work.first_s = source.head<double>(24);
  work.last_s = source.head<double>(32);
  if (!is_within(work.first_s, -k_latest_s, k_latest_s) ||
      !is_within(work.last_s, work.first_s, k_latest_s))
    return source.damaged(
        "its instants are " + number_text(work.first_s) + " to " + number_text(work.last_s),
        "seconds, the later one last");
  if (Outcome size = source.expect_size(k_head_bytes + 4 * (uint64_t{paths} + 1) +
                                        16 * uint64_t{points} + 16 * uint64_t{units});
      !size)
    return size.failure();
  if (Outcome read = source.read(work.path_first, paths + 1); !read) return read.failure();
  if (Outcome read = source.read(work.points, points); !read) return read.failure();
  if (Outcome read = source.read(work.units, units); !read) return read.failure();
  for (const auto check : {check_paths, check_points, check_units})
    if (Outcome sound = check(source, work); !sound) return sound.failure();
  return work;
}

Result<WorkloadTerrain> read_workload_terrain(const std::filesystem::path& path) {
  Result<Source> opened = Source::open(path, "CSPTERR1");
  if (!opened) return opened.failure();
  Source& source = *opened;
  WorkloadTerrain terrain{.width = source.head<uint32_t>(8),
                          .height = source.head<uint32_t>(12),
                          .west_deg = source.head<float>(16),
                          .south_deg = source.head<float>(20),
                          .east_deg = source.head<float>(24),
                          .north_deg = source.head<float>(28),
                          .heights_m = {}};
  if (terrain.width < 2 || terrain.width > k_largest_side || terrain.height < 2 ||
      terrain.height > k_largest_side)
    return source.damaged("found " + std::to_string(terrain.width) + " x " +
                              std::to_string(terrain.height) + " samples",
                          "2 to " + std::to_string(k_largest_side) + " each way");
  if (!is_within(terrain.west_deg, -180, 180) ||
      !is_within(terrain.east_deg, terrain.west_deg + 1e-6, 180) ||
      !is_within(terrain.south_deg, -90, 90) ||
      !is_within(terrain.north_deg, terrain.south_deg + 1e-6, 90))
    return source.damaged("its box is " + number_text(terrain.west_deg) + ' ' +
                              number_text(terrain.south_deg) + ' ' + number_text(terrain.east_deg) +
                              ' ' + number_text(terrain.north_deg),
                          "degrees west, south, east, north");
  const uint64_t count = uint64_t{terrain.width} * terrain.height;
  if (Outcome size = source.expect_size(k_head_bytes + 4 * count); !size) return size.failure();
  if (Outcome read = source.read(terrain.heights_m, count); !read) return read.failure();
  for (size_t i = 0; i < count; ++i)
    if (!is_within(terrain.heights_m[i], -k_largest_height_m, k_largest_height_m))
      return source.damaged(numbered("sample", i) + " is " + number_text(terrain.heights_m[i]),
                            "metres above or below the sea");
  return terrain;
}

}  // namespace caspian::import
