// POSIX files with buffers of our own.
#include "import/run_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace caspian::import {
namespace {

Failure write_failure(const std::filesystem::path& path) {
  return {path.string() + ": cannot be written (" + std::strerror(errno) + ")",
          Failure::Kind::output};
}

}  // namespace

RunWriter::RunWriter(std::filesystem::path path) : path_(std::move(path)) {
  std::error_code ignored;
  std::filesystem::create_directories(path_.parent_path(), ignored);
  fd_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  buffer_.reserve(1u << 20);
}

RunWriter::~RunWriter() {
  if (fd_ >= 0) ::close(fd_);
}

Outcome RunWriter::write(std::span<const std::byte> bytes) {
  if (buffer_.size() + bytes.size() > buffer_.capacity())
    if (Outcome flushed = flush(); !flushed) return flushed;
  if (bytes.size() <= buffer_.capacity()) {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
    return Done{};
  }
  buffer_.assign(bytes.begin(), bytes.end());
  return flush();
}

Outcome RunWriter::flush() {
  if (fd_ < 0) return write_failure(path_);
  size_t done = 0;
  while (done < buffer_.size()) {
    const ssize_t n = ::write(fd_, buffer_.data() + done, buffer_.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return write_failure(path_);
    done += static_cast<size_t>(n);
  }
  bytes_ += buffer_.size();
  buffer_.clear();
  return Done{};
}

Result<RunFile> RunWriter::finish() {
  if (Outcome flushed = flush(); !flushed) return flushed.failure();
  if (::fsync(fd_) != 0) return write_failure(path_);
  return RunFile{path_, bytes_};
}

Result<RunFile> write_run(const std::filesystem::path& path, std::span<const std::byte> bytes) {
  RunWriter writer(path);
  constexpr size_t k_piece = 1u << 20;
  for (size_t at = 0; at < bytes.size(); at += k_piece)
    if (Outcome w = writer.write(bytes.subspan(at, std::min(k_piece, bytes.size() - at))); !w)
      return w.failure();
  return writer.finish();
}

Result<std::unique_ptr<RunReader>> RunReader::open(const RunFile& run, size_t buffer_bytes) {
  std::unique_ptr<RunReader> reader(new RunReader);
  reader->run_ = run;
  reader->fd_ = ::open(run.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (reader->fd_ < 0) return reader->failure();
  reader->buffer_.resize(buffer_bytes);
  return reader;
}

RunReader::~RunReader() {
  if (fd_ >= 0) ::close(fd_);
}

Failure RunReader::failure() const {
  return {run_.path.string() + ": cannot be read back", Failure::Kind::output};
}

bool RunReader::read(std::span<std::byte> record) {
  if (at_ == filled_) {
    at_ = filled_ = 0;
    while (filled_ < buffer_.size()) {
      const ssize_t n = ::read(fd_, buffer_.data() + filled_, buffer_.size() - filled_);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) break;
      filled_ += static_cast<size_t>(n);
    }
  }
  if (filled_ - at_ < record.size()) return false;
  std::memcpy(record.data(), buffer_.data() + at_, record.size());
  at_ += record.size();
  taken_ += record.size();
  return true;
}

}  // namespace caspian::import
