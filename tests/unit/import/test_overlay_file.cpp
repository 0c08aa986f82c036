// A user's vector layers: styles and names from attributes, limits that are told, refusals.
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>

#include "import/overlay_attributes.h"
#include "import/overlay_file.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using geofile::VectorFeature;

namespace {

/// Features made up, as a module would hand them out.
class InventedFile : public geofile::VectorFile {
 public:
  std::vector<VectorFeature> features;
  std::string failure;  // after all features

  InventedFile() : layers_{{"zones", "WGS 84", {{"name", false}, {"stroke", false}}, -1}} {}
  const std::string& format() const override { return format_; }
  const std::vector<geofile::VectorLayer>& layers() const override { return layers_; }
  Result<geofile::VectorCount> read(size_t,
                                    const std::function<bool(VectorFeature&&)>& take) override {
    geofile::VectorCount count;
    for (VectorFeature feature : features) {
      ++count.read;
      if (!take(std::move(feature))) return count;
    }
    if (!failure.empty()) return Failure{failure};
    return count;
  }

 private:
  std::string format_ = "GeoJSON";
  std::vector<geofile::VectorLayer> layers_;
};

VectorFeature line_of(int points, double lat, const char* name = "") {
  VectorFeature feature{.kind = VectorFeature::Kind::lines, .parts = {{}}, .values = {name, ""}};
  for (int i = 0; i < points; ++i)
    feature.parts[0].points.push_back({50 + 1e-3 * i, lat + 2e-4 * std::sin(0.9 * i)});
  return feature;
}

bool any_note(const dataset::OverlayLayer& layer, const char* words) {
  for (const std::string& note : layer.notes)
    if (note.find(words) != std::string::npos) return true;
  return false;
}

std::string written(const char* name, const std::string& text) {
  const auto path = test::scratch_dir(name) / name;
  std::ofstream(path) << text;
  return path.string();
}

}  // namespace

TEST_CASE("overlay style: simplestyle keys in any dress") {
  std::vector<std::string> problems;
  const auto style = import::overlay_style({{"stroke", "#1a2b3c"},
                                            {"STROKE_WIDTH", "3.5"},
                                            {"stroke-opa", "0.5"},  // as a Shapefile cuts it
                                            {"fill", "fa0"},
                                            {"fill-opacity", "0"},
                                            {"marker-col", "#00ff00"},
                                            {"marker-size", "Large"},
                                            {"depth", "12"}},
                                           problems);
  CHECK(problems.empty());
  CHECK(style.stroke == 0x1a2b3cu);
  CHECK(style.stroke_width_px == 3.5);
  CHECK(style.stroke_opacity == 0.5);
  CHECK(style.fill == 0xffaa00u);
  CHECK(style.fill_opacity == 0.0);
  CHECK(style.marker == 0x00ff00u);
  CHECK(style.marker_size_px == 13.0);
}

TEST_CASE("overlay style: what cannot be used is said and left out") {
  std::vector<std::string> problems;
  const auto style = import::overlay_style(
      {{"stroke", "bluish"}, {"stroke-width", "nan"}, {"fill-opacity", "1.5"}, {"fill", "#12"}},
      problems);
  CHECK(style == dataset::OverlayStyle{});
  REQUIRE(problems.size() == 4);
  CHECK(problems[0] == "stroke: found `bluish`, expected a colour as #rrggbb or #rgb");
}

TEST_CASE("overlay name: name before title before label") {
  CHECK(import::overlay_name({{"title", "b"}, {"NAME", "a"}}) == "a");
  CHECK(import::overlay_name({{"name", ""}, {"Title", "b"}}) == "b");
  CHECK(import::overlay_name({{"nom", "x"}}).empty());
}

TEST_CASE("overlays: too many points are simplified, and it is said") {
  InventedFile file;
  for (int i = 0; i < 10; ++i) file.features.push_back(line_of(1000, 40 + i, "a"));
  const auto all = import::read_overlays("z.geojson", file, {});
  REQUIRE(all.ok());
  CHECK(all->at(0).notes.empty());
  const auto few = import::read_overlays("z.geojson", file, {.points = 2000, .features = 100});
  REQUIRE(few.ok());
  REQUIRE(few->size() == 1);
  CHECK(few->at(0).features.size() == 10);
  CHECK(any_note(few->at(0), "simplified"));
  size_t points = 0;
  for (const auto& feature : few->at(0).features) points += feature.parts.at(0).size();
  CHECK(points <= 2000);
  CHECK(points >= 20);
  CHECK(few->at(0).features[0].parts[0].front().longitude_deg == 50);
}

