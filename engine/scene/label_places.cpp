// Seas, lakes, rivers and ranges in spaced italics along their axes; countries in spaced capitals.
#include <algorithm>
#include <cmath>

#include "scene/label_axes.h"
#include "scene/label_stage.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

/// Ground seen flatter than this (sine of the angle) is a horizon, not a place for a name.
constexpr double k_least_steepness = 0.07;
constexpr float k_smoothing_px = 40;
constexpr float k_most_screens = 3;      // of longer axes only what is seen matters
constexpr float k_greatest_bend = 0.5f;  // rad between letters
constexpr float k_second_size = 0.8f, k_second_below_em = 1.12f;

glm::vec3 ink_of(const LabelStage& stage, PlaceKind kind) {
  if (kind != PlaceKind::range && kind != PlaceKind::lowland) return stage.water_ink();
  const bool is_dark = stage.in.theme.text_halo.g < 0.5f;
  return stage.ink(is_dark ? glm::vec3(0.86f, 0.79f, 0.66f) : glm::vec3(0.36f, 0.26f, 0.17f), 0.8f);
}

/// Between two scales, fading towards both.
double presence_between(double scale, double beyond, double within) {
  const double near = beyond > 0 ? std::clamp((scale / beyond - 1) / 0.16, 0.0, 1.0) : 1;
  return near * presence(scale, within);
}

std::vector<glm::vec2> project_axis(const LabelStage& stage, const LabelAxis& axis) {
  std::vector<glm::vec2> points;
  for (const DrapedPoint& point : axis.points) {
    const auto at = stage.project(point);
    if (!at) return {};
    points.push_back(*at);
  }
  return points;
}

/// The longest part of an axis that lies on the screen.
std::vector<glm::vec2> visible_part(const LabelStage& stage, const LabelAxis& axis) {
  std::vector<glm::vec2> best, run;
  float best_length = 0;
  const auto close_run = [&] {
    const float inset = stage.px(16);
    for (std::vector<glm::vec2>& part : clip_to(run, stage.space.screen().grown(-inset))) {
      float length = 0;
      for (size_t i = 1; i < part.size(); ++i) length += glm::length(part[i] - part[i - 1]);
      if (length > best_length) {
        best_length = length;
        best = std::move(part);
      }
    }
    run.clear();
  };
  for (const DrapedPoint& point : axis.points) {
    if (const auto at = stage.project(point)) {
      run.push_back(*at);
    } else {
      close_run();
    }
  }
  close_run();
  return best;
}

/// One name on one axis: what stays the same for all places that are tried.
struct AxisName {
  const LabelAxis& axis;
  const ShapedText& text;
  const ShapedText* second = nullptr;
  AxisType type;
  glm::vec3 ink{1};
  double opacity = 1;
};

std::optional<PathText> try_choice(const LabelStage& stage, const AxisName& name,
                                   const ScreenPath& path, const ScreenPath& beside,
                                   const AxisChoice& choice, float size, Reading& reading) {
  TextStyle style = stage.style(FontRole::serif_italic, size / stage.in.pixel_scale, name.ink);
  style.spacing_em = axis_spacing(name.type, name.text, choice.share * path.length(), size);
  const float width = text_width(name.text, style);
  const float cap_height = stage.in.shaper.cap_height(FontRole::serif_italic);
  ScreenPath line = beside;
  float middle = choice.middle * line.length();
  reading = reading_of(line.at(middle + 0.5f * width) - line.at(middle - 0.5f * width));
  if (reading.is_reversed) {
    line = line.reversed();
    middle = line.length() - middle;
  }
  auto placed = text_on_path(line, name.text, style, middle, cap_height);
  if (!placed || placed->greatest_bend > k_greatest_bend) return std::nullopt;
  if (name.second) {
    style.size_px *= k_second_size;
    style.spacing_em = std::min(style.spacing_em, 0.3f);
    const ScreenPath below = line.beside(-k_second_below_em * size, stage.px(k_smoothing_px));
    auto under = text_on_path(below, *name.second, style, middle * below.length() / line.length(),
                              cap_height);
    if (!under || under->greatest_bend > k_greatest_bend) return std::nullopt;
    placed->glyphs.insert(placed->glyphs.end(), under->glyphs.begin(), under->glyphs.end());
    placed->boxes.insert(placed->boxes.end(), under->boxes.begin(), under->boxes.end());
  }
  if (!stage.space.are_free(placed->boxes)) return std::nullopt;
  return placed;
}

bool place_on(LabelStage& stage, const AxisName& name, const std::vector<glm::vec2>& points,
              std::span<const AxisChoice> choices, float size) {
  if (points.size() < 2) return false;
  const ScreenPath path(points, stage.px(k_smoothing_px));
  std::map<float, ScreenPath> beside{{0.0f, path}};
  for (const AxisChoice& choice : choices) {
    Reading reading;
    const float aside_px = choice.aside_em * size;
    const auto line =
        beside.find(aside_px) != beside.end()
            ? beside.find(aside_px)
            : beside.emplace(aside_px, path.beside(aside_px, stage.px(k_smoothing_px))).first;
    auto placed = try_choice(stage, name, path, line->second, choice, size, reading);
    if (!placed) continue;
    const double opacity = name.opacity * reading.opacity * stage.edge_opacity(placed->boxes);
    return stage.add_path_text(LabelKind::sea, name.axis.place->id, std::move(*placed), opacity,
                               path.at(choice.middle * path.length()));
  }
  return false;
}

float length_of(const std::vector<glm::vec2>& points) {
  float length = 0;
  for (size_t i = 1; i < points.size(); ++i) length += glm::length(points[i] - points[i - 1]);
  return length;
}

