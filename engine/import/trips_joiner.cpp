// One pass; the sample before is all that is remembered.
#include "import/trips_joiner.h"

#include <array>
#include <cstdlib>

namespace caspian::import {

record::PackedUnit keep_facts(std::string_view facts, record::UnitTable& table) {
  std::array<std::string_view, 6> parts;  // load, load unit, mode, commodity, source, quality
  for (std::string_view& part : parts) {
    const size_t end = std::min(facts.find(TripNames::k_separator), facts.size());
    part = facts.substr(0, end);
    facts.remove_prefix(std::min(end + 1, facts.size()));
  }
  return {.id = 0,
          .mode = table.keep(parts[2]),
          .commodity = table.keep(parts[3]),
          .load_unit = table.keep(parts[1]),
          .source = table.keep(parts[4]),
          .quality = table.keep(parts[5]),
          .load = parse_finite(parts[0]).value_or(std::numeric_limits<double>::quiet_NaN())};
}

uint32_t TripJoiner::entry_of(const TripSample& sample) {
  if (entry_ && entry_facts_ == sample.facts) return *entry_;
  if (!id_) id_ = table_.append(names_.units[sample.unit]);
  if (sample.facts >= facts_.size()) facts_.resize(sample.facts + 1);
  std::optional<record::PackedUnit>& facts = facts_[sample.facts];
  if (!facts) facts = keep_facts(names_.facts[sample.facts], table_);
  record::PackedUnit unit = *facts;
  unit.id = *id_;
  entry_facts_ = sample.facts;
  entry_ = table_.add(unit);
  return *entry_;
}

void TripJoiner::end_unit() {
  if (!last_) return;
  ++units;
  if (segments_of_unit_ == 0) ++units_without_way;
  last_.reset();
  id_.reset();
  entry_.reset();
  segments_of_unit_ = 0;
}

std::optional<record::Segment> TripJoiner::add(const TripSample& sample) {
  if (last_ && last_->unit != sample.unit) end_unit();
  if (!last_) {
    last_ = sample;
    return std::nullopt;
  }
  if (last_->time_ms == sample.time_ms) {
    const bool is_same = last_->longitude_e7 == sample.longitude_e7 &&
                         last_->latitude_e7 == sample.latitude_e7 && last_->facts == sample.facts;
    ++(is_same ? repeated : conflicting);
    return std::nullopt;
  }
  const TripSample from = *last_;
  last_ = sample;
  if (std::abs(int64_t{from.longitude_e7} - sample.longitude_e7) > 1'800'000'000) {
    ++over_date_line;
    return std::nullopt;
  }
  ++segments_of_unit_;
  const auto place = [&](const TripSample& s) {
    return box_.pack(s.longitude_e7 * 1e-7, s.latitude_e7 * 1e-7);
  };
  return record::Segment{.from_ms = from.time_ms,
                         .to_ms = sample.time_ms,
                         .unit = entry_of(from),
                         .is_gap = sample.time_ms - from.time_ms > gap_limit_ms_,
                         .from = place(from),
                         .to = place(sample)};
}

}  // namespace caspian::import
