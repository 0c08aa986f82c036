// The store on disk: everything written is found again, at every instant; damage costs a sentence
// and its part.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/support/invented_record.h"

using namespace caspian;
using namespace caspian::record;
using test::random_place;
using test::TemporaryFile;

namespace {

constexpr uint32_t k_units = 40;

std::unique_ptr<SegmentStore> open(const TemporaryFile& file) {
  auto store = SegmentStore::open(file.path());
  REQUIRE(store.ok());
  return std::move(store).value();
}

/// Which of the written segments hold at t; ticks of long gaps are left a little room.
std::multiset<uint32_t> alive_units(const std::vector<Segment>& all, int64_t t, bool gaps) {
  std::multiset<uint32_t> units;
  for (const Segment& s : all)
    if (s.is_gap == gaps && s.from_ms <= t && t < s.to_ms) units.insert(s.unit);
  return units;
}

std::multiset<uint32_t> units_of(const std::vector<PlacedSegment>& placed) {
  std::multiset<uint32_t> units;
  for (const PlacedSegment& s : placed) units.insert(s.packed.unit);
  return units;
}

/// Reads all that a store offers.
uint64_t read_everything(const SegmentStore& store) {
  uint64_t sum = 0;
  for (size_t block = 0; block < store.blocks().size(); ++block)
    for (const PackedSegment& s : store.segments(block)) sum += s.start + s.places[2];
  for (uint32_t unit = 0; unit < std::min(store.unit_count(), 100u); ++unit)
    sum += store.unit(unit).id.size() + store.unit(unit).mode.size();
  for (int64_t step = 0; step < 4; ++step)
    sum += store.count_alive({store.first().ms + (store.last().ms - store.first().ms) / 4 * step},
                             step % 2 == 0);
  return sum + store.source().size();
}

}  // namespace

TEST_CASE("segment store: places keep to 0.3 m in a region") {
  std::mt19937 random(1);
  const Box box{44, 35, 64, 50};
  for (int i = 0; i < 10'000; ++i) {
    const double lon = box.west + 20 * double(random()) / 4294967296.0;
    const double lat = box.south + 15 * double(random()) / 4294967296.0;
    const GridPlace a = box.pack(lon, lat), b = random_place(random);
    PackedSegment s{};
    pack_places(a, b, s.places);
    REQUIRE(from_place(s) == a);
    REQUIRE(to_place(s) == b);
    const double east_m = (box.longitude_deg(a.x) - lon) * 111'320 * std::cos(lat * 0.01745);
    const double north_m = (box.latitude_deg(a.y) - lat) * 111'130;
    REQUIRE(std::hypot(east_m, north_m) < 0.1);
  }
}

