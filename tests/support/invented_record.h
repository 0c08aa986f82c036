// Tracks made up for tests and the store they make.
#pragma once
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "record/segment_store.h"
#include "record/segment_writer.h"

namespace caspian::test {

/// A file that goes when the test ends.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::filesystem::path& path() const { return path_; }
  void write(const std::string& bytes) const;
  std::string read() const;

 private:
  std::filesystem::path folder_, path_;
};

inline record::GridPlace random_place(std::mt19937& random) {
  return {static_cast<uint32_t>(random() >> 8), static_cast<uint32_t>(random() >> 8)};
}

constexpr record::Box k_invented_box{46, 36, 56, 48};
constexpr int64_t k_invented_start_ms = 1'700'000'000'000;

/// Segments of units that move about the box, in file order: of all spans from 1 ms to a month, a
/// twentieth of them gaps.
std::vector<record::Segment> invented_segments(uint32_t seed, uint32_t units, uint32_t per_unit);

/// Writes them; the units are named u0, u1, ..., of changing modes.
void write_record(const std::filesystem::path& path, const std::vector<record::Segment>& segments,
                  uint32_t units);

}  // namespace caspian::test
