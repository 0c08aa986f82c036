// Facts on top, the section below with a read-out under the pointer, tools at the foot.
#include "app/panels/measure_card.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "scene/measure.h"
#include "scene/theme.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

constexpr float k_width = 320, k_chart_height = 108;

ui::Colour colour_of(glm::vec3 colour, float opacity = 1) {
  const auto byte = [](float v) { return uint32_t(std::clamp(v, 0.0f, 1.0f) * 255 + 0.5f); };
  return ui::colour_of(byte(colour.r) << 16 | byte(colour.g) << 8 | byte(colour.b), opacity);
}

struct Range {
  double low = 1e9, high = -1e9, deepest = 0;
  bool has_land = false;
};

Range range_of(const scene::Profile& profile) {
  Range range;
  for (const scene::ProfileSample& sample : profile.samples) {
    if (!sample.has_data) continue;
    const geo::HeightAnswer& ground = sample.ground;
    range.low = std::min(range.low, ground.height_m);
    range.high = std::max({range.high, ground.height_m, ground.surface_m});
    if (ground.is_sea)
      range.deepest = std::max(range.deepest, ground.surface_m - ground.height_m);
    else
      range.has_land = true;
  }
  return range;
}

std::string read_out(const PanelContext& context, const scene::ProfileSample& sample) {
  const scene::Language& language = context.in.language;
  const double km = sample.distance_m / 1000;
  const std::string along = language.number(km, km < 100 ? 1 : 0);
  if (!sample.has_data) return language.format("measuring.at_unknown", {along});
  const geo::HeightAnswer& ground = sample.ground;
  if (ground.is_sea)
    return language.format("measuring.at_sea",
                           {along, language.number(ground.surface_m - ground.height_m, 0)});
  return language.format("measuring.at_land", {along, language.number(ground.height_m, 0)});
}

void draw_chart(PanelContext& context, const Rect& rect, const scene::Profile& profile) {
  ui::Canvas& canvas = context.canvas;
  const scene::Theme& theme = scene::theme_of(context.in.state.settings.theme);
  Range range = range_of(profile);
  if (range.low > range.high) return;
  const double span = std::max(20.0, range.high - range.low);
  range.low -= 0.06 * span;
  const auto y_at = [&](double height_m) {
    return rect.y1 - rect.height() * float((height_m - range.low) / (1.1 * span));
  };
  const double metres_per_px = profile.length_m() / double(std::max(1.0f, rect.width()));
  for (float x = std::floor(rect.x0); x < rect.x1; x += 1) {
    const auto* sample = scene::sample_at(profile, double(x + 0.5f - rect.x0) * metres_per_px);
    if (!sample || !sample->has_data) continue;
    const geo::HeightAnswer& ground = sample->ground;
    const float top = y_at(ground.height_m);
    const glm::vec3 rock = glm::mix(scene::land_tint(theme, 0), theme.text, 0.22f);
    canvas.fill({x, top, x + 1, rect.y1},
                colour_of(ground.is_sea ? rock : scene::land_tint(theme, float(ground.height_m))));
    if (ground.is_sea && ground.surface_m > ground.height_m)
      canvas.fill(
          {x, y_at(ground.surface_m), x + 1, top},
          colour_of(scene::sea_floor_tint(theme, float(ground.surface_m - ground.height_m))));
    canvas.fill({x, top - canvas.px(1), x + 1, top}, ui::faded(canvas.palette().text, 0.75f));
  }
  canvas.mark("measure.chart", rect);
  if (!canvas.is_hovered(rect)) return;
  const float x = std::clamp(canvas.pointer_x(), rect.x0, rect.x1);
  const auto* sample = scene::sample_at(profile, double(x - rect.x0) * metres_per_px);
  if (!sample) return;
  canvas.line(x, rect.y0, x, rect.y1, canvas.palette().accent, canvas.px(1));
  canvas.tooltip(read_out(context, *sample));
}

