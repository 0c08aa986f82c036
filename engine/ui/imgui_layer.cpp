// ImGui's context, input queue and frames. One context per layer; it is made current while a frame
// is open.
#include "ui/imgui_layer.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace caspian::ui {
namespace {

using platform::Key;

/// The keys that text fields react to; all others are the program's own.
constexpr std::pair<ImGuiKey, Key> k_field_keys[] = {{ImGuiKey_Tab, Key::tab},
                                                     {ImGuiKey_LeftArrow, Key::left},
                                                     {ImGuiKey_RightArrow, Key::right},
                                                     {ImGuiKey_UpArrow, Key::up},
                                                     {ImGuiKey_DownArrow, Key::down},
                                                     {ImGuiKey_PageUp, Key::page_up},
                                                     {ImGuiKey_PageDown, Key::page_down},
                                                     {ImGuiKey_Home, Key::home},
                                                     {ImGuiKey_End, Key::end},
                                                     {ImGuiKey_Insert, Key::insert},
                                                     {ImGuiKey_Delete, Key::del},
                                                     {ImGuiKey_Backspace, Key::backspace},
                                                     {ImGuiKey_Enter, Key::enter},
                                                     {ImGuiKey_Escape, Key::escape},
                                                     {ImGuiKey_A, Key::a},
                                                     {ImGuiKey_C, Key::c},
                                                     {ImGuiKey_V, Key::v},
                                                     {ImGuiKey_X, Key::x},
                                                     {ImGuiKey_Y, Key::y},
                                                     {ImGuiKey_Z, Key::z}};

/// Events that must not both happen in one frame have one slot, lest a click be lost; 0 = never.
uint32_t slot_of(const platform::InputEvent& event) {
  if (const auto* mouse = std::get_if<platform::ButtonChanged>(&event))
    return 1 + static_cast<uint32_t>(mouse->button);
  if (const auto* key = std::get_if<platform::KeyChanged>(&event))
    return key->is_repeat ? 0 : 8 + static_cast<uint32_t>(key->key);
  return 0;
}

void tell(ImGuiIO& io, const platform::Modifiers& modifiers) {
  io.KeyCtrl = modifiers.control;
  io.KeyShift = modifiers.shift;
  io.KeyAlt = modifiers.alt;
}

void tell(ImGuiIO& io, const platform::InputEvent& event) {
  constexpr float k_nowhere = -std::numeric_limits<float>::max();
  if (const auto* moved = std::get_if<platform::PointerMoved>(&event)) {
    io.MousePos = ImVec2(static_cast<float>(moved->x_px), static_cast<float>(moved->y_px));
  } else if (std::holds_alternative<platform::PointerLeft>(event)) {
    io.MousePos = ImVec2(k_nowhere, k_nowhere);
  } else if (const auto* button = std::get_if<platform::ButtonChanged>(&event)) {
    io.MouseDown[static_cast<size_t>(button->button)] = button->is_down;
    tell(io, button->modifiers);
  } else if (const auto* wheel = std::get_if<platform::WheelTurned>(&event)) {
    io.MouseWheelH += static_cast<float>(wheel->steps_x);
    io.MouseWheel += static_cast<float>(wheel->steps_y);
  } else if (const auto* key = std::get_if<platform::KeyChanged>(&event)) {
    io.KeysDown[static_cast<size_t>(key->key)] = key->is_down;
    tell(io, key->modifiers);
  } else if (const auto* typed = std::get_if<platform::TextTyped>(&event)) {
    io.AddInputCharacter(typed->code_point);
  } else if (std::holds_alternative<platform::FocusLost>(event)) {
    std::fill(std::begin(io.MouseDown), std::end(io.MouseDown), false);
    std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
    tell(io, platform::Modifiers{});
  }
}

}  // namespace

Result<std::unique_ptr<ImguiLayer>> ImguiLayer::create(const gpu::Device& device) {
  Result<std::unique_ptr<TextWriter>> writer = TextWriter::create();
  if (!writer) return writer.failure();
  return std::unique_ptr<ImguiLayer>(new ImguiLayer(device, std::move(*writer)));
}

ImguiLayer::ImguiLayer(const gpu::Device& device, std::unique_ptr<TextWriter> writer)
    : writer_(std::move(writer)), pass_(device) {
  IMGUI_CHECKVERSION();
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;  // a blinking cursor would ask for frames for ever
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  io.UserData = this;
  for (const auto& [imgui_key, key] : k_field_keys) io.KeyMap[imgui_key] = static_cast<int>(key);
  io.ClipboardUserData = this;
  io.GetClipboardTextFn = [](void* self) {
    auto& layer = *static_cast<ImguiLayer*>(self);
    if (layer.read_clipboard_) layer.clipboard_text_ = layer.read_clipboard_();
    return layer.clipboard_text_.c_str();
  };
  io.SetClipboardTextFn = [](void* self, const char* text) {
    auto& layer = *static_cast<ImguiLayer*>(self);
    layer.clipboard_text_ = text;
    if (layer.write_clipboard_) layer.write_clipboard_(layer.clipboard_text_);
  };
}

