// The order in which things get their room, and the tools that the parts share.
#include "scene/label_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/label_stage.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

constexpr float k_margin_px = 4;
constexpr float k_cell_px = 6;                 // of the grid that knows where lines are
constexpr double k_fine_within_m = 500'000;    // finer courses of corridors from here on
constexpr double k_greatest_height_m = 9'000;  // Everest

float linear(float channel) {
  return channel <= 0.04045f ? channel / 12.92f : std::pow((channel + 0.055f) / 1.055f, 2.4f);
}

float luminance(glm::vec3 colour) {
  return 0.2126f * linear(colour.r) + 0.7152f * linear(colour.g) + 0.0722f * linear(colour.b);
}

}  // namespace

float contrast_ratio(glm::vec3 a, glm::vec3 b) {
  const float la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05f) / (std::min(la, lb) + 0.05f);
}

glm::vec3 readable_on(glm::vec3 colour, glm::vec3 background, float ratio) {
  const glm::vec3 towards(luminance(background) < 0.18f ? 1.0f : 0.0f);
  for (int step = 0; step <= 20; ++step) {
    const glm::vec3 moved = glm::mix(colour, towards, 0.05f * static_cast<float>(step));
    if (contrast_ratio(moved, background) >= ratio) return moved;
  }
  return towards;
}

glm::vec3 corridor_ink(const std::string& corridor_id, const Theme& theme) {
  const float ratio = theme.id == ThemeId::contrast ? 7.5f : 6.0f;
  return readable_on(corridor_colour(corridor_id), theme.text_halo, ratio);
}

LabelStage::LabelStage(const LabelInputs& inputs)
    : in(inputs),
      space(ScreenRect{0, 0, static_cast<float>(inputs.camera.size.width),
                       static_cast<float>(inputs.camera.size.height)}
                .grown(-k_margin_px * inputs.pixel_scale)) {
  space.take(in.reserved);
  ViewSettings with_ribbons = in.inputs.settings;
  with_ribbons.layers.ribbons = true;
  drawn_ = drawn_links(in.scene, in.inputs.time, with_ribbons);
  of_link_.assign(in.scene.dataset.links.size(), nullptr);
  for (const DrawnLink& link : drawn_) of_link_[link.link] = &link;
  project_chains();
  if (in.inputs.settings.layers.ribbons) mark_lines();
}

void LabelStage::project_chains() {
  const double range_m = in.inputs.camera.range_m;
  const bool is_near = range_m < k_fine_within_m;
  // In a near view the far ends of corridors are not worth projecting.
  const double reach_m = 10 * range_m + 100'000;
  for (const LabelChain& chain : is_near ? in.content.fine_chains : in.content.chains) {
    ScreenChain run{chain.corridor, {}};
    const auto close_run = [&] {
      if (run.points.size() > 1) chains_.push_back(std::move(run));
      run = {chain.corridor, {}};
    };
    for (const LabelChain::Point& point : chain.points) {
      const glm::dvec3 apart = point.place.base_m - in.camera.target_m;
      const bool is_within = !is_near || glm::dot(apart, apart) < reach_m * reach_m;
      const auto at = is_within && drawn(point.link) ? project(point.place) : std::nullopt;
      if (at) {
        run.points.push_back({*at, &point.place, point.lane, point.link});
      } else {
        close_run();
      }
    }
    close_run();
  }
}

