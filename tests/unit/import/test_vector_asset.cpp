#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "core/files.h"
#include "import/terrain_asset.h"
#include "import/vector_asset.h"

using namespace caspian;

namespace {

std::vector<import::VectorLayer> layers_of(const std::string& id) {
  Result<std::vector<import::VectorLayer>> layers =
      import::load_vector_layers(find_assets().value(), id);
  REQUIRE_MESSAGE(layers.ok(), (layers ? "" : layers.failure().sentence));
  return std::move(*layers);
}

import::VectorLayer finest_of(const std::string& id){return std::move(layers_of(id).front());
}  // namespace

size_t points_of(const import::VectorLayer& layer) {
  size_t count = 0;
  for (const auto& feature : layer.features) count += feature.points.size();
  return count;
}

}  // namespace

TEST_CASE("every layer loads with its source, and coarser levels hold fewer points") {
  for (const std::string id : {"coast", "borders", "rivers", "lakes"}) {
    const auto layers = layers_of(id);
    REQUIRE(layers.size() == 3);
    for (size_t level = 0; level < layers.size(); ++level) {
      CHECK(layers[level].level == static_cast<int>(level));
      CHECK(layers[level].id == id);
      CHECK_FALSE(layers[level].source.empty());
      CHECK_FALSE(layers[level].licence.empty());
      CHECK(points_of(layers[level]) > 500);
      if (level == 0) continue;
      CHECK(layers[level].tolerance_m > layers[level - 1].tolerance_m);
      CHECK(points_of(layers[level]) < points_of(layers[level - 1]));
    }
    for (const auto& feature : layers[0].features)
      for (const auto& point : feature.points) {
        if (point.longitude_deg < 14.99 || point.longitude_deg > 112.01 ||
            point.latitude_deg < 15.99 || point.latitude_deg > 60.01)
          FAIL_CHECK(id, " at ", point.longitude_deg, " ", point.latitude_deg);
      }
  }
}

TEST_CASE("the Caspian is one ring of its own, and no shore of the old Aral is left") {
  const auto layers = layers_of("coast");
  for (const auto& layer : layers) {
    int shores = 0;
    for (const auto& feature : layer.features)
      if (feature.attribute("sea") == "caspian" && feature.attribute("island").empty()) {
        ++shores;
        CHECK(feature.closed);
        CHECK(feature.points.size() > 100);
      }
    CHECK(shores == 1);
  }
  for (const std::string id : {"coast", "lakes"})
    for (const import::VectorLayer finest = finest_of(id); const auto& feature : finest.features)
      for (const auto& point : feature.points) {
        const bool in_aral = point.longitude_deg > 58.6 && point.longitude_deg < 61 &&
                             point.latitude_deg > 44 && point.latitude_deg < 46.3;
        if (in_aral) FAIL_CHECK(id, " at ", point.longitude_deg, " ", point.latitude_deg);
      }
}

TEST_CASE("the drawn coast lies on the zero of the shore field") {
  const Result<geo::HeightField> terrain = import::load_terrain(find_assets().value());
  REQUIRE(terrain.ok());
  double worst = 0, sum = 0;
  int count = 0;
  for (const import::VectorLayer finest = finest_of("coast");
       const auto& feature : finest.features) {
    if (feature.attribute("sea") != "caspian" || !feature.attribute("island").empty()) continue;
    for (const auto& point : feature.points) {
      const double off =
          std::abs(terrain->shore_distance_m(point.longitude_deg, point.latitude_deg));
      worst = std::max(worst, off);
      sum += off;
      ++count;
    }
  }
  MESSAGE("mean ", sum / count, " m, worst ", worst, " m over ", count, " points");
  CHECK(count > 4500);
  CHECK(sum / count < 120);
  CHECK(worst < 900);
}

TEST_CASE("rivers and lakes carry names") {
  std::set<std::string> names;
  for (const import::VectorLayer finest = finest_of("rivers");
       const auto& feature : finest.features) {
    names.insert(feature.name);
    CHECK_FALSE(feature.attribute("rank").empty());
  }
  for (const char* name : {"Volga", "Ural", "Kura", "Araz", "Amu Darya", "Syr Darya", "Don"})
    CHECK_MESSAGE(names.contains(name), name);
  names.clear();
  for (const import::VectorLayer finest = finest_of("lakes"); const auto& feature : finest.features)
    names.insert(feature.name);
  for (const char* name : {"Lake Van", "Lake Urmia", "Lake Sevan", "Lake Balkhash"})
    CHECK_MESSAGE(names.contains(name), name);
}

