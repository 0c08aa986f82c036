// Names of corridors in their hues and the standing of seabed lines, along the line, on the
// straightest stretch that has room.
#include <algorithm>
#include <cmath>
#include <limits>

#include "scene/furniture_legend.h"
#include "scene/label_stage.h"
#include "scene/line_scale.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

constexpr float k_size = 12;
constexpr double k_farthest_beside_px = 11;  // names of wider ribbons stand on them
constexpr size_t k_longest_name = 40;        // characters; longer ones are for the legend

using Line = std::vector<glm::vec2>;

/// The parts of a line on the screen.
void add_visible(const LabelStage& stage, const Line& line, std::vector<Line>& out) {
  for (Line& part : clip_to(line, stage.space.screen().grown(-stage.px(8)))) {
    if (part.size() > 1) out.push_back(std::move(part));
  }
}

/// Points of a line on the screen and where they lie on the earth.
using Anchors = std::vector<std::pair<glm::vec2, const DrapedPoint*>>;

/// Relief hides the line where the name would stand.
bool is_hidden(const LabelStage& stage, const Anchors& anchors, glm::vec2 at) {
  const auto nearest =
      std::min_element(anchors.begin(), anchors.end(), [at](const auto& a, const auto& b) {
        const glm::vec2 to_a = a.first - at, to_b = b.first - at;
        return glm::dot(to_a, to_a) < glm::dot(to_b, to_b);
      });
  return nearest != anchors.end() && stage.is_hidden_by_relief(*nearest->second);
}

struct Candidate {
  float cost = std::numeric_limits<float>::max();
  std::optional<PathText> text;
};

/// Slides the name along a line beside a stretch: straight is better than bent, the middle of the
/// picture better than its edge. Only where it is read from left to right.
void try_line(LabelStage& stage, const ScreenPath& path, const Anchors& anchors,
              const ShapedText& text, const TextStyle& style, Candidate& best) {
  const float width = text_width(text, style);
  if (path.length() < width * 1.1f) return;
  const glm::vec2 centre(0.5f * static_cast<float>(stage.in.camera.size.width),
                         0.5f * static_cast<float>(stage.in.camera.size.height));
  const float cap_height = stage.in.shaper.cap_height(FontRole::regular);
  for (float middle = 0.5f * width; middle < path.length() - 0.5f * width; middle += stage.px(20)) {
    const glm::vec2 left = path.direction(middle - 0.3f * width, 0.4f * width);
    const glm::vec2 right = path.direction(middle + 0.3f * width, 0.4f * width);
    const glm::vec2 whole = path.at(middle + 0.5f * width) - path.at(middle - 0.5f * width);
    if (whole.x < 0 || (whole.x < 0.02f * width && whole.y > 0)) continue;
    const float bend = std::acos(std::clamp(glm::dot(left, right), -1.0f, 1.0f));
    const float away = glm::length(path.at(middle) - centre) / stage.px(600);
    const float cost = 2 * bend + away;
    if (bend > 0.7f || cost >= best.cost) continue;
    auto placed = text_on_path(path, text, style, middle, cap_height);
    if (!placed || placed->greatest_bend > 0.12f || !stage.space.are_free(placed->boxes)) continue;
    const float whole_cost = cost + 1.5f * stage.cover(placed->boxes);
    if (whole_cost >= best.cost || is_hidden(stage, anchors, path.at(middle))) continue;
    best = {whole_cost, std::move(placed)};
  }
}

/// Of a line, seen along it: where its name stands.
enum class Side { any, left, right };

void try_stretch(LabelStage& stage, const Line& stretch, const Anchors& anchors,
                 const ShapedText& text, const TextStyle& style, float beside_px, Candidate& best,
                 Side side = Side::any) {
  const float smoothing = stage.px(32);
  const ScreenPath path(stretch, smoothing);
  if (path.length() < text_width(text, style)) return;
  // Above the line and below it, whichever way it runs.
  const ScreenPath left = path.beside(beside_px, smoothing);
  const ScreenPath right = path.beside(-beside_px, smoothing);
  if (side != Side::right)
    for (const ScreenPath& line : {left, left.reversed()})
      try_line(stage, line, anchors, text, style, best);
  if (side != Side::left)
    for (const ScreenPath& line : {right, right.reversed()})
      try_line(stage, line, anchors, text, style, best);
}

void take(LabelStage& stage, LabelKind kind, const std::string& id, const Candidate& best) {
  if (!best.text) return;
  stage.space.take(best.text->boxes);
  stage.layout.overlay.glyphs.insert(stage.layout.overlay.glyphs.end(), best.text->glyphs.begin(),
                                     best.text->glyphs.end());
  stage.layout.placed.push_back({kind, id, best.text->boxes});
}

}  // namespace

