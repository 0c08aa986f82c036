// Playing: the date runs at the chosen speed, the motion time at most at the limit.
#include <doctest/doctest.h>

#include "time/playback_clock.h"

using namespace caspian::time;

namespace {

constexpr int64_t k_hour_ms = 3'600'000;

PlaybackClock clock_at(int64_t now_ms, double speed_ms_per_s) {
  PlaybackClock clock;
  clock.range_from = {0};
  clock.range_to = {1000 * k_ms_per_day};
  clock.seek({now_ms});
  clock.speed_ms_per_s = speed_ms_per_s;
  clock.is_playing = true;
  return clock;
}

}  // namespace

TEST_CASE("clock: up to the limit, date and motion time run together") {
  PlaybackClock clock = clock_at(500 * k_ms_per_day, 6.0 * k_hour_ms);
  for (int i = 0; i < 60; ++i) clock.advance(1.0 / 60);
  CHECK(clock.now.ms == doctest::Approx(500 * k_ms_per_day + 6 * k_hour_ms).epsilon(1e-12));
  CHECK(clock.motion == clock.now);
  CHECK_FALSE(clock.is_scaled());
}

TEST_CASE("clock: beyond the limit the motion time runs at the limit") {
  PlaybackClock clock = clock_at(100 * k_ms_per_day, 5.0 * k_ms_per_day);
  CHECK(clock.is_scaled());
  clock.advance(2.0);
  CHECK(clock.now.ms == 110 * k_ms_per_day);
  CHECK(clock.motion.ms == 101 * k_ms_per_day);
  clock.speed_ms_per_s = -5.0 * k_ms_per_day;
  clock.advance(2.0);
  CHECK(clock.now.ms == 100 * k_ms_per_day);
  CHECK(clock.motion.ms == 100 * k_ms_per_day);
}

TEST_CASE("clock: slow play loses no fractions") {
  PlaybackClock clock = clock_at(0, 1.0);
  for (int i = 0; i < 600; ++i) clock.advance(1.0 / 60);
  CHECK(clock.now.ms >= 9);
  CHECK(clock.now.ms <= 10);
}

TEST_CASE("clock: at the end of the range it stops or starts over") {
  PlaybackClock clock = clock_at(999 * k_ms_per_day, 1.0 * k_ms_per_day);
  clock.loop = Loop::stop;
  clock.advance(3.0);
  CHECK(clock.now == clock.range_to);
  CHECK_FALSE(clock.is_playing);

  clock = clock_at(999 * k_ms_per_day, 0.25 * k_ms_per_day);
  clock.loop = Loop::repeat;
  clock.advance(6.0);
  CHECK(clock.now.ms == k_ms_per_day / 2);
  CHECK(clock.motion == clock.now);

  clock = clock_at(k_ms_per_day, -0.5 * k_ms_per_day);
  clock.advance(4.0);
  CHECK(clock.now.ms == 999 * k_ms_per_day);
}

TEST_CASE("clock: a pause holds, a jump sets the motion time to the date and stays in range") {
  PlaybackClock clock = clock_at(10 * k_ms_per_day, 5.0 * k_ms_per_day);
  clock.advance(1.0);
  clock.is_playing = false;
  const PlaybackClock before = clock;
  clock.advance(5.0);
  CHECK(clock.now == before.now);
  CHECK(clock.motion != clock.now);
  clock.seek({-5});
  CHECK(clock.now == clock.range_from);
  CHECK(clock.motion == clock.now);
}