void place_axis(LabelStage& stage, size_t index) {
  const LabelAxis& axis = stage.in.content.axes[index];
  const AxisType type = axis_type(*axis.place);
  const double scale = stage.metres_per_px(axis.points[axis.points.size() / 2]);
  const double opacity = presence_between(scale, type.seen_beyond, type.seen_within);
  if (opacity < k_least_opacity) return;
  const dataset::Names names =
      stage.in.scene.dataset.convention(stage.in.inputs.settings.convention)
          .names_of("place", axis.place->id, axis.place->name);
  const auto text_in = [&](const Language& language) -> const ShapedText& {
    return stage.in.shaper.shape(names.in(language.dataset_index()), FontRole::serif_italic);
  };
  AxisName name{axis, text_in(stage.in.language),      nullptr,
                type, ink_of(stage, axis.place->kind), opacity};
  if (name.text.glyphs.empty()) return;
  if (stage.in.second &&
      names.in(stage.in.second->dataset_index()) != names.in(stage.in.language.dataset_index()))
    name.second = &text_in(*stage.in.second);
  const std::vector<AxisChoice>& choices = axis_choices(stage.in, stage.plan(), index, scale);
  const std::vector<glm::vec2> whole = project_axis(stage, axis);
  const float unit = stage.in.pixel_scale;
  const float most_px = k_most_screens * static_cast<float>(stage.in.camera.size.width);
  if (!whole.empty() && length_of(whole) < most_px) {
    const float size = axis_text_size(type, name.text, length_of(whole), unit);
    if (place_on(stage, name, whole, choices, size)) return;
    if (size > unit * type.least_px && place_on(stage, name, whole, choices, unit * type.least_px))
      return;
  }
  // Partly in view: on what is seen of it.
  const std::vector<glm::vec2> part = visible_part(stage, axis);
  if (part.size() < 2 || length_of(part) > 0.98f * length_of(whole)) return;
  static constexpr AxisChoice k_middle[] = {{0.5f, 0.6f, 0}, {0.5f, 0.4f, 0}, {0.5f, 0.2f, 0}};
  const float size = axis_text_size(type, name.text, length_of(part), unit);
  place_on(stage, name, part, k_middle, size);
}

/// A country's name at an anchor, or a line or two above or below.
bool place_country_at(LabelStage& stage, const LabelCountry& label, const CountryType& type,
                      const std::vector<NameLine>& lines, const DrapedPoint& anchor) {
  const auto at = stage.project(anchor);
  const double scale = stage.metres_per_px(anchor), steepness = stage.steepness(anchor);
  double opacity = presence_between(scale, type.seen_beyond, type.seen_within);
  opacity *= std::clamp((steepness - k_least_steepness) / 0.04, 0.0, 1.0);
  if (!at || opacity < k_least_opacity) return false;
  const glm::vec3 ink = stage.ink(glm::vec3(0.5f), 0.35f);
  for (const float wide : {type.wide, 0.2f}) {
    float width = 0, height = 0;
    for (const NameLine& line : lines) {
      TextStyle style = stage.style(FontRole::regular, line.size_px, ink);
      style.spacing_em = wide;
      width = std::max(width, text_width(stage.in.shaper.shape(line.text, style.role), style));
      height += (height == 0 ? k_ascent_em + k_descent_em : k_line_em) * style.size_px;
    }
    for (const float down : {0.0f, 1.3f, -1.3f}) {
      if (down != 0 && steepness < 0.25) break;  // up there a line's height is a country
      const ScreenRect box{at->x - 0.5f * width,
                           std::round(at->y - 0.5f * height + down * stage.px(type.size)), width,
                           height};
      if (!stage.space.is_free(box.grown(stage.px(2)))) continue;
      stage.space.take(box.grown(stage.px(2)));
      const LabelStage::Mark before = stage.mark();
      add_name(stage, lines, FontRole::regular, box, 0.5f, ink, wide);
      opacity *= stage.edge_opacity(std::span(&box, 1));
      stage.fade_since(before, opacity);
      stage.layout.placed.push_back({LabelKind::country,
                                     label.country->code,
                                     {box},
                                     static_cast<float>(opacity),
                                     *at,
                                     false});
      return true;
    }
  }
  return false;
}

}  // namespace

void place_axes(LabelStage& stage, int rank) {
  for (size_t i = 0; i < stage.in.content.axes.size(); ++i)
    if (stage.in.content.axes[i].place->rank == rank) place_axis(stage, i);
}

void place_countries(LabelStage& stage) {
  for (size_t i = 0; i < stage.in.content.countries.size(); ++i) {
    const LabelCountry& label = stage.in.content.countries[i];
    const CountryType type = country_type(*label.country);
    std::vector<NameLine> lines =
        name_lines(stage.in,
                   stage.in.scene.dataset.convention(stage.in.inputs.settings.convention)
                       .names_of("country", label.country->code, label.country->name),
                   type.size);
    for (size_t k = 0; k < lines.size(); ++k)
      lines[k].text =
          upper_case(lines[k].text, k == 0 ? stage.in.language.code() : stage.in.second->code());
    TextStyle style{.size_px = type.size, .spacing_em = type.wide};
    const glm::vec2 size(text_width(stage.in.shaper.shape(lines[0].text, FontRole::regular), style),
                         type.size);
    const double scale = stage.metres_per_px(label.anchors[0]);
    for (const size_t anchor : anchor_order(stage.in, stage.plan(), i, size, scale))
      if (place_country_at(stage, label, type, lines, label.anchors[anchor])) break;
  }
}

}  // namespace caspian::scene
