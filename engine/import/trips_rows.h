// Rows of a trips CSV -> samples: dialect and columns from the first line, then row by row out of
// pieces of text that end with a line. Bad rows are counted, the first ones told, the rest loads.
#pragma once
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "import/trips_values.h"

namespace caspian::import {

struct TripSample {
  int64_t time_ms = 0;
  uint32_t unit = 0;   // of TripNames::units
  uint32_t facts = 0;  // of TripNames::facts
  int32_t longitude_e7 = 0, latitude_e7 = 0;
};
static_assert(sizeof(TripSample) == 24);

/// By unit, then time; the file's order where both are equal.
struct ByUnitAndTime {
  bool operator()(const TripSample& a, const TripSample& b) const {
    return a.unit != b.unit ? a.unit < b.unit : a.time_ms < b.time_ms;
  }
};

enum class TripColumn {
  id,
  longitude,
  latitude,
  time,
  load,
  load_unit,
  mode,
  commodity,
  source,
  quality
};
constexpr size_t k_trip_columns = 10;

/// Texts that samples refer to by number. The facts of a row (load to quality) are one text, parts
/// separated by k_separator.
struct TripNames {
  static constexpr char k_separator = '\x1f';
  NameTable units, facts;
};

/// What all samples of a file span.
struct TripExtent {
  int64_t first_ms = std::numeric_limits<int64_t>::max();
  int64_t last_ms = std::numeric_limits<int64_t>::min();
  int32_t west_e7 = std::numeric_limits<int32_t>::max(), east_e7 = -west_e7;
  int32_t south_e7 = west_e7, north_e7 = -west_e7;
  void add(const TripSample& sample);
};

struct TripDialect {
  char delimiter = ',';
  std::array<int, k_trip_columns> cells{};  // which cell each column is; -1 = none
  std::array<std::string, k_trip_columns> names;
  size_t cell_count = 0;
  std::string text() const;  // for people
};

/// From the first line, its BOM and line end included or not.
Result<TripDialect> detect_dialect(const std::string& file, std::string_view first_line);

class TripRows {
 public:
  static constexpr size_t k_problems_kept = 20;

  TripRows(std::string file, TripDialect dialect, std::optional<time::SimTime> epoch,
           TripNames& names)
      : file_(std::move(file)), dialect_(std::move(dialect)), times_(epoch), names_(names) {}

  /// The next row of `text`, moving it on; nothing at its end. Only whole lines may stand in it.
  /// Bad rows are passed over.
  std::optional<TripSample> next(std::string_view& text);

  uint64_t rows = 0, bad_rows = 0;  // good ones; refused ones
  int64_t line = 2;                 // of what comes next
  ProblemList problems;             // the first k_problems_kept
  TripTimes& times() { return times_; }
  const TripDialect& dialect() const { return dialect_; }

 private:
  struct Cells {
    std::array<std::string_view, k_trip_columns> texts;
    size_t count = 0;
  };
  bool split(std::string_view line, Cells& cells);
  bool split_quoted(std::string_view line, Cells& cells);
  std::optional<TripSample> read(std::string_view line, const Cells& cells);
  std::optional<uint32_t> read_facts(std::string_view line, const Cells& cells);
  void refuse(std::string_view line, std::string_view at, std::string found, std::string expected);
  std::nullopt_t refuse_cell(std::string_view line, const Cells& cells, TripColumn column,
                             std::string expected);

  std::string file_;
  TripDialect dialect_;
  TripTimes times_;
  TripNames& names_;
  std::string last_id_, facts_;
  uint32_t last_unit_ = 0;
  std::optional<uint32_t> last_facts_;
  bool has_facts_ = false;  // any of the columns from load to quality is there
  std::vector<std::string> unquoted_;
};

}  // namespace caspian::import
