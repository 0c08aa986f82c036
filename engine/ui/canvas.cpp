// Panels, shapes and pointer areas over ImGui windows without any of their looks.
#include "ui/canvas.h"

#include <imgui.h>

#include <cmath>

namespace caspian::ui {
namespace {

constexpr ImGuiWindowFlags k_plain_window =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoFocusOnAppearing;

ImVec2 low(const Rect& rect) {
  return {rect.x0, rect.y0};
}
ImVec2 high(const Rect& rect) {
  return {rect.x1, rect.y1};
}

}  // namespace

float Animations::glide(const std::string& name, bool goal, float duration_s) {
  const auto [entry, is_new] = values_.try_emplace(name, goal ? 1.0f : 0.0f);
  float& value = entry->second;
  const float step = elapsed_s_ / std::max(duration_s, 1e-3f);
  value = goal ? std::min(1.0f, value + step) : std::max(0.0f, value - step);
  moving_ |= value != (goal ? 1.0f : 0.0f);
  return value * value * (3 - 2 * value);
}

void Animations::set(const std::string& name, bool goal) {
  values_[name] = goal ? 1.0f : 0.0f;
}

void Animations::begin(double elapsed_s) {
  elapsed_s_ = static_cast<float>(elapsed_s);
  moving_ = false;
}

Canvas::Canvas(TextWriter& writer, double scale, PixelSize size, const Palette& palette,
               Animations& animations, std::vector<WidgetRect>& widgets)
    : writer_(writer),
      scale_(static_cast<float>(scale)),
      size_(size),
      palette_(palette),
      animations_(animations),
      widgets_(widgets) {}

float Canvas::px(float logical) const {
  return std::round(logical * scale_);
}

Rect Canvas::picture() const {
  return {0, 0, static_cast<float>(size_.width), static_cast<float>(size_.height)};
}

Rect Canvas::placed(const Rect& rect) const {
  if (!mirrored_) return rect;
  const float wide = picture().x1;
  return {wide - rect.x1, rect.y0, wide - rect.x0, rect.y1};
}

void Canvas::begin_window(const std::string& id, const Rect& rect, bool is_overlay) {
  ImGui::SetNextWindowPos(low(placed(rect)));
  ImGui::SetNextWindowSize({rect.width(), rect.height()});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  // Windows that are not brought to the front are laid at the back of the pile as they are made.
  ImGui::Begin(id.c_str(), nullptr,
               k_plain_window | (is_overlay ? 0 : ImGuiWindowFlags_NoBringToFrontOnFocus));
  ImGui::PopStyleVar(3);
}

void Canvas::begin_panel(const std::string& id, const Rect& rect) {
  begin_window(id, rect, false);
  draw_surface(id, rect);
}

void Canvas::begin_overlay(const std::string& id, const Rect& rect) {
  begin_window(id, rect, true);
  draw_surface(id, rect);
}

bool Canvas::scrim(const std::string& id) {
  begin_window(id, picture(), true);
  fill(picture(), faded(palette_.shade | 0xFF000000u, 0.45f));
  const bool clicked = area("panel." + id, picture()).clicked;
  ImGui::End();
  return clicked;
}

void Canvas::draw_surface(const std::string& id, const Rect& rect) {
  ImGui::PushClipRect({0, 0}, high(picture()), false);
  shadow(rect, px(6));
  ImGui::PopClipRect();
  fill(rect, palette_.panel, px(6));
  outline(rect, palette_.panel_edge, px(6));
  mark("panel." + id, rect);
  panel_ = id;
  within_ = placed(rect);
}

void Canvas::end_panel() {
  ImGui::End();
  panel_.clear();
}

Rect Canvas::begin_scroll(const std::string& id, const Rect& wanted) {
  const Rect rect = placed(wanted);
  scroll_rect_ = rect;
  within_ = rect;
  ImGui::SetCursorScreenPos(low(rect));
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarRounding, px(4));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, 0);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, palette_.faint);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabHovered, palette_.quiet);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabActive, palette_.quiet);
  ImGui::BeginChild(id.c_str(), {rect.width(), rect.height()}, false,
                    ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground);
  const ImVec2 start = ImGui::GetCursorScreenPos();
  return placed({start.x, start.y, start.x + rect.width() - px(10), start.y});
}

