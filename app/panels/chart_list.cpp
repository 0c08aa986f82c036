// Beside the large chart: what its layers amount to at the playhead.
#include <algorithm>

#include "app/panels/chart_areas.h"
#include "app/panels/swatch.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

struct Line {
  size_t series = 0;
  double value = 0;
  std::string unit;
  FigureStanding standing = FigureStanding::actual;  // of its greatest part
  double greatest = 0;
};

/// Tonnes before gas, the greater first.
std::vector<Line> lines_at(const ChartInterval& interval) {
  std::vector<Line> lines;
  for (const auto& [bands, unit] :
       {std::pair{&interval.tonnes, "Mt"}, std::pair{&interval.gas, "bcm"}})
    for (const ChartBand& band : *bands) {
      const auto known = std::find_if(lines.begin(), lines.end(), [&](const Line& line) {
        return line.series == band.series && line.unit == unit;
      });
      Line& line = known != lines.end() ? *known : lines.emplace_back(Line{band.series, 0, unit});
      const double part = band.high - band.low;
      line.value += part;
      if (part <= line.greatest) continue;
      line.greatest = part;
      line.standing = band.standing;
    }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return a.unit != b.unit ? a.unit == "Mt" : a.value > b.value;
  });
  return lines;
}

}  // namespace

void draw_chart_list(PanelContext& context, const TimeChart& chart, const Rect& rect) {
  const ChartInterval* interval = chart.at(context.now());
  if (interval == nullptr) return;
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const float height = canvas.line_height(TextRole::small) + canvas.px(3);
  const auto fit = static_cast<size_t>(std::max(0.0f, rect.height()) / height);
  const std::vector<Line> lines = lines_at(*interval);
  Rect rest = rect;
  if (lines.empty()) {
    if (fit > 0)
      canvas.text(rest.cut_top(height), context.text("figure.none"), TextRole::small,
                  palette.quiet);
    return;
  }
  const size_t shown = lines.size() > fit && fit > 0 ? fit - 1 : std::min(fit, lines.size());
  for (size_t i = 0; i < shown; ++i) {
    const ChartSeries& series = chart.series[lines[i].series];
    Rect row = rest.cut_top(height);
    if (canvas.is_hovered(row)) context.point_at(series.id);
    if (context.in.state.hover == series.id) canvas.fill(row, palette.hover, canvas.px(4));
    canvas.mark("chart.row." + series.id, row);
    const Rect swatch = row.cut_left(canvas.px(18)).centred(canvas.px(12), canvas.px(10));
    draw_standing(canvas, swatch.moved(-canvas.px(2), 0), series_hue(series, context.in.dataset),
                  lines[i].standing);
    const std::string value = amount_text(context.in.language, lines[i].value, lines[i].unit);
    canvas.text(row.cut_right(canvas.text_width(value, TextRole::small) + 1), value,
                TextRole::small, palette.text, ui::Align::right);
    row.cut_right(canvas.px(8));
    const std::string name = capitalised(series_name(context, series), context.in.language);
    canvas.text(row, canvas.elided(name, TextRole::small, row.width()), TextRole::small,
                palette.text);
  }
  if (shown < lines.size() && fit > 0)
    canvas.text(rest.cut_top(height),
                context.format("legend.more", {std::to_string(lines.size() - shown)}),
                TextRole::small, palette.quiet);
}

}  // namespace caspian::app