void place_corridor_names(LabelStage& stage) {
  if (!stage.in.inputs.settings.layers.ribbons) return;
  const ViewSettings& settings = stage.in.inputs.settings;
  const auto count = static_cast<uint32_t>(stage.in.scene.dataset.corridors.size());
  for (uint32_t corridor = 0; corridor < count; ++corridor) {
    const dataset::Corridor& data = stage.in.scene.dataset.corridors[corridor];
    if (settings.is_hidden(data.id)) continue;
    const std::string name = short_corridor_name(stage.in, data);
    if (characters_of(name).size() > k_longest_name) continue;
    const ShapedText& text = stage.in.shaper.shape(name, FontRole::regular);
    if (text.glyphs.empty()) continue;
    // Where hues tell cargoes, names must not wear another meaning's.
    const bool by_cargo = stage.in.inputs.settings.colour_by == ColourBy::commodity;
    TextStyle style =
        stage.style(FontRole::regular, k_size,
                    by_cargo ? stage.in.theme.text : corridor_ink(data.id, stage.in.theme));
    style.spacing_em = 0.04f;
    Candidate best;
    for (const ScreenChain& chain : stage.chains()) {
      if (chain.corridor != corridor) continue;
      Line line;
      Anchors anchors;
      float lane = 0;
      double half_px = 0;
      for (const ScreenChain::Point& point : chain.points) {
        line.push_back(point.at);
        anchors.push_back({point.at, point.place});
        if (std::abs(point.lane) > std::abs(lane)) lane = point.lane;
        if (point.link >= stage.in.scene.ribbons.rooms.size()) continue;
        const RibbonRoom& room = stage.in.scene.ribbons.rooms[point.link];
        half_px = std::max({half_px, room.left_px, room.right_px});
      }
      const double aside_px = std::min(half_px, k_farthest_beside_px) +
                              double(std::abs(lane)) * settings.lane_spacing_px;
      const float beside =
          stage.px(static_cast<float>(aside_px * line_scale(stage.in.inputs)) + 0.72f * k_size);
      // In a bundle a name stands on its line's side of it.
      const Side side = std::abs(lane) < 0.75f ? Side::any : lane > 0 ? Side::right : Side::left;
      std::vector<Line> stretches;
      add_visible(stage, line, stretches);
      for (const Line& stretch : stretches) {
        try_stretch(stage, stretch, anchors, text, style, beside, best, side);
      }
    }
    take(stage, LabelKind::corridor, data.id, best);
  }
}

void place_treaty_names(LabelStage& stage) {
  constexpr double k_seen_within = 1'700;  // metres per logical px
  const dataset::Dataset& data = stage.in.scene.dataset;
  const ViewSettings& settings = stage.in.inputs.settings;
  for (const uint32_t index : drawn_treaty_lines(stage.in.scene, stage.in.inputs.time, settings)) {
    const LabelTreatyLine& label = stage.in.content.treaty_lines[index];
    const dataset::TreatyLine& line = data.lines[index];
    if (label.points.size() < 2 ||
        stage.metres_per_px(label.points[label.points.size() / 2]) > k_seen_within) {
      continue;
    }
    const bool is_agreed = line.agreement != dataset::TreatyLine::Agreement::none;
    if (is_agreed && !line.signed_on) continue;
    const std::string words =
        is_agreed ? stage.in.language.format(
                        "agreement.of_year",
                        {std::to_string(time::calendar_of(line.signed_on->first).year)})
                  : stage.in.language.text("agreement.none");
    const ShapedText& text = stage.in.shaper.shape(words, FontRole::regular);
    TextStyle style = stage.style(FontRole::regular, 11, stage.ink(glm::vec3(0.5f), 0.2f));
    style.spacing_em = 0.03f;
    std::vector<Line> stretches;
    Line run;
    Anchors anchors;
    for (const DrapedPoint& point : label.points) {
      if (const auto at = stage.project(point)) {
        run.push_back(*at);
        anchors.push_back({*at, &point});
      } else {
        add_visible(stage, run, stretches);
        run.clear();
      }
    }
    add_visible(stage, run, stretches);
    Candidate best;
    for (const Line& stretch : stretches) {
      try_stretch(stage, stretch, anchors, text, style, stage.px(10), best);
    }
    take(stage, LabelKind::treaty_line, line.id, best);
  }
}

}  // namespace caspian::scene
