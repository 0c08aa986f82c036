// Names and loads of recorded units: collected while a store is written, packed as it holds them.
#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "record/segment_format.h"

namespace caspian::record {

/// What is known of a unit while its load does not change.
struct UnitFacts {
  std::string id, mode, commodity, load_unit, source, quality;
  double load = std::numeric_limits<double>::quiet_NaN();
};

class UnitTable {
 public:
  UnitTable() { strings_.push_back('\0'); }
  /// Offset of a string; equal strings share one. Zero bytes end it.
  uint32_t keep(std::string_view text);
  /// The same without looking for an equal one.
  uint32_t append(std::string_view text);
  uint32_t add(const PackedUnit& unit) {
    units_.push_back(unit);
    return static_cast<uint32_t>(units_.size() - 1);
  }
  uint32_t add(const UnitFacts& facts);

  const std::vector<PackedUnit>& units() const { return units_; }
  const std::string& strings() const { return strings_; }

 private:
  std::string strings_;
  std::unordered_map<std::string, uint32_t> offsets_;
  std::vector<PackedUnit> units_;
};

}  // namespace caspian::record