TEST_CASE("overlays: too many features are cut, and it is said") {
  InventedFile file;
  for (int i = 0; i < 10; ++i) file.features.push_back(line_of(3, 40 + i));
  const auto some = import::read_overlays("z.geojson", file, {.points = 1000, .features = 4});
  REQUIRE(some.ok());
  CHECK(some->at(0).features.size() == 4);
  CHECK(any_note(some->at(0), "only the first 4"));
}

TEST_CASE("overlays: half-broken files give what is good") {
  InventedFile file;
  file.features = {line_of(3, 40, "good"), line_of(1, 41)};
  file.features.push_back({.kind = VectorFeature::Kind::areas,
                           .parts = {{{{50, 40}, {50, 40}, {51, 41}, {50, 40}}, false}},
                           .values = {"flat", "no colour"}});
  file.failure = "z.geojson: layer zones cannot be read to its end";
  const auto loaded = import::read_overlays("z.geojson", file, {});
  REQUIRE(loaded.ok());
  REQUIRE(loaded->at(0).features.size() == 1);
  CHECK(loaded->at(0).features[0].name == "good");
  CHECK(any_note(loaded->at(0), "2 features without a usable shape"));
  CHECK(any_note(loaded->at(0), "to its end"));
  file.features = {line_of(1, 41)};
  CHECK_FALSE(import::read_overlays("z.geojson", file, {}).ok());
}

TEST_CASE("overlays: a line beyond the 180th meridian comes home") {
  InventedFile file;
  VectorFeature feature{
      .kind = VectorFeature::Kind::lines, .parts = {{{{410, 40}, {411, 41}}, false}}, .values = {}};
  file.features = {feature};
  const auto loaded = import::read_overlays("z.geojson", file, {});
  REQUIRE(loaded.ok());
  CHECK(loaded->at(0).features[0].parts[0][0].longitude_deg == doctest::Approx(50));
}

TEST_CASE("overlays: GeoJSON through the module, good and bad") {
  const std::string good = written("near_baku.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"name":"Zone","fill":"#00aaff","fill-opacity":0.4},
     "geometry":{"type":"Polygon","coordinates":[
       [[50,40],[51,40],[51,41],[50,41],[50,40]],
       [[50.4,40.4],[50.6,40.4],[50.5,40.6],[50.4,40.4]]]}},
    {"type":"Feature","properties":{"name":"Way","stroke":"#ff0000"},
     "geometry":{"type":"LineString","coordinates":[[49,40],[50,41]]}},
    {"type":"Feature","properties":{"title":"Spots"},
     "geometry":{"type":"MultiPoint","coordinates":[[49.5,40.2],[49.6,40.3]]}},
    {"type":"Feature","properties":{"name":"Nowhere"},"geometry":null},
    {"type":"Feature","properties":{"name":"Off"},
     "geometry":{"type":"Point","coordinates":[50,400]}}]})");
  const auto loaded = import::load_overlays(good);
  REQUIRE_MESSAGE(loaded.ok(), (loaded ? "" : loaded.failure().sentence));
  REQUIRE(loaded->size() == 1);
  const dataset::OverlayLayer& layer = loaded->front();
  REQUIRE(layer.features.size() == 3);
  CHECK(layer.features[0].parts.size() == 2);
  CHECK(layer.features[0].parts[0].size() == 4);
  CHECK(layer.features[0].style.fill == 0x00aaffu);
  CHECK(layer.features[1].shape == dataset::OverlayShape::lines);
  CHECK(layer.features[2].parts.size() == 2);
  CHECK(layer.features[2].name == "Spots");
  CHECK(any_note(layer, "off the globe"));
  CHECK(any_note(layer, "without a usable shape"));
  const auto claims = dataset::overlay_claims(*loaded);
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].names == std::vector<std::string>{"Spots", "Way", "Zone"});

  for (const std::string& bad :
       {written("empty.geojson", ""), written("words.geojson", "not a map"),
        written("cut.geojson", R"({"type":"FeatureCollection","features":[{"type":"Fea)"),
        written("nothing.geojson", R"({"type":"FeatureCollection","features":[]})"),
        std::string("/no/such/file.gpkg")}) {
    const auto refused = import::load_overlays(bad);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.failure().kind == Failure::Kind::data);
    CHECK(refused.failure().sentence.find(bad) != std::string::npos);
  }
}
