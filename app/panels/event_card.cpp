// Title, date, kind, source and grade of an event, and a way to its date.
#include "app/panels/event_card.h"

#include <algorithm>
#include <cmath>

#include "app/panels/corridor_facts.h"
#include "app/panels/time_panel.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {

using ui::Rect;
using ui::TextRole;

void draw_event_card(PanelContext& context, const Rect& bar, const Rect& room) {
  ui::Canvas& canvas = context.canvas;
  const auto& selection = context.in.state.selection;
  const bool is_open = selection && selection->kind == "event";
  const float slide = canvas.animations().glide("event_card", is_open, 0.15f);
  if (!is_open) return;
  const std::optional<size_t> index = event_index(context.in.dataset, selection->id);
  if (!index) return;
  const dataset::Event& event = context.in.dataset.events[*index];

  const float pad = canvas.px(16);
  const float width = std::min(canvas.px(340), room.width() - canvas.px(16));
  const std::vector<std::string> title =
      canvas.wrap(context.name(event.title), TextRole::strong, width - 2 * pad - canvas.px(32));
  const std::vector<std::string> source = canvas.wrap(
      context.text("inspector.source") + ": " + event.source, TextRole::small, width - 2 * pad, 4);
  const float height =
      2 * pad + canvas.line_height(TextRole::strong) * static_cast<float>(title.size()) +
      canvas.px(4) + canvas.px(22) + canvas.px(6) +
      canvas.line_height(TextRole::small) * static_cast<float>(source.size()) + canvas.px(40);
  const AppState& state = context.in.state;
  const double span =
      static_cast<double>(std::max<int64_t>(1, state.bar_to.ms - state.bar_from.ms));
  const double share = static_cast<double>(event.date.first.ms - state.bar_from.ms) / span;
  const float chart_x0 = bar.x0 + time_controls_width(context) + canvas.px(28);
  const float tick =
      canvas.placed_x(chart_x0 + static_cast<float>(share) * (bar.x1 - canvas.px(12) - chart_x0));
  const float x = std::clamp(tick - width * 0.5f, room.x0 + canvas.px(8),
                             std::max(room.x0 + canvas.px(8), room.x1 - width - canvas.px(8)));
  const float bottom = room.y1 - canvas.px(8) + (1 - slide) * canvas.px(12);
  const Rect card{x, bottom - height, x + width, bottom};

  canvas.begin_overlay("event_card", card);
  Rect rest = card.inset(pad);
  const Rect close{card.x1 - canvas.px(40), card.y0 + canvas.px(8), card.x1 - canvas.px(8),
                   card.y0 + canvas.px(40)};
  if (ui::icon_button(canvas, "event_card.close", close, ui::icon::k_close,
                      context.text("inspector.close")))
    context.act(actions::Deselect{});
  rest.cut_top(canvas.paragraph(rest.x0, rest.y0, title, TextRole::strong, canvas.palette().text));
  rest.cut_top(canvas.px(4));
  Rect facts = rest.cut_top(canvas.px(22));
  const std::string grade(grade_letter(event.grade));
  const float badge = ui::badge(canvas, facts.x0, facts.middle_y(), grade, canvas.palette().raised,
                                canvas.palette().text);
  facts.cut_left(badge + canvas.px(8));
  canvas.text(facts,
              context.in.language.digits(event.date.text) + " · " +
                  word(context.in.language, "event.kind.", event.kind),
              TextRole::small, canvas.palette().quiet);
  rest.cut_top(canvas.px(6));
  rest.cut_top(canvas.paragraph(rest.x0, rest.y0, source, TextRole::small, canvas.palette().quiet));
  rest.cut_top(canvas.px(8));
  const Rect button = rest.cut_top(canvas.px(32));
  canvas.fill(button, canvas.palette().raised, canvas.px(6));
  if (ui::text_button(canvas, "event_card.go", button, context.text("panel.fly_to"), false,
                      TextRole::body))
    context.act(actions::Seek{event.date.first});
  canvas.end_panel();
}

void draw_notice(PanelContext& context, const Rect& room) {
  ui::Canvas& canvas = context.canvas;
  const std::string& notice = context.in.state.notice;
  const float shown = canvas.animations().glide("notice", !notice.empty(), 0.15f);
  if (notice.empty()) return;
  const float most = std::min(canvas.px(520), room.width() - canvas.px(48));
  const std::vector<std::string> lines = canvas.wrap(notice, TextRole::body, most, 4);
  float widest = 0;
  for (const std::string& line : lines)
    widest = std::max(widest, canvas.text_width(line, TextRole::body));
  const float wide = widest + canvas.px(32);
  const float high =
      canvas.line_height(TextRole::body) * static_cast<float>(lines.size()) + canvas.px(20);
  const float bottom = room.y1 - canvas.px(16) + (1 - shown) * canvas.px(8);
  const float x = std::round(room.middle_x() - wide * 0.5f);
  const Rect card{x, bottom - high, x + wide, bottom};
  canvas.begin_overlay("notice", card);
  canvas.paragraph(card.x0 + canvas.px(16), card.y0 + canvas.px(10), lines, TextRole::body,
                   canvas.palette().text);
  canvas.end_panel();
}

}  // namespace caspian::app