TEST_CASE("segment store: the layer is the smallest power of two that is not shorter") {
  CHECK(span_log2_of(1) == 0);
  CHECK(span_log2_of(2) == 1);
  CHECK(span_log2_of(3) == 2);
  CHECK(span_log2_of(4) == 2);
  CHECK(span_log2_of(60'000) == 16);
  CHECK(span_log2_of(int64_t{1} << 40) == 40);
}

TEST_CASE("segment store: what holds at any instant is what was written") {
  const TemporaryFile file("a.cseg");
  const auto written = test::invented_segments(7, k_units, 400);
  test::write_record(file.path(), written, k_units);
  const auto store = open(file);
  CHECK(store->problems().empty());
  CHECK(store->segment_count() == written.size());
  CHECK(store->source() == "invented");
  CHECK(store->unit(5).id == "u5");
  CHECK(store->unit(5).load == 50);
  CHECK(store->unit(k_units).id.empty());
  std::mt19937 random(3);
  for (int i = 0; i < 300; ++i) {
    // Edges are where one would be wrong: half of the instants are ends of segments.
    const Segment& edge = written[random() % written.size()];
    int64_t t = store->first().ms + int64_t(double(random()) / 4294967296.0 *
                                            double(store->last().ms - store->first().ms));
    if (i % 2) t = (i % 4 == 1 ? edge.from_ms : edge.to_ms) - i % 3;
    REQUIRE(units_of(store->alive({t}, false)) == alive_units(written, t, false));
  }
  CHECK(store->alive({store->first().ms - 1}, false).empty());
  CHECK(store->alive({store->last().ms + 1}, false).empty());
  CHECK(store->alive({INT64_MAX / 2}, false).empty());
}

TEST_CASE("segment store: at most two slices of a layer are read, blocks are at most 4 MiB") {
  const TemporaryFile file("a.cseg");
  // 400,000 segments of one second each within a minute: a dense slice is several blocks.
  std::vector<Segment> all;
  for (uint32_t i = 0; i < 400'000; ++i)
    all.push_back({test::k_invented_start_ms + i % 60'000,
                   test::k_invented_start_ms + i % 60'000 + 1000,
                   i % k_units,
                   false,
                   {i, i},
                   {i, i}});
  std::stable_sort(all.begin(), all.end(), InFileOrder{});
  test::write_record(file.path(), all, k_units);
  const auto store = open(file);
  for (const BlockEntry& block : store->blocks()) CHECK(block.count <= k_segments_per_block);
  for (int64_t t = store->first().ms; t < store->last().ms; t += 1777) {
    std::map<uint32_t, std::set<int64_t>> slices;
    for (const uint32_t block : store->blocks_at({t}))
      slices[store->blocks()[block].layer].insert(store->blocks()[block].slice_ms);
    for (const auto& [layer, of_layer] : slices) REQUIRE(of_layer.size() <= 2);
  }
}

TEST_CASE("segment store: times before 1970 and long gaps") {
  const TemporaryFile file("a.cseg");
  const int64_t year = 365 * 86'400'000ll;
  std::vector<Segment> all{{-60 * year, -60 * year + 1000, 0, false, {1, 2}, {3, 4}},
                           {-60 * year + 1000, 100 * year, 1, true, {1, 2}, {3, 4}}};
  std::sort(all.begin(), all.end(), InFileOrder{});
  test::write_record(file.path(), all, 2);
  const auto store = open(file);
  CHECK(store->count_alive({-60 * year}, false) == 1);
  CHECK(store->count_alive({-60 * year + 1000}, false) == 0);
  CHECK(store->count_alive({-60 * year + 6000}, true) == 1);
  CHECK(store->count_alive({0}, true) == 1);
  CHECK(store->count_alive({100 * year - 5000}, true) == 1);
  CHECK(store->count_alive({100 * year + 5000}, true) == 0);
}

TEST_CASE("segment store: a file cut anywhere gives its good part") {
  const TemporaryFile file("a.cseg"), cut("cut.cseg");
  const auto written = test::invented_segments(9, k_units, 200);
  test::write_record(file.path(), written, k_units);
  const std::string bytes = file.read();
  uint64_t found_before = 0;
  for (size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 97) {
    cut.write(bytes.substr(0, size));
    auto store = SegmentStore::open(cut.path());
    if (size < sizeof(FileHeader)) {
      CHECK(!store.ok());
      continue;
    }
    REQUIRE(store.ok());
    CHECK(!(*store)->problems().empty());
    uint64_t found = 0;
    for (size_t block = 0; block < (*store)->blocks().size(); ++block)
      found += (*store)->segments(block).size();
    CHECK(found >= found_before);
    found_before = found;
    read_everything(**store);
  }
  CHECK(found_before == written.size());  // all blocks are there when only the directory is cut
}

TEST_CASE("segment store: thousands of damaged files neither crash nor read over their end") {
  const TemporaryFile file("a.cseg"), bad("bad.cseg");
  test::write_record(file.path(), test::invented_segments(11, k_units, 60), k_units);
  const std::string bytes = file.read();
  std::mt19937 random(5);
  int refused = 0, told = 0, unharmed = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string changed = bytes;
    for (uint32_t flips = 1 + random() % 4; flips > 0; --flips) {
      // The header and the tables are small; half of the blows go there.
      const size_t at = random() % 2 ? random() % 300 : random() % changed.size();
      changed[at % changed.size()] = static_cast<char>(random());
    }
    if (i % 5 == 0) changed.resize(random() % changed.size());
    bad.write(changed);
    auto store = SegmentStore::open(bad.path());
    if (!store) {
      CHECK(store.failure().sentence.find("bad.cseg: ") != std::string::npos);
      ++refused;
      continue;
    }
    read_everything(**store);
    (*store)->problems().empty() ? ++unharmed : ++told;
  }
  CHECK(refused > 100);
  CHECK(told > 100);
  CHECK(unharmed < 100);  // a byte set to what it was, or one that nothing uses
}

TEST_CASE("segment store: damage with right checksums does no harm") {
  const TemporaryFile file("a.cseg");
  // What a writer could be made to write: units that are not in the table, durations of 0.
  auto segments = test::invented_segments(13, 4, 50);
  for (Segment& s : segments) s.unit = 1'000'000'000;
  test::write_record(file.path(), segments, 4);
  const auto store = open(file);
  CHECK(store->unit(store->alive(store->first(), false).at(0).packed.unit).id.empty());
  const TemporaryFile none("folder");
  CHECK(!SegmentStore::open(none.path()).ok());
  CHECK(!SegmentStore::open(none.path().parent_path()).ok());
  CHECK(!SegmentStore::open("/dev/null").ok());
}
