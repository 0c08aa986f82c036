// Rules and wording behind the corridor list; every figure carries kind, quality and source.
#include "app/panels/corridor_facts.h"

#include <algorithm>
#include <cmath>

#include "scene/text_shaper.h"
#include "scene/theme.h"

namespace caspian::app {
namespace {

bool is_fuel(const std::string& commodity) {
  return commodity == "oil" || commodity == "gas";
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& letter : result)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return result;
}

struct Decoded {
  uint32_t code_point;
  size_t length;
};

Decoded decode(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80 || text.size() < 2) return {byte(0), 1};
  if (byte(0) < 0xE0) return {(byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
  if (byte(0) < 0xF0 && text.size() >= 3)
    return {(byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu), 3};
  return {byte(0), 1};
}

void append_utf8(std::string& out, uint32_t code_point) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0 | code_point >> 6);
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | code_point >> 12);
    out += static_cast<char>(0x80 | (code_point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code_point & 0x3F));
  }
}

uint32_t fold(uint32_t letter) {
  if (letter >= 'A' && letter <= 'Z') return letter + 32;
  if (letter == 0x130 || letter == 0x131) return 'i';  // İ ı
  if (letter == 0x18F) return 0x259;                   // Ə
  if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) return letter + 32;
  if (letter >= 0x100 && letter <= 0x137) return letter | 1;  // pairs, capital even
  if (letter >= 0x14A && letter <= 0x177) return letter | 1;
  if (letter >= 0x410 && letter <= 0x42F) return letter + 32;
  if (letter >= 0x400 && letter <= 0x40F) return letter + 80;
  if (letter >= 0x490 && letter <= 0x4BF) return letter | 1;
  if (letter >= 0x4D0 && letter <= 0x52F) return letter | 1;
  if (letter >= 0x531 && letter <= 0x556) return letter + 48;  // Armenian
  if (letter == 0x64A || letter == 0x649) return 0x6CC;        // Arabic yeh as the Persian one
  if (letter == 0x643) return 0x6A9;                           // ... and kaf
  return letter;
}

}  // namespace

CorridorGroup group_of(const dataset::Dataset& dataset, const dataset::Corridor& corridor) {
  const dataset::StatusDates& dates = corridor.dates;
  const bool was_announced = dates.announced || dates.construction_started || dates.planned_opening;
  if (!dates.opened && was_announced) return CorridorGroup::planned;
  bool all_sea = !corridor.links.empty();
  for (const uint32_t index : corridor.links) {
    const dataset::Mode mode = dataset.links[index].mode;
    if (mode == dataset::Mode::pipeline_oil || mode == dataset::Mode::pipeline_gas)
      return CorridorGroup::energy;
    all_sea &= mode == dataset::Mode::sea;
  }
  bool has_figures = false, all_fuel = true;
  for (const dataset::Volume& volume : dataset.volumes) {
    if (volume.corridor == dataset::k_none || &dataset.corridors[volume.corridor] != &corridor)
      continue;
    has_figures = true;
    all_fuel &= is_fuel(volume.commodity);
  }
  if (has_figures) return all_fuel ? CorridorGroup::energy : CorridorGroup::transport;
  return all_sea ? CorridorGroup::energy : CorridorGroup::transport;  // ships alone: tankers
}

std::string_view group_key(CorridorGroup group) {
  switch (group) {
    case CorridorGroup::transport:
      return "group.transport";
    case CorridorGroup::energy:
      return "group.energy";
    case CorridorGroup::planned:
      return "group.planned";
  }
  return "";
}

SwatchMark swatch_mark(const dataset::Dataset& dataset, const dataset::Corridor& corridor) {
  const glm::vec3 hue = scene::corridor_colour(corridor.id);
  int earlier = 0;
  for (const dataset::Corridor& other : dataset.corridors) {
    if (&other == &corridor) break;
    if (scene::corridor_colour(other.id) == hue) ++earlier;
  }
  return static_cast<SwatchMark>(earlier % k_swatch_marks);
}

bool is_plan_variant(const dataset::Dataset& dataset, const std::string& variant) {
  const auto found = std::find_if(dataset.variants.begin(), dataset.variants.end(),
                                  [&](const dataset::Variant& one) { return one.id == variant; });
  return found != dataset.variants.end() && found->plan;
}

dataset::Status status_of(const dataset::Dataset& dataset, const dataset::StatusDates& dates,
                          time::SimTime when, const std::string& variant) {
  return dataset::status_at(dates, when, is_plan_variant(dataset, variant));
}

std::string_view status_key(dataset::Status status) {
  switch (status) {
    case dataset::Status::none:
      return "status.none";
    case dataset::Status::planned:
      return "status.planned";
    case dataset::Status::under_construction:
      return "status.under_construction";
    case dataset::Status::operating:
      return "status.operating";
    case dataset::Status::suspended:
      return "status.suspended";
    case dataset::Status::closed:
      return "status.closed";
  }
  return "";
}

FigureStanding standing_of(dataset::Kind kind, bool is_interpolated, bool is_held) {
  if (kind != dataset::Kind::actual) return FigureStanding::projected;
  if (is_held) return FigureStanding::held;
  return is_interpolated ? FigureStanding::interpolated : FigureStanding::actual;
}

