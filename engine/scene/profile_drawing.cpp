// From the outside in: title and facts above, imprint and distances below, names over the ground,
// and the section in what is left.
#include "scene/profile_drawing.h"

#include <algorithm>
#include <cmath>

#include "geo/geodesic.h"
#include "scene/cpu_picture.h"
#include "scene/occupied_space.h"
#include "scene/text_wrap.h"

namespace caspian::scene {
namespace {

constexpr float k_margin = 30, k_title_size = 21, k_facts_size = 12.5f, k_label_size = 12;
constexpr float k_imprint_size = 10.5f, k_least_section = 60;
constexpr int k_name_rows = 4;
constexpr float k_land_m = 150;  // whose tint the ground has

class Drawing {
 public:
  Drawing(const ProfileDrawing& drawing, PixelSize size)
      : in_(drawing),
        px_(drawing.pixel_scale),
        width_(float(size.width)),
        height_(float(size.height)),
        space_({0, 0, width_, height_}) {}

  ProfileLayout lay_out() {
    find_range();
    left_ = k_margin * px_;
    right_ = width_ - k_margin * px_;
    top_ = 22 * px_;
    bottom_ = height_ - 14 * px_;
    add_title();
    add_imprint();
    bottom_ -= 26 * px_;  // the distances
    const float names = in_.places.empty() ? 22 * px_ : float(name_rows()) * leading(k_label_size);
    names_top_ = top_ + 6 * px_;
    top_ = names_top_ + names + 10 * px_;
    if (bottom_ - top_ < k_least_section * px_) top_ = bottom_ - k_least_section * px_;
    layout_.exaggeration = (bottom_ - top_) / (highest_m_ - lowest_m_) * in_.profile.length_m() /
                           double(right_ - left_);
    add_facts();
    add_section();
    add_distances();
    add_extremes();
    add_names();
    return std::move(layout_);
  }

 private:
  float leading(float size) const { return std::round(1.36f * size * px_); }
  int name_rows() const { return height_ < 420 * px_ ? 2 : k_name_rows; }
  TextStyle style(FontRole role, float size, float strength, float halo_px = 0) const {
    TextStyle style;
    style.role = role;
    style.size_px = size * px_;
    const glm::vec3 ink = glm::mix(in_.theme.text_halo, in_.theme.text, strength);
    style.colour = glm::vec4(ink, 1);
    style.halo_px = halo_px * px_;
    style.halo = glm::vec4(in_.theme.text_halo, 0.86f);
    return style;
  }
  float width_of(const std::string& text, const TextStyle& style) const {
    return text_width(in_.shaper.shape(text, style.role), style);
  }
  ScreenRect box_of(const std::string& text, const TextStyle& style, glm::vec2 pen) const {
    return {pen.x, pen.y - 0.80f * style.size_px, width_of(text, style), 1.06f * style.size_px};
  }
  void put(const std::string& text, const TextStyle& style, glm::vec2 pen) {
    pen = glm::round(pen);
    const ScreenRect box = box_of(text, style, pen);
    space_.take(box);
    layout_.texts.push_back(box);
    add_text(layout_.overlay, in_.shaper.shape(text, style.role), pen, style);
  }
  /// The same where it is free, kept within the sides; false when it is not.
  bool try_put(const std::string& text, const TextStyle& style, float middle, float base) {
    const float wide = width_of(text, style);
    if (wide > right_ - left_) return false;
    const glm::vec2 pen(std::clamp(middle - 0.5f * wide, left_, right_ - wide), base);
    if (!space_.is_free(box_of(text, style, glm::round(pen)).grown(2 * px_))) return false;
    put(text, style, pen);
    return true;
  }
  void bar(float x0, float y0, float x1, float y1, glm::vec4 colour) {
    OverlayBox box;
    box.centre = 0.5f * glm::vec2(x0 + x1, y0 + y1);
    box.half = 0.5f * glm::vec2(x1 - x0, y1 - y0);
    box.fill = colour;
    layout_.overlay.boxes.push_back(box);
  }
  void stroke(glm::vec2 a, glm::vec2 b, float half_px, glm::vec4 colour) {
    const float length = glm::length(b - a);
    if (length <= 0) return;
    OverlayBox box;
    box.centre = 0.5f * (a + b);
    box.along = (b - a) / length;
    box.half = {0.5f * length + half_px, half_px};
    box.radius_px = half_px;
    box.fill = colour;
    layout_.overlay.boxes.push_back(box);
  }

