// Events around the date: a flag at each place, the title at the first one that has room.
#include <algorithm>

#include "scene/label_stage.h"
#include "scene/node_symbols.h"

namespace caspian::scene {
namespace {

constexpr int64_t k_before_ms = 2 * time::k_ms_per_day;
constexpr int64_t k_after_ms = 30 * time::k_ms_per_day;
constexpr size_t k_most_titles = 3;
constexpr size_t k_line_characters = 34;
constexpr char32_t k_flag = 0xF024;

/// Breaks a title into at most three lines at its spaces; what does not fit ends in an ellipsis.
std::vector<std::string> lines_of(const std::string& title) {
  std::vector<std::string> lines(1);
  size_t start = 0;
  while (start < title.size()) {
    const size_t end = std::min(title.find(' ', start), title.size());
    const std::string word = title.substr(start, end - start);
    start = end + 1;
    const size_t length = characters_of(lines.back()).size() + 1 + characters_of(word).size();
    if (lines.back().empty()) {
      lines.back() = word;
    } else if (length <= k_line_characters) {
      lines.back() += " " + word;
    } else if (lines.size() == 3) {
      lines.back() += "…";
      break;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

/// The title's lines right or left of the flag.
bool place_title(LabelStage& stage, const std::string& id, glm::vec2 at,
                 const std::vector<std::string>& lines, const TextStyle& style) {
  float width = 0;
  std::vector<const ShapedText*> texts;
  for (const std::string& line : lines) {
    texts.push_back(&stage.in.shaper.shape(line, style.role));
    width = std::max(width, text_width(*texts.back(), style));
  }
  const float leading = 1.25f * style.size_px;
  const float height = leading * static_cast<float>(lines.size());
  const float beside = stage.px(12);
  const glm::vec2 corners[] = {{beside, -0.5f * height},
                               {-beside - width, -0.5f * height},
                               {-0.5f * width, -beside - height},
                               {-0.5f * width, beside}};
  for (const glm::vec2& corner : corners) {
    const glm::vec2 from(at.x + corner.x, std::round(at.y + corner.y));
    const ScreenRect box = ScreenRect{from.x, from.y, width, height}.grown(stage.px(2));
    if (!stage.space.is_free(box)) continue;
    stage.space.take(box);
    for (size_t i = 0; i < texts.size(); ++i) {
      const glm::vec2 pen =
          from + glm::vec2(0, leading * static_cast<float>(i) + 0.92f * style.size_px);
      add_text(stage.layout.overlay, *texts[i], glm::vec2(pen.x, std::round(pen.y)), style);
    }
    stage.layout.placed.push_back({LabelKind::event, id, {box}});
    return true;
  }
  return false;
}

}  // namespace

void place_events(LabelStage& stage) {
  // The nearest in time first.
  std::vector<std::pair<int64_t, const LabelEvent*>> near;
  for (const LabelEvent& label : stage.in.content.events) {
    const dataset::Event& event = stage.in.scene.dataset.events[label.event];
    const int64_t since = stage.in.inputs.time.ms - event.date.first.ms;
    if (since >= -k_before_ms && since <= k_after_ms) near.push_back({std::abs(since), &label});
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  size_t titles = 0;
  for (const auto& [since, label] : near) {
    const std::string id = std::to_string(label->event);
    const dataset::Event& event = stage.in.scene.dataset.events[label->event];
    bool has_title = titles >= k_most_titles || !stage.in.inputs.settings.layers.labels;
    for (const DrapedPoint& place : label->places) {
      const auto at = stage.project(place);
      if (!at || !stage.space.screen().contains(*at) || stage.seen_past_relief(place) < 0.5)
        continue;
      // The flag stands on the place: its foot is there, over whatever symbol the place has.
      const glm::vec2 centre = *at + glm::vec2(stage.px(5), -stage.px(21));
      const float r = stage.px(8);
      const ScreenRect box{centre.x - r, centre.y - r, 2 * r, 2 * r};
      if (!stage.space.is_free(box)) continue;
      stage.space.take(box);
      OverlayBox disc;
      disc.centre = centre;
      disc.half = glm::vec2(r);
      disc.radius_px = stage.px(3);
      disc.fill = glm::vec4(stage.in.theme.text, 0.95f);
      stage.layout.overlay.boxes.push_back(disc);
      OverlayBox pole;
      pole.centre = *at + glm::vec2(0, -stage.px(8));
      pole.half = glm::vec2(stage.px(0.8f), stage.px(8));
      pole.fill = disc.fill;
      stage.layout.overlay.boxes.push_back(pole);
      add_icon(stage.layout.overlay, k_flag, centre, stage.px(10.5f),
               glm::vec4(stage.in.theme.text_halo, 1), stage.in.shaper);
      stage.layout.placed.push_back({LabelKind::event, id, {box}});
      if (has_title) continue;
      const TextStyle style = stage.style(FontRole::bold, 12, stage.in.theme.text);
      const auto lines = lines_of(event.title.in(stage.in.language.dataset_index()));
      has_title = place_title(stage, id, centre, lines, style);
      titles += has_title;
    }
  }
}

}  // namespace caspian::scene