std::string figure_text(const scene::Language& language, double value) {
  const double size = std::abs(value);
  return language.number(value, size < 10 ? 2 : size < 100 ? 1 : 0);
}

std::string unit_text(const scene::Language& language, std::string_view unit) {
  return word(language, "unit.", lower_ascii(unit));
}

std::string amount_text(const scene::Language& language, double per_year, std::string_view unit) {
  return language.format("unit.per_year",
                         {figure_text(language, per_year), unit_text(language, unit)});
}

std::string word(const scene::Language& language, std::string_view prefix, std::string_view code) {
  const std::string key = std::string(prefix).append(code);
  const std::string& text = language.text(key);
  return text == key ? std::string(code) : text;
}

std::string_view kind_code(dataset::Kind kind) {
  switch (kind) {
    case dataset::Kind::actual:
      return "actual";
    case dataset::Kind::plan:
      return "plan";
    case dataset::Kind::forecast:
      return "forecast";
  }
  return "";
}

std::string_view quality_code(dataset::Quality quality) {
  switch (quality) {
    case dataset::Quality::measured:
      return "measured";
    case dataset::Quality::modelled:
      return "modelled";
    case dataset::Quality::assumed:
      return "assumed";
  }
  return "";
}

std::string_view grade_letter(dataset::Grade grade) {
  switch (grade) {
    case dataset::Grade::a:
      return "A";
    case dataset::Grade::b:
      return "B";
    case dataset::Grade::c:
      return "C";
  }
  return "";
}

std::string_view mode_code(dataset::Mode mode) {
  switch (mode) {
    case dataset::Mode::rail:
      return "rail";
    case dataset::Mode::road:
      return "road";
    case dataset::Mode::sea:
      return "sea";
    case dataset::Mode::ferry:
      return "ferry";
    case dataset::Mode::pipeline_oil:
      return "pipeline_oil";
    case dataset::Mode::pipeline_gas:
      return "pipeline_gas";
  }
  return "";
}

std::string_view node_kind_code(dataset::NodeKind kind) {
  switch (kind) {
    case dataset::NodeKind::port:
      return "port";
    case dataset::NodeKind::rail_hub:
      return "rail_hub";
    case dataset::NodeKind::border_crossing:
      return "border_crossing";
    case dataset::NodeKind::city:
      return "city";
    case dataset::NodeKind::terminal:
      return "terminal";
    case dataset::NodeKind::field:
      return "field";
  }
  return "";
}

RateLine rate_line(const dataset::Dataset& dataset, const scene::Language& language,
                   const std::vector<dataset::Rate>& rates) {
  RateLine line;
  if (rates.empty()) {
    line.figure = language.text("figure.none");
    return line;
  }
  line.has_figure = true;
  for (const dataset::Rate& rate : rates) {
    const std::string amount = amount_text(language, rate.per_year, rate.unit);
    line.figure += (line.figure.empty() ? "" : " + ") + amount;
    std::string qualifier;
    if (rate.held_from_year)
      qualifier = language.format("figure.held", {std::to_string(*rate.held_from_year)});
    else if (rate.kind != dataset::Kind::actual)
      qualifier = word(language, "kind.", kind_code(rate.kind));
    else if (rate.is_interpolated)
      qualifier = language.text("figure.interpolated");
    if (line.qualifier.empty()) line.qualifier = qualifier;
    line.standing = std::max(line.standing, standing_of(rate.kind, rate.is_interpolated,
                                                        rate.held_from_year.has_value()));
    if (!line.explanation.empty()) line.explanation += "\n";
    line.explanation += word(language, "commodity.", rate.commodity) + ": " + amount;
    if (!qualifier.empty()) line.explanation += " · " + qualifier;
    line.explanation += "\n" + word(language, "kind.", kind_code(rate.kind)) + " · " +
                        language.text("quality.title") + ": " +
                        word(language, "quality.", quality_code(rate.quality));
    if (rate.volume != dataset::k_none && rate.volume < dataset.volumes.size())
      line.explanation +=
          " · " + language.format("grade.short",
                                  {std::string(grade_letter(dataset.volumes[rate.volume].grade))});
    if (!rate.source.empty())
      line.explanation += "\n" + language.text("inspector.source") + ": " + rate.source;
  }
  return line;
}

std::string capitalised(const std::string& text, const scene::Language& language) {
  if (text.empty()) return text;
  const size_t first = decode(text).length;
  return scene::upper_case(std::string_view(text).substr(0, first), language.code()) +
         text.substr(first);
}

std::string folded(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const Decoded letter = decode(text);
    constexpr uint32_t k_non_joiner = 0x200C;  // few type it
    if (letter.code_point != k_non_joiner) append_utf8(result, fold(letter.code_point));
    text.remove_prefix(letter.length);
  }
  return result;
}

bool matches(const dataset::Corridor& corridor, std::string_view search) {
  const std::string wanted = folded(search);
  if (wanted.empty() || folded(corridor.id).find(wanted) != std::string::npos) return true;
  return std::any_of(
      corridor.name.text.begin(), corridor.name.text.end(),
      [&](const std::string& name) { return folded(name).find(wanted) != std::string::npos; });
}

}  // namespace caspian::app
