// Sets a document twice: once to count its pages, once for good. A4 across; rows break between
// pages only when they are higher than one.
#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "pages/page_document.h"
#include "pages/text_block.h"

namespace caspian::pages {
namespace {

constexpr double k_page_width = 841.89, k_page_height = 595.28, k_margin = 42;
constexpr double k_gap = 8;  // between columns
constexpr Ink k_dark{0.13, 0.16, 0.17}, k_quiet{0.38, 0.42, 0.44}, k_rule{0.62, 0.66, 0.68},
    k_hair{0.84, 0.86, 0.87}, k_accent{0.07, 0.29, 0.39};
constexpr Type k_title{.size_pt = 20, .is_bold = true, .ink = k_dark};
constexpr Type k_subtitle{.size_pt = 12, .is_italic = true, .ink = k_accent};
constexpr Type k_label{.size_pt = 7.5, .ink = k_quiet}, k_value{.size_pt = 8.5, .ink = k_dark};
constexpr Type k_table_title{.size_pt = 11.5, .is_bold = true, .ink = k_accent};
constexpr Type k_table_note{.size_pt = 7.5, .is_italic = true, .ink = k_quiet};
constexpr Type k_heading{.size_pt = 7, .is_bold = true, .ink = k_quiet};
constexpr Type k_cell{.size_pt = 7.6, .ink = k_dark}, k_foot{.size_pt = 7, .ink = k_quiet};

struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreeCairo {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;

/// The picture in cairo's order of bytes.
Surface surface_of(const Image& image) {
  const auto width = static_cast<int>(image.size.width),
             height = static_cast<int>(image.size.height);
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  const auto stride = static_cast<size_t>(cairo_image_surface_get_stride(surface.get()));
  unsigned char* rows = cairo_image_surface_get_data(surface.get());
  for (size_t y = 0; rows && y < image.size.height; ++y)
    for (size_t x = 0; x < image.size.width; ++x) {
      const uint8_t* from = &image.rgba[4 * (y * image.size.width + x)];
      const uint32_t pixel = uint32_t{from[0]} << 16 | uint32_t{from[1]} << 8 | from[2];
      std::memcpy(rows + y * stride + 4 * x, &pixel, 4);
    }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

class Setter {
 public:
  Setter(const PageDocument& document, cairo_t* cairo, size_t pages)
      : document_(document), cairo_(cairo), pages_(pages) {}

  /// Sets everything; answers how many pages it took.
  size_t set() {
    begin_page();
    set_head();
    for (const PageTable& table : document_.tables) set_table(table);
    end_page();
    return page_;
  }

 private:
  /// Against the side where lines of the document begin.
  TextBlock block(const std::string& text, const Type& type, double width) const {
    return {cairo_, text, type, width, document_.language, document_.is_right_to_left};
  }
  static constexpr double k_width = k_page_width - 2 * k_margin;
  /// Left edge of something `width` wide that begins `from` after the beginning of the line.
  double x_of(double from, double width) const {
    return document_.is_right_to_left ? k_page_width - k_margin - from - width : k_margin + from;
  }
  void rule(double from, double to, double y, const Ink& ink, double thick) {
    cairo_set_source_rgb(cairo_, ink.red, ink.green, ink.blue);
    cairo_set_line_width(cairo_, thick);
    cairo_move_to(cairo_, x_of(from, 0), y);
    cairo_line_to(cairo_, x_of(to, 0), y);
    cairo_stroke(cairo_);
  }

  void begin_page() {
    ++page_;
    const TextBlock notice = block(document_.notice, k_foot, k_width - 110);
    bottom_ = k_page_height - k_margin + 8 - notice.height();
    rule(0, k_width, bottom_ - 5, k_rule, 0.4);
    notice.draw(cairo_, x_of(0, k_width - 110), bottom_);
    std::string words = document_.page_words;
    for (const auto& [mark, number] : {std::pair{"{0}", page_}, std::pair{"{1}", pages_}})
      if (const size_t at = words.find(mark); at != words.npos)
        words.replace(at, 3, std::to_string(number));
    TextBlock(cairo_, words, k_foot, 100, document_.language, !document_.is_right_to_left)
        .draw(cairo_, x_of(k_width - 100, 100), bottom_);
    bottom_ -= 12;
    y_ = k_margin;
  }
  void end_page() { cairo_show_page(cairo_); }
  void next_page() {
    end_page();
    begin_page();
  }

  void set_head() {
    const bool has_picture = document_.picture.size.width > 0 && document_.picture.size.height > 0;
    const double text_width = has_picture ? 0.46 * k_width : k_width;
    const TextBlock title = block(document_.title, k_title, text_width);
    title.draw(cairo_, x_of(0, text_width), y_);
    double y = y_ + title.height() + 2;
    const TextBlock subtitle = block(document_.subtitle, k_subtitle, text_width);
    subtitle.draw(cairo_, x_of(0, text_width), y);
    y += subtitle.height() + 10;
    constexpr double k_label_width = 104;
    for (const auto& [label, value] : document_.facts) {
      const double value_width = text_width - k_label_width - k_gap;
      const TextBlock name = block(label, k_label, k_label_width);
      const TextBlock words = block(value, k_value, value_width);
      const double height = std::max(name.height(), words.height());
      if (y + height > bottom_ && y > k_margin) {
        next_page();
        y = y_;
      }
      name.draw(cairo_, x_of(0, k_label_width), y + 0.8);
      words.draw(cairo_, x_of(k_label_width + k_gap, value_width), y);
      y += height + 3.5;
    }
    y_ = page_ == 1 && has_picture ? std::max(y, set_picture()) : y;
    y_ += 10;
  }

  /// Beside the facts; answers its lower edge.
  double set_picture() {
    const PixelSize size = document_.picture.size;
    const double room = 0.5 * k_width, high = 0.62 * (bottom_ - k_margin);
    const double scale = std::min(room / size.width, high / size.height);
    const double width = size.width * scale, height = size.height * scale;
    const double x = x_of(k_width - width, width);
    const Surface picture = surface_of(document_.picture);
    cairo_save(cairo_);
    cairo_translate(cairo_, x, k_margin + 4);
    cairo_scale(cairo_, scale, scale);
    cairo_set_source_surface(cairo_, picture.get(), 0, 0);
    cairo_paint(cairo_);
    cairo_restore(cairo_);
    cairo_set_source_rgb(cairo_, k_rule.red, k_rule.green, k_rule.blue);
    cairo_set_line_width(cairo_, 0.4);
    cairo_rectangle(cairo_, x, k_margin + 4, width, height);
    cairo_stroke(cairo_);
    return k_margin + 4 + height;
  }

  /// A row's cells, each as far as it has been set.
  struct Cell {
    TextBlock text;
    double from = 0, width = 0;
    size_t done = 0;
    double left() const { return text.height_of(done, text.line_count()); }
  };
  std::vector<Cell> cells_of(const PageTable& table, const std::vector<std::string>& texts,
                             const Type& type) const {
    double sum = 0, from = 0;
    for (const double share : table.shares) sum += share;
    std::vector<Cell> cells;
    for (size_t i = 0; i < table.shares.size(); ++i) {
      const double width = (k_width + k_gap) * table.shares[i] / sum;
      const std::string text = i < texts.size() ? texts[i] : "";
      cells.push_back({block(text, type, width - k_gap), from, width - k_gap});
      from += width;
    }
    return cells;
  }
  static double height_left(const std::vector<Cell>& cells) {
    double height = 0;
    for (const Cell& cell : cells) height = std::max(height, cell.left());
    return height;
  }

  void set_headings(const PageTable& table) {
    std::vector<Cell> cells = cells_of(table, table.headings, k_heading);
    for (const Cell& cell : cells) cell.text.draw(cairo_, x_of(cell.from, cell.width), y_);
    y_ += height_left(cells) + 2.5;
    rule(0, k_width, y_, k_rule, 0.6);
    y_ += 3;
  }

  void set_table(const PageTable& table) {
    constexpr double k_least = 90;  // title, headings and a row or two stay together
    if (bottom_ - y_ < k_least) next_page();
    const TextBlock title = block(table.title, k_table_title, k_width);
    title.draw(cairo_, x_of(0, k_width), y_);
    y_ += title.height() + 1.5;
    if (!table.note.empty()) {
      const TextBlock note = block(table.note, k_table_note, k_width);
      note.draw(cairo_, x_of(0, k_width), y_);
      y_ += note.height() + 1;
    }
    y_ += 3;
    if (table.rows.empty()) {
      const TextBlock none = block(document_.none_words, k_cell, k_width);
      none.draw(cairo_, x_of(0, k_width), y_);
      y_ += none.height() + 12;
      return;
    }
    set_headings(table);
    for (const std::vector<std::string>& row : table.rows) set_row(table, row);
    y_ += 12;
  }

  void set_row(const PageTable& table, const std::vector<std::string>& row) {
    constexpr double k_below = 2.6, k_above = 2.4;
    std::vector<Cell> cells = cells_of(table, row, k_cell);
    const auto new_page = [&] {
      next_page();
      set_headings(table);
    };
    if (height_left(cells) > bottom_ - y_ - k_below) new_page();
    while (height_left(cells) > bottom_ - y_ - k_below) {  // higher than a page
      for (Cell& cell : cells) {
        const size_t lines = cell.text.fitting(cell.done, bottom_ - y_ - k_below);
        cell.text.draw(cairo_, x_of(cell.from, cell.width), y_, cell.done, cell.done + lines);
        cell.done += lines;
      }
      new_page();
    }
    const double height = height_left(cells);
    for (const Cell& cell : cells)
      cell.text.draw(cairo_, x_of(cell.from, cell.width), y_, cell.done, cell.text.line_count());
    y_ += height + k_below;
    rule(0, k_width, y_, k_hair, 0.35);
    y_ += k_above;
  }

  const PageDocument& document_;
  cairo_t* cairo_;
  size_t pages_ = 0, page_ = 0;
  double y_ = 0, bottom_ = 0;
};

/// Into a file, or nowhere; answers the number of pages, or 0 and why.
size_t set_pages(const PageDocument& document, const char* path, size_t pages,
                 std::string& failure) {
  const Surface surface(cairo_pdf_surface_create(path, k_page_width, k_page_height));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, document.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT,
                                 document.notice.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR,
                                 document.creator.c_str());
  size_t count = 0;
  {
    const std::unique_ptr<cairo_t, FreeCairo> cairo(cairo_create(surface.get()));
    count = Setter(document, cairo.get(), pages).set();
  }
  cairo_surface_finish(surface.get());
  const cairo_status_t status = cairo_surface_status(surface.get());
  if (status == CAIRO_STATUS_SUCCESS) return count;
  failure = cairo_status_to_string(status);
  return 0;
}

}  // namespace
}  // namespace caspian::pages

extern "C" __attribute__((visibility("default"))) bool caspian_write_pages(
    const caspian::pages::PageDocument& document, const std::string& path, std::string& failure) {
  const size_t pages = caspian::pages::set_pages(document, nullptr, 0, failure);
  if (pages == 0) return false;
  return caspian::pages::set_pages(document, path.c_str(), pages, failure) == pages;
}
