// The bytes of a trips file in pieces that end with a line: plain or gzip, from any place on.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace caspian::import {

class TripsSource {
 public:
  static Result<std::unique_ptr<TripsSource>> open(const std::filesystem::path& path);
  ~TripsSource();
  TripsSource(const TripsSource&) = delete;
  TripsSource& operator=(const TripsSource&) = delete;

  /// The first line, its end included; read() still starts behind it.
  const std::string& first_line() const { return first_line_; }
  /// Goes on at a byte of the unpacked text.
  Outcome seek(uint64_t offset);
  /// Whole lines, valid until the next call; nothing at the end.
  std::optional<std::string_view> read();
  /// Of the unpacked text: behind what was read last.
  uint64_t offset() const { return offset_; }
  /// 0..1, by the file's own bytes.
  double share() const;
  uint64_t file_bytes() const { return file_bytes_; }
  int64_t modified_ns() const { return modified_ns_; }
  /// Why reading ended before the file did; empty when it did not.
  const std::string& problem() const { return problem_; }

 private:
  struct Packed;
  TripsSource() = default;
  size_t fill(char* at, size_t size);

  std::filesystem::path path_;
  std::unique_ptr<Packed> packed_;
  int fd_ = -1;
  uint64_t file_bytes_ = 0;
  int64_t modified_ns_ = 0;
  uint64_t offset_ = 0;  // of the unpacked text, behind what was handed out
  std::string first_line_, problem_;
  std::string buffer_;
  size_t begin_ = 0, filled_ = 0;
};

}  // namespace caspian::import