void LabelStage::mark_lines() {
  const float cell = px(k_cell_px);
  columns_ = static_cast<int>(static_cast<float>(in.camera.size.width) / cell) + 1;
  rows_ = static_cast<int>(static_cast<float>(in.camera.size.height) / cell) + 1;
  lines_.assign(static_cast<size_t>(columns_) * static_cast<size_t>(rows_), 0);
  for (const ScreenChain& chain : chains_) {
    for (size_t i = 1; i < chain.points.size(); ++i) {
      glm::vec2 a = chain.points[i - 1].at, b = chain.points[i].at;
      if (!clip_segment(a, b, space.screen())) continue;
      const int steps = static_cast<int>(glm::length(b - a) / (0.7f * cell)) + 1;
      for (int k = 0; k <= steps; ++k) {
        const glm::vec2 on =
            glm::mix(a, b, static_cast<float>(k) / static_cast<float>(steps)) / cell;
        const int column = std::clamp(static_cast<int>(on.x), 0, columns_ - 1);
        const int row = std::clamp(static_cast<int>(on.y), 0, rows_ - 1);
        lines_[static_cast<size_t>(row * columns_ + column)] = 1;
      }
    }
  }
}

float LabelStage::cover(const ScreenRect& rect) const {
  if (lines_.empty()) return 0;
  const float cell = px(k_cell_px);
  const int left = std::clamp(static_cast<int>(rect.x / cell), 0, columns_ - 1);
  const int right = std::clamp(static_cast<int>(rect.right() / cell), 0, columns_ - 1);
  const int top = std::clamp(static_cast<int>(rect.y / cell), 0, rows_ - 1);
  const int bottom = std::clamp(static_cast<int>(rect.bottom() / cell), 0, rows_ - 1);
  int covered = 0;
  for (int row = top; row <= bottom; ++row) {
    for (int column = left; column <= right; ++column) {
      covered += lines_[static_cast<size_t>(row * columns_ + column)];
    }
  }
  return static_cast<float>(covered) / static_cast<float>((right - left + 1) * (bottom - top + 1));
}

float LabelStage::cover(std::span<const ScreenRect> rects) const {
  float sum = 0;
  for (const ScreenRect& rect : rects) sum += cover(rect);
  return rects.empty() ? 0 : sum / static_cast<float>(rects.size());
}

std::optional<glm::vec2> LabelStage::project(const DrapedPoint& point) const {
  const glm::dvec3 place = point.at(in.inputs.settings.exaggeration);
  const glm::dvec4 clip = in.camera.view_projection * glm::dvec4(place - in.camera.eye_m, 1.0);
  if (clip.w < in.camera.near_m || is_beyond_horizon(in.camera.eye_m, place)) return std::nullopt;
  return glm::vec2((clip.x / clip.w * 0.5 + 0.5) * in.camera.size.width,
                   (clip.y / clip.w * 0.5 + 0.5) * in.camera.size.height);
}

bool LabelStage::is_hidden_by_relief(const DrapedPoint& point) const {
  const double exaggeration = in.inputs.settings.exaggeration;
  const glm::dvec3 place = point.at(exaggeration);
  const glm::dvec3 to_eye = in.camera.eye_m - place;
  const double distance_m = glm::length(to_eye);
  const glm::dvec3 direction = to_eye / distance_m;
  const double climb = glm::dot(direction, point.up);  // sine of the angle above the ground
  if (climb > 0.95) return false;
  const DrawnGround ground{in.scene.heights, exaggeration};
  // Two pixels of slack, so that a place on a slope is not hidden by its own neighbourhood.
  const double slack_m = 2 * distance_m / in.camera.pixels_per_radian;
  const double highest_m = k_greatest_height_m * exaggeration;
  for (double along_m = 2'000; along_m < distance_m; along_m *= 1.35) {
    const geo::GeoPoint at = geo::to_geodetic(place + direction * along_m);
    if (at.height_m > highest_m) break;
    if (ground.height_m(at.longitude_deg, at.latitude_deg) > at.height_m + slack_m) return true;
  }
  return false;
}

double LabelStage::steepness(const DrapedPoint& point) const {
  const glm::dvec3 to_eye = in.camera.eye_m - point.at(in.inputs.settings.exaggeration);
  return glm::dot(to_eye, point.up) / glm::length(to_eye);
}

