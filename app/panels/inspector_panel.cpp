// Title, one large figure, a small chart, rows. The rows scroll when there are many.
#include "app/panels/inspector_panel.h"

#include <algorithm>
#include <cmath>

#include "app/panels/interface_palette.h"
#include "app/panels/swatch.h"
#include "scene/theme.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

constexpr float k_width = 320, k_pad = 16;
constexpr float k_chart_height = 76;
constexpr float k_journey_height = 64, k_ride_height = 44;

std::vector<std::string> title_lines(const ui::Canvas& canvas, const InspectorFacts& facts) {
  return canvas.wrap(facts.title, TextRole::strong, canvas.px(k_width - 2 * k_pad));
}

std::vector<std::string> note_lines(const ui::Canvas& canvas, const InspectorFacts& facts) {
  return canvas.wrap(facts.figure_note, TextRole::small, canvas.px(k_width - 2 * k_pad));
}

float head_height(const ui::Canvas& canvas, const InspectorFacts& facts) {
  const float lines = static_cast<float>(title_lines(canvas, facts).size());
  float height = canvas.px(44) + lines * canvas.line_height(TextRole::strong) + canvas.px(8);
  if (facts.status) height += canvas.px(22);
  if (!facts.figure.empty()) height += canvas.px(38);
  if (!facts.figure_note.empty())
    height +=
        canvas.line_height(TextRole::small) * static_cast<float>(note_lines(canvas, facts).size()) +
        canvas.px(4);
  if (facts.years.size() > 1) height += canvas.px(k_chart_height);
  if (facts.journey) height += canvas.px(k_journey_height);
  if (!facts.rides.empty()) height += canvas.px(k_ride_height);
  return height;
}

float value_width(const ui::Canvas& canvas, const InspectorRow& row, float width) {
  return width - (row.grade.empty() ? 0 : canvas.px(32));
}

float row_height(const ui::Canvas& canvas, const InspectorRow& row, float width) {
  const auto value = canvas.wrap(row.value, TextRole::body, value_width(canvas, row, width));
  const auto source = canvas.wrap(row.source, TextRole::small, width);
  return canvas.line_height(TextRole::small) +
         canvas.line_height(TextRole::body) * static_cast<float>(value.size()) +
         canvas.line_height(TextRole::small) * static_cast<float>(source.size()) + canvas.px(14);
}

/// Columns per year, plans hatched; the year we are in is marked.
void draw_years(PanelContext& context, const InspectorFacts& facts, Rect rect, ui::Colour hue) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const Rect labels = rect.cut_bottom(canvas.line_height(TextRole::small));
  rect.cut_top(canvas.px(8));
  const int first = facts.years.front().year, last = facts.years.back().year;
  double most = 0;
  for (const YearFigure& year : facts.years) most = std::max(most, year.value);
  if (most <= 0) return;
  const float step = rect.width() / static_cast<float>(last - first + 1);
  const int now = time::calendar_of(context.now()).year;
  for (const YearFigure& year : facts.years) {
    const float x = rect.x0 + step * static_cast<float>(year.year - first);
    const float high = static_cast<float>(year.value / most) * rect.height();
    const float gap = step > canvas.px(5) ? canvas.px(1) : 0;
    const Rect column{std::round(x + gap), rect.y1 - high, std::round(x + step - gap), rect.y1};
    const bool is_now = year.year == now;
    draw_standing(canvas, column, is_now ? palette.text : hue,
                  standing_of(year.kind, false, false));
    const Rect hit{x, rect.y0, x + step, rect.y1};
    if (canvas.is_hovered(hit))
      canvas.tooltip(context.in.language.plain(year.year) + " · " +
                     amount_text(context.in.language, year.value, year.unit) + " · " +
                     word(context.in.language, "kind.", kind_code(year.kind)));
  }
  canvas.line(rect.x0, rect.y1, rect.x1, rect.y1, palette.faint);
  canvas.text(labels, context.in.language.plain(first), TextRole::small, palette.quiet);
  canvas.text(labels, context.in.language.plain(last), TextRole::small, palette.quiet,
              ui::Align::right);
}

