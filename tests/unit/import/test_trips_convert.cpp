// Trips to segments: dialects, bad rows, order, gaps, loads; interrupted and gone on with.
#include <doctest/doctest.h>
#include <zlib.h>

#include <map>
#include <random>

#include "import/external_sort.h"
#include "import/trips_convert.h"
#include "import/trips_values.h"
#include "record/segment_store.h"
#include "tests/support/invented_record.h"

using namespace caspian;
using namespace caspian::import;
using test::TemporaryFile;

namespace {

struct Converted {
  TripsReport report;
  std::unique_ptr<record::SegmentStore> store;
};

Converted convert(const TemporaryFile& in, const TemporaryFile& out, TripsOptions options = {}) {
  options.input = in.path();
  options.output = out.path();
  Result<TripsReport> report = convert_trips(options, {});
  REQUIRE_MESSAGE(report.ok(), (report ? "" : report.failure().sentence));
  auto store = record::SegmentStore::open(out.path());
  REQUIRE(store.ok());
  return {std::move(report).value(), std::move(store).value()};
}

std::string bytes_of(const TemporaryFile& file) {
  return file.read();
}

/// Rows of many units in any order.
std::string many_rows(uint32_t rows, uint32_t seed) {
  std::mt19937 random(seed);
  std::string text = "id,lon,lat,t\n";
  for (uint32_t i = 0; i < rows; ++i)
    text += "v" + std::to_string(random() % 500) + "," +
            std::to_string(46 + random() % 1000 / 100.0) + "," +
            std::to_string(36 + random() % 1000 / 100.0) + "," +
            std::to_string(1'700'000'000 + random() % 1'000'000) + "\n";
  return text;
}

}  // namespace

TEST_CASE("trips values: degrees in steps of 1e-7") {
  CHECK(parse_degrees_e7("43.6012345", 90) == 436012345);
  CHECK(parse_degrees_e7("-43.60123456", 90) == -436012346);
  CHECK(parse_degrees_e7("43", 90) == 430000000);
  CHECK(parse_degrees_e7("+43.5e0", 90) == 435000000);
  CHECK(parse_degrees_e7("180", 180) == 1800000000);
  for (const char* bad : {"", "-", ".", "43,5", "nan", "inf", "1e308", "90.0000001", "91", "12a",
                          "99999999999999999999", "0x10", " 1", "--1"})
    CHECK_MESSAGE(!parse_degrees_e7(bad, 90), bad);
}

TEST_CASE("trips values: instants") {
  TripTimes iso(std::nullopt);
  const int64_t day = time::from_calendar({2025, 10, 21}).ms;
  CHECK(iso.parse("2025-10-21") == day);
  CHECK(iso.parse("2025-10-21T14:30") == day + 52'200'000);
  CHECK(iso.parse("2025-10-21 14:30:15") == day + 52'215'000);
  CHECK(iso.parse("2025-10-21T14:30:15.2509Z") == day + 52'215'250);
  CHECK(iso.parse("2025-10-21T14:30:15+05:00") == day + 34'215'000);
  CHECK(iso.parse("2025-10-21 14:30:15 UTC") == day + 52'215'000);
  for (const char* bad : {"2025-13-21", "2025-10-21T24:30", "2025-10-21T14:30:15x", "21.10.2025",
                          "", "1899-12-31T00:00:00", "2025-10-21T1:30:15", "2025-02-29T00:00:00"})
    CHECK_MESSAGE(!iso.parse(bad), bad);
  TripTimes seconds(std::nullopt);
  CHECK(seconds.parse("1564184363") == 1'564'184'363'000);
  CHECK(seconds.parse("1564184363.25") == 1'564'184'363'250);
  CHECK(!seconds.parse("1564184363000"));  // the file's first number decided
  CHECK(seconds.decision() == "Unix seconds");
  TripTimes milliseconds(std::nullopt);
  CHECK(milliseconds.parse("1564184363000") == 1'564'184'363'000);
  CHECK(milliseconds.decision() == "Unix milliseconds");
  TripTimes epoch(time::SimTime{day});
  CHECK(epoch.parse("90") == day + 90'000);
  CHECK(!epoch.parse("nan"));
  CHECK(!epoch.parse("1e300"));
}

TEST_CASE("trips: a small file in any order, with loads and a gap") {
  const TemporaryFile in("trips.csv"), out("trips.cseg");
  in.write(
      "\xef\xbb\xbfMMSI;BaseDateTime;LAT;LON;load;load_unit;mode;commodity\r\n"
      "a;2025-01-01T02:00:00;43.0;51.0;5;t;sea;oil\r\n"
      "a;2025-01-01T00:00:00;41.0;50.0;5;t;sea;oil\r\n"
      "a;2025-01-01T01:00:00;42.0;50.5;5;t;sea;oil\r\n"
      "a;2025-01-01T03:00:00;43.0;51.0;0;t;sea;oil\r\n"
      "a;2025-01-01T09:00:00;44.0;52.0;0;t;sea;oil\r\n"
      "\"b;1\";2025-01-01T00:00:00;44.0;52.0;;;rail;grain\r\n");
  const Converted made = convert(in, out);
  CHECK(made.report.rows == 6);
  CHECK(made.report.bad_rows == 0);
  CHECK(made.report.units == 2);
  CHECK(made.report.units_without_way == 1);
  CHECK(made.report.segments == 3);
  CHECK(made.report.gaps == 1);
  CHECK(made.report.unit_entries == 2);
  CHECK(made.report.time_decision == "ISO 8601");
  const time::SimTime start = *time::parse_time("2025-01-01");
  const auto first = made.store->alive({start.ms + 1'800'000}, false);
  REQUIRE(first.size() == 1);
  CHECK(first[0].from_ms == start.ms);
  CHECK(first[0].to_ms == start.ms + 3'600'000);
  CHECK(made.store->box().latitude_deg(to_place(first[0].packed).y) ==
        doctest::Approx(42).epsilon(1e-7));
  CHECK(made.store->unit(first[0].packed.unit).load == 5);
  CHECK(made.store->unit(first[0].packed.unit).commodity == "oil");
  // Who lies in port with its load 5 until three is empty afterwards.
  CHECK(made.store->alive({start.ms + 4 * 3'600'000}, false).empty());
  const auto gap = made.store->alive({start.ms + 4 * 3'600'000}, true);
  REQUIRE(gap.size() == 1);
  CHECK(made.store->unit(gap[0].packed.unit).load == 0);
  CHECK(made.store->unit(gap[0].packed.unit).id == "a");
}

TEST_CASE("trips: bad rows are told with their place, good ones load") {
  const TemporaryFile in("trips.csv"), out("trips.cseg");
  in.write(
      "id,lon,lat,time\n"
      "a,50,40,1700000000\n"
      "a,50,91,1700000060\n"
      "a,nan,40,1700000060\n"
      "a,50,40,1899-01-01T00:00:00\n"
      "a,50,40\n"
      ",50,40,1700000060\n"
      "a,50.5,40,1700000060\n"
      "\"a,50,40,1700000060\n"
      "a,50.5,40,1700000060\n"
      "a,50.6,40,1700000060");
  const Converted made = convert(in, out);
  CHECK(made.report.rows == 4);
  CHECK(made.report.bad_rows == 6);
  CHECK(made.report.segments == 1);
  CHECK(made.report.repeated_rows == 1);
  CHECK(made.report.conflicting_rows == 1);
  REQUIRE(made.report.problems.size() == 6);
  CHECK(made.report.problems[0].text() == in.path().string() +
                                              ":3:6: found '91', expected degrees "
                                              "north, -90 to 90");
  CHECK(made.report.problems[3].line == 6);
  CHECK(made.report.problems[3].found == "3 cells");
}

TEST_CASE("trips: files that cannot be used say why") {
  const TemporaryFile in("trips.csv"), out("trips.cseg");
  const auto sentence = [&](const std::string& text) {
    in.write(text);
    TripsOptions options;
    options.input = in.path();
    options.output = out.path();
    const auto result = convert_trips(options, {});
    CHECK(!result.ok());
    return result ? std::string() : result.failure().sentence;
  };
  CHECK(sentence("").find("nothing") != std::string::npos);
  CHECK(sentence("id,lon,time\na,1,2\n").find("latitude") != std::string::npos);
  CHECK(sentence("id,lon,lat,time\n").find("no row") != std::string::npos);
  CHECK(sentence("id,lon,lat,time\na,500,1,1\n").find("500") != std::string::npos);
  CHECK(sentence(std::string(3'000'000, 'x')).find("line end") != std::string::npos);
  CHECK(!std::filesystem::exists(out.path()));
  CHECK(!std::filesystem::exists(out.path().string() + ".parts"));
}

TEST_CASE("trips: packed, and with little memory, the record is the same") {
  const TemporaryFile in("trips.csv"), packed("trips.csv.gz"), a("a.cseg"), b("b.cseg"),
      c("c.cseg");
  const std::string text = many_rows(60'000, 3);
  in.write(text);
  gzFile file = gzopen(packed.path().c_str(), "wb1");
  REQUIRE(gzwrite(file, text.data(), unsigned(text.size())) == int(text.size()));
  gzclose(file);
  TripsOptions options;
  options.source = "x";
  const Converted whole = convert(in, a, options);
  CHECK(whole.report.rows == 60'000);
  convert(packed, b, options);
  options.memory_bytes = 400'000;  // runs of 5,500 samples, merged in groups of 3
  convert(in, c, options);
  CHECK(bytes_of(a) == bytes_of(b));
  CHECK(bytes_of(a) == bytes_of(c));
  CHECK(!std::filesystem::exists(c.path().string() + ".parts"));
  // A packed file that breaks off: what came before is used.
  const std::string gz = packed.read();
  packed.write(gz.substr(0, gz.size() / 2));
  const Converted half = convert(packed, b, options);
  CHECK(half.report.source_problem.find("ends in the middle") != std::string::npos);
  CHECK(half.report.rows > 10'000);
  CHECK(half.report.bad_rows == 0);
}

TEST_CASE("trips: an interrupted conversion goes on and makes the same record") {
  const TemporaryFile in("trips.csv"), a("a.cseg"), b("b.cseg");
  in.write(many_rows(500'000, 4));  // several pieces of 4 MB
  TripsOptions options;
  options.input = in.path();
  options.memory_bytes = 3'000'000;
  options.output = a.path();
  REQUIRE(convert_trips(options, {}).ok());
  options.output = b.path();
  for (const int most : {2, 3, 1000}) {
    int calls = 0;
    const auto result =
        convert_trips(options, [&](const TripsProgress&) { return ++calls < most; });
    if (most < 1000) {
      REQUIRE(!result.ok());
      CHECK(result.failure().sentence.find("interrupted") != std::string::npos);
      CHECK(!std::filesystem::exists(b.path()));
    } else {
      REQUIRE(result.ok());
      CHECK(result->resumed_rows > 100'000);
      CHECK(result->rows == 500'000);
    }
  }
  CHECK(bytes_of(a) == bytes_of(b));
}

TEST_CASE("trips: what is kept of another input is not used") {
  const TemporaryFile in("trips.csv"), out("a.cseg"), fresh("b.cseg");
  in.write(many_rows(400'000, 5));
  TripsOptions options;
  options.input = in.path();
  options.output = out.path();
  options.memory_bytes = 3'000'000;
  int calls = 0;
  REQUIRE(!convert_trips(options, [&](const TripsProgress&) { return ++calls < 3; }).ok());
  REQUIRE(std::filesystem::exists(out.path().string() + ".parts"));
  in.write(many_rows(40'000, 6));
  const auto result = convert_trips(options, {});
  REQUIRE(result.ok());
  CHECK(result->resumed_rows == 0);
  CHECK(result->rows == 40'000);
  options.output = fresh.path();
  REQUIRE(convert_trips(options, {}).ok());
  CHECK(bytes_of(out) == bytes_of(fresh));
}

TEST_CASE("trips: Trip GeoJSON") {
  const TemporaryFile in("trips.geojson"), out("a.cseg");
  in.write(R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"id":"f1","mode":"ferry","load":40,"load_unit":"wagons"},
     "geometry":{"type":"LineString","coordinates":
       [[51.2,43.6,0,1564184363],[50.9,42.6,0,1564187963],[50.3,41.0,0],[50.2,41.0,0,1564191563]]}},
    {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}},
    {"type":"Feature","properties":{},"geometry":null}]})");
  const Converted made = convert(in, out);
  CHECK(made.report.rows == 3);
  CHECK(made.report.bad_rows == 3);
  CHECK(made.report.segments == 2);
  CHECK(made.report.time_decision == "Unix seconds");
  const auto alive = made.store->alive({1'564'184'364'000}, false);
  REQUIRE(alive.size() == 1);
  const record::UnitFacts unit = made.store->unit(alive[0].packed.unit);
  CHECK(unit.id == "f1");
  CHECK(unit.mode == "ferry");
  CHECK(unit.load == 40);
  CHECK(unit.load_unit == "wagons");
}

TEST_CASE("trips: rubbish of any kind is refused, not obeyed") {
  const TemporaryFile in("trips.csv"), out("a.cseg");
  const std::string good = many_rows(300, 8);
  std::mt19937 random(9);
  TripsOptions options;
  options.input = in.path();
  options.output = out.path();
  for (int i = 0; i < 300; ++i) {
    std::string text = good;
    for (int k = 0; k < 20; ++k)
      text[random() % text.size()] = "\"\n\r,;\t\0-9.eE\xff"[random() % 13];
    in.write(text);
    const auto result = convert_trips(options, {});
    if (!result) continue;
    CHECK(result->rows + result->bad_rows >= 250);
    auto store = record::SegmentStore::open(out.path());
    REQUIRE(store.ok());
    CHECK((*store)->problems().empty());
  }
}
