// Small samples of what the map draws: corridor swatches, status marks, line styles, figures'
// standing.
#pragma once
#include "app/panels/corridor_facts.h"
#include "dataset/status.h"
#include "ui/canvas.h"

namespace caspian::app {

/// The line of a corridor as the map draws it at this status, with the mark that tells shared hues
/// apart.
void draw_swatch(ui::Canvas& canvas, const ui::Rect& rect, ui::Colour hue, dataset::Status status,
                 SwatchMark mark);
/// A shape that reads without colour; `radius` in px.
void draw_status_mark(ui::Canvas& canvas, float x, float y, float radius, dataset::Status status,
                      ui::Colour colour);
/// Solid, long dash or dotted, across the rectangle's middle.
void draw_line_style(ui::Canvas& canvas, const ui::Rect& rect, dataset::TreatyLine::Style style,
                     ui::Colour colour);
/// A bar of an area or a column: full, paler, or paler and hatched.
void draw_standing(ui::Canvas& canvas, const ui::Rect& rect, ui::Colour hue,
                   FigureStanding standing);

}  // namespace caspian::app
