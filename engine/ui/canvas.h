// What panels draw with: surfaces, text that is elided or wrapped and never clipped, and areas that
// answer the pointer. Every named area is recorded, so that recorded sessions find it.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/image.h"
#include "ui/palette.h"
#include "ui/rect.h"
#include "ui/text_writer.h"
#include "ui/widget_rect.h"

struct ImDrawList;

namespace caspian::ui {

enum class Align { left, centre, right };

/// Values that glide towards their goal; kept from frame to frame by name.
class Animations {
 public:
  /// 0..1 on the way to `goal`, `duration_s` for the whole way, eased at both ends.
  float glide(const std::string& name, bool goal, float duration_s);
  /// Sets the way behind without moving.
  void set(const std::string& name, bool goal);
  void begin(double elapsed_s);
  bool are_moving() const { return moving_; }

 private:
  std::unordered_map<std::string, float> values_;
  float elapsed_s_ = 0;
  bool moving_ = false;
};

/// A line of text as it was drawn, for tests that nothing is cut or overlaps.
struct DrawnText {
  std::string text, panel;
  Rect rect;    // around its small letters and capitals
  Rect within;  // what it may be seen in: the panel, or the part that scrolls
  bool was_elided = false;
};

class Canvas {
 public:
  struct Press {
    bool hovered = false, held = false, clicked = false;
    bool began = false;  // pressed in this frame
  };

  Canvas(TextWriter& writer, double scale, PixelSize size, const Palette& palette,
         Animations& animations, std::vector<WidgetRect>& widgets);

  /// Logical px -> px of the picture, on whole px.
  float px(float logical) const;
  Rect picture() const;
  const Palette& palette() const { return palette_; }
  Animations& animations() { return animations_; }

  /// For languages written from right to left: what is drawn from here on stands the other way
  /// round, left for right, while the callers go on counting from the left. Text itself is not
  /// turned, it only keeps to the other side.
  void set_mirrored(bool mirrored) { mirrored_ = mirrored; }
  bool is_mirrored() const { return mirrored_; }
  /// Where something is in the picture itself; to and fro.
  float placed_x(float x) const { return mirrored_ ? picture().x1 - x : x; }
  Rect placed(const Rect& rect) const;

  /// Draws `work(rect as it is placed)` unmirrored: time runs from left to right in every language.
  template <typename Work>
  void unmirrored(const Rect& rect, const Work& work) {
    const Rect seen = placed(rect);
    const bool before = mirrored_;
    mirrored_ = false;
    work(seen);
    mirrored_ = before;
  }

  /// Keeps a list of all text from here on; null = no longer.
  void log_text(std::vector<DrawnText>* log) { text_log_ = log; }

  // Panels. Everything below is drawn between begin and end of one.
  void begin_panel(const std::string& id, const Rect& rect);
  /// A panel that stands above all others: cards, menus, sheets.
  void begin_overlay(const std::string& id, const Rect& rect);
  /// Dims all below and keeps the pointer from it; true when it was clicked.
  bool scrim(const std::string& id);
  void end_panel();
  /// A part that scrolls when its content is higher; returns where the content begins (scrolled),
  /// with its width.
  Rect begin_scroll(const std::string& id, const Rect& rect);
  /// `content_bottom`: y where the content ended.
  void end_scroll(float content_bottom);

  // Drawing.
  ImDrawList& draw();
  void fill(const Rect& rect, Colour colour, float rounding = 0);
  void outline(const Rect& rect, Colour colour, float rounding = 0, float width_px = 1);
  void line(float x0, float y0, float x1, float y1, Colour colour, float width_px = 1);
  void disc(float x, float y, float radius, Colour colour);
  void half_disc(float x, float y, float radius, Colour colour);  // the one on the left
  void diamond(float x, float y, float radius, Colour colour);
  void ring(float x, float y, float radius, Colour colour, float width_px);
  void triangle(float x0, float y0, float x1, float y1, float x2, float y2, Colour colour);
  /// A soft dark rim around a floating surface.
  void shadow(const Rect& rect, float rounding);
  /// Diagonal strokes: what is planned, not measured.
  void hatch(const Rect& rect, Colour colour, float pitch_px);

  // Text. Placed in the rectangle's vertical middle, on one line; elided with "…" when it is wider.
  // Returns whether it was elided.
  bool text(const Rect& rect, std::string_view text, TextRole role, Colour colour,
            Align align = Align::left);
  /// Each line of wrap() under the other; returns the height used.
  float paragraph(float x, float y, const std::vector<std::string>& lines, TextRole role,
                  Colour colour);
  float text_width(std::string_view text, TextRole role) const;
  float line_height(TextRole role) const;
  /// Of the box around a line, from the top of its capitals' room to below the descenders.
  float text_height(TextRole role) const { return writer_.height_px(role); }
  /// Without alignment or elision, from a place in the picture itself on.
  void write(float left, float top, std::string_view text, TextRole role, Colour colour);
  std::string elided(std::string_view text, TextRole role, float width,
                     bool* was_elided = nullptr) const;
  /// Broken at spaces (Chinese between letters) into lines of at most `width`; the last of
  /// `max_lines` is elided. A single word that is wider is broken.
  std::vector<std::string> wrap(std::string_view text, TextRole role, float width,
                                size_t max_lines = 1000, bool* was_elided = nullptr) const;

  // Pointer.
  Press area(const std::string& id, const Rect& rect);
  /// Records a rectangle under a name without reacting; nothing when it is scrolled out of sight.
  void mark(const std::string& id, const Rect& rect);
  bool is_hovered(const Rect& rect) const;
  float pointer_x() const;
  float pointer_y() const;
  /// Steps the wheel was turned while over `rect`; they then belong to the caller.
  float wheel_over(const Rect& rect) const;
  void hand_pointer();
  /// A card of text at the pointer in this frame; `lines` may be long, they are wrapped.
  void tooltip(std::string_view text);

 private:
  void begin_window(const std::string& id, const Rect& rect, bool is_overlay);
  void draw_surface(const std::string& id, const Rect& rect);

  TextWriter& writer_;
  float scale_;
  PixelSize size_;
  const Palette& palette_;
  Animations& animations_;
  std::vector<WidgetRect>& widgets_;
  void note_text(float x, float y, const std::string& text, TextRole role, bool was_elided) const;

  bool mirrored_ = false;
  Rect scroll_rect_;
  std::string panel_;
  Rect within_;
  std::vector<DrawnText>* text_log_ = nullptr;
};

}  // namespace caspian::ui
