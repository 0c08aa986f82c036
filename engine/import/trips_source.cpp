// read(2) for plain files, zlib for packed ones.
#include "import/trips_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace caspian::import {
namespace {
constexpr size_t k_piece = 4u << 20;
constexpr size_t k_longest_line = 1u << 20;
}  // namespace

struct TripsSource::Packed {
  gzFile file = nullptr;
  ~Packed() {
    if (file) gzclose(file);
  }
};

Result<std::unique_ptr<TripsSource>> TripsSource::open(const std::filesystem::path& path) {
  std::unique_ptr<TripsSource> source(new TripsSource);
  source->path_ = path;
  source->fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (source->fd_ < 0)
    return Failure{path.string() + ": cannot be opened (" + std::strerror(errno) + ")"};
  struct stat facts {};
  if (::fstat(source->fd_, &facts) != 0 || !S_ISREG(facts.st_mode))
    return Failure{path.string() + ": is not a file"};
  source->file_bytes_ = static_cast<uint64_t>(facts.st_size);
  source->modified_ns_ = int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec;
  unsigned char magic[2] = {};
  if (::pread(source->fd_, magic, 2, 0) == 2 && magic[0] == 0x1f && magic[1] == 0x8b) {
    source->packed_ = std::make_unique<Packed>();
    source->packed_->file = gzdopen(::dup(source->fd_), "rb");
    if (!source->packed_->file) return Failure{path.string() + ": cannot be unpacked"};
    gzbuffer(source->packed_->file, 256u << 10);
  }
  source->buffer_.resize(k_piece + k_longest_line);
  source->filled_ = source->fill(source->buffer_.data(), k_piece);
  const std::string_view start(source->buffer_.data(), source->filled_);
  const size_t end = start.find('\n');
  if (start.empty() || (end == start.npos && source->filled_ >= k_longest_line))
    return Failure{path.string() + ":1:1: found " +
                   (start.empty() ? std::string("nothing") : std::string("no line end")) +
                   ", expected a line that names the columns"};
  source->begin_ = end == start.npos ? start.size() : end + 1;
  source->first_line_ = std::string(start.substr(0, source->begin_));
  source->offset_ = source->begin_;
  return source;
}

TripsSource::~TripsSource() {
  if (fd_ >= 0) ::close(fd_);
}

size_t TripsSource::fill(char* at, size_t size) {
  size_t done = 0;
  while (done < size) {
    const auto wanted = static_cast<unsigned>(std::min<size_t>(size - done, 1u << 30));
    const ssize_t n =
        packed_ ? gzread(packed_->file, at + done, wanted) : ::read(fd_, at + done, size - done);
    if (n < 0 && !packed_ && errno == EINTR) continue;
    if (n < 0) problem_ = "cannot be read on from here";
    if (n <= 0) break;
    done += static_cast<size_t>(n);
  }
  int code = Z_OK;
  if (packed_ && done < size) gzerror(packed_->file, &code);
  if (code == Z_BUF_ERROR || code == Z_DATA_ERROR)
    problem_ = code == Z_BUF_ERROR ? "the packed file ends in the middle; what came before is used"
                                   : "the packed file is damaged; what came before is used";
  return done;
}

Outcome TripsSource::seek(uint64_t offset) {
  const bool done = packed_ ? gzseek(packed_->file, static_cast<z_off_t>(offset), SEEK_SET) >= 0
                            : ::lseek(fd_, static_cast<off_t>(offset), SEEK_SET) >= 0;
  if (!done)
    return Failure{path_.string() + ": cannot be read from byte " + std::to_string(offset)};
  begin_ = filled_ = 0;
  offset_ = offset;
  return Done{};
}

std::optional<std::string_view> TripsSource::read() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, filled_ - begin_);
  filled_ -= begin_;
  begin_ = 0;
  const size_t room = buffer_.size() - filled_;
  const size_t got = fill(buffer_.data() + filled_, room);
  filled_ += got;
  const std::string_view all(buffer_.data(), filled_);
  const size_t last = all.rfind('\n');
  // The last line may lack its end, unless the file breaks off there; a line beyond all measure is
  // handed out as it is and will be refused.
  const bool takes_all = got < room ? problem_.empty() : last == all.npos;
  begin_ = takes_all ? filled_ : last == all.npos ? 0 : last + 1;
  if (begin_ == 0) return std::nullopt;
  offset_ += begin_;
  return all.substr(0, begin_);
}

double TripsSource::share() const {
  if (file_bytes_ == 0) return 1;
  const double at = packed_ ? double(gzoffset(packed_->file)) : double(offset_);
  return std::min(at / double(file_bytes_), 1.0);
}

}  // namespace caspian::import
