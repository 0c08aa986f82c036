// From the bottom up: the imprint (notes, disclaimer, sources) over the whole width, above it date
// and scale on the left and the legend on the right. Where there is little room type gets smaller
// first, then parts go; the disclaimer stays.
#include "scene/furniture.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"
#include "scene/colour_vision.h"
#include "scene/filter_words.h"
#include "scene/ground_credits.h"
#include "scene/legal_notice.h"
#include "scene/legend_layout.h"
#include "scene/sea_words.h"
#include "scene/text_wrap.h"

namespace caspian::scene {
namespace {

constexpr float k_grid = 8;
// Of the picture's height, within limits: the date is read from the back of the room.
constexpr float k_date_share = 0.039f, k_date_least = 14, k_date_greatest = 32;
constexpr float k_badge_pad = 7;
constexpr float k_imprint_size = 11, k_imprint_small = 8, k_notes_size = 12;
// Of the height: what the imprint may take while its type is large enough for comfort, and at all.
constexpr float k_imprint_share = 0.27f, k_imprint_greatest_share = 0.45f;
constexpr float k_least_type_px = 6.5f;  // below, letters are no letters
// Of the picture: how far the legend's block reaches up and to the left, and a band in an upright
// one; the block is at least so wide where that leaves half of the map.
constexpr float k_legend_share = 0.62f, k_legend_width_share = 0.27f, k_legend_band_share = 0.34f;
constexpr float k_legend_width = 340;

/// One picture's furniture while it is put together.
class Arrangement {
 public:
  explicit Arrangement(const LabelInputs& inputs) : stage_(inputs), px_(inputs.pixel_scale) {
    const FurnitureRoom& room = inputs.inputs.room;
    const float drawn = static_cast<float>(inputs.inputs.settings.supersample);
    const float width = static_cast<float>(inputs.camera.size.width);
    const float margin = px_ * (width < 400 * px_   ? 0.5f * k_grid
                                : width < 640 * px_ ? k_grid
                                                    : 2 * k_grid);
    left_ = drawn * room.left_px + margin;
    top_ = drawn * room.top_px + margin;
    right_ = width - drawn * room.right_px - margin;
    bottom_ =
        static_cast<float>(inputs.camera.size.height) - drawn * room.bottom_px - 0.5f * margin;
    axis_ = 0.5f * (left_ + right_);
  }

  FurnitureLayout arrange() {
    FurnitureLayout layout = put_together();
    if (!is_mirrored()) return layout;
    mirror(layout.overlay, axis_);
    for (FurniturePart& part : layout.parts)
      for (ScreenRect& box : part.boxes) box.x = 2 * axis_ - box.right();
    return layout;
  }

 private:
  FurnitureLayout put_together() {
    shows_floor_ = shows_drawn_floor(stage_.in);  // dry, too
    const bool is_whole = stage_.in.inputs.settings.layers.furniture;
    // What leaves says under which convention it stands, whatever is switched off.
    if (!is_whole && !stage_.in.inputs.leaves) return {};
    if (right_ - left_ < 40 * px_ || bottom_ - top_ < 16 * px_) {
      layout_.left_out = {"disclaimer", "sources"};
      return std::move(layout_);
    }
    add_imprint(is_whole);
    const Block block = is_whole ? add_block() : Block{left_, bottom_};
    if (is_whole && !stage_.in.inputs.room.has_own_legend) add_legend(block);
    return std::move(layout_);
  }

