// Sorts more records than memory holds: sorted runs in files, then one merge. Equal records keep
// the order in which they came. A run is written while the next one fills.
#pragma once
#include <algorithm>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <queue>
#include <type_traits>
#include <vector>

#include "import/run_file.h"

namespace caspian::import {

template <typename Record, typename Less>
class ExternalSort {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  /// Runs are files `stem`-number in the folder, which is made when the first is written.
  ExternalSort(std::filesystem::path folder, std::string stem, size_t memory_bytes)
      : folder_(std::move(folder)),
        stem_(std::move(stem)),
        // One run fills, one is sorted with a buffer of half its size.
        run_records_(std::clamp<size_t>(memory_bytes / sizeof(Record) / 3, 1024, k_most_per_run)),
        memory_bytes_(memory_bytes) {
    filling_.reserve(run_records_ + k_most_per_run / 16);
  }

  /// Runs of an earlier, interrupted sort.
  void adopt(std::vector<RunFile> runs) { runs_ = std::move(runs); }
  bool is_full() const { return filling_.size() >= run_records_; }
  /// The caller ends a run when it is full.
  void push(const Record& record) { filling_.push_back(record); }
  bool has_runs() const { return !runs_.empty() || writing_.valid(); }
  const std::vector<RunFile>& runs() const { return runs_; }

  /// Sorts and writes what was pushed, in the background; `when_written` is called from a later
  /// call of end_run or merge, once it is safely on disk.
  Outcome end_run(std::function<Outcome()> when_written = {}) {
    if (Outcome settled = settle(); !settled) return settled;
    if (filling_.empty()) return Done{};
    std::swap(filling_, sorting_);
    filling_.clear();
    filling_.reserve(sorting_.capacity());
    const auto path = folder_ / (stem_ + "-" + std::to_string(runs_.size()));
    when_written_ = std::move(when_written);
    writing_ = std::async(std::launch::async, [this, path] {
      std::stable_sort(sorting_.begin(), sorting_.end(), Less{});
      return write_run(path, std::as_bytes(std::span<const Record>(sorting_)));
    });
    return Done{};
  }

  /// Every record in order. What was never written is merged from memory.
  template <typename Visit>
  Outcome merge(Visit&& visit) {
    if (!has_runs()) {
      std::stable_sort(filling_.begin(), filling_.end(), Less{});
      for (const Record& record : filling_)
        if (Outcome taken = visit(record); !taken) return taken;
      filling_ = {};
      return Done{};
    }
    if (Outcome ended = end_run(); !ended) return ended;
    if (Outcome settled = settle(); !settled) return settled;
    filling_ = {};
    sorting_ = {};
    // As many at once as leave each a fair buffer; more are merged in groups first.
    const size_t most = std::max<size_t>(memory_bytes_ / 2 / k_least_buffer, 2);
    for (size_t group = 0; runs_.size() > most; ++group)
      if (Outcome merged = merge_group(most, group); !merged) return merged;
    return merge_runs(runs_, visit);
  }

 private:
  static constexpr size_t k_most_per_run = 4u << 20;
  static constexpr size_t k_least_buffer = 64u << 10;

  Outcome settle() {
    if (!writing_.valid()) return Done{};
    Result<RunFile> written = writing_.get();
    if (!written) return written.failure();
    runs_.push_back(std::move(written).value());
    return when_written_ ? when_written_() : Outcome(Done{});
  }

  /// The first runs become one, which takes their place.
  Outcome merge_group(size_t most, size_t group) {
    const std::vector<RunFile> first(runs_.begin(), runs_.begin() + std::ptrdiff_t(most));
    RunWriter writer(folder_ / (stem_ + "-merged-" + std::to_string(group)));
    const auto write = [&](const Record& record) {
      return writer.write(std::as_bytes(std::span(&record, 1)));
    };
    if (Outcome merged = merge_runs(first, write); !merged) return merged;
    Result<RunFile> run = writer.finish();
    if (!run) return run.failure();
    runs_.erase(runs_.begin(), runs_.begin() + std::ptrdiff_t(most));
    runs_.insert(runs_.begin(), std::move(run).value());
    return Done{};
  }

  template <typename Visit>
  Outcome merge_runs(const std::vector<RunFile>& runs, Visit&& visit) {
    struct Source {
      std::unique_ptr<RunReader> reader;
      Record record{};
      size_t order = 0;
    };
    const size_t buffer = std::clamp<size_t>(memory_bytes_ / 2 / runs.size(), 4096, 4u << 20);
    std::vector<Source> sources;
    for (const RunFile& run : runs) {
      Result<std::unique_ptr<RunReader>> reader =
          RunReader::open(run, buffer / sizeof(Record) * sizeof(Record));
      if (!reader) return reader.failure();
      sources.push_back({std::move(reader).value(), {}, sources.size()});
    }
    const auto next = [](Source& source) {
      return source.reader->read(std::as_writable_bytes(std::span(&source.record, 1)));
    };
    const auto later = [](const Source* a, const Source* b) {
      if (Less{}(b->record, a->record)) return true;
      return !Less{}(a->record, b->record) && b->order < a->order;
    };
    std::priority_queue<Source*, std::vector<Source*>, decltype(later)> heap(later);
    for (Source& source : sources)
      if (next(source)) heap.push(&source);
    while (!heap.empty()) {
      Source* source = heap.top();
      heap.pop();
      if (Outcome taken = visit(source->record); !taken) return taken;
      if (next(*source)) heap.push(source);
    }
    for (const Source& source : sources)
      if (!source.reader->is_whole()) return source.reader->failure();
    return Done{};
  }

  std::filesystem::path folder_;
  std::string stem_;
  size_t run_records_;
  size_t memory_bytes_;
  std::vector<Record> filling_, sorting_;
  std::vector<RunFile> runs_;
  std::future<Result<RunFile>> writing_;
  std::function<Outcome()> when_written_;
};

}  // namespace caspian::import