ImguiLayer::~ImguiLayer() {
  ImGui::DestroyContext(context_);
}

void ImguiLayer::set_clipboard(std::function<std::string()> read,
                               std::function<void(const std::string&)> write) {
  read_clipboard_ = std::move(read);
  write_clipboard_ = std::move(write);
}

void ImguiLayer::add_event(const platform::InputEvent& event) {
  events_.push_back(event);
}

void ImguiLayer::feed_events() {
  ImGuiIO& io = ImGui::GetIO();
  std::set<uint32_t> changed;
  bool button_changed = false, moved = false;
  while (!events_.empty()) {
    const platform::InputEvent& event = events_.front();
    // A button acts where it was pressed: later movement waits for the next frame.
    const bool is_movement = std::holds_alternative<platform::PointerMoved>(event) ||
                             std::holds_alternative<platform::PointerLeft>(event);
    if (button_changed && is_movement) return;
    // What was dragged goes all the way before it is let go.
    const auto* button = std::get_if<platform::ButtonChanged>(&event);
    if (button != nullptr && !button->is_down && moved) return;
    moved |= is_movement;
    const uint32_t slot = slot_of(event);
    if (slot != 0 && !changed.insert(slot).second) return;
    button_changed |= button != nullptr;
    tell(io, event);
    events_.pop_front();
  }
}

/// ImGui's own atlas is small: it brings the white texel, the edges of lines, and a face of ASCII
/// that measures text fields, whose text we draw ourselves. It stands at the top of the sheet.
void ImguiLayer::reset_sheet(double scale) {
  scale_ = scale;
  writer_->set_scale(scale);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoPowerOfTwoHeight;
  ImFontConfig config;
  config.SizePixels = 13;
  ImGui::GetIO().FontDefault = atlas.AddFontDefault(&config);
  unsigned char* coverage = nullptr;
  int width = 0, height = 0;
  atlas.GetTexDataAsAlpha8(&coverage, &width, &height);
  writer_->sheet().reset({static_cast<uint32_t>(width), static_cast<uint32_t>(height)},
                         {coverage, static_cast<size_t>(width) * static_cast<size_t>(height)});
  // Places on the sheet are told in texels.
  const auto wide = static_cast<float>(width), high = static_cast<float>(height);
  atlas.TexUvWhitePixel = {atlas.TexUvWhitePixel.x * wide, atlas.TexUvWhitePixel.y * high};
  for (ImVec4& line : atlas.TexUvLines)
    line = {line.x * wide, line.y * high, line.z * wide, line.w * high};
  atlas.ClearTexData();
}

void ImguiLayer::begin_frame(PixelSize size, double elapsed_s, double scale) {
  ImGui::SetCurrentContext(context_);
  if (scale != scale_ || writer_->sheet().is_nearly_full()) reset_sheet(scale);
  writer_->forget();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
  io.DeltaTime = std::max(1e-4f, static_cast<float>(elapsed_s));
  feed_events();
  ImGui::NewFrame();
}

void ImguiLayer::end_frame() {
  ImGui::Render();
}

void ImguiLayer::record(VkCommandBuffer commands, gpu::FrameArena& arena,
                        const render::FrameTarget& target) {
  ImGui::SetCurrentContext(context_);
  const ImDrawData* drawn = ImGui::GetDrawData();
  if (drawn == nullptr || !drawn->Valid) return;
  GlyphSheet& sheet = writer_->sheet();
  if (sheet_revision_ != sheet.revision()) {
    pass_.set_atlas(sheet.size(), sheet.pixels());
    sheet_revision_ = sheet.revision();
  }
  pass_.record(commands, arena, target, *drawn);
}

bool ImguiLayer::wants_mouse() const {
  ImGui::SetCurrentContext(context_);
  return ImGui::GetIO().WantCaptureMouse;
}

bool ImguiLayer::wants_keyboard() const {
  ImGui::SetCurrentContext(context_);
  return ImGui::GetIO().WantTextInput;
}

PointerShape ImguiLayer::pointer_shape() const {
  ImGui::SetCurrentContext(context_);
  switch (ImGui::GetMouseCursor()) {
    case ImGuiMouseCursor_Hand:
      return PointerShape::hand;
    case ImGuiMouseCursor_TextInput:
      return PointerShape::text;
    case ImGuiMouseCursor_ResizeEW:
      return PointerShape::resize_horizontal;
    default:
      return PointerShape::arrow;
  }
}

}  // namespace caspian::ui