  bool is_mirrored() const { return stage_.in.language.is_right_to_left(); }
  TextStyle style(FontRole role, float size, float strength) const {
    const glm::vec3 ink = glm::mix(stage_.in.theme.text_halo, stage_.in.theme.text, strength);
    return stage_.style(role, size, readable_on(ink, stage_.in.theme.text_halo, 5.5f));
  }
  const ShapedText& shape(const std::string& text, const TextStyle& style) {
    return stage_.in.shaper.shape(text, style.role);
  }
  float width_of(const std::string& text, const TextStyle& style) {
    return text_width(shape(text, style), style);
  }
  std::vector<std::string> wrap(const std::string& text, const TextStyle& style, float width) {
    return wrap_text(stage_.in.shaper, text, style, width);
  }
  /// A line whose letters stand between `top` and top + its leading.
  ScreenRect add_line(const std::string& text, float left, float top, const TextStyle& style) {
    const ShapedText& shaped = shape(text, style);
    const glm::vec2 pen(left, std::round(top + 0.95f * style.size_px));
    add_text(layout_.overlay, shaped, pen, style);
    layout_.texts.push_back(text);
    return stage_.box_of(shaped, style, pen);
  }
  void add_part(const char* id, std::vector<ScreenRect> boxes) {
    layout_.parts.push_back({id, std::move(boxes)});
  }
  void add_plate(const ScreenRect& rect, float alpha, float radius) {
    OverlayBox box;
    box.centre = {rect.x + 0.5f * rect.width, rect.y + 0.5f * rect.height};
    box.half = 0.5f * glm::vec2(rect.width, rect.height);
    box.radius_px = radius;
    box.fill = glm::vec4(stage_.in.theme.text_halo, alpha);
    layout_.overlay.boxes.push_back(box);
  }

  struct Imprint {
    TextStyle notes, small;
    std::vector<std::string> note_lines, lines;
    float leading(const TextStyle& one) const { return std::round(1.34f * one.size_px); }
    float height() const {
      return leading(notes) * static_cast<float>(note_lines.size()) +
             leading(small) * static_cast<float>(lines.size());
    }
  };
  std::string notice_in(const Language& language) const {
    return legal_notice(stage_.in.scene.dataset, stage_.in.inputs.settings, language);
  }
  Imprint imprint_of(float size, bool has_notes, bool has_sources);
  Imprint fit_imprint(bool has_notes);
  void add_imprint(bool has_notes);

  /// Date and scale; what it leaves on its right.
  struct Block {
    float right = 0, top = 0;
  };
  Block add_block();
  float add_date(float bottom, float& widest);
  float add_scale(float bottom, float& widest);
  float add_north(glm::vec2 centre);
  void add_legend(const Block& block);
  std::vector<std::string> notes() const;
  struct Badge {
    std::string text;
    float strength = 1;  // less while it comes and goes
  };
  std::vector<Badge> badges() const;
  ScreenRect add_badge(const Badge& badge, float top, const TextStyle& style);

