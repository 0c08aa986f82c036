// Readers of option texts.
#include "app/option_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "core/json_writer.h"

namespace caspian::app {
namespace {

Failure unexpected(std::string_view option, std::string_view found, std::string_view expected) {
  return Failure{std::string(option) + ": found `" + std::string(found) + "`, expected " +
                     std::string(expected),
                 Failure::Kind::usage};
}

template <typename T>
std::optional<T> number_in(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if constexpr (std::is_floating_point_v<T>)
    if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t start = 0;;) {
    const size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end == text.npos ? end : end - start));
    if (end == text.npos) return parts;
    start = end + 1;
  }
}

constexpr std::array<std::pair<std::string_view, scene::ThemeId>, 3> k_themes{
    {{"dusk", scene::ThemeId::dusk},
     {"map", scene::ThemeId::map},
     {"contrast", scene::ThemeId::contrast}}};
constexpr std::array<std::pair<std::string_view, scene::MotionMode>, 3> k_motions{
    {{"automatic", scene::MotionMode::automatic},
     {"true", scene::MotionMode::true_motion},
     {"scaled", scene::MotionMode::scaled}}};

std::string layer_list() {
  std::string list;
  for (const std::string_view name : scene::layer_names())
    list += (list.empty() ? "" : ", ") + std::string(name);
  return list;
}

}  // namespace

Result<time::SimTime> read_time(std::string_view option, std::string_view text) {
  if (const auto when = time::parse_time(text)) return *when;
  return unexpected(option, text,
                    "a date such as 2025-10-21 or 2025-10-21T14:30, from 1900 to 2200");
}

Result<scene::Camera> read_camera(std::string_view option, std::string_view text) {
  if (const auto camera = scene::parse_camera(text)) return *camera;
  return unexpected(option, text,
                    "lon,lat,range_km,heading_deg,tilt_deg such as 50.5,41.5,1900,0,40");
}

Result<PixelSize> read_size(std::string_view option, std::string_view text) {
  constexpr std::string_view k_expected =
      "WIDTHxHEIGHT in pixels such as 1920x1080, each from 16 to 16384";
  const auto parts = split(text, 'x');
  if (parts.size() != 2) return unexpected(option, text, k_expected);
  const auto width = number_in<uint32_t>(parts[0]), height = number_in<uint32_t>(parts[1]);
  const auto fits = [](uint32_t side) { return side >= 16 && side <= 16384; };
  if (!width || !height || !fits(*width) || !fits(*height))
    return unexpected(option, text, k_expected);
  return PixelSize{*width, *height};
}

Result<double> read_number(std::string_view option, std::string_view text, double least,
                           double most) {
  const auto value = number_in<double>(text);
  if (value && *value >= least && *value <= most) return *value;
  return unexpected(option, text,
                    "a number from " + number_text(least) + " to " + number_text(most));
}

