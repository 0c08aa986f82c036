// The controls of the interface in its own look: buttons, ticks, switches, sliders, choices, text
// fields. Each has a name that recorded sessions use.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/canvas.h"

namespace caspian::ui {

/// True when clicked. `is_on` paints it as chosen; `tip` is shown under the pointer.
bool icon_button(Canvas& canvas, const std::string& id, const Rect& rect, const char* icon,
                 std::string_view tip, bool is_on = false);
/// The one button that matters most: filled with the accent colour.
bool accent_button(Canvas& canvas, const std::string& id, const Rect& rect, const char* icon,
                   std::string_view tip);
bool text_button(Canvas& canvas, const std::string& id, const Rect& rect, std::string_view label,
                 bool is_on = false, TextRole role = TextRole::small);

/// Square with a tick in `hue`. True when clicked.
bool tick_box(Canvas& canvas, const std::string& id, const Rect& rect, bool is_on, Colour hue);
/// Height in px of a switch whose label may take more than one line.
float switch_height(const Canvas& canvas, std::string_view label, float width);
/// A sliding switch. True when clicked; the whole `row` answers.
bool switch_row(Canvas& canvas, const std::string& id, const Rect& row, std::string_view label,
                bool is_on);
/// A track with a knob at `share` (0..1); the new share while it is dragged.
std::optional<float> slider(Canvas& canvas, const std::string& id, const Rect& rect, float share);
/// Height in px that choice() wants at this width: one line when all labels fit beside each other,
/// else a grid of many, or a line for each of a few.
float choice_height(const Canvas& canvas, std::span<const std::string> labels, float width);
/// One of several, side by side or under each other; the index that was clicked. Parts are named
/// id.0, id.1...
std::optional<size_t> choice(Canvas& canvas, const std::string& id, const Rect& rect,
                             std::span<const std::string> labels, size_t chosen);

enum class FieldEvent { none, changed, entered, left };
/// A line of text with an icon and a hint while empty. `take_focus`: put the cursor in, all text
/// chosen.
FieldEvent text_field(Canvas& canvas, const std::string& id, const Rect& rect, std::string& text,
                      const std::string& hint, const char* icon, bool take_focus = false,
                      TextRole role = TextRole::body);
/// A small rounded label; returns the width used.
float badge(Canvas& canvas, float x, float middle_y, std::string_view label, Colour fill,
            Colour text);

}  // namespace caspian::ui
