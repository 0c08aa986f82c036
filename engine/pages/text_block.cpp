// A layout and where its lines lie.
#include "pages/text_block.h"

namespace caspian::pages {
namespace {

double points(int units) {
  return static_cast<double>(units) / PANGO_SCALE;
}

struct FreeDescription {
  void operator()(PangoFontDescription* description) const {
    pango_font_description_free(description);
  }
};
struct FreeIterator {
  void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};

}  // namespace

TextBlock::TextBlock(cairo_t* cairo, const std::string& text, const Type& type, double width_pt,
                     const std::string& language, bool at_right)
    : layout_(pango_cairo_create_layout(cairo)), ink_(type.ink) {
  PangoContext* context = pango_layout_get_context(layout_.get());
  pango_context_set_language(context, pango_language_from_string(language.c_str()));
  pango_layout_context_changed(layout_.get());
  const std::unique_ptr<PangoFontDescription, FreeDescription> font(pango_font_description_new());
  pango_font_description_set_family(font.get(), type.is_italic ? "Noto Serif" : "Noto Sans");
  pango_font_description_set_absolute_size(font.get(), type.size_pt * PANGO_SCALE);
  pango_font_description_set_weight(font.get(),
                                    type.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(font.get(),
                                   type.is_italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description(layout_.get(), font.get());
  pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_width(layout_.get(), static_cast<int>(width_pt * PANGO_SCALE));
  pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  // Pango's left is where a paragraph of its direction begins; an address must not get hyphens.
  const bool begins_right = pango_layout_get_direction(layout_.get(), 0) == PANGO_DIRECTION_RTL;
  pango_layout_set_alignment(layout_.get(),
                             at_right != begins_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(layout_.get(), attributes);
  pango_attr_list_unref(attributes);
  const std::unique_ptr<PangoLayoutIter, FreeIterator> at(pango_layout_get_iter(layout_.get()));
  do {
    PangoRectangle box;
    int top = 0, bottom = 0;
    pango_layout_iter_get_line_extents(at.get(), nullptr, &box);
    pango_layout_iter_get_line_yrange(at.get(), &top, &bottom);
    lines_.push_back({pango_layout_iter_get_line_readonly(at.get()), points(box.x), points(top),
                      points(bottom), points(pango_layout_iter_get_baseline(at.get()))});
  } while (pango_layout_iter_next_line(at.get()));
}

double TextBlock::width() const {
  int width = 0, height = 0;
  pango_layout_get_size(layout_.get(), &width, &height);
  return points(width);
}

size_t TextBlock::fitting(size_t first, double height_pt) const {
  size_t last = first;
  while (last < lines_.size() && height_of(first, last + 1) <= height_pt + 0.01) ++last;
  return last - first;
}

double TextBlock::height_of(size_t first, size_t last) const {
  return first < last ? lines_[last - 1].bottom - lines_[first].top : 0;
}

void TextBlock::draw(cairo_t* cairo, double x, double y, size_t first, size_t last) const {
  cairo_set_source_rgb(cairo, ink_.red, ink_.green, ink_.blue);
  for (size_t i = first; i < last; ++i) {
    cairo_move_to(cairo, x + lines_[i].left, y + lines_[i].baseline - lines_[first].top);
    pango_cairo_show_layout_line(cairo, lines_[i].line);
  }
}

}  // namespace caspian::pages
