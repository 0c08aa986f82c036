// Date, transport, speed.
#include "app/panels/time_panel.h"

#include <charconv>
#include <cmath>

#include "app/panels/chart_areas.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

constexpr double k_minute = 60e3, k_hour = 3600e3, k_day = 86400e3;
constexpr double k_month = 30 * k_day, k_year = 365 * k_day;
constexpr double k_presets[] = {k_hour, 6 * k_hour, 12 * k_hour, k_day, 5 * k_day, k_month, k_year};

void draw_date(PanelContext& context, Rect rect) {
  ui::Canvas& canvas = context.canvas;
  std::optional<std::string>& typed = context.local.typed_date;
  if (typed) {
    const bool is_new = context.local.typed_date_is_new;
    context.local.typed_date_is_new = false;
    const ui::FieldEvent event =
        ui::text_field(canvas, "time.date_field", rect, *typed, context.text("time.date_hint"),
                       nullptr, is_new, TextRole::large);
    if (event == ui::FieldEvent::entered)
      context.act(actions::SeekText{scene::with_ascii_digits(*typed)});
    if (event == ui::FieldEvent::entered || event == ui::FieldEvent::left) typed.reset();
    return;
  }
  const ui::Canvas::Press press = canvas.area("time.date", rect);
  if (press.hovered) {
    canvas.fill(rect.inset(-canvas.px(4), 0), canvas.palette().hover, canvas.px(6));
    canvas.tooltip(context.text("time.type_date"));
  }
  canvas.text(rect, context.in.language.long_date(context.now()), TextRole::large,
              canvas.palette().text);
  if (press.clicked) {
    typed = time::date_text(context.now());
    context.local.typed_date_is_new = true;
  }
}

void draw_transport(PanelContext& context, Rect& row) {
  ui::Canvas& canvas = context.canvas;
  const time::PlaybackClock& clock = context.in.state.clock;
  const float side = canvas.px(32);
  const auto next = [&] {
    const Rect piece = row.cut_left(side);
    row.cut_left(canvas.px(2));
    return piece;
  };
  if (ui::icon_button(canvas, "time.previous_event", next(), ui::icon::k_step_back,
                      context.text("time.previous_event")))
    context.act(actions::PreviousEvent{});
  // The triangle pointing back is the play button turned round.
  const Rect reverse = next();
  const bool is_backward = clock.speed_ms_per_s < 0;
  const ui::Canvas::Press press = canvas.area("time.reverse", reverse);
  const ui::Palette& palette = canvas.palette();
  if (press.hovered) {
    canvas.fill(reverse, palette.hover, canvas.px(6));
    canvas.tooltip(context.text("time.reverse"));
  }
  const float x = reverse.middle_x(), y = reverse.middle_y(), r = canvas.px(6);
  canvas.triangle(x + r * 0.7f, y - r, x + r * 0.7f, y + r, x - r, y,
                  is_backward ? palette.accent : palette.text);
  if (press.clicked) context.act(actions::Reverse{});
  if (ui::accent_button(canvas, "time.play", next(),
                        clock.is_playing ? ui::icon::k_pause : ui::icon::k_play,
                        context.text(clock.is_playing ? "time.pause" : "time.play")))
    context.act(actions::TogglePlay{});
  if (ui::icon_button(canvas, "time.next_event", next(), ui::icon::k_step_forward,
                      context.text("time.next_event")))
    context.act(actions::NextEvent{});
}

void draw_speed_menu(PanelContext& context, const Rect& anchor) {
  ui::Canvas& canvas = context.canvas;
  const float row = canvas.px(32);
  const float count = static_cast<float>(std::size(k_presets));
  const Rect card{anchor.x0, anchor.y0 - row * count - canvas.px(16), anchor.x0 + canvas.px(168),
                  anchor.y0 - canvas.px(8)};
  canvas.begin_overlay("speed_menu", card);
  Rect rest = card.inset(canvas.px(4));
  const double speed = context.in.state.clock.speed_ms_per_s;
  for (size_t i = 0; i < std::size(k_presets); ++i) {
    const bool is_on = std::abs(std::abs(speed) - k_presets[i]) < 1;
    if (ui::text_button(canvas, "time.speed." + std::to_string(i), rest.cut_top(row),
                        speed_sentence(context.in.language, k_presets[i]), is_on, TextRole::body)) {
      context.act(actions::SetSpeed{speed < 0 ? -k_presets[i] : k_presets[i]});
      context.local.speed_menu_open = false;
    }
  }
  canvas.end_panel();
}

