// Files of the unit benchmark, whole and broken in every way that comes to mind.
#include "import/workload_file.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <random>

#include "core/files.h"
#include "tests/support/invented_workload.h"

using namespace caspian;
using test::WorkloadBytes;

namespace {

/// A file that lives as long as the test.
class Written {
 public:
  explicit Written(const std::vector<std::byte>& bytes)
      : path_(std::filesystem::temp_directory_path() / "caspian_workload_test.bin") {
    REQUIRE(write_file(path_, bytes).ok());
  }
  ~Written() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string refusal(const WorkloadBytes& file) {
  const Written written(file.bytes);
  const auto read = import::read_workload(written.path());
  return read ? "" : read.failure().sentence;
}

bool says(const std::string& sentence, const std::string& words) {
  INFO(sentence);
  return sentence.find(words) != std::string::npos &&
         sentence.find("expected") != std::string::npos;
}

constexpr float k_nan = std::numeric_limits<float>::quiet_NaN();

}  // namespace

TEST_CASE("a workload is read as it was written") {
  const dataset::Workload made = test::invented_workload(7, 500, 3);
  const Written written(WorkloadBytes(made).bytes);
  const auto read = import::read_workload(written.path());
  REQUIRE(read.ok());
  CHECK(read->path_count() == 7);
  CHECK(read->path_first == made.path_first);
  CHECK(read->last_s == made.last_s);
  REQUIRE(read->units.size() == 500);
  CHECK(read->units[499].speed_mps == made.units[499].speed_mps);
  CHECK(read->units[499].rgba == made.units[499].rgba);
  CHECK(read->points.back().height_m == made.points.back().height_m);
  CHECK(read->length_m(6) == made.points.back().distance_m);
}

TEST_CASE("a broken workload is refused in a sentence") {
  const WorkloadBytes whole(test::invented_workload(3, 20, 3));
  CHECK(import::read_workload("/nowhere/at/all.cspw").failure().sentence.find("cannot be read") !=
        std::string::npos);
  const auto with = [&](size_t offset, auto value) {
    WorkloadBytes changed = whole;
    changed.put(offset, value);
    return refusal(changed);
  };
  CHECK(refusal(whole) == "");
  CHECK(says(with(0, uint32_t{7}), "first bytes"));
  CHECK(says(with(8, uint32_t{0}), "0 paths"));
  CHECK(says(with(8, uint32_t{0xffffffff}), "4294967295 paths"));
  CHECK(says(with(12, uint32_t{5}), "bytes"));
  CHECK(says(with(16, uint32_t{21}), "cut short"));
  CHECK(says(with(16, uint32_t{19}), "behind its end"));
  CHECK(says(with(16, uint32_t{0}), "0 units"));
  CHECK(says(with(24, std::nan("")), "instants"));
  CHECK(says(with(32, -1.0), "instants"));
  CHECK(says(with(whole.path_offset(0), uint32_t{1}), "path 0"));
  CHECK(says(with(whole.path_offset(1), uint32_t{0xfffffff0}), "path 0"));
  CHECK(says(with(whole.path_offset(2), uint32_t{0}), "path 1"));
  CHECK(says(with(whole.path_offset(3), uint32_t{6}), "path"));
  CHECK(says(with(whole.point_offset(2), k_nan), "point 2 of path 0"));
  CHECK(says(with(whole.point_offset(2) + 4, 91.0f), "point 2 of path 0"));
  CHECK(says(with(whole.point_offset(2) + 8, std::numeric_limits<float>::infinity()), "point 2"));
  CHECK(says(with(whole.point_offset(2) + 12, -5.0f), "distance"));
  CHECK(says(with(whole.point_offset(0) + 12, 5.0f), "distance"));
  CHECK(says(with(whole.unit_offset(4), uint32_t{3}), "unit 4 is on path 3"));
  CHECK(says(with(whole.unit_offset(4) + 4, k_nan), "unit 4 departs"));
  CHECK(says(with(whole.unit_offset(4) + 8, 0.0f), "unit 4 has the speed"));
  CHECK(says(with(whole.unit_offset(4) + 8, k_nan), "unit 4 has the speed"));
}

TEST_CASE("a workload cut anywhere is refused, and random damage never crashes") {
  const WorkloadBytes whole(test::invented_workload(3, 20, 3));
  for (size_t length = 0; length < whole.bytes.size(); length += 13) {
    WorkloadBytes cut = whole;
    cut.bytes.resize(length);
    CHECK(says(refusal(cut), "bytes"));
  }
  std::mt19937 random(11);
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    WorkloadBytes damaged = whole;
    for (int i = 0; i < 3; ++i)
      damaged.bytes[random() % damaged.bytes.size()] = static_cast<std::byte>(random());
    refused += !refusal(damaged).empty();
  }
  CHECK(refused > 100);
}

TEST_CASE("terrain of a workload: whole, cut short, without numbers") {
  const auto whole = test::workload_terrain_bytes(test::invented_workload_terrain(9, 7));
  {
    const Written written(whole);
    const auto read = import::read_workload_terrain(written.path());
    REQUIRE(read.ok());
    CHECK(read->width == 9);
    CHECK(read->height == 7);
    CHECK(read->north_deg == 50);
    CHECK(read->heights_m == test::invented_workload_terrain(9, 7).heights_m);
  }
  const auto refused = [](std::vector<std::byte> bytes) {
    const Written written(bytes);
    const auto read = import::read_workload_terrain(written.path());
    REQUIRE(!read.ok());
    return read.failure().sentence;
  };
  std::vector<std::byte> changed = whole;
  changed.resize(changed.size() - 4);
  CHECK(says(refused(changed), "cut short"));
  changed = whole;
  std::memcpy(changed.data() + 64 + 4 * 5, &k_nan, 4);
  CHECK(says(refused(changed), "sample 5"));
  changed = whole;
  const uint32_t wide = 1'000'000;
  std::memcpy(changed.data() + 8, &wide, 4);
  CHECK(says(refused(changed), "1000000 x 7"));
  changed = whole;
  std::memcpy(changed.data() + 16, &k_nan, 4);
  CHECK(says(refused(changed), "box"));
  CHECK(says(refused({}), "0 bytes"));
}
