// Seas, lakes, rivers and ranges in spaced italics along their axes; countries in spaced capitals.
#include <algorithm>
#include <cmath>
#include <limits>

#include "scene/label_stage.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

/// Ground seen flatter than this (sine of the angle) is a horizon, not a place for a name.
constexpr double k_least_steepness = 0.07;

/// Type of a name along an axis, by kind and rank.
struct AxisType {
  float least_px, greatest_px;            // logical
  float least_spacing, greatest_spacing;  // em
  double seen_within;                     // metres per logical px
  double seen_beyond;
};

AxisType type_of(const NamedPlace& place) {
  switch (place.kind) {
    case PlaceKind::sea:
      if (place.rank == 1) return {15, 22, 0.10f, 0.65f, 1e9, 40};
      if (place.rank == 2) return {13, 18, 0.08f, 0.7f, 9'000, 40};
      return {11.5f, 15, 0.04f, 0.4f, place.rank == 3 ? 4'500.0 : 1'600.0, 25};
    case PlaceKind::lake:
      return {11, 13, 0.02f, 0.25f, place.rank <= 3 ? 3'000.0 : 1'500.0, 20};
    case PlaceKind::river:
      return {11, 12, 0.04f, 0.2f, 900, 30};
    case PlaceKind::range:
      if (place.rank <= 2) return {12, 15, 0.12f, 0.9f, 6'000, 60};
      return {11.5f, 13, 0.1f, 0.6f, place.rank == 3 ? 2'600.0 : 1'300.0, 50};
    case PlaceKind::lowland:
      return {11.5f, 14, 0.12f, 0.8f, place.rank <= 3 ? 2'600.0 : 1'300.0, 60};
    case PlaceKind::seafloor:
      return {11, 12.5f, 0.06f, 0.4f, 800, 40};
  }
  return {11, 12, 0.1f, 0.3f, 1'000, 0};
}

glm::vec3 ink_of(const LabelStage& stage, PlaceKind kind) {
  const bool is_dark = stage.in.theme.text_halo.g < 0.5f;
  const bool is_water = kind != PlaceKind::range && kind != PlaceKind::lowland;
  const glm::vec3 water = is_dark ? glm::vec3(0.55f, 0.80f, 0.90f) : glm::vec3(0.07f, 0.27f, 0.46f);
  const glm::vec3 land = is_dark ? glm::vec3(0.86f, 0.79f, 0.66f) : glm::vec3(0.36f, 0.26f, 0.17f);
  return stage.ink(is_water ? water : land, 0.8f);
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

/// Tries one size: wide spacing before narrow, the middle before its sides, clear of lines before
/// over them; a sea may also leave its axis a little.
bool place_along(LabelStage& stage, const LabelAxis& axis, const ScreenPath& path,
                 const ShapedText& text, const AxisType& type, float size) {
  TextStyle style = stage.style(FontRole::serif_italic, size, ink_of(stage, axis.place->kind));
  const float cap_height = stage.in.shaper.cap_height(FontRole::serif_italic);
  const float gaps = std::max(1.0f, static_cast<float>(text.glyphs.size()) - 1);
  const bool may_leave = axis.place->kind == PlaceKind::sea && axis.place->rank == 1;
  float least_cost = std::numeric_limits<float>::max();
  std::optional<PathText> best;
  for (const float aside : {0.0f, 1.2f, -1.2f, 2.4f, -2.4f}) {
    if (aside != 0 && !may_leave) break;
    const ScreenPath line = aside == 0 ? path : path.beside(aside * style.size_px, stage.px(40));
    for (const float share : {0.66f, 0.5f, 0.36f, 0.0f}) {
      const float wanted = (line.length() * share / style.size_px - text.width) / gaps;
      if (share > 0 && wanted < type.least_spacing) continue;
      style.spacing_em = std::clamp(wanted, type.least_spacing, type.greatest_spacing);
      for (const float middle : {0.5f, 0.42f, 0.58f, 0.33f, 0.67f, 0.25f, 0.75f}) {
        const float off =
            std::abs(middle - 0.5f) + 0.12f * std::abs(aside) + 0.5f * (0.66f - share);
        if (off >= least_cost) continue;
        auto placed = text_on_path(line, text, style, middle * line.length(), cap_height);
        if (!placed || placed->greatest_bend > 0.5f || !stage.space.are_free(placed->boxes)) {
          continue;
        }
        const float cost = off + 2 * stage.cover(placed->boxes);
        if (cost >= least_cost) continue;
        least_cost = cost;
        best = std::move(placed);
      }
    }
  }
  if (!best) return false;
  stage.space.take(best->boxes);
  stage.layout.overlay.glyphs.insert(stage.layout.overlay.glyphs.end(), best->glyphs.begin(),
                                     best->glyphs.end());
  stage.layout.placed.push_back({LabelKind::sea, axis.place->id, std::move(best->boxes)});
  return true;
}

/// The best of a country's anchors and of places a little above and below them: the first, but
/// clear of lines.
void place_country(LabelStage& stage, const LabelCountry& label, const ShapedText& text) {
  static constexpr double k_seen_within[] = {0, 12'000, 7'000, 4'200};
  static constexpr double k_seen_beyond[] = {0, 350, 300, 160};
  static constexpr float k_sizes[] = {0, 16, 14, 12.5f};
  const int rank = std::min(label.country->rank, 3);
  TextStyle style =
      stage.style(FontRole::regular, k_sizes[rank], stage.ink(glm::vec3(0.5f), 0.35f));
  float least_cost = std::numeric_limits<float>::max(), spacing = 0;
  glm::vec2 best(0);
  for (size_t i = 0; i < label.anchors.size(); ++i) {
    const auto at = stage.project(label.anchors[i]);
    const double metres_per_px = stage.metres_per_px(label.anchors[i]);
    const double steepness = stage.steepness(label.anchors[i]);
    if (!at || metres_per_px > k_seen_within[rank] || metres_per_px < k_seen_beyond[rank] ||
        steepness < k_least_steepness) {
      continue;
    }
    for (const float wide : {rank == 1 ? 0.55f : 0.35f, 0.2f}) {
      style.spacing_em = wide;
      for (const float down : {0.0f, 1.3f, -1.3f, 2.6f}) {
        if (down != 0 && steepness < 0.25) break;  // up there a line's height is a country
        const glm::vec2 pen(at->x - 0.5f * text_width(text, style),
                            std::round(at->y + (0.36f + down) * style.size_px));
        const ScreenRect box = stage.box_of(text, style, pen).grown(stage.px(2));
        if (!stage.space.is_free(box)) continue;
        const float cost = 0.5f * static_cast<float>(i) + 0.1f * std::abs(down) +
                           0.1f * (0.6f - wide) + 1.5f * stage.cover(box);
        if (cost >= least_cost) continue;
        least_cost = cost;
        best = pen;
        spacing = wide;
      }
    }
  }
  if (least_cost == std::numeric_limits<float>::max()) return;
  style.spacing_em = spacing;
  const ScreenRect box = stage.box_of(text, style, best).grown(stage.px(2));
  stage.space.take(box);
  add_text(stage.layout.overlay, text, best, style);
  stage.layout.placed.push_back({LabelKind::country, label.country->code, {box}});
}

}  // namespace

void place_axes(LabelStage& stage, int rank) {
  for (const LabelAxis& axis : stage.in.content.axes) {
    if (axis.place->rank != rank) continue;
    const AxisType type = type_of(*axis.place);
    const double metres_per_px = stage.metres_per_px(axis.points[axis.points.size() / 2]);
    if (metres_per_px > type.seen_within || metres_per_px < type.seen_beyond) continue;
    const std::vector<glm::vec2> part = visible_part(stage, axis);
    if (part.size() < 2) continue;
    ScreenPath path(part, stage.px(40));
    path.face_right();
    const ShapedText& text = stage.in.shaper.shape(
        axis.place->name.in(stage.in.language.dataset_index()), FontRole::serif_italic);
    if (text.glyphs.empty()) continue;
    // As large as lets the name take a good part of its axis.
    const float fitting = 0.5f * path.length() / (text.width * stage.in.pixel_scale);
    const float size = std::clamp(fitting, type.least_px, type.greatest_px);
    if (!place_along(stage, axis, path, text, type, size) && size > type.least_px) {
      place_along(stage, axis, path, text, type, type.least_px);
    }
  }
}

void place_countries(LabelStage& stage) {
  for (const LabelCountry& label : stage.in.content.countries) {
    const std::string name = upper_case(label.country->name.in(stage.in.language.dataset_index()),
                                        stage.in.language.code());
    const ShapedText& text = stage.in.shaper.shape(name, FontRole::regular);
    place_country(stage, label, text);
  }
}

}  // namespace caspian::scene
