// Arranges the parts from the bottom up on a grid of 8 px: credits, then date and scale, then the
// legend. What has no room is left out whole, never cut.
#include "scene/furniture.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "geo/ellipsoid.h"
#include "scene/filter_words.h"
#include "scene/furniture_legend.h"

namespace caspian::scene {
namespace {

constexpr float k_grid = 8;
// Of the picture's height, within limits: the date is read from the back of the room.
constexpr float k_date_share = 0.039f, k_date_least = 14, k_date_greatest = 32;
constexpr float k_badge_pad = 7;
constexpr float k_credits_size = 11, k_notes_size = 12, k_legend_size = 12;

/// Splits at spaces so that no line is wider than `width`.
std::vector<std::string> wrap(TextShaper& shaper, const std::string& text, const TextStyle& style,
                              float width) {
  std::vector<std::string> lines;
  size_t start = 0;
  std::string line;
  while (start < text.size()) {
    const size_t end = std::min(text.find(' ', start), text.size());
    const std::string word = text.substr(start, end - start);
    start = end + 1;
    const std::string longer = line.empty() ? word : line + " " + word;
    if (!line.empty() && text_width(shaper.shape(longer, style.role), style) > width) {
      lines.push_back(std::move(line));
      line = word;
    } else {
      line = longer;
    }
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

/// One picture's furniture while it is put together.
class Arrangement {
 public:
  Arrangement(const LabelInputs& inputs) : stage_(inputs), px_(inputs.pixel_scale) {
    const FurnitureRoom& room = inputs.inputs.room;
    const float drawn = static_cast<float>(inputs.inputs.settings.supersample);
    const float margin = px_ * (stage_.in.camera.size.width < 640 * px_ ? k_grid : 2 * k_grid);
    left_ = drawn * room.left_px + margin;
    top_ = drawn * room.top_px + margin;
    right_ = static_cast<float>(inputs.camera.size.width) - drawn * room.right_px - margin;
    bottom_ = static_cast<float>(inputs.camera.size.height) - drawn * room.bottom_px - margin;
  }

  FurnitureLayout arrange() {
    if (right_ - left_ < 120 * px_ || bottom_ - top_ < 80 * px_) return {};
    shows_floor_ = floor_is_in_view();  // dry, too
    add_credits();
    add_scale_and_date();
    if (!stage_.in.inputs.room.has_own_legend) add_legend();
    return std::move(layout_);
  }

 private:
  TextStyle style(FontRole role, float size, float strength) const {
    const glm::vec3 ink = glm::mix(stage_.in.theme.text_halo, stage_.in.theme.text, strength);
    return stage_.style(role, size, readable_on(ink, stage_.in.theme.text_halo, 5.5f));
  }
  const ShapedText& shape(const std::string& text, const TextStyle& style) {
    return stage_.in.shaper.shape(text, style.role);
  }
  /// A line whose letters stand between `top` and top + its leading.
  ScreenRect add_line(const std::string& text, float left, float top, const TextStyle& style) {
    const ShapedText& shaped = shape(text, style);
    const glm::vec2 pen(left, std::round(top + 0.95f * style.size_px));
    add_text(layout_.overlay, shaped, pen, style);
    return stage_.box_of(shaped, style, pen);
  }
  void add_part(const char* id, std::vector<ScreenRect> boxes) {
    layout_.parts.push_back({id, std::move(boxes)});
  }
  bool floor_is_in_view() const {
    return std::any_of(stage_.in.content.schematic_floor.begin(),
                       stage_.in.content.schematic_floor.end(), [this](const DrapedPoint& point) {
                         const auto at = stage_.project(point);
                         return at && stage_.space.screen().contains(*at);
                       });
  }

  void add_credits();
  void add_scale_and_date();
  float add_scale(float bottom, float& width);
  void add_north(glm::vec2 centre);
  void add_legend();
  std::vector<std::string> notes() const;
  struct Badge {
    std::string text;
    float strength = 1;  // less while it comes and goes
  };
  std::vector<Badge> badges() const;
  ScreenRect add_badge(const std::string& text, float strength, float top, const TextStyle& style);

  LabelStage stage_;
  float px_;
  float left_, top_, right_, bottom_;  // what is still free
  float scale_top_ = 0;                // above the scale, on the right
  bool shows_floor_ = false;
  FurnitureLayout layout_;
};

void Arrangement::add_credits() {
  const TextStyle text = style(FontRole::regular, k_credits_size, 0.8f);
  const dataset::Dataset& data = stage_.in.scene.dataset;
  const std::string& own = data.disclaimer.in(stage_.in.language.dataset_index());
  std::vector<std::string> lines =
      wrap(stage_.in.shaper, sources_line(stage_.in, shows_floor_), text, right_ - left_);
  const auto more =
      wrap(stage_.in.shaper, own.empty() ? stage_.in.language.text("furniture.disclaimer") : own,
           text, right_ - left_);
  lines.insert(lines.end(), more.begin(), more.end());
  const float leading = std::round(1.36f * text.size_px);
  // At most a quarter of the height; in a picture that small the metadata has them.
  if (leading * static_cast<float>(lines.size()) > 0.25f * (bottom_ - top_)) return;
  std::vector<ScreenRect> boxes;
  float top = bottom_ - leading * static_cast<float>(lines.size());
  bottom_ = top - k_grid * px_;
  for (const std::string& line : lines) {
    boxes.push_back(add_line(line, left_, top, text));
    top += leading;
  }
  add_part("credits", std::move(boxes));
}

std::vector<std::string> Arrangement::notes() const {
  const Language& language = stage_.in.language;
  const ViewSettings& settings = stage_.in.inputs.settings;
  std::vector<std::string> notes;
  if (std::abs(settings.exaggeration - 1) < 0.05) {
    notes.push_back(language.text("furniture.heights_true"));
  } else {
    notes.push_back(
        language.format("furniture.heights", {language.number(settings.exaggeration, 1)}));
  }
  if (shows_floor_) notes.push_back(language.text("furniture.depths_schematic"));
  const double logical_height = stage_.in.camera.size.height / static_cast<double>(px_);
  constexpr double k_generalised_beyond = 3e6;
  if ((settings.layers.ribbons || settings.layers.units) &&
      scale_denominator(stage_.in.inputs.camera.range_m, logical_height) < k_generalised_beyond) {
    notes.push_back(language.text("furniture.generalised"));
  }
  constexpr double k_vehicles_within = 5e5;
  if (settings.layers.models && stage_.in.scene.models.has_vehicles() &&
      scale_denominator(stage_.in.inputs.camera.range_m, logical_height) < k_vehicles_within)
    notes.push_back(language.text("furniture.vehicles"));
  return notes;
}

std::vector<Arrangement::Badge> Arrangement::badges() const {
  const Language& language = stage_.in.language;
  const dataset::Dataset& data = stage_.in.scene.dataset;
  std::vector<Badge> badges;
  const FrameInputs& inputs = stage_.in.inputs;
  const auto fade = static_cast<float>(std::clamp(inputs.mode_fade, 0.0, 1.0));
  const float scaled = inputs.motion_is_scaled ? 1 - fade : fade;
  if (scaled > 0.02f && inputs.settings.layers.units) {
    badges.push_back({language.text("time.motion_not_to_scale"), scaled});
  }
  // A filtered picture says so.
  const std::string filter =
      filter_sentence(inputs.settings.filter, data, language, &stage_.in.names);
  if (!filter.empty()) badges.push_back({filter});
  const size_t variant = data.find_variant(stage_.in.inputs.settings.variant);
  if (variant > 0) {
    badges.push_back({language.format(
        "furniture.variant", {data.variants[variant].title.in(language.dataset_index())})});
  }
  return badges;
}

void Arrangement::add_north(glm::vec2 centre) {
  // Which way north is on the screen at the point looked at.
  const Camera& camera = stage_.in.inputs.camera;
  const glm::dvec3 north = geo::north_at(camera.longitude_deg, camera.latitude_deg);
  const glm::vec2 way(static_cast<float>(glm::dot(north, stage_.in.camera.right())),
                      static_cast<float>(-glm::dot(north, stage_.in.camera.up())));
  const float turn = glm::radians(static_cast<float>(camera.heading_deg));
  const glm::vec2 up =
      glm::length(way) > 0.02f ? glm::normalize(way) : glm::vec2(-std::sin(turn), -std::cos(turn));
  const TextStyle letter = style(FontRole::bold, 11, 0.95f);
  const float half = 9 * px_;
  const glm::vec2 tip = centre + up * half;
  const glm::vec2 side(-up.y, up.x);
  for (const float halo_px : {1.5f * px_, 0.0f}) {
    const auto stroke = [&](glm::vec2 at, glm::vec2 along, float length) {
      OverlayBox box;
      box.centre = at;
      box.half = glm::vec2(0.5f * length, 0.8f * px_) + halo_px;
      box.along = along;
      box.radius_px = box.half.y;
      box.fill = halo_px > 0 ? letter.halo : letter.colour;
      layout_.overlay.boxes.push_back(box);
    };
    stroke(centre, up, 2 * half);
    for (const float hand : {1.0f, -1.0f}) {
      const glm::vec2 barb = glm::normalize(-up + side * (0.62f * hand));
      stroke(tip + barb * (3.2f * px_), barb, 7 * px_);
    }
  }
  const ShapedText& text = shape(stage_.in.language.text("furniture.north"), letter);
  const glm::vec2 pen(centre.x + 13 * px_, std::round(centre.y + 4 * px_));
  add_text(layout_.overlay, text, pen, letter);
  const float width = 13 * px_ + text_width(text, letter) + half + 2 * px_;
  add_part("north",
           {{centre.x - half - 2 * px_, centre.y - half - 2 * px_, width, 2 * half + 4 * px_}});
}

/// Scale bar, its figure and the notes, flush right above `bottom`; answers its top.
float Arrangement::add_scale(float bottom, float& width) {
  const TextStyle text = style(FontRole::regular, k_notes_size, 0.9f);
  const float leading = std::round(1.36f * text.size_px);
  const float room = right_ - left_;
  // The notes: on one line when they fit, else on several.
  std::vector<std::string> lines;
  for (const std::string& note : notes()) {
    const std::string longer = lines.empty() ? note : lines.back() + " · " + note;
    if (!lines.empty() && text_width(shape(longer, text), text) <= std::min(room, 420 * px_)) {
      lines.back() = longer;
    } else {
      lines.push_back(note);
    }
  }
  float top = bottom - leading * static_cast<float>(lines.size());
  std::vector<ScreenRect> boxes;
  for (size_t i = 0; i < lines.size(); ++i) {
    const float line_width = text_width(shape(lines[i], text), text);
    boxes.push_back(
        add_line(lines[i], right_ - line_width, top + leading * static_cast<float>(i), text));
    width = std::max(width, line_width);
  }
  if (!boxes.empty()) add_part("notes", std::move(boxes));

  const ScaleBar bar = scale_bar(stage_.in.camera, stage_.in.inputs.camera.range_m,
                                 std::min(160.0f * px_, 0.4f * room));
  const bool in_km = bar.metres >= 1000;
  const std::string figure = stage_.in.language.format(
      in_km ? "furniture.scale_km" : "furniture.scale_m",
      {stage_.in.language.number(in_km ? bar.metres / 1000 : bar.metres, 0)});
  const float length = static_cast<float>(bar.px);
  top -= k_grid * px_ + 4 * px_;
  const float y = std::round(top), left = right_ - length;
  const float thin = std::max(1.0f, std::round(1.4f * px_));
  for (const float halo_px : {1.2f * px_, 0.0f}) {
    const auto piece = [&](float x0, float y0, float x1, float y1) {
      OverlayBox box;
      box.centre = 0.5f * glm::vec2(x0 + x1, y0 + y1);
      box.half = 0.5f * glm::vec2(x1 - x0, y1 - y0) + halo_px;
      box.fill = halo_px > 0 ? text.halo : text.colour;
      layout_.overlay.boxes.push_back(box);
    };
    piece(left, y - thin, right_, y);
    piece(left, y - 5 * px_, left + thin, y);
    piece(right_ - thin, y - 5 * px_, right_, y);
  }
  const ShapedText& shaped = shape(figure, text);
  const float figure_width = text_width(shaped, text);
  const glm::vec2 pen(std::round(left + 0.5f * (length - figure_width)), y - 5 * px_);
  add_text(layout_.overlay, shaped, pen, text);
  const ScreenRect label = stage_.box_of(shaped, text, pen);
  const float bar_left = std::min(left, label.x);
  add_part("scale", {{bar_left, label.y, std::max(right_, label.right()) - bar_left, y - label.y}});
  add_north({left - 44 * px_, y - 8 * px_});
  width = std::max(width, length + 60 * px_);
  return y - 26 * px_;
}

/// Words on a plate of their own, so that they are seen before the map is.
ScreenRect Arrangement::add_badge(const std::string& text, float strength, float top,
                                  const TextStyle& style) {
  TextStyle faded = style;
  faded.halo_px = 0;
  faded.colour.a *= strength;
  const float pad = k_badge_pad * px_;
  const float height = std::round(1.6f * style.size_px);
  const float width = text_width(shape(text, faded), faded) + 2 * pad;
  OverlayBox plate;
  plate.centre = {left_ + 0.5f * width, std::round(top) + 0.5f * height};
  plate.half = {0.5f * width, 0.5f * height};
  plate.radius_px = 4 * px_;
  plate.fill = glm::vec4(stage_.in.theme.text_halo, 0.78f * strength);
  plate.stroke = glm::vec4(stage_.in.theme.text, 0.45f * strength);
  plate.stroke_px = std::max(1.0f, px_);
  layout_.overlay.boxes.push_back(plate);
  add_line(text, left_ + pad, std::round(top) + 0.2f * style.size_px, faded);
  return {left_, std::round(top), width, height};
}

void Arrangement::add_scale_and_date() {
  float scale_width = 0;
  const float row_bottom = bottom_;
  scale_top_ = add_scale(row_bottom, scale_width);
  bottom_ = row_bottom;

  const bool shows_date = !stage_.in.inputs.room.has_own_date;
  const TextStyle small = style(FontRole::regular, k_notes_size, 0.95f);
  const float logical_height = static_cast<float>(stage_.in.camera.size.height) / px_;
  const float date_size = std::clamp(k_date_share * logical_height, k_date_least, k_date_greatest);
  TextStyle large = style(FontRole::bold, date_size, 1.0f);
  const std::string date = stage_.in.language.long_date(stage_.in.inputs.time);
  float date_width = text_width(shape(date, large), large);
  if (date_width > right_ - left_) {
    large.size_px *= (right_ - left_) / date_width;
    date_width = right_ - left_;
  }
  std::vector<Badge> lines;
  float widest = shows_date ? date_width : 0;
  const float rim = 2 * k_badge_pad * px_;
  for (const Badge& badge : badges()) {
    for (std::string& line : wrap(stage_.in.shaper, badge.text, small, right_ - left_ - rim)) {
      widest = std::max(widest, text_width(shape(line, small), small) + rim);
      lines.push_back({std::move(line), badge.strength});
    }
  }
  if (!shows_date && lines.empty()) return;
  // Beside the scale when both fit, else above it.
  float bottom = row_bottom;
  if (widest + scale_width + 3 * k_grid * px_ > right_ - left_) {
    bottom = scale_top_ - k_grid * px_;
  }
  const float leading = std::round(1.9f * small.size_px);
  const float date_height = shows_date ? 1.15f * large.size_px : 0;
  float top = bottom - date_height - leading * static_cast<float>(lines.size());
  if (top < top_) return;
  std::vector<ScreenRect> boxes;
  for (const Badge& line : lines) {
    boxes.push_back(add_badge(line.text, line.strength, top, small));
    top += leading;
  }
  if (shows_date) boxes.push_back(add_line(date, left_, top + 0.1f * large.size_px, large));
  if (bottom < row_bottom) scale_top_ = boxes.front().y - k_grid * px_;
  add_part("date", std::move(boxes));
}

void Arrangement::add_legend() {
  const TextStyle text = style(FontRole::regular, k_legend_size, 1.0f);
  const float leading = std::round(1.46f * text.size_px);
  const float padding = 12 * px_, swatch = 30 * px_, gap = k_grid * px_;
  const float free_height = scale_top_ - 2 * k_grid * px_ - top_;
  if (right_ - left_ < 560 * px_ || free_height < 120 * px_) return;
  const float widest = std::min(0.46f * (right_ - left_), 320 * px_);
  const float half = 0.5f * (widest - 2 * padding - gap);

  std::vector<std::vector<LegendRow>> groups;
  // Fewer corridors, then fewer groups, until the height is enough.
  std::vector<std::pair<const LegendRow*, bool>> cells;  // and whether a new line starts
  float height = 0, width = 0;
  const auto measure = [&] {
    cells.clear();
    height = 2 * padding;
    width = 0;
    for (size_t g = 0; g < groups.size(); ++g) {
      if (g > 0) height += gap;
      bool is_second = false;
      for (const LegendRow& row : groups[g]) {
        const float row_width = swatch + gap + text_width(shape(row.text, text), text);
        const bool fits_half = row.is_half && row_width <= half;
        const bool is_new = !(is_second && fits_half);
        cells.push_back({&row, is_new});
        if (is_new) height += leading;
        width = std::max(width, is_new && !fits_half ? row_width : 2 * half + gap);
        is_second = is_new && fits_half;
      }
    }
    width = std::min(width, widest - 2 * padding) + 2 * padding;
  };
  for (size_t most = 10; most >= 4; most -= 2) {
    groups = legend_groups(stage_, most);
    measure();
    if (height <= free_height) break;
  }
  while (height > free_height && groups.size() > 1) {
    groups.pop_back();
    measure();
  }
  if (groups.empty() || height > free_height) return;

  const ScreenRect plate{std::round(right_ - width), std::round(scale_top_ - gap - height), width,
                         height};
  OverlayBox box;
  box.centre = {plate.x + 0.5f * width, plate.y + 0.5f * height};
  box.half = {0.5f * width, 0.5f * height};
  box.radius_px = 6 * px_;
  box.fill = glm::vec4(stage_.in.theme.text_halo, 0.80f);
  layout_.overlay.boxes.push_back(box);
  float y = plate.y + padding;
  size_t cell = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    if (g > 0) y += gap;
    for (size_t i = 0; i < groups[g].size(); ++i, ++cell) {
      const auto& [row, is_new] = cells[cell];
      const float x = plate.x + padding + (is_new ? 0 : half + gap);
      if (!is_new) y -= leading;
      TextStyle plain = text;
      plain.halo_px = 0;
      const float room = width - 2 * padding - (x - plate.x - padding) - swatch - gap;
      const float wanted = text_width(shape(row->text, plain), plain);
      if (wanted > room) plain.size_px *= room / wanted;
      add_swatch(layout_.overlay, *row, {x + 0.5f * swatch, y + 0.5f * leading}, swatch, stage_.in);
      const glm::vec2 pen(x + swatch + gap, std::round(y + 0.5f * leading + 0.36f * text.size_px));
      add_text(layout_.overlay, shape(row->text, plain), pen, plain);
      y += leading;
    }
  }
  add_part("legend", {plate});
}

/// The name of a work in a source as the tables write it: up to its first explanation.
std::string short_credit(const std::string& source) {
  size_t end = source.size();
  for (const char* mark : {" relief", " (", ", ", "; "}) end = std::min(end, source.find(mark));
  return source.substr(0, end);
}

}  // namespace

std::vector<ScreenRect> FurnitureLayout::boxes() const {
  std::vector<ScreenRect> all;
  for (const FurniturePart& part : parts)
    all.insert(all.end(), part.boxes.begin(), part.boxes.end());
  return all;
}

ScaleBar scale_bar(const CameraFrame& camera, double range_m, double greatest_px) {
  // The ground is drawn higher than it is: metres up there are a little longer on the screen.
  const geo::GeoPoint target = geo::to_geodetic(camera.target_m);
  const double metres_per_px = range_m / camera.pixels_per_radian * geo::k_semi_major_axis_m /
                               (geo::k_semi_major_axis_m + target.height_m);
  const double longest_m = metres_per_px * greatest_px;
  double metres = std::pow(10.0, std::floor(std::log10(longest_m)));
  for (const double step : {5.0, 2.0}) {
    if (metres * step <= longest_m) {
      metres *= step;
      break;
    }
  }
  return {metres, metres / metres_per_px};
}

std::string sources_line(const LabelInputs& inputs, bool shows_schematic_floor) {
  const Language& language = inputs.language;
  const LayerToggles& layers = inputs.inputs.settings.layers;
  std::vector<std::string> parts;
  const auto add = [&](const char* key, const std::string& credit) {
    if (!credit.empty()) parts.push_back(language.format(key, {credit}));
  };
  if (layers.terrain) {
    const std::string& relief = inputs.scene.heights.primary().source;
    const bool has_towns = relief.find("GeoNames") != std::string::npos;  // CC-BY: named on screen
    add("source.relief", short_credit(relief) + (has_towns ? ", GeoNames" : ""));
  }
  if (shows_schematic_floor) add("source.depths", language.text("source.own_drawing"));
  if (layers.borders || layers.terrain) {
    const std::string shore = short_credit(inputs.scene.heights.primary_shore().source);
    add("source.coasts", shore.empty() ? "Natural Earth" : shore + ", Natural Earth");
  }
  if (layers.lines) add("source.lines", language.text("source.treaties"));
  if (layers.ribbons || layers.units) add("source.figures", language.text("source.as_listed"));
  if (!inputs.inputs.settings.organization.empty())
    add("source.membership", language.text("source.as_listed"));
  if (layers.overlays)
    for (const dataset::OverlayLayer& layer : inputs.scene.overlays) {
      const std::string file = std::filesystem::path(layer.file).filename().string();
      const std::string credit = language.format("source.own_layer", {file});
      if (std::find(parts.begin(), parts.end(), credit) == parts.end()) parts.push_back(credit);
    }
  if (layers.nodes || layers.ribbons) {
    constexpr size_t k_longest = 60;
    for (const dataset::Credit& credit : inputs.scene.dataset.credits) {
      const bool is_data_set = credit.licence != "single facts" && credit.name.size() <= k_longest;
      if (is_data_set && credit.name.find("Natural Earth") == std::string::npos) {
        parts.push_back(credit.name);
      }
    }
  }
  std::string line;
  for (const std::string& part : parts) line += (line.empty() ? "" : "; ") + part;
  return line.empty() ? line : language.format("furniture.sources", {line});
}

FurnitureLayout lay_out_furniture(const LabelInputs& inputs) {
  if (!inputs.inputs.settings.layers.furniture) return {};
  return Arrangement(inputs).arrange();
}

}  // namespace caspian::scene
