// All that a scenario says, as plain data with indices resolved. Immutable once loaded; knows no
// files or colours.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dataset/convention.h"
#include "dataset/language_names.h"
#include "dataset/status.h"
#include "geo/geo_point.h"
#include "time/sim_time.h"

namespace caspian::dataset {

constexpr uint32_t k_none = UINT32_MAX;

enum class NodeKind { port, rail_hub, border_crossing, city, terminal, field };
enum class Mode { rail, road, sea, ferry, pipeline_oil, pipeline_gas };
enum class Grade { a, b, c };

struct Node {
  std::string id;
  Names name;
  std::string country;  // ISO 3166-1 alpha-2; XX = shared
  geo::GeoPoint place;
  NodeKind kind = NodeKind::city;
  Grade grade = Grade::c;
  std::string source;
  int line = 0;  // in nodes.csv; so for the other rows, each in its own table
};

struct Corridor {
  std::string id;
  Names name;
  std::string description;
  std::string article_quote;  // the words of the article that names it, "" = not named there
  StatusDates dates;
  std::string source;
  std::vector<uint32_t> links;  // indices into Dataset::links, in table order
  double length_km = 0;         // sum of its links' lengths; 0 when it has no links of its own
  int line = 0;
};

struct Link {
  uint32_t corridor = k_none;
  int seq = 0;
  uint32_t from_node = k_none, to_node = k_none;
  Mode mode = Mode::rail;
  std::string branch;
  double length_km = 0;
  std::string length_basis;
  std::vector<std::string> transit;  // countries crossed besides those of the ends
  StatusDates dates;
  Grade grade = Grade::c;
  std::string source;
  std::vector<geo::GeoPoint> via;  // way-points between the ends
  std::string via_basis;
  int line = 0;
};

struct PathStep {
  uint32_t link = k_none;
  bool reversed = false;
};

/// A journey that freight of a corridor follows.
struct Path {
  std::string id;
  uint32_t corridor = k_none;
  Names name;  // journeys: names.toml has the languages beside English
  bool backward = false;
  std::vector<PathStep> steps;
  double share = 0;  // of the corridor's figure
  std::optional<time::SimTime> from, to;
  std::string scenario;  // "base" or a variant's id, e.g. "tripp_open"
  Grade grade = Grade::c;
  std::string note;
  int line = 0;
};

enum class Kind { actual, plan, forecast };
/// How a flow was made from its figures.
enum class Quality { measured, modelled, assumed };

struct Volume {
  uint32_t corridor = k_none;  // k_none for a port's row
  uint32_t port_node = k_none;
  std::optional<int> year;
  std::string commodity;
  double value = 0;
  std::string unit;  // Mt, bcm, TEU
  Kind kind = Kind::actual;
  std::string measure, scope, series, scenario, conversion, source, note;
  bool part_of_total = false;
  bool is_flow = false;
  Grade grade = Grade::c;
  int line = 0;
};

/// An amount that entered a path within [from, to): a bin of a time-stamped flow (path_flows.csv).
struct FlowBin {
  uint32_t path = k_none;
  time::SimTime from, to;
  std::string commodity, scenario;
  double amount = 0;  // in tonnes, of gas in bcm
  bool is_gas = false;
  std::optional<double> travel_h;  // of who enters in it; none = the path's own time
  Quality quality = Quality::assumed;
  Kind kind = Kind::actual;
  Grade grade = Grade::c;
  std::string source, note;
  int line = 0;
};

struct TreatyPoint {
  double longitude_deg = 0, latitude_deg = 0;
  bool is_from_treaty = false;  // else constructed
  Grade grade = Grade::c;
  std::string source;
  int line = 0;
};

/// A seabed line with its legal standing. A single point (the junction point) has one entry in
/// `points`.
struct TreatyLine {
  enum class Agreement { agreed, agreed_signed_only, none };
  enum class Style { solid, long_dash, dotted };
  std::string id;
  std::string instrument;
  Agreement agreement = Agreement::none;
  Style style = Style::dotted;
  std::optional<WrittenDate> signed_on, shown_from, in_force;
  std::string in_force_grade, in_force_note;
  std::vector<TreatyPoint> points;
  // From lines.csv; all may be missing.
  std::vector<std::string> parties;     // ISO 3166-1 alpha-2
  std::optional<WrittenDate> valid_to;  // the first day on which it no longer holds
  std::optional<double> accuracy_m;     // of its place; none = not known
  std::string accuracy_note, note, note_source;
  Grade note_grade = Grade::c;

