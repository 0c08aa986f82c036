// The laws of flows.md sections 2 and 3 on thousands of random flows with bins, closings, waits and
// travel times per bin; and planted faults, which the judges must find.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include "dataset/flow_bins.h"
#include "scene/flow_frame.h"
#include "scene/flow_motion.h"
#include "tests/support/flow_laws.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;
using dataset::PathFlow;
using scene::FlowFrame;
using scene::FlowMoment;
using scene::FlowRun;

namespace {

struct Case {
  test::RandomFlow made;
  FlowMoment moment;

  explicit Case(std::mt19937_64& random) : made(test::random_flow(random)) {
    const double units = std::uniform_real_distribution<double>(0.5, 400)(random);
    moment.sizes.tonnes = std::max(1e-3, made.tracks.most_on_path[0] / units);
    moment.is_scaled = false;
  }
  const scene::FlowTracks& tracks() const { return made.tracks; }
  const PathFlow& flow() const { return made.tracks.amounts[0]; }
  const scene::Timetable& timetable() const { return made.tracks.timetables[0]; }
  double shortest_ms() const {
    double shortest = timetable().duration_ms();
    for (const auto& piece : flow().pieces)
      shortest = std::min(shortest, piece.travel_or(timetable().duration_ms()));
    return shortest;
  }
  FlowMoment at(time::SimTime when) const {
    FlowMoment other = moment;
    other.time = other.motion_time = when;
    return other;
  }
  time::SimTime any_time(std::mt19937_64& random) const {
    return {std::uniform_int_distribution<int64_t>(made.from.ms, made.to.ms)(random)};
  }
};

/// Something that is wrong with a frame; false when there is nothing that it could spoil.
using Fault = std::function<bool(const Case&, FlowFrame&)>;

bool with_run(FlowFrame& frame, const std::function<bool(FlowRun&)>& change) {
  for (FlowRun& run : frame.runs)
    if (change(run)) return true;
  return false;
}

const std::pair<const char*, Fault> k_faults[] = {
    {"the youngest is lost",
     [](const Case&, FlowFrame& frame) {
       return with_run(frame, [](FlowRun& run) { return run.count-- > 0; });
     }},
    {"floor(C(t - T)) without + 1",
     [](const Case&, FlowFrame& frame) {
       return with_run(frame, [](FlowRun& run) {
         if (run.count < 2) return false;
         run.age_first += static_cast<uint32_t>(run.age_step >> 32);
         --run.first_unit;
         ++run.count;
         return true;
       });
     }},
    {"ceil instead of floor",
     [](const Case&, FlowFrame& frame) {
       return with_run(frame, [](FlowRun& run) {
         if (run.age_step >> 32 > run.age_first || run.count < 2) return false;
         run.age_first -= static_cast<uint32_t>(run.age_step >> 32);
         ++run.first_unit;
         return true;
       });
     }},
    {"numbers off by one",
     [](const Case&, FlowFrame& frame) {
       for (FlowRun& run : frame.runs) ++run.first_unit;
       return !frame.runs.empty();
     }},
    {"a bin drawn twice",
     [](const Case&, FlowFrame& frame) {
       if (frame.runs.empty()) return false;
       frame.runs.push_back(frame.runs.back());
       return true;
     }},
    {"two milliseconds late",
     [](const Case&, FlowFrame& frame) {
       return with_run(frame, [](FlowRun& run) {
         if (run.age_first < 3) return false;
         run.age_first -= 3;
         return true;
       });
     }},
    {"a step too short",
     [](const Case&, FlowFrame& frame) {
       return with_run(frame, [](FlowRun& run) {
         if (run.count < 2 || run.age_step >> 32 < 10'000) return false;
         run.age_step -= run.age_step / 1000;
         return true;
       });
     }},
    {"the path's time in place of the bin's",
     [](const Case& c, FlowFrame& frame) {
       bool any = false;
       for (FlowRun& run : frame.runs) {
         const double ratio = c.shortest_ms() / c.timetable().duration_ms();
         if (ratio > 0.999 || run.age_first < 100'000) continue;
         run.age_first = static_cast<uint32_t>(run.age_first * ratio);
         run.age_step = static_cast<uint64_t>(double(run.age_step) * ratio);
         any = true;
       }
       return any;
     }},
};

}  // namespace

TEST_CASE("laws: true motion shows exactly the units of the definition, each where it is") {
  std::mt19937_64 random(11);
  size_t units = 0;
  for (int round = 0; round < 6000; ++round) {
    const Case c(random);
    const FlowMoment moment = c.at(c.any_time(random));
    const FlowFrame frame = scene::flow_frame(c.tracks(), moment);
    const std::string fault = test::judge_true(c.tracks(), moment, frame, 0);
    REQUIRE_MESSAGE(fault.empty(), "round ", round, ": ", fault);
    units += frame.unit_count();
    // Asked for by number, the union over the bins is the same.
    const scene::UnitRange range = scene::units_on_path(c.tracks(), moment, 0);
    REQUIRE(range.count() == static_cast<int64_t>(frame.unit_count()));
    if (!frame.runs.empty()) REQUIRE(range.first == frame.runs.front().first_unit);
    // The amount from C is within one unit of what is drawn.
    const double on_path = c.flow().on_path(moment.time, c.timetable().duration_ms());
    REQUIRE(std::abs(double(frame.unit_count()) * moment.sizes.tonnes - on_path) <=
            moment.sizes.tonnes * (1 + 1e-9));
  }
  CHECK(units > 100'000);
}

TEST_CASE("laws: planted faults are found") {
  for (const auto& [what, fault] : k_faults) {
    std::mt19937_64 random(12);
    int planted = 0, found = 0;
    for (int round = 0; round < 600; ++round) {
      const Case c(random);
      const FlowMoment moment = c.at(c.any_time(random));
      FlowFrame frame = scene::flow_frame(c.tracks(), moment);
      if (!fault(c, frame)) continue;
      ++planted;
      found += !test::judge_true(c.tracks(), moment, frame, 0).empty();
    }
    CHECK_MESSAGE(planted >= 40, std::string(what), ": ", planted);
    // A unit that enters or arrives at the very instant may be there or not.
    CHECK_MESSAGE(found >= planted * 0.98, std::string(what), ": ", found, " of ", planted);
  }
}

TEST_CASE("laws: from frame to frame units come as the floors say and none jumps") {
  std::mt19937_64 random(13);
  int judged = 0;
  for (int round = 0; round < 3000; ++round) {
    const Case c(random);
    const dataset::TimeSpan& open = c.flow().open[random() % c.flow().open.size()];
    const double most_ms = std::min(c.shortest_ms() * 0.9, double(open.to.ms - open.from.ms) / 2);
    // From milliseconds to most of a journey, so over bins, links and waits.
    const int64_t step =
        1 + static_cast<int64_t>(
                most_ms * std::pow(10, std::uniform_real_distribution<double>(-6, 0)(random)));
    if (open.from.ms + step >= open.to.ms) continue;
    const time::SimTime begin{
        std::uniform_int_distribution<int64_t>(open.from.ms, open.to.ms - step - 1)(random)};
    const FlowMoment before = c.at(begin), after = c.at({begin.ms + step});
    const FlowFrame a = scene::flow_frame(c.tracks(), before),
                    b = scene::flow_frame(c.tracks(), after);
    const std::string fault = test::judge_step(c.tracks(), before, a, after, b, 0);
    REQUIRE_MESSAGE(fault.empty(), "round ", round, " step ", step, ": ", fault);
    ++judged;
    // Must fail: an instant taken for another one, and a frame with the numbers off by one.
    if (b.unit_count() < 3 || step < 1000) continue;
    FlowMoment later = after;
    later.time.ms += step;
    if (later.time < open.to && scene::flow_frame(c.tracks(), later).unit_count() > 2)
      CHECK_FALSE(test::judge_step(c.tracks(), before, a, later, b, 0).empty());
  }
  CHECK(judged > 2000);
}

TEST_CASE("laws: conservation over whole intervals, and counting faults are found") {
  std::mt19937_64 random(14);
  int exact = 0, wrong_found = 0, wrong_planted = 0;
  for (int round = 0; round < 3000; ++round) {
    const Case c(random);
    time::SimTime a = c.any_time(random), b = c.any_time(random);
    if (b < a) std::swap(a, b);
    const auto last_at = [&](time::SimTime when) {
      return scene::units_on_path(c.tracks(), c.at(when), 0).last;
    };
    const double w = c.moment.sizes.tonnes;
    const double amount = c.flow().entered(b) - c.flow().entered(a);
    const int64_t units = last_at(b) - last_at(a);
    REQUIRE(std::abs(double(units) - amount / w) <= 1 + 1e-9 * amount / w);
    REQUIRE(units == static_cast<int64_t>(std::floor(c.flow().entered(b) / w - c.flow().phase) -
                                          std::floor(c.flow().entered(a) / w - c.flow().phase)));
    ++exact;
    // Rounding, ceiling the end alone, or counting both ends break the bound somewhere.
    const double from = c.flow().entered(a) / w - c.flow().phase,
                 to = c.flow().entered(b) / w - c.flow().phase;
    for (const double wrong : {std::ceil(to) - std::floor(from), std::floor(to) - std::ceil(from),
                               std::floor(to) - std::floor(from) + 1}) {
      ++wrong_planted;
      wrong_found += wrong != std::floor(to) - std::floor(from);
    }
  }
  CHECK(exact == 3000);
  CHECK(wrong_found > wrong_planted * 0.9);
}

TEST_CASE("laws: ages are good to a millisecond after a century, against exact integers") {
  // Rates in 2^-20 t/ms, phases in 2^-20 and whole tonnes: every amount is an exact integer.
  constexpr int64_t k_one = 1 << 20;
  std::mt19937_64 random(15);
  const auto whole = [&](int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  };
  using Exact = __int128;
  long double worst_ticks = 0;
  size_t compared = 0;
  for (int round = 0; round < 60; ++round) {
    test::RandomFlow made = test::random_flow(random);
    PathFlow& flow = made.tracks.amounts[0];
    const scene::Timetable& timetable = made.tracks.timetables[0];
    flow.pieces.clear();
    const int64_t phase = whole(1, k_one - 1), size = whole(1, 50'000);
    flow.phase = double(phase) / k_one;
    time::SimTime at = time::from_calendar({1925, 1, 1});
    const time::SimTime end = time::from_calendar({2026, 1, 1});
    flow.open = {{at, end}};
    std::vector<int64_t> rates;
    std::vector<Exact> before;
    Exact entered = 0;
    while (at < end) {
      const int64_t length = std::min<int64_t>(whole(1, 60) * time::k_ms_per_day, end.ms - at.ms);
      rates.push_back(whole(1, 1000));  // to 30 Mt a year
      before.push_back(entered);
      const Exact after = entered + Exact(rates.back()) * length;
      flow.pieces.push_back({at,
                             {at.ms + length},
                             double(rates.back()) / k_one,
                             double(entered) / k_one,
                             double(after) / k_one,
                             flow.open[0].from,
                             flow.open[0].to});
      entered = after;
      at.ms += length;
    }
    FlowMoment moment{.time = {end.ms - whole(1, 300 * time::k_ms_per_day)}, .is_scaled = false};
    moment.sizes.tonnes = double(size);
    for (const FlowRun& run : scene::flow_frame(made.tracks, moment).runs)
      for (uint32_t j = 0; j < run.count; j += 1 + run.count / 50) {
        const Exact amount = (Exact(run.first_unit + j) * k_one + phase) * size;
        size_t piece = flow.pieces.size() - 1;
        while (piece > 0 && before[piece] >= amount) --piece;
        // Age in ticks = (now - entry) * 128 / 125, entry = from + (amount - before) / rate.
        const Exact age_times_rate =
            Exact(moment.time.ms - flow.pieces[piece].from.ms) * rates[piece] -
            (amount - before[piece]);
        const long double ticks =
            static_cast<long double>(age_times_rate) / rates[piece] * 128 / 125;
        const long double off = std::abs(ticks - scene::age_in_run(run, timetable.duration(), j));
        worst_ticks = std::max(worst_ticks, off);
        ++compared;
      }
  }
  CHECK(compared > 1000);
  MESSAGE("worst age: ", double(worst_ticks) * 1000 / 1024, " ms off, of ", compared);
  CHECK(double(worst_ticks) * 1000 / 1024 < 1);
}

TEST_CASE("laws: scaled motion shows the amount without bias over many flows") {
  std::mt19937_64 random(16);
  double sum = 0, squares = 0;
  int flows = 0;
  std::vector<double> ages;
  for (int round = 0; round < 6000; ++round) {
    Case c(random);
    c.moment.is_scaled = true;
    const FlowMoment moment = c.at(c.any_time(random));
    const double n =
        c.flow().on_path(moment.time, c.timetable().duration_ms()) / moment.sizes.tonnes;
    if (n == 0) continue;
    const FlowFrame frame = scene::flow_frame(c.tracks(), moment);
    const double off = double(frame.unit_count()) - n;
    REQUIRE(std::abs(off) <= 1 + 1e-9 * n);
    sum += off;
    squares += off * off;
    ++flows;
    // No two at one place.
    std::vector<uint32_t> taken;
    for (const test::DrawnUnit& unit : test::drawn_units(c.tracks(), frame, 0))
      taken.push_back(unit.age);
    std::sort(taken.begin(), taken.end());
    if (taken.size() < c.timetable().duration() / 4)
      REQUIRE(std::adjacent_find(taken.begin(), taken.end()) == taken.end());
  }
  REQUIRE(flows > 1500);
  const double mean = sum / flows, spread = std::sqrt(squares / flows / flows);
  CHECK_MESSAGE(std::abs(mean) < 4 * spread, mean, " of ", flows);
  // Must fail: half a unit too many each.
  CHECK(std::abs(mean + 0.5) > 4 * spread);
}

TEST_CASE("laws: amounts add up, however bins are cut") {
  std::mt19937_64 random(17);
  for (int round = 0; round < 2000; ++round) {
    const Case c(random);
    PathFlow cut = c.flow();
    cut.pieces.clear();
    for (const PathFlow::Piece& piece : c.flow().pieces) {
      time::SimTime from = piece.from;
      for (int parts = 1 + int(random() % 4); parts > 0 && from < piece.to; --parts) {
        const time::SimTime to = parts == 1 ? piece.to
                                            : time::SimTime{std::uniform_int_distribution<int64_t>(
                                                  from.ms + 1, piece.to.ms)(random)};
        PathFlow::Piece part = piece;
        part.from = from;
        part.to = to;
        part.entered_before = cut.pieces.empty() ? 0 : cut.pieces.back().entered_after;
        part.entered_after = part.entered_before + piece.per_ms * double(to.ms - from.ms);
        cut.pieces.push_back(part);
        from = to;
      }
    }
    const double duration_ms = c.timetable().duration_ms();
    for (int i = 0; i < 5; ++i) {
      const time::SimTime when = c.any_time(random);
      const double all = c.flow().pieces.back().entered_after;
      REQUIRE(std::abs(cut.entered(when) - c.flow().entered(when)) <= 1e-12 * all);
      REQUIRE(std::abs(cut.on_path(when, duration_ms) - c.flow().on_path(when, duration_ms)) <=
              1e-12 * all);
    }
    REQUIRE(std::abs(cut.most_on_path(duration_ms) - c.flow().most_on_path(duration_ms)) <=
            1e-9 * c.flow().most_on_path(duration_ms));
  }
}

TEST_CASE("laws: of a hundred thousand bins only those in play are looked at, and all of those") {
  std::mt19937_64 random(18);
  test::RandomFlow made = test::random_flow(random);
  PathFlow& flow = made.tracks.amounts[0];
  const double duration_ms = made.tracks.timetables[0].duration_ms();
  flow.pieces.clear();
  time::SimTime at = time::from_calendar({1990, 1, 1});
  const time::SimTime begin = at;
  double entered = 0, travel_ms = duration_ms;
  for (int i = 0; i < 100'000; ++i) {
    const int64_t length = 1'800'000 + int64_t(random() % 3'600'000);
    const int64_t pause = random() % 3 == 0 ? int64_t(random() % 3'600'000) : 0;
    at.ms += pause;
    travel_ms = std::clamp(travel_ms - double(random() % (uint64_t(pause) + 1)) +
                               (random() % 10 == 0 ? double(random() % 3'600'000) : 0),
                           0.3 * duration_ms, 2 * duration_ms);
    if (!flow.pieces.empty())
      travel_ms = std::max(travel_ms, flow.pieces.back().travel_ms - double(pause));
    const double after = entered + 1e-4 * double(length);
    flow.pieces.push_back({at, {at.ms + length}, 1e-4, entered, after, {}, {}, travel_ms});
    entered = after;
    at.ms += length;
  }
  flow.open = {{begin, {at.ms + int64_t(4 * duration_ms)}}};
  for (auto& piece : flow.pieces) {
    piece.open_from = flow.open[0].from;
    piece.open_to = flow.open[0].to;
  }
  FlowMoment moment{.is_scaled = false};
  moment.sizes.tonnes = 1000;
  for (int round = 0; round < 50; ++round) {
    moment.time = {std::uniform_int_distribution<int64_t>(begin.ms, at.ms)(random)};
    const auto in_play = flow.in_play(moment.time, duration_ms);
    size_t wanted = 0;
    for (const auto& piece : flow.pieces)
      wanted += moment.time >= piece.from && double(moment.time.ms - piece.to.ms) < piece.travel_ms;
    REQUIRE(in_play.size() == wanted);
    REQUIRE(wanted < 10'000);
    const std::string fault =
        test::judge_true(made.tracks, moment, scene::flow_frame(made.tracks, moment), 0);
    REQUIRE_MESSAGE(fault.empty(), fault);
  }
}

TEST_CASE("laws: whatever bins a table has, afterwards none overlap and nobody overtakes") {
  std::mt19937_64 random(19);
  for (int round = 0; round < 1500; ++round) {
    dataset::Dataset data = test::invented_network();
    const int64_t hour = 3'600'000;
    double given = 0;
    for (int i = 0; i < 40; ++i) {
      dataset::FlowBin bin;
      bin.path = 0;
      bin.from = {time::from_calendar({2024, 1, 1}).ms + int64_t(random() % 3000) * hour};
      bin.to = {bin.from.ms + hour * (1 + int64_t(random() % 90))};
      bin.commodity = "oil";
      bin.scenario = "base";
      bin.amount = double(random() % 10'000);
      bin.line = i + 2;
      if (random() % 2) bin.travel_h = 30 + double(random() % 300);
      data.flow_bins.push_back(bin);
    }
    const size_t findings = dataset::settle_flow_bins(data).size();
    CHECK(findings > 0);
    double duration_ms = 0;
    for (size_t i = 0; i < data.flow_bins.size(); ++i) {
      const auto& bin = data.flow_bins[i];
      given += bin.amount;
      duration_ms = std::max(duration_ms, dataset::travel_h_of(data, bin) * double(hour));
      if (i == 0) continue;
      const auto& before = data.flow_bins[i - 1];
      REQUIRE(before.to <= bin.from);
      REQUIRE(double(before.to.ms) / hour + dataset::travel_h_of(data, before) <=
              double(bin.from.ms) / hour + dataset::travel_h_of(data, bin) + 1e-6);
    }
    const auto flows = dataset::build_path_flows(data, dataset::build_rate_series(data));
    double entered = 0;
    for (const PathFlow& flow : flows) entered += flow.entered({INT64_C(4'000'000'000'000)});
    REQUIRE(std::abs(entered - given) <= 1e-9 * given);
  }
}

TEST_CASE("laws: motions cross-fade at constant strength, the new one alone counted") {
  std::mt19937_64 random(20);
  int faded = 0;
  for (int round = 0; round < 2000; ++round) {
    Case c(random);
    c.made.tracks.amounts[0].is_time_stamped = random() % 2 == 0;
    FlowMoment moment = c.at(c.any_time(random));
    moment.is_scaled = random() % 2 == 0;
    moment.stamped_is_scaled = random() % 2 == 0;
    const FlowFrame alone = scene::flow_frame(c.tracks(), moment);
    const double share = std::uniform_real_distribution<double>(-0.2, 1.2)(random);
    moment.former = {.share = std::clamp(share, 0.0, 1.0),
                     .motion_time = c.any_time(random),
                     .is_scaled = random() % 2 == 0,
                     .stamped_is_scaled = random() % 2 == 0};
    FlowFrame frame = scene::flow_frame(c.tracks(), moment);
    REQUIRE(frame.unit_count() == alone.unit_count());  // counts and legend follow the new one
    const std::string fault = test::judge_cross_fade(c.tracks(), moment, frame, 0);
    REQUIRE_MESSAGE(fault.empty(), fault);
    const auto uncounted = std::find_if(frame.runs.begin(), frame.runs.end(),
                                        [](const FlowRun& run) { return !run.is_counted; });
    if (uncounted == frame.runs.end() || alone.runs.empty()) continue;
    ++faded;
    if (moment.former.share > 0.99) continue;
    uncounted->is_counted = true;  // must fail
    CHECK_FALSE(test::judge_cross_fade(c.tracks(), moment, frame, 0).empty());
  }
  CHECK(faded > 100);
}

TEST_CASE("laws: before a closing units fade to nothing, and never else") {
  std::mt19937_64 random(21);
  for (int round = 0; round < 1000; ++round) {
    const Case c(random);
    const double duration_ms = c.timetable().duration_ms();
    const double fade_ms = std::min(scene::k_closing_fade_ms, 0.1 * duration_ms);
    for (const dataset::TimeSpan& open : c.flow().open) {
      CHECK(scene::closing_alpha(c.flow(), {open.to.ms - 1}, duration_ms) < 2 / fade_ms + 1e-9);
      const time::SimTime well_before{open.to.ms - int64_t(fade_ms) - 1};
      if (open.contains(well_before))
        CHECK(scene::closing_alpha(c.flow(), well_before, duration_ms) == 1);
      CHECK(scene::closing_alpha(c.flow(), open.to, duration_ms) == 0);
    }
  }
}

TEST_CASE("laws: a volume that changes fades units in and out where they stand") {
  std::mt19937_64 random(22);
  struct Seen {
    uint32_t age = 0;
    double alpha = 0;
  };
  size_t fading = 0, compared = 0;
  for (int round = 0; round < 3000; ++round) {
    Case c(random);
    c.moment.is_scaled = true;
    const double duration_ms = c.timetable().duration_ms();
    const time::SimTime begin = c.any_time(random);
    const int64_t step = 1 + int64_t(random() % uint64_t(duration_ms / 20));
    const dataset::TimeSpan* open = dataset::span_at(c.flow().open, begin);
    if (!open || begin.ms + step >= open->to.ms) continue;
    // The date goes on while the pattern stands.
    const auto seen_at = [&](time::SimTime when) {
      FlowMoment moment = c.at(when);
      moment.motion_time = begin;
      const FlowFrame frame = scene::flow_frame(c.tracks(), moment);
      std::vector<Seen> seen;
      for (const test::DrawnUnit& unit : test::drawn_units(c.tracks(), frame, 0)) {
        const bool is_last = unit.number + 1 == unit.run->count;
        seen.push_back(
            {unit.age, double(unit.run->alpha) * (is_last ? double(unit.run->last_alpha) : 1)});
      }
      return seen;
    };
    const time::SimTime end{begin.ms + step};
    const double change =
        std::abs(c.flow().on_path(end, duration_ms) - c.flow().on_path(begin, duration_ms)) /
        c.moment.sizes.tonnes;
    const double closing = double(step) / std::min(scene::k_closing_fade_ms, 0.1 * duration_ms);
    std::vector<Seen> before = seen_at(begin), after = seen_at(end);
    before.resize(std::max(before.size(), after.size()));
    after.resize(before.size());
    for (size_t rank = 0; rank < before.size(); ++rank) {
      const double alpha_change = std::abs(after[rank].alpha - before[rank].alpha);
      REQUIRE(alpha_change <= change + closing + 1e-5);
      if (before[rank].alpha > 0 && after[rank].alpha > 0)
        REQUIRE(before[rank].age == after[rank].age);
      fading += alpha_change > 0;
      ++compared;
    }
  }
  CHECK(compared > 10'000);
  CHECK(fading > 150);
}