void Canvas::end_scroll(float content_bottom) {
  const float height = content_bottom - (ImGui::GetWindowPos().y - ImGui::GetScrollY());
  ImGui::SetCursorPos({0, 0});
  ImGui::Dummy({1, std::max(1.0f, height)});
  // Rows fade at an edge beyond which there are more.
  const Rect& rect = scroll_rect_;
  const float fade = px(20);
  const Colour clear = palette_.panel & 0x00FFFFFFu;
  const Colour solid = palette_.panel | 0xFF000000u;
  if (ImGui::GetScrollY() < ImGui::GetScrollMaxY() - 1)
    draw().AddRectFilledMultiColor({rect.x0, rect.y1 - fade}, {rect.x1 - px(10), rect.y1}, clear,
                                   clear, solid, solid);
  if (ImGui::GetScrollY() > 1)
    draw().AddRectFilledMultiColor(low(rect), {rect.x1 - px(10), rect.y0 + fade}, solid, solid,
                                   clear, clear);
  ImGui::EndChild();
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(3);
}

ImDrawList& Canvas::draw() {
  return *ImGui::GetWindowDrawList();
}

void Canvas::fill(const Rect& rect, Colour colour, float rounding) {
  draw().AddRectFilled(low(placed(rect)), high(placed(rect)), colour, rounding);
}

void Canvas::outline(const Rect& rect, Colour colour, float rounding, float width_px) {
  draw().AddRect(low(placed(rect)), high(placed(rect)), colour, rounding, 0, width_px);
}

void Canvas::line(float x0, float y0, float x1, float y1, Colour colour, float width_px) {
  draw().AddLine({placed_x(x0), y0}, {placed_x(x1), y1}, colour, width_px);
}

void Canvas::disc(float x, float y, float radius, Colour colour) {
  draw().AddCircleFilled({placed_x(x), y}, radius, colour, 24);
}

void Canvas::half_disc(float x, float y, float radius, Colour colour) {
  const float from = mirrored_ ? -0.5f : 0.5f;  // in half turns, clockwise from the right
  constexpr float k_half_turn = 3.14159265f;
  draw().PathArcTo({placed_x(x), y}, radius, from * k_half_turn, (from + 1) * k_half_turn, 16);
  draw().PathFillConvex(colour);
}

void Canvas::diamond(float x, float y, float radius, Colour colour) {
  const float middle = placed_x(x);
  draw().AddQuadFilled({middle - radius, y}, {middle, y - radius}, {middle + radius, y},
                       {middle, y + radius}, colour);
}

void Canvas::ring(float x, float y, float radius, Colour colour, float width_px) {
  draw().AddCircle({placed_x(x), y}, radius, colour, 32, width_px);
}

void Canvas::triangle(float x0, float y0, float x1, float y1, float x2, float y2, Colour colour) {
  draw().AddTriangleFilled({placed_x(x0), y0}, {placed_x(x1), y1}, {placed_x(x2), y2}, colour);
}

void Canvas::shadow(const Rect& rect, float rounding) {
  // Rims side by side, each fainter: a filled rectangle per rim would be blended over the whole
  // panel.
  constexpr int k_rims = 5;
  const float step = px(2);
  for (int rim = 0; rim < k_rims; ++rim) {
    const float middle = step * (static_cast<float>(rim) + 0.5f);
    const float strength = 1.0f - static_cast<float>(rim) / k_rims;
    outline(rect.inset(-middle), faded(palette_.shade, strength), rounding + middle, step);
  }
}

