// Names of corridors along their lines, on the straightest stretch that has room, in the corridor's
// hue.
#include <algorithm>
#include <cmath>
#include <limits>

#include "scene/furniture_legend.h"
#include "scene/label_stage.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

constexpr float k_size = 12;
constexpr size_t k_longest_name = 40;  // characters; longer ones are for the legend

/// Stretches of a chain that are drawn at the date and in front of the eye.
std::vector<std::vector<glm::vec2>> drawn_stretches(const LabelStage& stage,
                                                    const LabelChain& chain, float& lane) {
  std::vector<std::vector<glm::vec2>> stretches;
  std::vector<glm::vec2> run;
  const auto close_run = [&] {
    for (std::vector<glm::vec2>& part : clip_to(run, stage.space.screen().grown(-stage.px(8)))) {
      if (part.size() > 1) stretches.push_back(std::move(part));
    }
    run.clear();
  };
  for (const LabelChain::Point& point : chain.points) {
    const auto at = stage.drawn(point.link) ? stage.project(point.place) : std::nullopt;
    if (at) {
      run.push_back(*at);
      lane = std::max(lane, std::abs(point.lane));
    } else {
      close_run();
    }
  }
  close_run();
  return stretches;
}

struct Candidate {
  float cost = std::numeric_limits<float>::max();
  std::optional<PathText> text;
};

/// Slides the name along a line beside a stretch: straight is better than bent, the middle of the
/// picture better than its edge. Only where it is read from left to right.
void try_line(LabelStage& stage, const ScreenPath& path, const ShapedText& text,
              const TextStyle& style, Candidate& best) {
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
    if (whole_cost < best.cost) best = {whole_cost, std::move(placed)};
  }
}

void try_stretch(LabelStage& stage, const std::vector<glm::vec2>& stretch, const ShapedText& text,
                 const TextStyle& style, float beside_px, Candidate& best) {
  const float smoothing = stage.px(32);
  const ScreenPath path(stretch, smoothing);
  if (path.length() < text_width(text, style)) return;
  // Above the line and below it, whichever way it runs.
  const ScreenPath left = path.beside(beside_px, smoothing);
  const ScreenPath right = path.beside(-beside_px, smoothing);
  for (const ScreenPath& line : {left, right.reversed(), right, left.reversed()}) {
    try_line(stage, line, text, style, best);
  }
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
    TextStyle style = stage.style(FontRole::regular, k_size, corridor_ink(data.id, stage.in.theme));
    style.spacing_em = 0.04f;
    Candidate best;
    for (const LabelChain& chain : stage.in.content.chains) {
      if (chain.corridor != corridor) continue;
      float lane = 0;
      const auto stretches = drawn_stretches(stage, chain, lane);
      const float beside =
          stage.px(0.5f * static_cast<float>(settings.ribbon_width_px) +
                   lane * static_cast<float>(settings.lane_spacing_px) + 0.72f * k_size);
      for (const std::vector<glm::vec2>& stretch : stretches) {
        try_stretch(stage, stretch, text, style, beside, best);
      }
    }
    if (!best.text) continue;
    stage.space.take(best.text->boxes);
    stage.layout.overlay.glyphs.insert(stage.layout.overlay.glyphs.end(), best.text->glyphs.begin(),
                                       best.text->glyphs.end());
    stage.layout.placed.push_back({LabelKind::corridor, data.id, best.text->boxes});
  }
}

}  // namespace caspian::scene
