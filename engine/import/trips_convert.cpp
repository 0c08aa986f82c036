// The stages of a conversion in their order, and what is kept of them for the next time.
#include "import/trips_convert.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "import/external_sort.h"
#include "import/trips_geojson.h"
#include "import/trips_joiner.h"
#include "import/trips_manifest.h"
#include "import/trips_source.h"
#include "record/segment_writer.h"

namespace caspian::import {
namespace {
namespace fs = std::filesystem;

using SampleSort = ExternalSort<TripSample, ByUnitAndTime>;
using SegmentSort = ExternalSort<record::Segment, record::InFileOrder>;

constexpr uint64_t k_watch_every = 1u << 16;

record::Box box_of(const TripExtent& extent) {
  // A little wider, so that a single place has a box too.
  constexpr double k_margin_deg = 1e-5;
  return {extent.west_e7 * 1e-7 - k_margin_deg, extent.south_e7 * 1e-7 - k_margin_deg,
          extent.east_e7 * 1e-7 + k_margin_deg, extent.north_e7 * 1e-7 + k_margin_deg};
}

class Conversion {
 public:
  Conversion(const TripsOptions& options, const TripsWatch& watch)
      : options_(options),
        watch_(watch),
        folder_(options.output.string() + ".parts"),
        samples_(folder_, "samples", options.memory_bytes),
        segments_(folder_, "segments", options.memory_bytes / 2) {}

  Result<TripsReport> run() {
    const std::string extension = options_.input.extension().string();
    const bool is_geojson = extension == ".geojson" || extension == ".json";
    if (Outcome read = is_geojson ? read_geojson() : read_csv(); !read) return read.failure();
    if (report_.rows == 0)
      return Failure{options_.input.string() + ": holds no row that can be used (" +
                     std::to_string(report_.bad_rows) + " refused" +
                     (report_.problems.empty() ? "" : "; " + report_.problems[0].text()) + ")"};
    if (Outcome joined = join(); !joined) return joined.failure();
    if (Outcome written = write(); !written) return written.failure();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    return std::move(report_);
  }

 private:
  Outcome read_geojson();
  Outcome read_csv();
  Outcome end_run(const TripsSource& source, TripRows& rows);
  void resume(TripsSource& source, TripRows& rows);
  Outcome join();
  Outcome write();
  Outcome watch(TripsProgress::Stage stage, double share);
  TripsManifest manifest_of(const TripsSource& source) const;

