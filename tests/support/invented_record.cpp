#include "tests/support/invented_record.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "core/check.h"

namespace caspian::test {
namespace fs = std::filesystem;

TemporaryFile::TemporaryFile(const std::string& name) {
  static int number = 0;
  folder_ = fs::temp_directory_path() /
            ("caspian-test-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
  fs::create_directories(folder_);
  path_ = folder_ / name;
}

TemporaryFile::~TemporaryFile() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void TemporaryFile::write(const std::string& bytes) const {
  std::ofstream(path_, std::ios::binary) << bytes;
}

std::string TemporaryFile::read() const {
  std::ostringstream text;
  text << std::ifstream(path_, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<record::Segment> invented_segments(uint32_t seed, uint32_t units, uint32_t per_unit) {
  std::mt19937 random(seed);
  const auto share = [&] { return double(random()) / 4294967296.0; };
  std::vector<record::Segment> all;
  for (uint32_t unit = 0; unit < units; ++unit) {
    int64_t t = k_invented_start_ms + int64_t(share() * 1e9);
    record::GridPlace place = random_place(random);
    for (uint32_t i = 0; i < per_unit; ++i) {
      const bool is_gap = random() % 20 == 0;
      const double log2 = share() * (is_gap ? 31.5 : 24.0);
      const int64_t duration = 1 + int64_t(std::exp2(log2));
      const record::GridPlace to = random_place(random);
      all.push_back({t, t + duration, unit, is_gap, place, to});
      t += duration;
      place = to;
    }
  }
  std::stable_sort(all.begin(), all.end(), record::InFileOrder{});
  return all;
}

void write_record(const fs::path& path, const std::vector<record::Segment>& segments,
                  uint32_t units) {
  record::UnitTable table;
  const char* modes[] = {"sea", "rail", "road"};
  const char* goods[] = {"oil", "grain", "containers"};
  for (uint32_t i = 0; i < units; ++i)
    table.add(record::UnitFacts{"u" + std::to_string(i), modes[i % 3], goods[i % 3], "t",
                                "invented", "measured", 10.0 * i});
  record::LayerCounter counter;
  record::StoreAbout about{.box = k_invented_box,
                           .gap_limit_ms = 7'200'000,
                           .first_ms = segments.front().from_ms,
                           .last_ms = segments.front().to_ms,
                           .source = "invented",
                           .licence = "none",
                           .quality = "measured"};
  for (const record::Segment& s : segments) {
    counter.add(s);
    about.first_ms = std::min(about.first_ms, s.from_ms);
    about.last_ms = std::max(about.last_ms, s.to_ms);
  }
  auto writer = record::SegmentWriter::create(path, about, std::move(table), counter.plans());
  CASPIAN_CHECK(writer.ok());
  for (const record::Segment& s : segments) CASPIAN_CHECK((*writer)->add(s).ok());
  CASPIAN_CHECK((*writer)->finish().ok());
}

}  // namespace caspian::test
