// Files of sorted records on their way through an external sort: written once, flushed to disk,
// read in order.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace caspian::import {

struct RunFile {
  std::filesystem::path path;
  uint64_t bytes = 0;
};

class RunWriter {
 public:
  explicit RunWriter(std::filesystem::path path);
  ~RunWriter();
  RunWriter(const RunWriter&) = delete;
  RunWriter& operator=(const RunWriter&) = delete;

  Outcome write(std::span<const std::byte> bytes);
  /// Flushed to disk.
  Result<RunFile> finish();

 private:
  Outcome flush();
  std::filesystem::path path_;
  int fd_ = -1;
  uint64_t bytes_ = 0;
  std::vector<std::byte> buffer_;
};

Result<RunFile> write_run(const std::filesystem::path& path, std::span<const std::byte> bytes);

class RunReader {
 public:
  static Result<std::unique_ptr<RunReader>> open(const RunFile& run, size_t buffer_bytes);
  ~RunReader();
  RunReader(const RunReader&) = delete;
  RunReader& operator=(const RunReader&) = delete;

  /// Fills `record`; false at the end.
  bool read(std::span<std::byte> record);
  /// Whether all that the run holds could be read.
  bool is_whole() const { return taken_ == run_.bytes; }
  Failure failure() const;

 private:
  RunReader() = default;
  RunFile run_;
  int fd_ = -1;
  uint64_t taken_ = 0;
  std::vector<std::byte> buffer_;
  size_t at_ = 0, filled_ = 0;
};

}  // namespace caspian::import
