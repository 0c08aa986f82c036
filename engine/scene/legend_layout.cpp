// Tries few and many columns, narrow and wide ones, and takes the plate that covers least of the
// map; what does not fit goes in the order of its weight.
#include "scene/legend_layout.h"

#include <algorithm>
#include <cmath>

#include "scene/furniture_legend.h"
#include "scene/text_wrap.h"

namespace caspian::scene {
namespace {

constexpr float k_text_size = 11, k_least_text_size = 9.5f;
constexpr float k_padding = 10, k_swatch = 26, k_swatch_gap = 7, k_column_gap = 16, k_group_gap = 6;
constexpr size_t k_most_columns = 7;
constexpr size_t k_splits_from = 6;  // groups of so many rows may go on in the next column

/// A row as it stands in a column of a certain width.
struct Cell {
  const LegendRow* row = nullptr;
  std::vector<std::string> lines;
  float height = 0, width = 0;
  size_t group = 0;
  bool may_end_column = true;  // what follows may stand in the next one
};

struct Columns {
  std::vector<size_t> starts;  // first cell of each column
  std::vector<float> widths;
  float width = 0, height = 0;
};

class LegendLayout {
 public:
  LegendLayout(const LabelStage& stage, float text_size)
      : stage_(stage),
        px_(stage.in.pixel_scale),
        text_(stage.style(FontRole::regular, text_size, stage.in.theme.text)) {
    text_.halo_px = 0;
    leading_ = std::round(1.38f * text_.size_px);
  }

  /// The rows in lines of at most `text_width` px.
  std::vector<Cell> cells_of(const std::vector<std::vector<LegendRow>>& groups,
                             float text_width_px) const {
    std::vector<Cell> cells;
    for (size_t g = 0; g < groups.size(); ++g) {
      const size_t rows = groups[g].size();
      for (size_t i = 0; i < rows; ++i) {
        const LegendRow& row = groups[g][i];
        Cell cell{.row = &row, .lines = {}, .group = g};
        const float indent = indent_of(row);
        cell.lines = wrap_text(stage_.in.shaper, row.text, text_, text_width_px - indent);
        for (const std::string& line : cell.lines)
          cell.width = std::max(cell.width, indent + width_of(line));
        cell.height =
            std::max(leading_ * static_cast<float>(std::max<size_t>(1, cell.lines.size())),
                     std::round(swatch_height(row, stage_.in) + 2 * px_));
        const bool is_last = i + 1 == rows;
        const bool is_title = row.swatch == LegendRow::Swatch::none;
        cell.may_end_column =
            is_last || (rows >= k_splits_from && i >= 1 && i + 2 < rows && !is_title &&
                        groups[g][i + 1].swatch != LegendRow::Swatch::none);
        cells.push_back(std::move(cell));
      }
    }
    return cells;
  }

  /// The lowest arrangement in so many columns.
  Columns arrange(const std::vector<Cell>& cells, size_t columns) const {
    float low = 0, high = 0;
    for (const Cell& cell : cells) high += cell.height + k_group_gap * px_;
    for (int step = 0; step < 12; ++step) {
      const float middle = 0.5f * (low + high);
      (fill(cells, middle).starts.size() <= columns ? high : low) = middle;
    }
    return fill(cells, high);
  }

  LegendPlate draw(const std::vector<Cell>& cells, const Columns& columns,
                   const LegendRoom& room) const;
  float padding() const { return k_padding * px_; }

 private:
  float width_of(const std::string& line) const {
    return text_width(stage_.in.shaper.shape(line, text_.role), text_);
  }
  /// Sentences without a swatch begin at the edge.
  float indent_of(const LegendRow& row) const {
    return row.swatch == LegendRow::Swatch::none ? 0 : (k_swatch + k_swatch_gap) * px_;
  }

  /// Columns filled one after the other up to a height; a piece that is higher than that stands
  /// alone.
  Columns fill(const std::vector<Cell>& cells, float height) const {
    Columns columns;
    float used = 0;
    for (size_t i = 0; i < cells.size();) {
      size_t end = i;  // the piece that stays together
      float piece = 0, wide = 0;
      do {
        piece += cells[end].height;
        wide = std::max(wide, cells[end].width);
      } while (!cells[end++].may_end_column);
      const bool is_new_group = i == 0 || cells[i].group != cells[i - 1].group;
      const float gap = is_new_group ? k_group_gap * px_ : 0;
      if (columns.starts.empty() || used + gap + piece > height) {
        columns.starts.push_back(i);
        columns.widths.push_back(0);
        used = piece;
      } else {
        used += gap + piece;
      }
      columns.widths.back() = std::max(columns.widths.back(), wide);
      columns.height = std::max(columns.height, used);
      i = end;
    }
    for (const float wide : columns.widths) columns.width += std::ceil(wide);
    columns.width +=
        k_column_gap * px_ * static_cast<float>(columns.widths.size() - 1) + 2 * padding();
    columns.height += 2 * padding();
    return columns;
  }