std::vector<std::string> facts_of(const PanelContext& context) {
  const scene::Language& language = context.in.language;
  const scene::ViewSettings& settings = context.in.state.settings;
  const scene::MeasuredLine measured = scene::measure(settings.measured, settings.measured_is_area);
  std::vector<std::string> facts;
  if (measured.legs_m.empty()) {
    facts.push_back(context.text("measuring.hint"));
    return facts;
  }
  const bool is_ring = measured.area_m2 > 0;
  facts.push_back(context.text(is_ring ? "measuring.perimeter" : "measuring.length") + " " +
                  scene::length_text(measured.length_m, language));
  if (is_ring)
    facts.push_back(context.text("measuring.area") + " " +
                    scene::area_text(measured.area_m2, language));
  if (!context.in.profile || context.in.profile->samples.empty()) return facts;
  const Range range = range_of(*context.in.profile);
  if (range.has_land)
    facts.push_back(context.format("measuring.highest", {language.number(range.high, 0)}));
  if (range.deepest > 0)
    facts.push_back(context.format("measuring.deepest", {language.number(range.deepest, 0)}));
  return facts;
}

void draw_tools(PanelContext& context, Rect row) {
  ui::Canvas& canvas = context.canvas;
  const AppState& state = context.in.state;
  const auto button = [&](const char* id, const char* icon, const char* tip, Action action) {
    if (ui::icon_button(canvas, id, row.cut_left(canvas.px(36)), icon, context.text(tip)))
      context.act(std::move(action));
  };
  if (state.measuring) {
    button("measure.end", ui::icon::k_check, "measuring.end", actions::EndMeasure{});
    if (!state.settings.measured.empty())
      button("measure.undo", ui::icon::k_undo, "measuring.undo", actions::UndoMeasuredPlace{});
  }
  if (context.in.chosen_line.size() > 1)
    button("measure.along", ui::icon::k_ride, "measuring.along_chosen",
           actions::MeasureAlong{{context.in.chosen_line.begin(), context.in.chosen_line.end()}});
  if (context.in.has_window && state.settings.measured.size() > 1)
    button("measure.save", ui::icon::k_save, "measuring.export", actions::SaveProfile{});
  button("measure.clear", ui::icon::k_trash, "measuring.clear", actions::ClearMeasure{});
}

}  // namespace

void draw_measure_card(PanelContext& context, const Rect& free) {
  ui::Canvas& canvas = context.canvas;
  const AppState& state = context.in.state;
  const bool has_places = !state.settings.measured.empty();
  if (!state.measuring && !has_places) return;
  const float pad = canvas.px(12), margin = canvas.px(8);
  const float width = std::min(canvas.px(k_width), free.width() - 2 * margin);
  if (width < canvas.px(180)) return;
  const bool has_chart = context.in.profile && context.in.profile->samples.size() > 1;
  const std::vector<std::string> facts = facts_of(context);
  std::vector<std::string> lines;
  for (const std::string& fact : facts)
    for (std::string& line : canvas.wrap(fact, TextRole::body, width - 2 * pad))
      lines.push_back(std::move(line));
  const float line = canvas.line_height(TextRole::body);
  const float choice = canvas.px(30);
  const float height = 2 * pad + choice + canvas.px(8) + line * float(lines.size()) +
                       (has_chart ? canvas.px(k_chart_height + 10) : 0) + canvas.px(44);
  if (height > free.height() - 2 * margin) return;
  const Rect card{free.x0 + margin, free.y0 + margin, free.x0 + margin + width,
                  free.y0 + margin + height};
  canvas.begin_overlay("measure", card);
  Rect rest = card.inset(pad);
  const std::array<std::string, 2> labels{context.text("measuring.line"),
                                          context.text("measuring.area")};
  const size_t chosen = state.settings.measured_is_area ? 1 : 0;
  if (const auto picked = ui::choice(canvas, "measure.kind", rest.cut_top(choice), labels, chosen);
      picked && *picked != chosen)
    context.act(actions::StartMeasure{*picked == 1});
  rest.cut_top(canvas.px(8));
  rest.cut_top(canvas.paragraph(rest.x0, rest.y0, lines, TextRole::body, canvas.palette().text));
  if (has_chart) {
    rest.cut_top(canvas.px(6));
    canvas.unmirrored(rest.cut_top(canvas.px(k_chart_height)),
                      [&](const Rect& rect) { draw_chart(context, rect, *context.in.profile); });
    rest.cut_top(canvas.px(4));
  }
  rest.cut_top(canvas.px(6));
  draw_tools(context, rest.cut_top(canvas.px(36)));
  canvas.end_panel();
}

}  // namespace caspian::app