Result<int64_t> read_whole(std::string_view option, std::string_view text, int64_t least,
                           int64_t most) {
  const auto value = number_in<int64_t>(text);
  if (value && *value >= least && *value <= most) return *value;
  return unexpected(option, text,
                    "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

Result<time::FrameRate> read_frame_rate(std::string_view option, std::string_view text) {
  if (const auto rate = time::parse_frame_rate(text)) return *rate;
  return unexpected(option, text,
                    "frames per second from 1 to 240, such as 30, 29.97 or 30000/1001");
}

Result<scene::UnitDrawing> read_unit_drawing(std::string_view option, std::string_view text) {
  if (text == "auto") return scene::UnitDrawing::automatic;
  if (text == "splat") return scene::UnitDrawing::splat;
  if (text == "raster") return scene::UnitDrawing::raster;
  return unexpected(option, text, "splat, raster or auto");
}

Result<BenchMode> read_bench_mode(std::string_view option, std::string_view text) {
  if (text == "splat") return BenchMode::splat;
  if (text == "raster") return BenchMode::raster;
  if (text == "pointlist") return BenchMode::point_list;
  return unexpected(option, text, "splat, raster or pointlist");
}

Result<BenchSource> read_bench_source(std::string_view option, std::string_view text) {
  if (text == "flow") return BenchSource::flow;
  if (text == "recorded") return BenchSource::recorded;
  return unexpected(option, text, "flow or recorded");
}

Result<scene::MotionMode> read_motion(std::string_view option, std::string_view text) {
  for (const auto& [name, mode] : k_motions)
    if (text == name) return mode;
  return unexpected(option, text, "automatic, true or scaled");
}

Result<scene::ThemeId> read_theme(std::string_view option, std::string_view text) {
  for (const auto& [name, theme] : k_themes)
    if (text == name) return theme;
  return unexpected(option, text, "dusk, map or contrast");
}

Result<scene::ColourBy> read_colour_by(std::string_view option, std::string_view text) {
  for (const scene::ColourBy what : {scene::ColourBy::corridor, scene::ColourBy::commodity})
    if (text == colour_by_name(what)) return what;
  return unexpected(option, text, "corridor or commodity");
}

Result<scene::ColourVision> read_colour_vision(std::string_view option, std::string_view text) {
  using scene::ColourVision;
  constexpr std::array<std::pair<std::string_view, ColourVision>, 4> k_kinds{
      {{"normal", ColourVision::normal},
       {"deuteranopia", ColourVision::deuteranopia},
       {"protanopia", ColourVision::protanopia},
       {"tritanopia", ColourVision::tritanopia}}};
  for (const auto& [name, kind] : k_kinds)
    if (text == name) return kind;
  return unexpected(option, text, "normal, deuteranopia, protanopia or tritanopia");
}

Result<bool> read_sun(std::string_view option, std::string_view text) {
  if (text == "atlas" || text == "date") return text == "date";
  return unexpected(option, text, "atlas or date");
}

Result<std::vector<geo::GeoPoint>> read_places(std::string_view option, std::string_view text) {
  std::vector<geo::GeoPoint> places;
  for (const std::string_view part : split(text, ';')) {
    const std::vector<std::string_view> numbers = split(part, ',');
    const auto longitude = numbers.size() == 2 ? number_in<double>(numbers[0]) : std::nullopt;
    const auto latitude = numbers.size() == 2 ? number_in<double>(numbers[1]) : std::nullopt;
    if (!longitude || !latitude || !(std::abs(*longitude) <= 180) || !(std::abs(*latitude) <= 90))
      return unexpected(option, part, "LON,LAT;LON,LAT... in degrees, such as 51.2,43.6;49.9,40.4");
    places.push_back({*longitude, *latitude, 0});
  }
  return places;
}

Result<geo::GeoBox> read_box(std::string_view option, std::string_view text) {
  std::vector<double> numbers;
  for (const std::string_view part : split(text, ','))
    if (const auto number = number_in<double>(part)) numbers.push_back(*number);
  const bool is_box = numbers.size() == 4 && numbers[0] >= -180 && numbers[2] <= 180 &&
                      numbers[1] >= -90 && numbers[3] <= 90 && numbers[0] < numbers[2] &&
                      numbers[1] < numbers[3];
  if (!is_box)
    return unexpected(option, text, "WEST,SOUTH,EAST,NORTH in degrees, such as 46,36,55,48");
  return geo::GeoBox{numbers[0], numbers[1], numbers[2], numbers[3]};
}

Result<std::vector<std::pair<std::string, bool>>> read_layers(std::string_view option,
                                                              std::string_view text) {
  std::vector<std::pair<std::string, bool>> layers;
  scene::LayerToggles toggles;
  for (const std::string_view part : split(text, ',')) {
    const bool is_signed = part.starts_with('+') || part.starts_with('-');
    if (!is_signed || !scene::find_layer(toggles, part.substr(1)))
      return unexpected(option, part,
                        "+ or - and one of " + layer_list() + "; such as +curtain,-labels");
    layers.emplace_back(part.substr(1), part[0] == '+');
  }
  return layers;
}

Result<dataset::FlowFilter> read_filter(std::string_view option, std::string_view text) {
  std::string known;
  for (const dataset::FilterKey& key : dataset::filter_keys())
    known += (known.empty() ? "" : ", ") + std::string(key.key);
  const std::string expected = "KEY=VALUE[,VALUE]..., KEY one of " + known;
  dataset::FlowFilter filter;
  std::vector<std::string>* list = nullptr;
  for (const std::string_view part : split(text, ';')) {
    for (std::string_view item : split(part, ',')) {
      if (const size_t equals = item.find('='); equals != item.npos) {
        const auto& keys = dataset::filter_keys();
        const auto key = std::find_if(keys.begin(), keys.end(), [&](const auto& one) {
          return one.key == item.substr(0, equals);
        });
        if (key == keys.end()) return unexpected(option, item, expected);
        list = &(filter.*key->list);
        item.remove_prefix(equals + 1);
      }
      if (!list || item.empty()) return unexpected(option, text, expected);
      if (std::find(list->begin(), list->end(), item) == list->end()) list->emplace_back(item);
    }
  }
  return filter;
}

Result<std::vector<std::string>> read_ids(std::string_view option, std::string_view text) {
  std::vector<std::string> ids;
  for (const std::string_view part : split(text, ',')) {
    if (part.empty()) return unexpected(option, text, "ids separated by commas, such as titr,btk");
    ids.emplace_back(part);
  }
  return ids;
}

Result<double> read_speed(std::string_view option, std::string_view text) {
  constexpr double k_hour_ms = 3'600'000, k_day_ms = 86'400'000;
  constexpr std::array<std::pair<std::string_view, double>, 5> k_units{
      {{"min", 60'000}, {"s", 1000}, {"h", k_hour_ms}, {"d", k_day_ms}, {"y", 365.25 * k_day_ms}}};
  for (const auto& [unit, ms] : k_units) {
    if (!text.ends_with(unit)) continue;
    const auto value = number_in<double>(text.substr(0, text.size() - unit.size()));
    if (value && *value != 0 && std::abs(*value * ms) <= 3.2e12) return *value * ms;
  }
  return unexpected(option, text, "simulated time per second such as 6h, 30min, 5d, -1y");
}

std::string_view theme_name(scene::ThemeId theme) {
  return k_themes[static_cast<size_t>(theme)].first;
}
std::string_view colour_by_name(scene::ColourBy what) {
  return what == scene::ColourBy::commodity ? "commodity" : "corridor";
}
std::string_view motion_name(scene::MotionMode mode) {
  return k_motions[static_cast<size_t>(mode)].first;
}

}  // namespace caspian::app
