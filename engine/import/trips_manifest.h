// What an interrupted conversion has done so far, beside its output: sorted runs, names, and where
// in the input to go on. Belongs to one input and one set of options; anything else starts anew.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "import/run_file.h"
#include "import/trips_rows.h"

namespace caspian::import {

struct TripsManifest {
  // what it belongs to
  std::string input;
  uint64_t input_bytes = 0;
  int64_t input_modified_ns = 0;
  std::string options;
  // how far it is
  uint64_t offset = 0;  // of the unpacked text
  int64_t line = 2;
  uint64_t rows = 0, bad_rows = 0;
  int numbered_time = 0;
  uint64_t units_bytes = 0, facts_bytes = 0;  // of the files of names
  TripExtent extent;
  ProblemList problems;
  std::vector<RunFile> runs;

  bool is_same_work(const TripsManifest& other) const {
    return input == other.input && input_bytes == other.input_bytes &&
           input_modified_ns == other.input_modified_ns && options == other.options;
  }
  std::string json() const;
};

/// Nothing when there is none, or none that can be used.
std::optional<TripsManifest> read_manifest(const std::filesystem::path& folder);
Outcome write_manifest(const std::filesystem::path& folder, const TripsManifest& manifest);

/// Appends the names from `first` on to a file of names whose first `bytes` are good; the new count
/// of bytes, flushed to disk.
Result<uint64_t> append_names(const std::filesystem::path& file, uint64_t bytes,
                              const NameTable& names, uint32_t first);
/// False when the file does not hold so many bytes of names.
bool read_names(const std::filesystem::path& file, uint64_t bytes, NameTable& names);

}  // namespace caspian::import