  LabelStage stage_;
  float px_;
  float left_, top_, right_, bottom_;  // what is still free
  float axis_ = 0;                     // the middle of the room
  bool shows_floor_ = false;
  FurnitureLayout layout_;
};

Arrangement::Imprint Arrangement::imprint_of(float size, bool has_notes, bool has_sources) {
  Imprint imprint;
  imprint.notes = style(FontRole::regular, std::min(k_notes_size, 1.1f * size), 0.92f);
  imprint.small = style(FontRole::regular, size, 0.8f);
  imprint.small.halo_px = imprint.notes.halo_px = std::min(1.9f, 0.17f * size) * px_;
  const float room = right_ - left_;
  std::string line;
  for (const std::string& note : has_notes ? notes() : std::vector<std::string>{}) {
    const std::string longer = line.empty() ? note : line + " · " + note;
    if (!line.empty() && width_of(longer, imprint.notes) > room) {
      imprint.note_lines.push_back(line);
      line = note;
    } else {
      line = longer;
    }
  }
  for (std::string& part : wrap(line, imprint.notes, room)) imprint.note_lines.push_back(part);
  imprint.lines = wrap(notice_in(stage_.in.language), imprint.small, room);
  if (stage_.in.second)
    for (std::string& part : wrap(notice_in(*stage_.in.second), imprint.small, room))
      imprint.lines.push_back(std::move(part));
  if (!has_sources) return imprint;
  for (std::string& part : wrap(sources_line(stage_.in, shows_floor_), imprint.small, room))
    imprint.lines.push_back(std::move(part));
  return imprint;
}

/// The largest type that leaves enough of the map; smaller than small only where nothing else
/// helps, first without the notes, then without the sources.
Arrangement::Imprint Arrangement::fit_imprint(bool has_notes) {
  const float height = bottom_ - top_;
  const bool wants_sources = stage_.in.inputs.settings.attribution;
  for (float size = k_imprint_size; size >= k_imprint_small; size -= 1) {
    Imprint tried = imprint_of(size, has_notes, wants_sources);
    if (tried.height() <= k_imprint_share * height) return tried;
  }
  struct Contents {
    bool notes, sources;
    float share;
  };
  for (const Contents& what :
       {Contents{has_notes, wants_sources, k_imprint_greatest_share},
        Contents{false, wants_sources, k_imprint_greatest_share}, Contents{false, false, 0.9f}})
    for (float size = k_imprint_small; size * px_ >= k_least_type_px; size *= 0.9f) {
      Imprint tried = imprint_of(size, what.notes, what.sources);
      if (tried.height() > what.share * height) continue;
      if (wants_sources && !what.sources) layout_.left_out.push_back("sources");
      return tried;
    }
  layout_.left_out = {"disclaimer", "sources"};
  return {};
}

void Arrangement::add_imprint(bool has_notes) {
  const Imprint imprint = fit_imprint(has_notes);
  const float height = imprint.height();
  if (height <= 0) return;
  float top = bottom_ - height;
  const float pad = 0.5f * k_grid * px_;
  // A margin like a printed sheet's, down to where the room ends.
  const float outer = left_ - static_cast<float>(stage_.in.inputs.settings.supersample) *
                                  stage_.in.inputs.room.left_px;
  add_plate({left_ - outer, top - pad, right_ - left_ + 2 * outer, height + pad + 0.5f * outer + 1},
            0.42f, 0);
  const float notes_top = top;
  for (const std::string& line : imprint.note_lines) {
    add_line(line, left_, top, imprint.notes);
    top += imprint.leading(imprint.notes);
  }
  if (top > notes_top) add_part("notes", {{left_, notes_top, right_ - left_, top - notes_top}});
  const float lines_top = top;
  for (const std::string& line : imprint.lines) {
    add_line(line, left_, top, imprint.small);
    top += imprint.leading(imprint.small);
  }
  add_part("credits", {{left_, lines_top, right_ - left_, top - lines_top}});
  bottom_ = notes_top - pad - k_grid * px_;
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
  notes.push_back(
      language.format("furniture.datum", {level_text(language, sea_level_of(stage_.in.inputs))}));
  if (shows_floor_) notes.push_back(language.text("furniture.depths_schematic"));
  const double logical_height = stage_.in.camera.size.height / static_cast<double>(px_);
  const double denominator = scale_denominator(stage_.in.inputs.camera.range_m, logical_height);
  constexpr double k_generalised_beyond = 3e6;
  if ((settings.layers.ribbons || settings.layers.units) && denominator < k_generalised_beyond)
    notes.push_back(language.text("furniture.generalised"));
  constexpr double k_vehicles_within = 5e5;
  if (settings.layers.models && stage_.in.scene.models.has_vehicles() &&
      denominator < k_vehicles_within)
    notes.push_back(language.text("furniture.vehicles"));
  return notes;
}

std::vector<Arrangement::Badge> Arrangement::badges() const {
  const Language& language = stage_.in.language;
  const dataset::Dataset& data = stage_.in.scene.dataset;
  std::vector<Badge> badges;
  const FrameInputs& inputs = stage_.in.inputs;
  if (inputs.settings.colour_vision != ColourVision::normal)
    badges.push_back({language.format(
        "furniture.seen_as",
        {language.text("colour_vision." +
                       std::string(colour_vision_id(inputs.settings.colour_vision)))})});
  const auto fade = static_cast<float>(std::clamp(inputs.mode_fade, 0.0, 1.0));
  const float scaled = inputs.motion_is_scaled ? 1 - fade : fade;
  if (scaled > 0.02f && inputs.settings.layers.units) {
    badges.push_back({language.text("time.motion_not_to_scale"), scaled});
  }
  // A filtered picture says so.
  const std::string filter =
      filter_sentence(inputs.settings.filter, data, language, &stage_.in.names);
  if (!filter.empty()) badges.push_back({filter});
  const size_t variant = data.find_variant(inputs.settings.variant);
  if (variant > 0) {
    badges.push_back({language.format(
        "furniture.variant", {data.variants[variant].title.in(language.dataset_index())})});
  }
  return badges;
}

/// Answers the width of arrow and letter.
float Arrangement::add_north(glm::vec2 centre) {
  glm::vec2 up = north_on_screen(stage_.in.inputs.camera, stage_.in.camera);
  if (is_mirrored()) up.x = -up.x;  // and back again with the whole
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
  const glm::vec2 pen(centre.x + 12 * px_, std::round(centre.y + 4 * px_));
  add_text(layout_.overlay, text, pen, letter);
  const float left = centre.x - half - 2 * px_;
  const float width = pen.x + text_width(text, letter) + 2 * px_ - left;
  add_part("north", {{left, centre.y - half - 2 * px_, width, 2 * half + 4 * px_}});
  return width;
}

/// Scale bar and north arrow above `bottom`; answers their top.
float Arrangement::add_scale(float bottom, float& widest) {
  const TextStyle text = style(FontRole::regular, k_notes_size, 0.9f);
  const float room = right_ - left_;
  const ScaleBar bar = scale_bar(stage_.in.camera, stage_.in.inputs.camera.range_m,
                                 std::min(160.0f * px_, 0.4f * room));
  const bool in_km = bar.metres >= 1000;
  const std::string figure = stage_.in.language.format(
      in_km ? "furniture.scale_km" : "furniture.scale_m",
      {stage_.in.language.number(in_km ? bar.metres / 1000 : bar.metres, 0)});
  const auto length = static_cast<float>(bar.px);
  const float y = std::round(bottom - 2 * px_), left = left_ + px_, right = left + length;
  const float thin = std::max(1.0f, std::round(1.4f * px_));
  for (const float halo_px : {1.2f * px_, 0.0f}) {
    const auto piece = [&](float x0, float y0, float x1, float y1) {
      OverlayBox box;
      box.centre = 0.5f * glm::vec2(x0 + x1, y0 + y1);
      box.half = 0.5f * glm::vec2(x1 - x0, y1 - y0) + halo_px;
      box.fill = halo_px > 0 ? text.halo : text.colour;
      layout_.overlay.boxes.push_back(box);
    };
    piece(left, y - thin, right, y);
    piece(left, y - 5 * px_, left + thin, y);
    piece(right - thin, y - 5 * px_, right, y);
  }
  const ShapedText& shaped = shape(figure, text);
  const float figure_width = text_width(shaped, text);
  const glm::vec2 pen(std::round(std::max(left, left + 0.5f * (length - figure_width))),
                      y - 5 * px_);
  add_text(layout_.overlay, shaped, pen, text);
  layout_.texts.push_back(figure);
  const ScreenRect label = stage_.box_of(shaped, text, pen);
  const float end = std::max(right, label.right());
  add_part("scale", {{left, label.y, end - left, y - label.y}});
  float used = end - left_;
  if (room - used > 60 * px_) {
    const float arrow = end + 24 * px_;
    used = arrow - 11 * px_ + add_north({arrow, y - 9 * px_}) - left_;
  }
  widest = std::max(widest, used);
  return std::min(label.y, y - 20 * px_);
}

/// Words on a plate of their own, so that they are seen before the map is.
ScreenRect Arrangement::add_badge(const Badge& badge, float top, const TextStyle& style) {
  TextStyle plain = style;
  plain.halo_px = 0;
  plain.colour.a = badge.strength;
  const float pad = k_badge_pad * px_, height = std::round(1.62f * style.size_px);
  const ShapedText& shaped = shape(badge.text, plain);
  const ScreenRect plate{left_, top, text_width(shaped, plain) + 2 * pad, height};
  add_plate(plate, 0.72f * badge.strength, 4 * px_);
  add_text(layout_.overlay, shaped,
           {left_ + pad, std::round(top + 0.5f * height + 0.36f * style.size_px)}, plain);
  layout_.texts.push_back(badge.text);
  return plate;
}

/// The date and the badges above `bottom`; answers their top.
float Arrangement::add_date(float bottom, float& widest) {
  const TextStyle small = style(FontRole::regular, k_notes_size, 0.95f);
  const float logical_height = static_cast<float>(stage_.in.camera.size.height) / px_;
  const float date_size = std::clamp(k_date_share * logical_height, k_date_least, k_date_greatest);
  TextStyle large = style(FontRole::bold, date_size, 1.0f);
  std::vector<ScreenRect> boxes;
  float top = bottom;
  if (!stage_.in.inputs.room.has_own_date) {
    const std::string date = stage_.in.language.long_date(stage_.in.inputs.time);
    if (stage_.in.second) {
      TextStyle under = style(FontRole::regular, 0.56f * date_size, 0.95f);
      const std::string second = stage_.in.second->long_date(stage_.in.inputs.time);
      const float wide = width_of(second, under);
      if (wide > right_ - left_) under.size_px *= (right_ - left_) / wide;
      const float height = std::round(1.3f * under.size_px);
      if (top - height >= top_) {
        top -= height;
        boxes.push_back(add_line(second, left_, top, under));
      }
    }
    const float wanted = width_of(date, large);
    if (wanted > right_ - left_) large.size_px *= (right_ - left_) / wanted;
    const float height = 1.15f * large.size_px;
    if (top - height >= top_) {
      top -= height;
      boxes.push_back(add_line(date, left_, top + 0.1f * large.size_px, large));
    }
  }
  const float leading = std::round(1.9f * small.size_px);
  const float most = std::min(right_ - left_, 420 * px_) - 2 * k_badge_pad * px_;
  std::vector<Badge> lines;
  for (const Badge& badge : badges())
    for (std::string& line : wrap(badge.text, small, most))
      lines.push_back({std::move(line), badge.strength});
  for (size_t i = lines.size(); i-- > 0 && top - leading >= top_;) {
    top -= leading;
    boxes.push_back(add_badge(lines[i], top, small));
  }
  for (const ScreenRect& box : boxes) widest = std::max(widest, box.width);
  if (!boxes.empty()) add_part("date", std::move(boxes));
  return top;
}

Arrangement::Block Arrangement::add_block() {
  const float height = bottom_ - top_;
  float widest = 0, bottom = bottom_;
  // The date is worth more than the scale where there is room for one of them only.
  if (height > 64 * px_) bottom = add_scale(bottom, widest) - k_grid * px_;
  const float top = add_date(bottom, widest);
  return {left_ + widest, top};
}

void Arrangement::add_legend(const Block& block) {
  const float width = right_ - left_, gap = 2 * k_grid * px_;
  if (width < 300 * px_ || bottom_ - top_ < 150 * px_) return;
  const PixelSize size = stage_.in.camera.size;
  const float whole = static_cast<float>(size.height);
  // A block in the lower right corner; in an upright picture a band over the date.
  const bool is_upright = size.height > size.width;
  const float widest = std::max(k_legend_width_share * static_cast<float>(size.width),
                                std::min(k_legend_width * px_, 0.45f * width));
  const float left = is_upright ? left_ : std::max(block.right + gap, right_ - widest);
  const float bottom = is_upright ? block.top - gap : bottom_;
  const float share = is_upright ? k_legend_band_share : k_legend_share;
  const LegendRoom room{{left, top_, right_ - left, bottom - top_},
                        std::min(share * whole, bottom - top_)};
  if (room.rect.width < 120 * px_ || room.greatest_height < 40 * px_) return;
  const std::optional<LegendPlate> best = lay_out_legend(stage_, room);
  if (!best) return;
  layout_.overlay.append(best->overlay);
  add_part("legend", {best->rect});
}

}  // namespace

std::vector<ScreenRect> FurnitureLayout::boxes() const {
  std::vector<ScreenRect> all;
  for (const FurniturePart& part : parts)
    all.insert(all.end(), part.boxes.begin(), part.boxes.end());
  return all;
}

glm::vec2 north_on_screen(const Camera& camera, const CameraFrame& frame) {
  const glm::dvec3 north = geo::north_at(camera.longitude_deg, camera.latitude_deg);
  const glm::vec2 way(static_cast<float>(glm::dot(north, frame.right())),
                      static_cast<float>(-glm::dot(north, frame.up())));
  const float turn = glm::radians(static_cast<float>(camera.heading_deg));
  return glm::length(way) > 0.02f ? glm::normalize(way)
                                  : glm::vec2(-std::sin(turn), -std::cos(turn));
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

FurnitureLayout lay_out_furniture(const LabelInputs& inputs) {
  return Arrangement(inputs).arrange();
}

}  // namespace caspian::scene
