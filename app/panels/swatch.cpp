// Shapes follow the map: solid = operating, long dash with filled ends = under construction, short
// hollow dash = planned, grey core = suspended.
#include "app/panels/swatch.h"

#include <cmath>

namespace caspian::app {
namespace {

using ui::Canvas;
using ui::Colour;
using ui::Rect;

void draw_mark(Canvas& canvas, float x, float y, SwatchMark mark, Colour hue) {
  const float r = canvas.px(4);
  const Colour rim = canvas.palette().panel | 0xFF000000u;
  const float edge = r + canvas.px(2);
  switch (mark) {
    case SwatchMark::none:
      return;
    case SwatchMark::dot:
      canvas.disc(x, y, edge, rim);
      canvas.disc(x, y, r, hue);
      return;
    case SwatchMark::diamond:
      canvas.diamond(x, y, edge, rim);
      canvas.diamond(x, y, r, hue);
      return;
    case SwatchMark::square:
      canvas.fill({x - edge, y - edge, x + edge, y + edge}, rim);
      canvas.fill({x - r + 1, y - r + 1, x + r - 1, y + r - 1}, hue);
      return;
    case SwatchMark::triangle:
      canvas.triangle(x - edge, y + edge, x, y - edge, x + edge, y + edge, rim);
      canvas.triangle(x - r, y + r - 1, x, y - r, x + r, y + r - 1, hue);
      return;
    case SwatchMark::ring:
      canvas.disc(x, y, edge, rim);
      canvas.ring(x, y, r - canvas.px(1), hue, canvas.px(2));
      return;
    case SwatchMark::cross:
      canvas.disc(x, y, edge, rim);
      canvas.line(x - r, y - r, x + r, y + r, hue, canvas.px(2));
      canvas.line(x - r, y + r, x + r, y - r, hue, canvas.px(2));
      return;
    case SwatchMark::bar:
      canvas.fill({x - edge * 0.7f, y - edge, x + edge * 0.7f, y + edge}, rim);
      canvas.fill({x - r * 0.4f, y - r, x + r * 0.4f, y + r}, hue);
      return;
  }
}

}  // namespace

void draw_swatch(Canvas& canvas, const Rect& rect, Colour hue, dataset::Status status,
                 SwatchMark mark) {
  const float y = rect.middle_y();
  const float thick = canvas.px(4);
  const Rect body{rect.x0, std::round(y - thick * 0.5f), rect.x1,
                  std::round(y - thick * 0.5f) + thick};
  switch (status) {
    case dataset::Status::operating:
      canvas.fill(body, hue, thick * 0.5f);
      break;
    case dataset::Status::under_construction: {
      const float part = (rect.width() - canvas.px(4)) * 0.5f;
      canvas.fill({body.x0, body.y0, body.x0 + part, body.y1}, hue, thick * 0.5f);
      canvas.fill({body.x1 - part, body.y0, body.x1, body.y1}, hue, thick * 0.5f);
      break;
    }
    case dataset::Status::planned: {
      const float part = (rect.width() - 2 * canvas.px(3)) / 3;
      for (int i = 0; i < 3; ++i) {
        const float x = body.x0 + static_cast<float>(i) * (part + canvas.px(3));
        canvas.outline({x, body.y0 - 0.5f, x + part, body.y1 + 0.5f}, hue, thick * 0.5f,
                       std::max(1.0f, canvas.px(1.2f)));
      }
      break;
    }
    case dataset::Status::suspended:
      canvas.fill(body.inset(0, -1), hue, thick * 0.5f);
      canvas.fill(body.inset(canvas.px(1), canvas.px(0.5f)), ui::colour_of(0x7C8388));
      break;
    case dataset::Status::closed:
    case dataset::Status::none:
      canvas.line(rect.x0, y, rect.x1, y, ui::faded(hue, 0.45f), std::max(1.0f, canvas.px(1)));
      break;
  }
  draw_mark(canvas, std::round(rect.middle_x()), std::round(y), mark, hue);
}

void draw_status_mark(Canvas& canvas, float x, float y, float radius, dataset::Status status,
                      Colour colour) {
  const float thin = std::max(1.0f, radius * 0.3f);
  switch (status) {
    case dataset::Status::operating:
      canvas.disc(x, y, radius, colour);
      return;
    case dataset::Status::under_construction:
      canvas.ring(x, y, radius - thin * 0.5f, colour, thin);
      canvas.half_disc(x, y, radius, colour);
      return;
    case dataset::Status::planned:
      canvas.ring(x, y, radius - thin * 0.5f, colour, thin);
      return;
    case dataset::Status::suspended:
      canvas.fill({x - radius * 0.75f, y - radius, x - radius * 0.2f, y + radius}, colour);
      canvas.fill({x + radius * 0.2f, y - radius, x + radius * 0.75f, y + radius}, colour);
      return;
    case dataset::Status::closed:
      canvas.line(x - radius * 0.8f, y - radius * 0.8f, x + radius * 0.8f, y + radius * 0.8f,
                  colour, thin);
      canvas.line(x - radius * 0.8f, y + radius * 0.8f, x + radius * 0.8f, y - radius * 0.8f,
                  colour, thin);
      return;
    case dataset::Status::none:
      canvas.line(x - radius, y, x + radius, y, colour, thin);
      return;
  }
}

void draw_line_style(Canvas& canvas, const Rect& rect, dataset::TreatyLine::Style style,
                     Colour colour) {
  const float y = std::round(rect.middle_y());
  const float thick = canvas.px(2);
  float dash = rect.width(), gap = 0;
  if (style == dataset::TreatyLine::Style::long_dash) dash = canvas.px(8), gap = canvas.px(3);
  if (style == dataset::TreatyLine::Style::dotted) dash = canvas.px(2), gap = canvas.px(3);
  for (float x = rect.x0; x < rect.x1; x += dash + gap)
    canvas.fill({x, y - thick * 0.5f, std::min(x + dash, rect.x1), y + thick * 0.5f}, colour);
}

void draw_standing(Canvas& canvas, const Rect& rect, Colour hue, FigureStanding standing) {
  switch (standing) {
    case FigureStanding::actual:
      canvas.fill(rect, hue);
      return;
    case FigureStanding::interpolated:
      canvas.fill(rect, ui::faded(hue, 0.75f));
      return;
    case FigureStanding::held:
      canvas.fill(rect, ui::faded(hue, 0.5f));
      return;
    case FigureStanding::projected:
      canvas.fill(rect, ui::faded(hue, 0.3f));
      canvas.hatch(rect, ui::faded(hue, 0.75f), canvas.px(5));
      return;
  }
}

}  // namespace caspian::app
