// A small workload as the unit benchmark's files hold them, made from a seed, and its bytes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "dataset/workload.h"

namespace caspian::test {

/// Wavy paths of 40 points around the Caspian, with two points at one place; units of all speeds.
dataset::Workload invented_workload(uint32_t paths, uint32_t units, uint32_t seed);
/// Hills over the box 40..60 E, 35..50 N.
dataset::WorkloadTerrain invented_workload_terrain(uint32_t width, uint32_t height);

struct WorkloadBytes {
  explicit WorkloadBytes(const dataset::Workload& work);
  template <typename Value>
  void put(size_t offset, Value value) {
    std::memcpy(bytes.data() + offset, &value, sizeof value);
  }
  size_t path_offset(size_t path) const { return 64 + 4 * path; }
  size_t point_offset(size_t point) const { return 64 + 4 * (paths + 1) + 16 * point; }
  size_t unit_offset(size_t unit) const { return point_offset(points) + 16 * unit; }

  size_t paths = 0, points = 0;
  std::vector<std::byte> bytes;
};

std::vector<std::byte> workload_terrain_bytes(const dataset::WorkloadTerrain& terrain);

}  // namespace caspian::test