Rect draw_speed(PanelContext& context, Rect row) {
  ui::Canvas& canvas = context.canvas;
  const time::PlaybackClock& clock = context.in.state.clock;
  const Rect loop = row.cut_right(canvas.px(32));
  const bool repeats = clock.loop == time::Loop::repeat;
  if (ui::icon_button(canvas, "time.loop", loop, ui::icon::k_repeat,
                      context.text(repeats ? "time.loop" : "time.stop_at_end"), repeats))
    context.act(actions::SetLoop{repeats ? time::Loop::stop : time::Loop::repeat});
  if (ui::icon_button(canvas, "time.slower", row.cut_left(canvas.px(28)), ui::icon::k_minus,
                      context.text("time.slower")))
    context.act(actions::Slower{});
  if (ui::icon_button(canvas, "time.faster", row.cut_right(canvas.px(28)), ui::icon::k_plus,
                      context.text("time.faster")))
    context.act(actions::Faster{});
  if (ui::text_button(canvas, "time.speed", row.inset(0, canvas.px(2)),
                      speed_sentence(context.in.language, clock.speed_ms_per_s),
                      context.local.speed_menu_open))
    context.local.speed_menu_open = !context.local.speed_menu_open;
  return row;
}

}  // namespace

std::string speed_sentence(const scene::Language& language, double ms_per_s) {
  const double speed = std::abs(ms_per_s);
  const auto say = [&](const char* key, double unit) {
    return language.format(key, {language.number(speed / unit, 1)});
  };
  const auto is_one = [&](double unit) { return std::abs(speed - unit) < unit * 0.02; };
  if (speed < k_hour * 0.98) return say("time.speed_minutes", k_minute);
  if (speed < k_day * 0.98) return say("time.speed_hours", k_hour);
  if (is_one(k_day)) return language.text("time.speed_one_day");
  if (speed < 28 * k_day) return say("time.speed_days", k_day);
  if (speed < 32 * k_day) return language.text("time.speed_one_month");
  if (speed < k_year * 0.98) return say("time.speed_months", k_year / 12);
  if (is_one(k_year)) return language.text("time.speed_one_year");
  return say("time.speed_days", k_day);
}

std::string event_id(size_t index) {
  return std::to_string(index);
}

std::optional<size_t> event_index(const dataset::Dataset& dataset, const std::string& id) {
  size_t index = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), index);
  if (error != std::errc() || end != id.data() + id.size() || index >= dataset.events.size())
    return std::nullopt;
  return index;
}

float time_controls_width(PanelContext& context) {
  const ui::Canvas& canvas = context.canvas;
  float date = 0;
  for (int month = 1; month <= 12; ++month)
    date = std::max(date, canvas.text_width(
                              context.in.language.long_date(time::from_calendar({2028, month, 28})),
                              TextRole::large));
  float speed = 0;
  for (const double preset : k_presets)
    speed = std::max(
        speed, canvas.text_width(speed_sentence(context.in.language, preset), TextRole::small));
  const float buttons = 4 * canvas.px(34) + canvas.px(8) + 2 * canvas.px(28) + canvas.px(34);
  return std::max({canvas.px(304), date + canvas.px(16), buttons + speed + canvas.px(16)});
}

void draw_time_panel(PanelContext& context, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  canvas.begin_panel("time", rect);
  Rect rest = rect.inset(canvas.px(12), canvas.px(8));
  Rect controls = rest.cut_left(time_controls_width(context));
  Rect list = controls;
  controls = list.cut_bottom(canvas.px(72));
  if (context.in.state.chart_open)
    draw_chart_list(context, chart_of(context), list.inset(0, canvas.px(4)));
  draw_date(context, controls.cut_top(canvas.px(38)));
  Rect row = controls.cut_bottom(canvas.px(32));
  draw_transport(context, row);
  row.cut_left(canvas.px(6));
  const Rect anchor = draw_speed(context, row);
  rest.cut_left(canvas.px(16));
  draw_time_scrubber(context, rest);
  canvas.end_panel();
  if (context.local.speed_menu_open) draw_speed_menu(context, anchor);
}

}  // namespace caspian::app