/// The legs of a journey in proportion to their time, waits as gaps, and how far the unit has come.
void draw_journey(PanelContext& context, const JourneyFacts& journey, Rect rect, ui::Colour hue) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const Rect ends = rect.cut_bottom(canvas.line_height(TextRole::small));
  rect.cut_top(canvas.px(14));
  const Rect bar = rect.cut_top(canvas.px(12));
  canvas.mark("inspector.journey", bar);
  const auto x_of = [&](double share) { return bar.x0 + static_cast<float>(share) * bar.width(); };
  const float done = x_of(journey.done);
  for (const JourneyPart& part : journey.parts) {
    Rect piece{x_of(part.from), bar.y0, x_of(part.to), bar.y1};
    if (canvas.is_hovered(piece)) canvas.tooltip(part.words);
    const bool over_water = part.mode == dataset::Mode::sea || part.mode == dataset::Mode::ferry;
    if (part.waits) piece = piece.inset(0, canvas.px(5));
    // Over water the bar is lower: a change of mode is seen without colour.
    if (over_water && !part.waits) piece = piece.inset(0, canvas.px(3));
    const ui::Colour colour = part.waits ? palette.quiet : hue;
    canvas.fill(piece, ui::faded(colour, 0.35f));
    if (done > piece.x0)
      canvas.fill({piece.x0, piece.y0, std::min(done, piece.x1), piece.y1}, colour);
    canvas.line(piece.x1, bar.y0 - canvas.px(1), piece.x1, bar.y1 + canvas.px(1),
                ui::faded(palette.panel | 0xFF000000u, 0.8f));
  }
  const float r = canvas.px(5);
  canvas.triangle(done - r, bar.y0 - r - canvas.px(2), done + r, bar.y0 - r - canvas.px(2), done,
                  bar.y0 - canvas.px(1), palette.accent);
  const float half = ends.width() * 0.5f - canvas.px(4);
  canvas.text({ends.x0, ends.y0, ends.x0 + half, ends.y1},
              canvas.elided(journey.from, TextRole::small, half), TextRole::small, palette.quiet);
  canvas.text({ends.x1 - half, ends.y0, ends.x1, ends.y1},
              canvas.elided(journey.to, TextRole::small, half), TextRole::small, palette.quiet,
              ui::Align::right);
}

void draw_ride(PanelContext& context, const InspectorFacts& facts, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const auto& follow = context.in.state.follow;
  const bool is_riding = follow && follow->unit == facts.rides;
  const Rect button = rect.inset(0, canvas.px(6));
  canvas.fill(button, palette.raised, canvas.px(6));
  if (ui::text_button(canvas, "inspector.ride", button,
                      context.text(is_riding ? "ride.stop" : "ride.start"), is_riding,
                      TextRole::body)) {
    if (is_riding)
      context.act(actions::StopFollow{});
    else
      context.act(actions::StartFollow{facts.rides});
  }
}