double LabelStage::metres_per_px(const DrapedPoint& point) const {
  const double distance_m =
      glm::length(point.at(in.inputs.settings.exaggeration) - in.camera.eye_m);
  return distance_m / in.camera.pixels_per_radian * static_cast<double>(in.pixel_scale);
}

TextStyle LabelStage::style(FontRole role, float logical_size, glm::vec3 colour) const {
  TextStyle style;
  style.role = role;
  style.size_px = px(logical_size);
  style.halo_px = px(1.9f);
  style.colour = glm::vec4(colour, 1);
  style.halo = glm::vec4(in.theme.text_halo, k_halo_opacity);
  return style;
}

glm::vec3 LabelStage::ink(glm::vec3 tint, float amount) const {
  const float ratio = in.theme.id == ThemeId::contrast ? 7.0f : 5.5f;
  return readable_on(glm::mix(in.theme.text, tint, amount), in.theme.text_halo, ratio);
}

ScreenRect LabelStage::box_of(const ShapedText& text, const TextStyle& style, glm::vec2 pen) const {
  return {pen.x, pen.y - 0.80f * style.size_px, text_width(text, style), 1.06f * style.size_px};
}

bool LabelStage::place_beside(LabelKind kind, const std::string& id, glm::vec2 anchor,
                              float clearance_px, const ShapedText& text, const TextStyle& style) {
  if (text.glyphs.empty()) return false;
  const float width = text_width(text, style), size = style.size_px;
  const float middle = 0.36f * size;  // baseline below the middle of the letters
  const float slant = 0.7f * clearance_px;
  // Right, left, above, below, then the corners: the habit of map letterers (Imhof 1962), but with
  // the sides first, which leave lines that pass through the place clear.
  const glm::vec2 pens[] = {
      {clearance_px, middle},
      {-clearance_px - width, middle},
      {-0.5f * width, -clearance_px - 0.22f * size},
      {-0.5f * width, clearance_px + 0.80f * size},
      {slant, -slant - 0.1f * size},
      {slant, slant + 0.75f * size},
      {-slant - width, -slant - 0.1f * size},
      {-slant - width, slant + 0.75f * size},
  };
  float least_cost = std::numeric_limits<float>::max();
  glm::vec2 best_pen(0);
  float habit = 0;
  for (const glm::vec2& offset : pens) {
    // Whole pixels down, so that rows of letters are equally crisp.
    const glm::vec2 pen(anchor.x + offset.x, std::round(anchor.y + offset.y));
    const ScreenRect box = box_of(text, style, pen).grown(px(1.5f));
    habit += 0.06f;
    if (habit >= least_cost || !space.is_free(box)) continue;
    const float cost = habit + cover(box);
    if (cost < least_cost) {
      least_cost = cost;
      best_pen = pen;
    }
  }
  if (least_cost == std::numeric_limits<float>::max()) return false;
  const ScreenRect box = box_of(text, style, best_pen).grown(px(1.5f));
  space.take(box);
  add_text(layout.overlay, text, best_pen, style);
  layout.placed.push_back({kind, id, {box}});
  return true;
}

LabelLayout lay_out_labels(const LabelInputs& inputs) {
  LabelStage stage(inputs);
  const LayerToggles& layers = inputs.inputs.settings.layers;
  if (layers.ports) place_ports(stage);
  place_nodes(stage, 1);
  if (layers.labels) {
    place_axes(stage, 1);
    place_countries(stage);
  }
  if (layers.events) place_events(stage);
  place_nodes(stage, 2);
  if (layers.labels) {
    place_axes(stage, 2);
    place_treaty_names(stage);
    place_corridor_names(stage);
  }
  place_nodes(stage, 3);
  if (layers.labels) {
    place_axes(stage, 3);
    place_axes(stage, 4);
  }
  place_nodes(stage, 4);
  place_chosen_unit(stage);
  return std::move(stage.layout);
}

}  // namespace caspian::scene