  float x_at(double distance_m) const {
    return left_ + (right_ - left_) * float(distance_m / std::max(1.0, in_.profile.length_m()));
  }
  float y_at(double height_m) const {
    return bottom_ - (bottom_ - top_) * float((height_m - lowest_m_) / (highest_m_ - lowest_m_));
  }
  std::string metres(double value) const {
    return in_.language.format("profile.metres", {in_.language.number(value, 0)});
  }
  const std::vector<ProfileSample>& samples() const { return in_.profile.samples; }

  void find_range();
  void add_title();
  void add_facts();
  void add_imprint();
  void add_section();
  void add_column(float x, const ProfileSample& a, const ProfileSample& b, float share);
  void add_outline();
  void add_water_line();
  void add_distances();
  void add_extremes();
  void add_names();

  const ProfileDrawing& in_;
  float px_, width_, height_;
  float left_ = 0, right_ = 0, top_ = 0, bottom_ = 0, names_top_ = 0, facts_top_ = 0;
  double lowest_m_ = 0, highest_m_ = 1;
  const ProfileSample* highest_ = nullptr;
  const ProfileSample* deepest_ = nullptr;  // under the water
  OccupiedSpace space_;
  ProfileLayout layout_;
};

void Drawing::find_range() {
  double low = 1e9, high = -1e9, depth = 0;
  for (const ProfileSample& sample : samples()) {
    if (!sample.has_data) continue;
    const geo::HeightAnswer& ground = sample.ground;
    low = std::min(low, ground.height_m);
    high = std::max(high, std::max(ground.height_m, ground.surface_m));
    if (!highest_ || ground.surface_m > highest_->ground.surface_m) highest_ = &sample;
    if (ground.is_sea && ground.surface_m - ground.height_m > depth) {
      depth = ground.surface_m - ground.height_m;
      deepest_ = &sample;
    }
  }
  if (low > high) low = 0, high = 100;
  const double span = std::max(high - low, 20.0);
  lowest_m_ = low - 0.10 * span;
  highest_m_ = std::max(high, low + span) + 0.04 * span;
}

void Drawing::add_title() {
  const TextStyle large = style(FontRole::bold, k_title_size, 1);
  for (const std::string& line : wrap_text(in_.shaper, in_.title, large, right_ - left_)) {
    put(line, large, {left_, top_ + 0.9f * large.size_px});
    top_ += leading(k_title_size);
  }
  facts_top_ = top_;
  // As many lines as the facts may need; what they say is known once the section stands.
  const TextStyle small = style(FontRole::regular, k_facts_size, 0.75f);
  const std::string longest = in_.language.format("profile.facts", {"99999.9", "99999", "9999.9"});
  top_ +=
      leading(k_facts_size) * float(wrap_text(in_.shaper, longest, small, right_ - left_).size());
}

void Drawing::add_facts() {
  const TextStyle small = style(FontRole::regular, k_facts_size, 0.75f);
  const Language& language = in_.language;
  const double times = layout_.exaggeration;
  const std::string facts = language.format(
      "profile.facts",
      {language.number(in_.profile.length_m() / 1000, in_.profile.length_m() < 100'000 ? 2 : 1),
       language.number(in_.profile.step_m, 0), language.number(times, times < 10 ? 1 : 0)});
  float top = facts_top_;
  for (const std::string& line : wrap_text(in_.shaper, facts, small, right_ - left_)) {
    put(line, small, {left_, top + 0.95f * small.size_px});
    top += leading(k_facts_size);
  }
}

void Drawing::add_imprint() {
  const TextStyle small = style(FontRole::regular, k_imprint_size, 0.72f);
  std::vector<std::string> lines;
  for (const std::string& text : in_.imprint)
    for (std::string& line : wrap_text(in_.shaper, text, small, right_ - left_))
      lines.push_back(std::move(line));
  float top = bottom_ - leading(k_imprint_size) * float(lines.size());
  bottom_ = top - 6 * px_;
  for (const std::string& line : lines) {
    put(line, small, {left_, top + 0.95f * small.size_px});
    top += leading(k_imprint_size);
  }
}

void Drawing::add_column(float x, const ProfileSample& a, const ProfileSample& b, float share) {
  if (!a.has_data || !b.has_data) {
    bar(x, bottom_ - 3 * px_, x + 1, bottom_, glm::vec4(in_.theme.no_data, 1));
    return;
  }
  const ProfileSample& near = share < 0.5f ? a : b;
  const auto mixed = [share](double from, double to) { return from + (to - from) * share; };
  const double height_m = mixed(a.ground.height_m, b.ground.height_m);
  const float ground = y_at(height_m);
  if (!near.ground.is_sea) {
    bar(x, ground, x + 1, bottom_, glm::vec4(land_tint(in_.theme, k_land_m), 1));
    return;
  }
  const double surface_m = near.ground.surface_m;
  const glm::vec3 rock = glm::mix(land_tint(in_.theme, 0), in_.theme.text, 0.22f);
  bar(x, std::max(ground, y_at(surface_m)), x + 1, bottom_, glm::vec4(rock, 1));
  if (height_m < surface_m)
    bar(x, y_at(surface_m), x + 1, ground,
        glm::vec4(sea_floor_tint(in_.theme, float(surface_m - height_m)), 1));
}

void Drawing::add_section() {
  const double metres_per_px = in_.profile.length_m() / double(right_ - left_);
  size_t next = 1;
  for (float x = std::round(left_); x < std::round(right_); x += 1) {
    const double along_m = double(x + 0.5f - left_) * metres_per_px;
    while (next + 1 < samples().size() && samples()[next].distance_m < along_m) ++next;
    if (next >= samples().size()) break;
    const ProfileSample &a = samples()[next - 1], &b = samples()[next];
    const double step_m = std::max(1e-9, b.distance_m - a.distance_m);
    add_column(x, a, b, float(std::clamp((along_m - a.distance_m) / step_m, 0.0, 1.0)));
  }
  add_outline();
  add_water_line();
}

/// The ground's edge; dashed where it is a drawing and no survey.
void Drawing::add_outline() {
  const glm::vec4 ink(glm::mix(in_.theme.text_halo, in_.theme.text, 0.85f), 1);
  const float dash = 7 * px_;
  for (size_t i = 1; i < samples().size(); ++i) {
    const ProfileSample &a = samples()[i - 1], &b = samples()[i];
    if (!a.has_data || !b.has_data) continue;
    const glm::vec2 from(x_at(a.distance_m), y_at(a.ground.height_m));
    const glm::vec2 to(x_at(b.distance_m), y_at(b.ground.height_m));
    const bool is_gap = int(0.5f * (from.x + to.x) / dash) % 2 == 1;
    if (b.ground.is_schematic && is_gap) continue;
    stroke(from, to, 0.65f * px_, ink);
  }
}

void Drawing::add_water_line() {
  const glm::vec4 ink(glm::mix(in_.theme.sea_floor[0].colour, in_.theme.text, 0.55f), 1);
  size_t longest_first = 0, longest_last = 0, first = 0;
  bool is_sea = false;
  for (size_t i = 0; i <= samples().size(); ++i) {
    const bool now = i < samples().size() && samples()[i].has_data && samples()[i].ground.is_sea;
    if (now && !is_sea) first = i;
    if (!now && is_sea) {
      const ProfileSample &a = samples()[first], &b = samples()[i - 1];
      bar(x_at(a.distance_m), y_at(a.ground.surface_m) - 0.6f * px_, x_at(b.distance_m),
          y_at(a.ground.surface_m) + 0.6f * px_, ink);
      const auto length_m = [&](size_t from, size_t to) {
        return samples()[to].distance_m - samples()[from].distance_m;
      };
      if (length_m(first, i - 1) > length_m(longest_first, longest_last))
        longest_first = first, longest_last = i - 1;
    }
    is_sea = now;
  }
  if (longest_last == longest_first) return;
  const ProfileSample &a = samples()[longest_first], &b = samples()[longest_last];
  const TextStyle text = style(FontRole::serif_italic, k_label_size, 0.85f, 1.6f);
  const std::string level =
      in_.language.format("profile.water_level", {in_.language.number(a.ground.surface_m, 1)});
  if (width_of(level, text) > 0.9f * (x_at(b.distance_m) - x_at(a.distance_m))) return;
  try_put(level, text, 0.5f * (x_at(a.distance_m) + x_at(b.distance_m)),
          y_at(a.ground.surface_m) - 5 * px_);
}

void Drawing::add_distances() {
  const TextStyle text = style(FontRole::regular, k_label_size, 0.8f);
  const glm::vec4 ink = text.colour;
  const Language& language = in_.language;
  const bool in_km = in_.profile.length_m() >= 5000;
  const double unit_m = in_km ? 1000 : 1, length = in_.profile.length_m() / unit_m;
  const float base = bottom_ + 20 * px_;
  const auto mark = [&](double value, const std::string& label, float share) {
    const float x = x_at(value * unit_m);
    const float wide = width_of(label, text);
    const glm::vec2 pen = glm::round(glm::vec2(x - share * wide, base));
    if (!space_.is_free(box_of(label, text, pen).grown(6 * px_))) return;
    put(label, text, pen);
    bar(x - 0.5f * px_, bottom_, x + 0.5f * px_, bottom_ + 5 * px_, ink);
  };
  bar(left_, bottom_ - 0.5f * px_, right_, bottom_ + 0.5f * px_, ink);
  const char* key = in_km ? "furniture.scale_km" : "furniture.scale_m";
  mark(length, language.format(key, {language.number(length, in_km && length < 100 ? 1 : 0)}), 1);
  mark(0, "0", 0);
  double step = std::pow(10.0, std::floor(std::log10(std::max(length / 7, 1e-9))));
  for (const double times : {5.0, 2.0})
    if (step * times <= length / 5) {
      step *= times;
      break;
    }
  for (double at = step; at < length; at += step) mark(at, language.number(at, 2), 0.5f);
}

void Drawing::add_extremes() {
  const TextStyle text = style(FontRole::bold, k_label_size, 1, 1.8f);
  const auto dot = [&](glm::vec2 at) {
    OverlayBox box;
    box.centre = at;
    box.half = glm::vec2(2.6f * px_);
    box.radius_px = box.half.x;
    box.fill = text.colour;
    box.stroke = text.halo;
    box.stroke_px = 0.8f * px_;
    layout_.overlay.boxes.push_back(box);
  };
  if (highest_ && !highest_->ground.is_sea) {
    const glm::vec2 at(x_at(highest_->distance_m), y_at(highest_->ground.height_m));
    dot(at);
    try_put(metres(highest_->ground.height_m), text, at.x, at.y - 8 * px_);
  }
  if (deepest_) {
    const glm::vec2 at(x_at(deepest_->distance_m), y_at(deepest_->ground.height_m));
    const std::string depth = in_.language.format(
        "profile.depth",
        {in_.language.number(deepest_->ground.surface_m - deepest_->ground.height_m, 0)});
    dot(at);
    if (!try_put(depth, text, at.x, at.y + 18 * px_)) try_put(depth, text, at.x, at.y - 9 * px_);
  }
}

void Drawing::add_names() {
  const TextStyle text = style(FontRole::regular, k_label_size, 0.95f, 1.6f);
  std::vector<const ProfilePlace*> order;
  for (const ProfilePlace& place : in_.places) order.push_back(&place);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->rank < b->rank; });
  for (const ProfilePlace* place : order) {
    const ProfileSample* sample = sample_at(in_.profile, place->distance_m);
    if (!sample || !sample->has_data) continue;
    const float x = x_at(place->distance_m);
    const float ground = y_at(std::max(sample->ground.height_m, sample->ground.surface_m));
    for (int row = name_rows() - 1; row >= 0; --row) {
      const float base = names_top_ + leading(k_label_size) * float(row + 1);
      // The line down must not run through another name.
      const ScreenRect leader{x - px_, base + 4 * px_, 2 * px_, ground - base - 6 * px_};
      if (leader.height > 0 && !space_.is_free(leader)) continue;
      if (!try_put(place->name, text, x, base)) continue;
      if (leader.height > 0) {
        bar(x - 0.5f * px_, leader.y, x + 0.5f * px_, ground, glm::vec4(in_.theme.text, 0.45f));
        space_.take(leader);
      }
      break;
    }
  }
}

int rank_of(dataset::NodeKind kind) {
  switch (kind) {
    case dataset::NodeKind::port:
    case dataset::NodeKind::city:
      return 1;
    case dataset::NodeKind::terminal:
    case dataset::NodeKind::border_crossing:
      return 2;
    case dataset::NodeKind::rail_hub:
    case dataset::NodeKind::field:
      break;
  }
  return 3;
}

}  // namespace

