// Text set to a width by Pango: wrapped, shaped, in the direction of its script; drawn whole or a
// few lines at a time.
#pragma once
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

namespace caspian::pages {

struct Ink {
  double red = 0, green = 0, blue = 0;
};

struct Type {
  double size_pt = 8;
  bool is_bold = false, is_italic = false;
  Ink ink{0.13, 0.16, 0.17};
};

class TextBlock {
 public:
  TextBlock(cairo_t* cairo, const std::string& text, const Type& type, double width_pt,
            const std::string& language, bool at_right);

  double height() const { return lines_.empty() ? 0 : lines_.back().bottom; }
  double width() const;  // of the longest line
  size_t line_count() const { return lines_.size(); }
  /// How many lines from `first` on fit into a height.
  size_t fitting(size_t first, double height_pt) const;
  /// Height of lines [first, last).
  double height_of(size_t first, size_t last) const;
  /// Draws lines [first, last) with their top at y.
  void draw(cairo_t* cairo, double x, double y, size_t first, size_t last) const;
  void draw(cairo_t* cairo, double x, double y) const { draw(cairo, x, y, 0, lines_.size()); }

 private:
  struct Free {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };
  struct Line {
    PangoLayoutLine* line = nullptr;  // owned by the layout
    double left = 0, top = 0, bottom = 0, baseline = 0;
  };
  std::unique_ptr<PangoLayout, Free> layout_;
  std::vector<Line> lines_;
  Ink ink_;
};

}  // namespace caspian::pages
