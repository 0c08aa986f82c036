// Unknown keys are no problem: they are the feature's own matter.
#include "import/overlay_attributes.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace caspian::import {
namespace {

constexpr size_t k_shapefile_letters = 10;

std::string folded(std::string_view key) {
  std::string text(key);
  for (char& c : text) c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  return text;
}

/// "" when the key is not there.
std::string value_of(const OverlayAttributes& attributes, std::string_view key) {
  for (const auto& [name, value] : attributes) {
    const std::string found = folded(name);
    if (found == key || (found.size() == k_shapefile_letters && key.starts_with(found)))
      if (!value.empty()) return value;
  }
  return {};
}

struct Reading {
  const OverlayAttributes& attributes;
  std::vector<std::string>& problems;

  void complain(std::string_view key, const std::string& found, const char* expected) const {
    problems.push_back(std::string(key) + ": found `" + found + "`, expected " + expected);
  }

  void colour(std::string_view key, std::optional<uint32_t>& out) const {
    const std::string text = value_of(attributes, key);
    if (text.empty()) return;
    std::string digits = text.starts_with('#') ? text.substr(1) : text;
    if (digits.size() == 3)
      digits = {digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]};
    uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() != 6 || error != std::errc() || end != digits.data() + digits.size())
      return complain(key, text, "a colour as #rrggbb or #rgb");
    out = value;
  }

  void number(std::string_view key, double least, double most, const char* expected,
              std::optional<double>& out) const {
    const std::string text = value_of(attributes, key);
    if (text.empty()) return;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    // NaN compares false.
    if (error != std::errc() || end != text.data() + text.size() || !(value >= least) ||
        !(value <= most))
      return complain(key, text, expected);
    out = value;
  }

  void marker_size(std::optional<double>& out) const {
    const std::string text = folded(value_of(attributes, "marker-size"));
    if (text.empty()) return;
    if (text == "small")
      out = 6;
    else if (text == "medium")
      out = 9;
    else if (text == "large")
      out = 13;
    else
      complain("marker-size", text, "small, medium or large");
  }
};

}  // namespace

dataset::OverlayStyle overlay_style(const OverlayAttributes& attributes,
                                    std::vector<std::string>& problems) {
  const Reading reading{attributes, problems};
  dataset::OverlayStyle style;
  reading.colour("stroke", style.stroke);
  reading.colour("fill", style.fill);
  reading.colour("marker-color", style.marker);
  reading.number("stroke-width", 0, 20, "a width of 0 to 20 px", style.stroke_width_px);
  reading.number("stroke-opacity", 0, 1, "a number from 0 to 1", style.stroke_opacity);
  reading.number("fill-opacity", 0, 1, "a number from 0 to 1", style.fill_opacity);
  reading.marker_size(style.marker_size_px);
  return style;
}

std::string overlay_name(const OverlayAttributes& attributes) {
  for (const std::string_view key : {"name", "title", "label"})
    for (const auto& [name, value] : attributes)
      if (folded(name) == key && !value.empty()) return value;
  return {};
}

}  // namespace caspian::import
