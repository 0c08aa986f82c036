// Segments come straight in file order: fleet by fleet, step by step, unit by unit.
#include "app/commands/generated_record.h"

#include <array>
#include <cmath>
#include <vector>

#include "record/segment_writer.h"
#include "time/sim_time.h"

namespace caspian::app {
namespace {

struct Place {
  double x, y;
};
using Route = std::vector<Place>;

const std::array<Route, 4> k_sea_routes{
    Route{{51.2, 43.6}, {50.9, 42.6}, {50.4, 41.2}, {49.6, 39.95}},
    Route{{52.9, 40.0}, {51.6, 40.1}, {50.4, 40.0}, {49.6, 39.95}},
    Route{{51.2, 43.6}, {50.1, 43.5}, {48.6, 43.2}, {47.6, 43.0}},
    Route{{48.2, 45.2}, {49.2, 43.6}, {50.6, 41.0}, {50.4, 38.6}, {49.5, 37.5}}};
const std::array<Route, 3> k_rail_routes{
    Route{{49.4, 39.95}, {47.4, 40.5}, {46.4, 40.7}, {44.8, 41.7}, {43.0, 42.1}, {41.7, 42.15}},
    Route{{52.97, 40.0}, {54.4, 39.5}, {56.3, 39.0}, {58.4, 37.95}},
    Route{{51.2, 43.7}, {52.9, 43.9}, {55.2, 45.3}, {57.2, 47.0}}};

/// Units that report at one interval. In every period of `k_period` reports some fall silent.
struct Fleet {
  const char* mode;
  const char* commodity;
  uint32_t units;
  int64_t interval_ms;
};
constexpr std::array<Fleet, 4> k_fleets{
    Fleet{"rail", "containers", 1000, 15'000}, Fleet{"sea", "oil", 4000, 60'000},
    Fleet{"sea", "grain", 4000, 300'000}, Fleet{"sea", "containers", 1000, 3'600'000}};
constexpr int64_t k_period = 64, k_silent_from = 10, k_silent_for = 36;
constexpr record::Box k_box{41.5, 37.3, 58.6, 47.2};

uint32_t scattered(uint64_t value) {
  value = (value + 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
  return static_cast<uint32_t>((value ^ value >> 31) * 0x94d049bb133111ebu >> 32);
}

class Generator {
 public:
  explicit Generator(int64_t length_ms) : length_ms_(length_ms) {}

  static constexpr int64_t k_start_ms = 1'735'689'600'000;  // 2025-01-01

  /// Every segment, in file order: fleets are in the order of their intervals.
  template <typename Visit>
  Outcome visit(Visit&& take) const {
    for (const bool gaps : {false, true}) {
      uint32_t first_unit = 0;
      for (const Fleet& fleet : k_fleets) {
        Outcome taken =
            gaps ? visit_gaps(fleet, first_unit, take) : visit_reports(fleet, first_unit, take);
        if (!taken) return taken;
        first_unit += fleet.units;
      }
    }
    return Done{};
  }

 private:
  static bool is_silent(uint32_t unit, int64_t period) {
    return scattered(uint64_t{unit} << 32 | static_cast<uint64_t>(period)) % 16 == 0;
  }
  /// Units report one after the other, evenly over the interval.
  static int64_t time_of(const Fleet& fleet, uint32_t i, int64_t step) {
    return k_start_ms + step * fleet.interval_ms + fleet.interval_ms * i / fleet.units;
  }

  record::Segment segment(const Fleet& fleet, uint32_t unit, uint32_t i, int64_t step,
                          int64_t steps, bool is_gap) const {
    record::Segment s{.from_ms = time_of(fleet, i, step),
                      .to_ms = time_of(fleet, i, step + steps),
                      .unit = unit,
                      .is_gap = is_gap};
    s.from = place(fleet, unit, s.from_ms);
    s.to = place(fleet, unit, s.to_ms);
    return s;
  }

  template <typename Visit>
  Outcome visit_reports(const Fleet& fleet, uint32_t first_unit, Visit&& take) const {
    for (int64_t step = 0; step * fleet.interval_ms < length_ms_; ++step)
      for (uint32_t i = 0; i < fleet.units; ++i) {
        const int64_t in_period = step % k_period;
        if (in_period >= k_silent_from && in_period < k_silent_from + k_silent_for &&
            is_silent(first_unit + i, step / k_period))
          continue;
        if (Outcome taken = take(segment(fleet, first_unit + i, i, step, 1, false)); !taken)
          return taken;
      }
    return Done{};
  }

  template <typename Visit>
  Outcome visit_gaps(const Fleet& fleet, uint32_t first_unit, Visit&& take) const {
    for (int64_t step = k_silent_from; step * fleet.interval_ms < length_ms_; step += k_period)
      for (uint32_t i = 0; i < fleet.units; ++i)
        if (is_silent(first_unit + i, step / k_period))
          if (Outcome taken = take(segment(fleet, first_unit + i, i, step, k_silent_for, true));
              !taken)
            return taken;
    return Done{};
  }

  /// To and fro on the unit's route, beside the line it shares with others.
  static record::GridPlace place(const Fleet& fleet, uint32_t unit, int64_t time_ms) {
    const uint32_t dice = scattered(unit);
    const bool is_rail = fleet.mode[0] == 'r';
    const Route& route = is_rail ? k_rail_routes[dice % k_rail_routes.size()]
                                 : k_sea_routes[dice % k_sea_routes.size()];
    const double there_ms = (20.0 + (dice >> 8) % 16) * 3'600'000;
    const double turn = double(time_ms - k_start_ms) / there_ms + double(dice >> 12) / 1048576.0;
    const double to_and_fro = std::abs(2 * (turn / 2 - std::floor(turn / 2)) - 1);
    const double at = to_and_fro * double(route.size() - 1);
    const size_t piece = std::min(static_cast<size_t>(at), route.size() - 2);
    const double share = at - double(piece);
    const Place &a = route[piece], &b = route[piece + 1];
    const double aside = (double(dice & 0xfff) / 4096 - 0.5) * (is_rail ? 0.004 : 0.12) *
                         std::sin(3.14159265 * to_and_fro);
    return k_box.pack(a.x + (b.x - a.x) * share + aside * (b.y > a.y ? 1 : -1),
                      a.y + (b.y - a.y) * share + aside);
  }

  int64_t length_ms_;
};

double segments_per_ms() {
  double rate = 0;
  for (const Fleet& fleet : k_fleets) rate += double(fleet.units) / double(fleet.interval_ms);
  return rate;
}

}  // namespace

Outcome generate_record(const std::filesystem::path& path, double gigabytes) {
  const auto length_ms =
      static_cast<int64_t>(gigabytes * 1e9 / sizeof(record::PackedSegment) / segments_per_ms());
  const Generator generator(length_ms);
  record::LayerCounter counter;
  record::StoreAbout about{.box = k_box,
                           .gap_limit_ms = 0,
                           .first_ms = Generator::k_start_ms,
                           .last_ms = Generator::k_start_ms + length_ms,
                           .source = "generated for measuring",
                           .licence = "none",
                           .quality = "assumed"};
  const Outcome counted = generator.visit([&](const record::Segment& segment) -> Outcome {
    counter.add(segment);
    return Done{};
  });
  if (!counted) return counted;
  record::UnitTable units;
  for (const Fleet& fleet : k_fleets)
    for (uint32_t i = 0; i < fleet.units; ++i)
      units.add(record::UnitFacts{.id = fleet.mode + std::to_string(units.units().size()),
                                  .mode = fleet.mode,
                                  .commodity = fleet.commodity,
                                  .load_unit = "t",
                                  .source = "",
                                  .quality = "",
                                  .load = 1000});
  auto writer = record::SegmentWriter::create(path, about, std::move(units), counter.plans());
  if (!writer) return writer.failure();
  const Outcome written =
      generator.visit([&](const record::Segment& segment) { return (*writer)->add(segment); });
  if (!written) return written;
  return (*writer)->finish();
}

}  // namespace caspian::app