  const TripsOptions& options_;
  const TripsWatch& watch_;
  fs::path folder_;
  TripNames names_;
  TripExtent extent_;
  SampleSort samples_;
  SegmentSort segments_;
  record::LayerCounter counter_;
  record::UnitTable units_;
  record::Box box_;
  TripsReport report_;
  uint32_t kept_units_ = 0, kept_facts_ = 0;  // names that are in their files
  uint64_t units_bytes_ = 0, facts_bytes_ = 0;
  uint64_t kept_rows_ = 0;  // rows that an interruption does not lose
};

Outcome Conversion::watch(TripsProgress::Stage stage, double share) {
  if (!watch_ || watch_({stage, share, report_.rows})) return Done{};
  const std::string kept =
      kept_rows_ ? "the same command goes on from row " + std::to_string(kept_rows_ + 1)
                 : std::string("nothing was kept");
  return Failure{options_.output.string() + ": interrupted; " + kept, Failure::Kind::output};
}

Outcome Conversion::read_geojson() {
  TripTimes times(options_.epoch);
  std::optional<Failure> failed;
  Result<TripsGeojson> read =
      read_trips_geojson(options_.input, times, names_, [&](const TripSample& sample) {
        if (samples_.is_full() && !failed)
          if (Outcome ended = samples_.end_run(); !ended) failed = ended.failure();
        samples_.push(sample);
        extent_.add(sample);
      });
  if (failed) return *failed;
  if (!read) return read.failure();
  report_.dialect = "Trip GeoJSON";
  report_.time_decision = times.decision();
  report_.rows = read->rows;
  report_.bad_rows = read->bad_rows;
  report_.problems = std::move(read->problems);
  return Done{};
}

TripsManifest Conversion::manifest_of(const TripsSource& source) const {
  TripsManifest manifest;
  std::error_code ignored;
  manifest.input = fs::absolute(options_.input, ignored).string();
  manifest.input_bytes = source.file_bytes();
  manifest.input_modified_ns = source.modified_ns();
  manifest.options = "1";
  if (options_.epoch) manifest.options += ";epoch=" + std::to_string(options_.epoch->ms);
  return manifest;
}

/// Takes over what an interrupted conversion of the same input has left, or clears it away.
void Conversion::resume(TripsSource& source, TripRows& rows) {
  const auto kept = read_manifest(folder_);
  TripNames names;
  const bool is_usable = kept && kept->is_same_work(manifest_of(source)) &&
                         read_names(folder_ / "units", kept->units_bytes, names.units) &&
                         read_names(folder_ / "facts", kept->facts_bytes, names.facts) &&
                         source.seek(kept->offset).ok();
  std::error_code ignored;
  if (!is_usable) {
    fs::remove_all(folder_, ignored);
    return;
  }
  names_ = std::move(names);
  rows.line = kept->line;
  rows.rows = report_.resumed_rows = kept_rows_ = kept->rows;
  rows.bad_rows = kept->bad_rows;
  rows.problems = kept->problems;
  rows.times().decide(static_cast<NumberedTime>(kept->numbered_time));
  extent_ = kept->extent;
  kept_units_ = names_.units.size();
  kept_facts_ = names_.facts.size();
  units_bytes_ = kept->units_bytes;
  facts_bytes_ = kept->facts_bytes;
  samples_.adopt(kept->runs);
}

/// The run is written in the background; once it is, the manifest tells of it.
Outcome Conversion::end_run(const TripsSource& source, TripRows& rows) {
  Result<uint64_t> units = append_names(folder_ / "units", units_bytes_, names_.units, kept_units_);
  if (!units) return units.failure();
  Result<uint64_t> facts = append_names(folder_ / "facts", facts_bytes_, names_.facts, kept_facts_);
  if (!facts) return facts.failure();
  units_bytes_ = *units;
  facts_bytes_ = *facts;
  kept_units_ = names_.units.size();
  kept_facts_ = names_.facts.size();
  TripsManifest manifest = manifest_of(source);
  manifest.offset = source.offset();
  manifest.line = rows.line;
  manifest.rows = rows.rows;
  manifest.bad_rows = rows.bad_rows;
  manifest.numbered_time = static_cast<int>(rows.times().numbers());
  manifest.units_bytes = units_bytes_;
  manifest.facts_bytes = facts_bytes_;
  manifest.extent = extent_;
  manifest.problems = rows.problems;
  return samples_.end_run([this, manifest = std::move(manifest)]() mutable {
    manifest.runs = samples_.runs();
    kept_rows_ = manifest.rows;
    return write_manifest(folder_, manifest);
  });
}

Outcome Conversion::read_csv() {
  Result<std::unique_ptr<TripsSource>> opened = TripsSource::open(options_.input);
  if (!opened) return opened.failure();
  TripsSource& source = **opened;
  Result<TripDialect> dialect = detect_dialect(options_.input.string(), source.first_line());
  if (!dialect) return dialect.failure();
  report_.dialect = dialect->text();
  TripRows rows(options_.input.string(), std::move(dialect).value(), options_.epoch, names_);
  resume(source, rows);
  while (auto text = source.read()) {
    while (auto sample = rows.next(*text)) {
      samples_.push(*sample);
      extent_.add(*sample);
    }
    // A run ends with a piece of the file, so that its offset says where to go on.
    if (samples_.is_full())
      if (Outcome ended = end_run(source, rows); !ended) return ended;
    report_.rows = rows.rows;
    if (Outcome goes_on = watch(TripsProgress::Stage::reading, source.share()); !goes_on)
      return goes_on;
  }
  if (samples_.has_runs())
    if (Outcome ended = end_run(source, rows); !ended) return ended;
  report_.rows = rows.rows;
  report_.bad_rows = rows.bad_rows;
  report_.problems = rows.problems;
  report_.time_decision = rows.times().decision();
  if (!source.problem().empty())
    report_.source_problem = options_.input.string() + ": " + source.problem();
  return Done{};
}

Outcome Conversion::join() {
  box_ = box_of(extent_);
  TripJoiner joiner(names_, box_, options_.gap_limit_ms);
  uint64_t done = 0;
  Outcome joined = samples_.merge([&](const TripSample& sample) -> Outcome {
    if (++done % k_watch_every == 0)
      if (Outcome goes_on =
              watch(TripsProgress::Stage::joining, double(done) / double(report_.rows));
          !goes_on)
        return goes_on;
    const auto segment = joiner.add(sample);
    if (!segment) return Done{};
    counter_.add(*segment);
    ++(segment->is_gap ? report_.gaps : report_.segments);
    segments_.push(*segment);
    return segments_.is_full() ? segments_.end_run() : Outcome(Done{});
  });
  if (!joined) return joined;
  joiner.finish();
  report_.units = joiner.units;
  report_.unit_entries = joiner.unit_entries();
  report_.units_without_way = joiner.units_without_way;
  report_.repeated_rows = joiner.repeated;
  report_.conflicting_rows = joiner.conflicting;
  report_.over_date_line = joiner.over_date_line;
  units_ = joiner.take_table();
  return Done{};
}

Outcome Conversion::write() {
  report_.first = {extent_.first_ms};
  report_.last = {extent_.last_ms};
  report_.west_deg = extent_.west_e7 * 1e-7;
  report_.east_deg = extent_.east_e7 * 1e-7;
  report_.south_deg = extent_.south_e7 * 1e-7;
  report_.north_deg = extent_.north_e7 * 1e-7;
  const record::StoreAbout about{
      .box = box_,
      .gap_limit_ms = options_.gap_limit_ms,
      .first_ms = extent_.first_ms,
      .last_ms = extent_.last_ms,
      .source = options_.source.empty() ? options_.input.filename().string() : options_.source,
      .licence = options_.licence,
      .quality = options_.quality};
  Result<std::unique_ptr<record::SegmentWriter>> writer =
      record::SegmentWriter::create(options_.output, about, std::move(units_), counter_.plans());
  if (!writer) return writer.failure();
  const uint64_t all = report_.segments + report_.gaps;
  uint64_t done = 0;
  Outcome merged = segments_.merge([&](const record::Segment& segment) -> Outcome {
    if (++done % k_watch_every == 0)
      if (Outcome goes_on = watch(TripsProgress::Stage::writing, double(done) / double(all));
          !goes_on)
        return goes_on;
    return (*writer)->add(segment);
  });
  if (!merged) return merged;
  if (Outcome finished = (*writer)->finish(); !finished) return finished;
  report_.bytes = (*writer)->bytes();
  return Done{};
}

}  // namespace

Result<TripsReport> convert_trips(const TripsOptions& options, const TripsWatch& watch) {
  return Conversion(options, watch).run();
}

}  // namespace caspian::import