  void draw_cell(const Cell& cell, float x, float y, LegendPlate& plate) const;

  const LabelStage& stage_;
  float px_;
  TextStyle text_;
  float leading_ = 0;
};

void LegendLayout::draw_cell(const Cell& cell, float x, float y, LegendPlate& plate) const {
  const float swatch = k_swatch * px_;
  add_swatch(plate.overlay, *cell.row, {x + 0.5f * swatch, y + 0.5f * cell.height}, swatch,
             stage_.in);
  const float block = leading_ * static_cast<float>(cell.lines.size());
  float top = y + std::max(0.0f, 0.5f * (cell.height - block));
  for (const std::string& line : cell.lines) {
    const glm::vec2 pen(x + indent_of(*cell.row),
                        std::round(top + 0.5f * leading_ + 0.36f * text_.size_px));
    add_text(plate.overlay, stage_.in.shaper.shape(line, text_.role), pen, text_);
    top += leading_;
  }
}

LegendPlate LegendLayout::draw(const std::vector<Cell>& cells, const Columns& columns,
                               const LegendRoom& room) const {
  LegendPlate plate;
  plate.rect = {std::round(room.rect.right() - columns.width),
                std::round(room.rect.bottom() - columns.height), columns.width, columns.height};
  OverlayBox box;
  box.centre = {plate.rect.x + 0.5f * columns.width, plate.rect.y + 0.5f * columns.height};
  box.half = {0.5f * columns.width, 0.5f * columns.height};
  box.radius_px = 6 * px_;
  box.fill = glm::vec4(stage_.in.theme.text_halo, 0.80f);
  plate.overlay.boxes.push_back(box);
  float x = plate.rect.x + padding();
  for (size_t column = 0; column < columns.starts.size(); ++column) {
    const size_t first = columns.starts[column];
    const size_t end =
        column + 1 < columns.starts.size() ? columns.starts[column + 1] : cells.size();
    float y = plate.rect.y + padding();
    for (size_t i = first; i < end; ++i) {
      if (i > first && cells[i].group != cells[i - 1].group) y += k_group_gap * px_;
      draw_cell(cells[i], x, y, plate);
      y += cells[i].height;
    }
    x += std::ceil(columns.widths[column]) + k_column_gap * px_;
  }
  return plate;
}

/// The arrangement of these groups that covers least; nothing when none fits.
std::optional<LegendPlate> fit(const LabelStage& stage, const LegendRoom& room,
                               const std::vector<std::vector<LegendRow>>& groups, float text_size) {
  const LegendLayout layout(stage, text_size);
  struct Best {
    std::vector<Cell> cells;
    Columns columns;
    float cost = 0;
  };
  std::optional<Best> best;
  for (const float text_width : {150.0f, 190.0f, 240.0f}) {
    const std::vector<Cell> cells = layout.cells_of(groups, stage.px(text_width));
    for (size_t columns = 1; columns <= k_most_columns; ++columns) {
      Columns tried = layout.arrange(cells, columns);
      if (tried.width > room.rect.width || tried.height > room.greatest_height) continue;
      // A low plate hides less than a high one of the same size.
      const float cost = tried.width * tried.height * (1 + 2 * tried.height / room.rect.height);
      if (!best || cost < best->cost) best = Best{cells, std::move(tried), cost};
    }
  }
  if (!best) return std::nullopt;
  return layout.draw(best->cells, best->columns, room);
}

}  // namespace

std::optional<LegendPlate> lay_out_legend(const LabelStage& stage, const LegendRoom& room) {
  constexpr size_t k_corridors[] = {10, 8, 6, 4};
  std::vector<std::vector<LegendRow>> groups = legend_groups(stage, k_corridors[0]);
  if (groups.empty()) return std::nullopt;
  for (const size_t most : k_corridors) {
    if (most != k_corridors[0]) groups = legend_groups(stage, most);
    for (const float size : {k_text_size, k_least_text_size})
      if (auto plate = fit(stage, room, groups, size)) return plate;
  }
  while (groups.size() > 1) {  // the last ones matter least
    groups.pop_back();
    if (auto plate = fit(stage, room, groups, k_least_text_size)) return plate;
  }
  return std::nullopt;
}

}  // namespace caspian::scene