void Canvas::hatch(const Rect& wanted, Colour colour, float pitch_px) {
  const Rect rect = placed(wanted);
  draw().PushClipRect(low(rect), high(rect), true);
  // Anchored to the picture, so that neighbouring rectangles share their strokes.
  const float height = rect.height();
  const float first = std::floor((rect.x0 + rect.y0) / pitch_px) * pitch_px - rect.y0;
  for (float x = first; x < rect.x1 + height; x += pitch_px)
    draw().AddLine({x, rect.y0}, {x - height, rect.y1}, colour, std::max(1.0f, px(1)));
  draw().PopClipRect();
}

Canvas::Press Canvas::area(const std::string& id, const Rect& rect) {
  mark(id, rect);
  Press press;
  if (rect.is_empty()) return press;
  ImGui::SetCursorScreenPos(low(placed(rect)));
  press.clicked = ImGui::InvisibleButton(id.c_str(), {rect.width(), rect.height()});
  press.hovered = ImGui::IsItemHovered();
  press.held = ImGui::IsItemActive();
  press.began = ImGui::IsItemActivated();
  return press;
}

void Canvas::mark(const std::string& id, const Rect& wanted) {
  const Rect rect = placed(wanted);
  // What is scrolled out of sight cannot be clicked.
  const ImVec2 clip_low = draw().GetClipRectMin(), clip_high = draw().GetClipRectMax();
  const float x = rect.middle_x(), y = rect.middle_y();
  if (x < clip_low.x || x > clip_high.x || y < clip_low.y || y > clip_high.y) return;
  widgets_.push_back({id, rect.x0, rect.y0, rect.width(), rect.height()});
}

bool Canvas::is_hovered(const Rect& rect) const {
  return ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
         ImGui::IsMouseHoveringRect(low(placed(rect)), high(placed(rect)));
}

float Canvas::wheel_over(const Rect& rect) const {
  return is_hovered(rect) ? ImGui::GetIO().MouseWheel : 0.0f;
}

float Canvas::pointer_x() const {
  return placed_x(ImGui::GetMousePos().x);
}
float Canvas::pointer_y() const {
  return ImGui::GetMousePos().y;
}
void Canvas::hand_pointer() {
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

void Canvas::tooltip(std::string_view text) {
  const std::vector<std::string> lines = wrap(text, TextRole::small, px(320));
  float widest = 0;
  for (const std::string& one : lines) widest = std::max(widest, text_width(one, TextRole::small));
  const float pad = px(8);
  const float wide = widest + 2 * pad;
  const float tall = static_cast<float>(lines.size()) * line_height(TextRole::small) + 2 * pad;
  const Rect all = picture();
  Rect card{pointer_x() + px(14), pointer_y() + px(18), 0, 0};
  if (card.x0 + wide > all.x1 - px(8)) card.x0 = std::max(px(8), all.x1 - px(8) - wide);
  if (card.y0 + tall > all.y1 - px(8)) card.y0 = std::max(px(8), pointer_y() - px(10) - tall);
  card.x1 = card.x0 + wide;
  card.y1 = card.y0 + tall;
  const Rect seen = placed(card);
  // The foreground list is above every window and needs none of its own.
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled(low(seen), high(seen), palette_.panel | 0xFF000000u, px(6));
  list.AddRect(low(seen), high(seen), palette_.panel_edge, px(6));
  float y = card.y0 + pad;
  for (const std::string& one : lines) {
    const bool from_right = mirrored_ || scene::is_right_to_left(one);
    const float x = from_right ? seen.x1 - pad - text_width(one, TextRole::small) : seen.x0 + pad;
    writer_.draw(list, std::round(x), y + writer_.ascent_px(TextRole::small), one, TextRole::small,
                 palette_.text);
    y += line_height(TextRole::small);
  }
}

}  // namespace caspian::ui
