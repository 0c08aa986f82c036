// The order in which things get their room, and the tools that the parts share.
#include "scene/label_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scene/label_courses.h"
#include "scene/label_stage.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

constexpr float k_margin_px = 4;
constexpr float k_cell_px = 6;                       // of the grid that knows where lines are
constexpr double k_fine_within_m = 500'000;          // finer courses of corridors from here on
constexpr double k_behind_px = 3, k_hidden_px = 14;  // behind relief: fading, gone
constexpr double k_crowding = 0.4;                   // how much flat ground thins names out
constexpr float k_edge_px = 10;                      // within this of the picture's edge names fade

double smooth(double from, double to, double at) {
  const double t = std::clamp((at - from) / (to - from), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

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

double presence(double scale, double reach) {
  return 1 - smooth(0.93 * reach, reach, scale);
}

Reading reading_of(glm::vec2 way) {
  constexpr float k_beyond = 0.16f, k_turning = 0.03f;  // sines
  const float length = glm::length(way);
  if (length <= 0) return {};
  const float sine = way.x / length;
  // A line that runs up or down is read downwards, a little beyond the upright too.
  const float from_turn = way.y > 0 ? sine + k_beyond : sine - k_beyond;
  return {from_turn < 0,
          std::max(2 * k_least_opacity, smooth(0, double(k_turning), double(std::abs(from_turn))))};
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
  const glm::dvec3 place = point.at(in.inputs.settings.exaggeration, sea_level_of(in.inputs));
  const glm::dvec4 clip = in.camera.view_projection * glm::dvec4(place - in.camera.eye_m, 1.0);
  if (clip.w < in.camera.near_m || is_beyond_horizon(in.camera.eye_m, place)) return std::nullopt;
  return glm::vec2((clip.x / clip.w * 0.5 + 0.5) * in.camera.size.width,
                   (clip.y / clip.w * 0.5 + 0.5) * in.camera.size.height);
}

double LabelStage::seen_past_relief(const DrapedPoint& point) const {
  const double depth_px = in.memo.horizons.hidden_px(
      point, in.camera.eye_m, in.inputs.settings.exaggeration, metres_per_px(point));
  return 1 - smooth(k_behind_px, k_hidden_px, depth_px);
}

LabelPlan& LabelStage::plan() const {
  if (!plan_) plan_ = &in.memo.plan(in, drawn_);
  return *plan_;
}

double LabelStage::steepness(const DrapedPoint& point) const {
  const glm::dvec3 to_eye =
      in.camera.eye_m - point.at(in.inputs.settings.exaggeration, sea_level_of(in.inputs));
  return glm::dot(to_eye, point.up) / glm::length(to_eye);
}

double LabelStage::metres_per_px(const DrapedPoint& point) const {
  const double distance_m = glm::length(
      point.at(in.inputs.settings.exaggeration, sea_level_of(in.inputs)) - in.camera.eye_m);
  return distance_m / in.camera.pixels_per_radian * static_cast<double>(in.pixel_scale);
}

double LabelStage::crowded_metres_per_px(const DrapedPoint& point) const {
  return crowded_metres_per_px(point.at(in.inputs.settings.exaggeration), point.up, k_crowding);
}

double LabelStage::crowded_metres_per_px(const glm::dvec3& place_m, const glm::dvec3& up,
                                         double crowding) const {
  const glm::dvec3 to_eye = in.camera.eye_m - place_m;
  const double distance_m = glm::length(to_eye);
  const double steepness = std::max(glm::dot(to_eye, up) / distance_m, 0.05);
  return distance_m / in.camera.pixels_per_radian * static_cast<double>(in.pixel_scale) *
         std::pow(steepness, -crowding);
}

double LabelStage::heading_at(const DrapedPoint& point) const {
  const glm::dvec3 up = in.camera.up();
  const glm::dvec3 east = glm::normalize(glm::cross(glm::dvec3(0, 0, 1), point.up));
  return glm::degrees(std::atan2(glm::dot(up, east), glm::dot(up, glm::cross(point.up, east))));
}

void LabelStage::fade_since(const Mark& mark, double opacity) {
  const auto share = static_cast<float>(opacity);
  if (share >= 1) return;
  for (size_t i = mark.boxes; i < layout.overlay.boxes.size(); ++i) {
    layout.overlay.boxes[i].fill.a *= share;
    layout.overlay.boxes[i].stroke.a *= share;
  }
  for (size_t i = mark.glyphs; i < layout.overlay.glyphs.size(); ++i) {
    layout.overlay.glyphs[i].colour.a *= share;
    layout.overlay.glyphs[i].halo.a *= share;
  }
}

double LabelStage::edge_opacity(std::span<const ScreenRect> boxes) const {
  const ScreenRect& screen = space.screen();
  float least = px(k_edge_px);
  for (const ScreenRect& box : boxes) {
    least = std::min({least, box.x - screen.x, box.y - screen.y, screen.right() - box.right(),
                      screen.bottom() - box.bottom()});
  }
  return double(std::clamp(least / px(k_edge_px), 0.0f, 1.0f));
}

bool LabelStage::add_path_text(LabelKind kind, const std::string& id, PathText text, double opacity,
                               glm::vec2 anchor) {
  if (opacity < k_least_opacity) return false;
  space.take(text.boxes);
  const Mark before = mark();
  layout.overlay.glyphs.insert(layout.overlay.glyphs.end(), text.glyphs.begin(), text.glyphs.end());
  fade_since(before, opacity);
  layout.placed.push_back(
      {kind, id, std::move(text.boxes), static_cast<float>(opacity), anchor, false});
  return true;
}

glm::vec3 LabelStage::water_ink() const {
  const bool is_dark = in.theme.text_halo.g < 0.5f;
  return ink(is_dark ? glm::vec3(0.55f, 0.80f, 0.90f) : glm::vec3(0.07f, 0.27f, 0.46f), 0.8f);
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

LabelLayout lay_out_labels(const LabelInputs& inputs) {
  LabelStage stage(inputs);
  const LayerToggles& layers = inputs.inputs.settings.layers;
  if (layers.ports) place_ports(stage);
  place_treaty_marks(stage);
  place_symbols(stage);
  if (layers.events) place_events(stage);
  if (layers.labels) {
    // What stays with the map comes first, so that only what lies on the map decides about it;
    // names beside signs go round.
    place_countries(stage);
    place_course_names(stage, LabelKind::treaty_line);
    place_course_names(stage, LabelKind::corridor);
    place_axes(stage, 1);
    place_axes(stage, 2);
    place_axes(stage, 3);
    place_axes(stage, 4);
    place_course_names(stage, LabelKind::river);
    for (int rank = 1; rank <= 4; ++rank) place_node_names(stage, rank);
    if (layers.overlays) place_overlay_names(stage);
  }
  if (layers.labels && layers.isobaths) place_isobath_depths(stage);
  place_chosen_unit(stage);
  return std::move(stage.layout);
}

}  // namespace caspian::scene