  bool shown_at(time::SimTime when) const {
    return (!shown_from || shown_from->first <= when) && (!valid_to || when < valid_to->first);
  }
  bool is_between(const std::string& one, const std::string& other) const;
  bool is_all_from_treaty() const;
};

/// How a seabed line is shown under a convention.
struct Standing {
  TreatyLine::Agreement agreement = TreatyLine::Agreement::none;
  TreatyLine::Style style = TreatyLine::Style::dotted;
  LineShowing showing = LineShowing::as_recorded;
  bool has_body = true;     // the line itself is drawn
  bool has_points = true;   // its points may be marked
  bool is_changed = false;  // not as the tables have it
};
Standing standing_of(const TreatyLine& line, const Convention& convention);

struct Event {
  WrittenDate date;
  Names title;
  std::vector<uint32_t> nodes;
  std::vector<geo::GeoPoint> places;  // nodes' places and free places, all of them
  std::string kind, source;
  Grade grade = Grade::c;
  int line = 0;
};

struct Organization {
  std::string id, country, role, source;
  Names name;
  std::optional<WrittenDate> joined;
  Grade grade = Grade::c;
  int line = 0;
};

/// An assumption of the flow model: commercial speed per mode, waits at nodes. From scenario.toml,
/// with source.
struct TravelAssumptions {
  double rail_kmh = 0, road_kmh = 0, sea_kmh = 0, ferry_kmh = 0, pipeline_oil_kmh = 0,
         pipeline_gas_kmh = 0;
  double port_wait_h = 0, border_wait_h = 0;
  std::string source;
};

struct Variant {
  std::string id;  // "base", "tripp_open"
  Names title;
  bool plan = false;  // planned openings happen
};

/// Where the scenario as a whole comes from; single facts carry their own source.
struct Credit {
  std::string name, licence, use;
};

struct Dataset {
  std::string id;
  Names title;
  Names disclaimer;
  std::string licence;
  std::vector<Credit> credits;
  std::vector<Variant> variants;           // [0] is the base
  time::SimTime range_from, range_to;      // of the tables: 1998..2030
  time::SimTime opening_from, opening_to;  // what the time bar opens on: 2019..2030
  time::SimTime opening_time;              // 2025-10-21
  std::optional<time::SimTime> status_on;  // the day of the tables' column `status`
  TravelAssumptions travel;
  std::vector<Node> nodes;
  std::vector<Corridor> corridors;
  std::vector<Link> links;
  std::vector<Path> paths;
  std::vector<Volume> volumes;
  std::vector<FlowBin> flow_bins;  // by path, commodity, scenario and time (settle_flow_bins)
  std::vector<TreatyLine> lines;
  std::vector<Event> events;
  std::vector<Organization> organizations;
  std::string digest;                   // first 12 hex digits of a SHA-256 over all files
  std::vector<Convention> conventions;  // what a map may say; not the scenario's own, [0] = default

  /// By its id or file; the default when there is none of that name.
  const Convention& convention(std::string_view id) const;
  uint32_t find_node(std::string_view id) const;
  uint32_t find_corridor(std::string_view id) const;
  uint32_t find_link(uint32_t corridor, int seq) const;
  /// Index into variants, 0 (the base) when there is none of that id.
  size_t find_variant(std::string_view id) const;
  /// Whether planned openings happen in a variant.
  bool is_plan(std::string_view variant) const;
};

std::string_view mode_id(Mode mode);
std::string_view node_kind_id(NodeKind kind);
std::string_view kind_id(Kind kind);
std::string_view quality_id(Quality quality);
std::string_view grade_id(Grade grade);  // "A", "B", "C"
std::string_view agreement_id(TreatyLine::Agreement agreement);
std::string_view style_id(TreatyLine::Style style);

}  // namespace caspian::dataset