TEST_CASE("places are in their countries") {
  const Result<geo::CountryMap> map = import::load_countries(find_assets().value());
  REQUIRE(map.ok());
  struct Place {
    std::string name;
    double longitude_deg, latitude_deg;
    std::string code;
  };
  for (const Place& place : std::initializer_list<Place>{{"Aktau", 51.2, 43.65, "KZ"},
                                                         {"Atyrau", 51.92, 47.11, "KZ"},
                                                         {"Beineu", 55.2, 45.32, "KZ"},
                                                         {"Baikonur", 63.3, 45.63, "KZ"},
                                                         {"Dostyk", 82.4, 45.25, "KZ"},
                                                         {"Baku", 49.85, 40.4, "AZ"},
                                                         {"Ganja", 46.36, 40.68, "AZ"},
                                                         {"Shusha", 46.75, 39.76, "AZ"},
                                                         {"Khankendi", 46.75, 39.82, "AZ"},
                                                         {"Nakhchivan", 45.41, 39.21, "AZ"},
                                                         {"Ordubad", 46.02, 38.91, "AZ"},
                                                         {"Horadiz", 47.34, 39.45, "AZ"},
                                                         {"Meghri", 46.24, 38.91, "AM"},
                                                         {"Yerevan", 44.51, 40.18, "AM"},
                                                         {"Gyumri", 43.85, 40.79, "AM"},
                                                         {"Tbilisi", 44.79, 41.72, "GE"},
                                                         {"Batumi", 41.65, 41.63, "GE"},
                                                         {"Tskhinvali", 43.97, 42.23, "GE"},
                                                         {"Sukhumi", 41.05, 43.01, "GE"},
                                                         {"Akhalkalaki", 43.49, 41.41, "GE"},
                                                         {"Kars", 43.09, 40.6, "TR"},
                                                         {"Igdir", 44.04, 39.92, "TR"},
                                                         {"Erzurum", 41.27, 39.9, "TR"},
                                                         {"Istanbul", 28.95, 41.02, "TR"},
                                                         {"Rasht", 49.59, 37.28, "IR"},
                                                         {"Tehran", 51.42, 35.7, "IR"},
                                                         {"Bandar Abbas", 56.28, 27.2, "IR"},
                                                         {"Turkmenbashi", 53.0, 40.03, "TM"},
                                                         {"Ashgabat", 58.38, 37.95, "TM"},
                                                         {"Astrakhan", 48.03, 46.35, "RU"},
                                                         {"Makhachkala", 47.48, 42.97, "RU"},
                                                         {"Grozny", 45.7, 43.32, "RU"},
                                                         {"Moscow", 37.62, 55.75, "RU"},
                                                         {"Simferopol", 34.1, 44.95, "UA"},
                                                         {"Kyiv", 30.52, 50.45, "UA"},
                                                         {"Tashkent", 69.25, 41.3, "UZ"},
                                                         {"Nukus", 59.6, 42.46, "UZ"},
                                                         {"Bishkek", 74.6, 42.87, "KG"},
                                                         {"Dushanbe", 68.78, 38.56, "TJ"},
                                                         {"Kabul", 69.17, 34.53, "AF"},
                                                         {"Khorgos East", 80.4, 44.2, "CN"},
                                                         {"Urumqi", 87.6, 43.8, "CN"},
                                                         {"Mumbai", 72.9, 19.1, "IN"},
                                                         {"Brindisi", 17.9, 40.6, "IT"},
                                                         {"Tirana", 19.82, 41.33, "AL"},
                                                         {"Thessaloniki", 22.95, 40.68, "GR"},
                                                         {"Baghdad", 44.4, 33.3, "IQ"},
                                                         {"middle of the Caspian", 50.5, 41.5, ""},
                                                         {"Black Sea", 35, 43, ""}}) {
    INFO(place.name);
    CHECK(map->country_at(place.longitude_deg, place.latitude_deg) == place.code);
  }
  // The bridge at Dilucu joins Turkey and Nakhchivan, kilometres from Iran and Armenia.
  const auto near = map->countries_within(44.78, 39.72, 15000);
  const std::set<std::string> codes(near.begin(), near.end());
  for (const char* code : {"AZ", "TR", "IR", "AM"}) CHECK_MESSAGE(codes.contains(code), code);
}

TEST_CASE("damaged vector files are refused with a sentence") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "caspian_test_vectors";
  fs::create_directories(folder / "data");
  const std::string good = read_text(find_assets().value() / "data" / "lakes.vec").value();
  const auto loads = [&](const std::string& bytes) {
    std::ofstream(folder / "data" / "case.vec", std::ios::binary) << bytes;
    return import::load_vector_layers(folder, "case").ok();
  };
  CHECK(loads(good));
  CHECK_FALSE(import::load_vector_layers(folder, "none").ok());
  for (const size_t size : {size_t{0}, size_t{20}, size_t{60}, good.size() / 2, good.size() - 1})
    CHECK_FALSE(loads(good.substr(0, size)));
  for (const size_t at : {size_t{9}, size_t{30}, good.size() / 3, good.size() - 40}) {
    std::string other = good;
    other[at] = static_cast<char>(other[at] ^ 0x15);
    CHECK_FALSE(loads(other));
  }
  fs::remove_all(folder);
}
