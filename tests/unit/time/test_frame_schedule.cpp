// Film frames: exact instants for whole and broken frame rates, forward and backward.
#include <doctest/doctest.h>

#include "time/frame_schedule.h"
#include "time/playback_clock.h"

using namespace caspian::time;

namespace {
constexpr int64_t k_hour_ms = 3'600'000;
constexpr int64_t k_start = 1'700'000'000'000;
}  // namespace

TEST_CASE("schedule: ten seconds at 6 h/s and 30 fps") {
  const FrameSchedule film{{k_start}, {k_start + 60 * k_hour_ms}, 10'000, {30, 1}, {k_start}};
  CHECK(film.frame_count() == 300);
  CHECK(film.frame(0).time.ms == k_start);
  CHECK(film.frame(150).time.ms == k_start + 30 * k_hour_ms);
  CHECK(film.frame(1).time.ms == k_start + 720'000);
  CHECK(film.frame(299).motion == film.frame(299).time);
  CHECK_FALSE(film.is_scaled());
  CHECK(film.speed_ms_per_s() == 6.0 * k_hour_ms);
}

TEST_CASE("schedule: at 5 days/s the motion time runs at 12 h/s") {
  const FrameSchedule film{{k_start}, {k_start + 50 * k_ms_per_day}, 10'000, {30, 1}, {k_start}};
  CHECK(film.is_scaled());
  CHECK(film.frame(150).time.ms == k_start + 25 * k_ms_per_day);
  CHECK(film.frame(150).motion.ms == k_start + 60 * k_hour_ms);
  const FrameSchedule backward{
      {k_start}, {k_start - 50 * k_ms_per_day}, 10'000, {30, 1}, {k_start + 7}};
  CHECK(backward.frame(150).time.ms == k_start - 25 * k_ms_per_day);
  CHECK(backward.frame(150).motion.ms == k_start + 7 - 60 * k_hour_ms);
}

TEST_CASE("schedule: exactly at the limit both run together") {
  const FrameSchedule film{{k_start}, {k_start + 120 * k_hour_ms}, 10'000, {30, 1}, {k_start}};
  CHECK_FALSE(film.is_scaled());
  CHECK(film.frame(77).motion == film.frame(77).time);
}

TEST_CASE("schedule: broken rates do not drift over an hour") {
  const FrameSchedule film{{0}, {3'600'000}, 3'600'000, {30000, 1001}, {0}};
  CHECK(film.frame_count() == 107892);
  CHECK(film.frame(30000).time.ms == 1'001'000);
  CHECK(film.frame(1).time.ms == 33);
  CHECK(film.frame(90000).time.ms == 3'003'000);
}

TEST_CASE("schedule: long ranges do not overflow, short films have a frame") {
  const FrameSchedule film{
      {-2'208'988'800'000}, {7'258'118'400'000}, 3'600'000, {60000, 1001}, {0}};
  CHECK(film.frame(film.frame_count()).time.ms ==
        doctest::Approx(7'258'118'400'000.0).epsilon(1e-5));
  CHECK(FrameSchedule{{0}, {1000}, 1, {30, 1}, {0}}.frame_count() == 1);
}

TEST_CASE("frame rate: what people write") {
  CHECK(parse_frame_rate("30") == FrameRate{30, 1});
  CHECK(parse_frame_rate("29.97") == FrameRate{30000, 1001});
  CHECK(parse_frame_rate("24000/1001") == FrameRate{24000, 1001});
  CHECK(parse_frame_rate("12.5") == FrameRate{25, 2});
  for (const char* bad :
       {"", "0", "-30", "abc", "30fps", "1/0", "30/", "1000", "0.5", "nan", "1/2"})
    CHECK_MESSAGE(!parse_frame_rate(bad), bad);
}
