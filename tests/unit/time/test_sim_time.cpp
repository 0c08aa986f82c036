#include <doctest/doctest.h>

#include "time/sim_time.h"

using namespace caspian::time;

TEST_CASE("known days have their known distance from the epoch") {
  CHECK(from_calendar({1970, 1, 1}).ms == 0);
  CHECK(from_calendar({2000, 3, 1}).ms == int64_t{951'868'800'000});
  CHECK(from_calendar({2025, 10, 21}).ms == int64_t{1'761'004'800'000});
  CHECK(from_calendar({1864, 1, 1}).ms == int64_t{-3'345'062'400'000});
  CHECK(from_calendar({1969, 12, 31}, 1).ms == 1 - k_ms_per_day);
}

TEST_CASE("every day of four centuries comes back, one day after the other") {
  int64_t day = from_calendar({1800, 1, 1}).ms / k_ms_per_day;
  CalendarDate previous = calendar_of({(day - 1) * k_ms_per_day});
  for (; day < from_calendar({2201, 1, 1}).ms / k_ms_per_day; ++day) {
    const CalendarDate date = calendar_of({day * k_ms_per_day + 12'345});
    REQUIRE(from_calendar(date).ms == day * k_ms_per_day);
    const bool next_day = date.day == previous.day + 1 && date.month == previous.month;
    const bool next_month = date.day == 1 && (date.month == previous.month + 1 ||
                                              (date.month == 1 && previous.month == 12));
    REQUIRE((next_day || next_month));
    previous = date;
  }
}

TEST_CASE("a shortened date counts from its first day") {
  CHECK(parse_time("2025") == from_calendar({2025, 1, 1}));
  CHECK(parse_time("2025-10") == from_calendar({2025, 10, 1}));
  CHECK(parse_time("2025-10-21") == from_calendar({2025, 10, 21}));
  CHECK(parse_time("2025-10-21T14:30") == from_calendar({2025, 10, 21}, (14 * 60 + 30) * 60'000));
  CHECK(parse_time("2025-10-21T14:30:15Z") ==
        from_calendar({2025, 10, 21}, (14 * 60 + 30) * 60'000 + 15'000));
  CHECK(parse_time("2025-10-21T14:30:15.250") ==
        from_calendar({2025, 10, 21}, (14 * 60 + 30) * 60'000 + 15'250));
}

TEST_CASE("nothing else is accepted") {
  for (const char* text : {"",
                           "20",
                           "2025-",
                           "2025-13",
                           "2025-00",
                           "2025-02-29",
                           "1900-02-29",
                           "2025-10-32",
                           "2025-10-2",
                           "2025-10-21 14:30",
                           "2025-10-21T",
                           "2025-10-21T24:00",
                           "2025-10-21T14",
                           "2025-10-21T14:60",
                           "2025-10-21T14:30:60",
                           "2025-10-21T14:30:15.2",
                           "2025-10-21T14:30ZZ",
                           "2025-10T14:30",
                           "2025Z",
                           "1899-12-31",
                           "2201-01-01",
                           "+2025",
                           " 2025",
                           "2025 ",
                           "21.10.2025",
                           "-025-01-01",
                           "2025-1-01"})
    CHECK_MESSAGE(!parse_time(text), text);
  CHECK(parse_time("2000-02-29"));
  CHECK(parse_time("2200-12-31T23:59:59.999Z"));
}

TEST_CASE("dates of tables have no time of day, and their own years") {
  CHECK(parse_date("1864", 1800, 2200) == from_calendar({1864, 1, 1}));
  CHECK(!parse_date("1864", 1900, 2200));
  CHECK(!parse_date("2025-10-21T14:30", 1800, 2200));
}

TEST_CASE("text of instants reads back to the same instant") {
  CHECK(date_text(from_calendar({2003, 5, 14})) == "2003-05-14");
  CHECK(date_text(from_calendar({1864, 1, 1})) == "1864-01-01");
  CHECK(iso_text(from_calendar({2025, 10, 21}, 250)) == "2025-10-21T00:00:00.250Z");
  CHECK(iso_text(from_calendar({1969, 12, 31}, 86'399'000)) == "1969-12-31T23:59:59Z");
  for (int64_t ms = from_calendar({1900, 1, 1}).ms; ms < from_calendar({2200, 12, 1}).ms;
       ms += 12'345'678'901) {
    REQUIRE(parse_time(iso_text({ms})) == SimTime{ms});
  }
}