std::vector<ProfilePlace> places_passed(const Profile& profile, const dataset::Dataset& dataset,
                                        double reach_m, size_t language) {
  std::vector<ProfilePlace> places;
  for (const dataset::Node& node : dataset.nodes) {
    double nearest_m = reach_m;
    std::optional<ProfilePlace> found;
    for (const ProfileSample& sample : profile.samples) {
      // Much too far in latitude alone: 110 km to a degree at the least.
      if (std::abs(sample.latitude_deg - node.place.latitude_deg) * 110'000 > nearest_m) continue;
      const double apart_m =
          geo::geodesic({sample.longitude_deg, sample.latitude_deg, 0}, node.place).distance_m;
      if (apart_m > nearest_m) continue;
      nearest_m = apart_m;
      found = ProfilePlace{sample.distance_m, node.name.in(language), rank_of(node.kind)};
    }
    if (found) places.push_back(std::move(*found));
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const auto& a, const auto& b) { return a.distance_m < b.distance_m; });
  // Where it begins and ends comes first.
  for (ProfilePlace& place : places)
    if (place.distance_m < 0.004 * profile.length_m() ||
        place.distance_m > 0.996 * profile.length_m())
      place.rank = std::min(place.rank, 1) - 1;
  return places;
}

ProfileLayout lay_out_profile(const ProfileDrawing& drawing, PixelSize size) {
  return Drawing(drawing, size).lay_out();
}

Image draw_profile(const ProfileDrawing& drawing, PixelSize size, GlyphAtlas& atlas) {
  ProfileDrawing doubled = drawing;
  doubled.pixel_scale *= 2;
  const PixelSize large{size.width * 2, size.height * 2};
  const ProfileLayout layout = lay_out_profile(doubled, large);
  Image image = blank_picture(large, drawing.theme.text_halo);
  draw_overlay(image, layout.overlay, atlas);
  return halved(image);
}

}  // namespace caspian::scene
