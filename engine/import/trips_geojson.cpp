// nlohmann's document; each feature is one unit, named by its property `id` or its number.
#include "import/trips_geojson.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/files.h"
#include "core/json_writer.h"

namespace caspian::import {
namespace {

using nlohmann::json;

std::string text_of(const json& properties, const char* name) {
  const auto found = properties.find(name);
  if (found == properties.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number() ? found->dump() : std::string();
}

std::optional<int32_t> degrees(const json& value, int limit) {
  if (!value.is_number()) return std::nullopt;
  const double number = value.get<double>();
  if (!std::isfinite(number) || std::abs(number) > limit) return std::nullopt;
  return static_cast<int32_t>(std::llround(number * 1e7));
}

class FeatureReader {
 public:
  FeatureReader(std::string file, TripTimes& times, TripNames& names,
                const std::function<void(const TripSample&)>& take)
      : file_(std::move(file)), times_(times), names_(names), take_(take) {}

  void read(const json& feature, size_t number) {
    const json* geometry =
        feature.is_object() && feature.contains("geometry") ? &feature["geometry"] : nullptr;
    const std::string where = "feature " + std::to_string(number + 1);
    if (!geometry || !geometry->is_object() || geometry->value("type", json()) != "LineString" ||
        !geometry->contains("coordinates") || !(*geometry)["coordinates"].is_array())
      return refuse(where + " without a LineString", "a LineString of [lon, lat, height, time]");
    const json properties = feature.contains("properties") && feature["properties"].is_object()
                                ? feature["properties"]
                                : json::object();
    bool is_new = false;
    std::string id = text_of(properties, "id");
    if (id.empty()) id = where;
    TripSample sample;
    sample.unit = names_.units.number_of(id, is_new);
    sample.facts = names_.facts.number_of(facts(properties), is_new);
    size_t place = 0;
    for (const json& position : (*geometry)["coordinates"]) {
      ++place;
      if (take_position(position, sample)) {
        ++result.rows;
        take_(sample);
      } else {
        refuse(where + ", position " + std::to_string(place) + ": " + position.dump().substr(0, 80),
               "[degrees east, degrees north, height, time of 1900 to 2200]");
      }
    }
  }

  TripsGeojson result;

 private:
  static std::string facts(const json& properties) {
    std::string all;
    for (const char* name : {"load", "load_unit", "mode", "commodity", "source", "quality"})
      all += text_of(properties, name) + TripNames::k_separator;
    return all;
  }

  bool take_position(const json& position, TripSample& sample) {
    if (!position.is_array() || position.size() < 4) return false;
    const auto longitude = degrees(position[0], 180), latitude = degrees(position[1], 90);
    const json& when = position[3];
    std::optional<int64_t> time_ms;
    if (when.is_number()) time_ms = times_.parse(number_text(when.get<double>()));
    if (when.is_string()) time_ms = times_.parse(when.get<std::string>());
    if (!longitude || !latitude || !time_ms) return false;
    sample.longitude_e7 = *longitude;
    sample.latitude_e7 = *latitude;
    sample.time_ms = *time_ms;
    return true;
  }

  void refuse(std::string found, std::string expected) {
    ++result.bad_rows;
    if (result.problems.size() < TripRows::k_problems_kept)
      result.problems.push_back(
          {.file = file_, .found = std::move(found), .expected = std::move(expected)});
  }

  std::string file_;
  TripTimes& times_;
  TripNames& names_;
  const std::function<void(const TripSample&)>& take_;
};

}  // namespace

Result<TripsGeojson> read_trips_geojson(const std::filesystem::path& path, TripTimes& times,
                                        TripNames& names,
                                        const std::function<void(const TripSample&)>& take) {
  std::error_code error;
  const uint64_t size = std::filesystem::file_size(path, error);
  if (!error && size > k_largest_trips_geojson)
    return Failure{path.string() + ": has " + std::to_string(size >> 20) +
                   " MB; GeoJSON is read whole, at most " +
                   std::to_string(k_largest_trips_geojson >> 20) + " MB (a CSV may be any size)"};
  const Result<std::string> text = read_text(path);
  if (!text) return text.failure();
  const json document = json::parse(*text, nullptr, false);
  if (document.is_discarded() || !document.is_object() || !document.contains("features") ||
      !document["features"].is_array())
    return Failure{path.string() + ": is no GeoJSON with features"};
  FeatureReader reader(path.string(), times, names, take);
  size_t number = 0;
  for (const json& feature : document["features"]) reader.read(feature, number++);
  return std::move(reader.result);
}

}  // namespace caspian::import
