// Samples of units in order -> segments and the table of units. Knows no files.
#pragma once
#include <optional>
#include <vector>

#include "import/trips_rows.h"
#include "record/segment_writer.h"
#include "record/unit_table.h"

namespace caspian::import {

/// Samples come by unit, then time. A segment carries what its earlier sample says of the load.
class TripJoiner {
 public:
  TripJoiner(const TripNames& names, record::Box box, int64_t gap_limit_ms)
      : names_(names), box_(box), gap_limit_ms_(gap_limit_ms) {}

  std::optional<record::Segment> add(const TripSample& sample);
  void finish() { end_unit(); }
  record::UnitTable take_table() { return std::move(table_); }
  size_t unit_entries() const { return table_.units().size(); }

  uint64_t units = 0, units_without_way = 0;
  uint64_t repeated = 0, conflicting = 0, over_date_line = 0;

 private:
  void end_unit();
  uint32_t entry_of(const TripSample& sample);

  const TripNames& names_;
  record::Box box_;
  int64_t gap_limit_ms_;
  record::UnitTable table_;
  std::optional<TripSample> last_;
  uint64_t segments_of_unit_ = 0;
  std::optional<uint32_t> id_;     // string of the unit at hand
  std::optional<uint32_t> entry_;  // of last_'s unit and entry_facts_
  uint32_t entry_facts_ = 0;
  std::vector<std::optional<record::PackedUnit>> facts_;  // as the table keeps them
};

/// The parts of a row's facts, split; numbers are read.
record::PackedUnit keep_facts(std::string_view facts, record::UnitTable& table);

}  // namespace caspian::import