void draw_head(PanelContext& context, const InspectorFacts& facts, Rect rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const ui::Colour hue =
      facts.hue_of.empty() ? palette.text : to_colour(scene::corridor_colour(facts.hue_of));
  Rect bar = rect.cut_top(canvas.px(44));
  const Rect close = bar.cut_right(canvas.px(32)).centred(canvas.px(32), canvas.px(32));
  if (ui::icon_button(canvas, "inspector.close", close.moved(canvas.px(8), 0), ui::icon::k_close,
                      context.text("inspector.close")))
    context.act(actions::Deselect{});
  if (facts.place) {
    const Rect go = bar.cut_right(canvas.px(32)).centred(canvas.px(32), canvas.px(32));
    if (ui::icon_button(canvas, "inspector.go", go.moved(canvas.px(8), 0), ui::icon::k_crosshairs,
                        context.text("panel.fly_to"))) {
      scene::Camera camera = context.in.state.camera;
      camera.longitude_deg = facts.place->longitude_deg;
      camera.latitude_deg = facts.place->latitude_deg;
      camera.range_m = std::min(camera.range_m, 400e3);
      context.act(actions::SetCamera{camera});
    }
  }
  if (!facts.hue_of.empty()) {
    const Rect swatch = bar.cut_left(canvas.px(28));
    const uint32_t index = context.in.dataset.find_corridor(facts.hue_of);
    if (index != dataset::k_none)
      draw_swatch(canvas, swatch, hue, facts.status.value_or(dataset::Status::operating),
                  swatch_mark(context.in.dataset, context.in.dataset.corridors[index]));
    bar.cut_left(canvas.px(10));
  }
  canvas.text(bar, facts.sort, TextRole::small, palette.quiet);
  rect.cut_top(canvas.paragraph(rect.x0, rect.y0, title_lines(canvas, facts), TextRole::strong,
                                palette.text));
  rect.cut_top(canvas.px(4));
  if (facts.status) {
    Rect line = rect.cut_top(canvas.px(22));
    draw_status_mark(canvas, line.x0 + canvas.px(4), line.middle_y(), canvas.px(4), *facts.status,
                     palette.quiet);
    line.cut_left(canvas.px(14));
    canvas.text(line, context.text(status_key(*facts.status)), TextRole::small, palette.quiet);
  }
  if (!facts.figure.empty()) {
    const bool is_figure = facts.figure != context.text("figure.none");
    canvas.text(rect.cut_top(canvas.px(38)), facts.figure, TextRole::large,
                is_figure ? palette.text : palette.quiet);
  }
  if (!facts.figure_note.empty()) {
    rect.cut_top(canvas.paragraph(rect.x0, rect.y0, note_lines(canvas, facts), TextRole::small,
                                  palette.quiet));
    rect.cut_top(canvas.px(4));
  }
  if (facts.years.size() > 1)
    canvas.unmirrored(rect.cut_top(canvas.px(k_chart_height)).inset(0, canvas.px(4)),
                      [&](const Rect& seen) { draw_years(context, facts, seen, hue); });
  if (facts.journey)
    draw_journey(context, *facts.journey, rect.cut_top(canvas.px(k_journey_height)), hue);
  if (!facts.rides.empty()) draw_ride(context, facts, rect.cut_top(canvas.px(k_ride_height)));
}

}  // namespace

float inspector_height(PanelContext& context, const InspectorFacts& facts) {
  const ui::Canvas& canvas = context.canvas;
  float height = head_height(canvas, facts) + canvas.px(16);
  const float width = canvas.px(k_width - 2 * k_pad - 4);
  for (const InspectorRow& row : facts.rows) height += row_height(canvas, row, width);
  return height / canvas.px(1000) * 1000;
}

void draw_inspector_panel(PanelContext& context, const InspectorFacts& facts, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  canvas.begin_panel("inspector", rect);
  Rect rest = rect.inset(canvas.px(k_pad), 0);
  draw_head(context, facts, rest.cut_top(head_height(canvas, facts)));
  canvas.line(rest.x0, rest.y0, rest.x1, rest.y0, ui::faded(palette.faint, 0.6f));
  rest.cut_top(canvas.px(8));
  rest.cut_bottom(canvas.px(8));
  rest.x1 += canvas.px(6);
  const Rect content = canvas.begin_scroll("inspector.rows", rest);
  float y = content.y0;
  for (const InspectorRow& row : facts.rows) {
    Rect area{content.x0, y, content.x1, y + row_height(canvas, row, content.width())};
    y = area.y1;
    const auto value =
        canvas.wrap(row.value, TextRole::body, value_width(canvas, row, content.width()));
    const auto source = canvas.wrap(row.source, TextRole::small, content.width());
    canvas.text(area.cut_top(canvas.line_height(TextRole::small)), row.label, TextRole::small,
                palette.quiet);
    if (!row.grade.empty()) {
      const float wide = canvas.text_width(row.grade, TextRole::small) + canvas.px(10);
      const float middle = area.y0 + canvas.line_height(TextRole::body) * 0.5f;
      ui::badge(canvas, content.x1 - wide, middle, row.grade, palette.raised, palette.text);
      if (canvas.is_hovered(
              {content.x1 - wide, middle - canvas.px(10), content.x1, middle + canvas.px(10)})) {
        std::string letter = row.grade;
        for (char& one : letter) one = static_cast<char>(one - 'A' + 'a');
        canvas.tooltip(context.text("grade." + letter));
      }
    }
    area.cut_top(canvas.paragraph(area.x0, area.y0, value, TextRole::body, palette.text));
    canvas.paragraph(area.x0, area.y0, source, TextRole::small, palette.quiet);
  }
  canvas.end_scroll(y);
  canvas.end_panel();
}

}  // namespace caspian::app
