// scenario.toml: title, time range, travel assumptions, variants, sources and the hashes of the
// tables.
#pragma once
#include <map>
#include <string>

#include "core/result.h"
#include "dataset/dataset.h"

namespace caspian::import {

/// File name -> SHA-256 in hexadecimal, and where that is written.
struct WrittenHash {
  std::string hex;
  int line = 0, column = 0;
};
using WrittenHashes = std::map<std::string, WrittenHash>;

/// Fills what scenario.toml says into the dataset; what it leaves out gets the defaults of
/// FORMAT.md.
WrittenHashes read_manifest(const std::string& file, const std::string& text,
                            dataset::Dataset& dataset, ProblemList& problems);

}  // namespace caspian::import
