// Dear ImGui's life cycle, fonts and drawing into a FrameTarget. Deterministic: events, elapsed
// time, size and scale are given; it reads no clock and no window. Knows nothing of what the panels
// show.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/image.h"
#include "core/result.h"
#include "gpu/device.h"
#include "gpu/frame_arena.h"
#include "platform/input_events.h"
#include "render/frame_target.h"
#include "ui/interface_pass.h"
#include "ui/text_writer.h"

struct ImGuiContext;

namespace caspian::ui {

enum class PointerShape { arrow, hand, text, resize_horizontal };

class ImguiLayer {
 public:
  static Result<std::unique_ptr<ImguiLayer>> create(const gpu::Device& device);
  ~ImguiLayer();
  ImguiLayer(const ImguiLayer&) = delete;
  ImguiLayer& operator=(const ImguiLayer&) = delete;

  /// Queues what the user did. A press and its release are told to the widgets in different frames.
  void add_event(const platform::InputEvent& event);
  /// Events are waiting for a further frame.
  bool has_pending_events() const { return !events_.empty(); }
  void set_clipboard(std::function<std::string()> read,
                     std::function<void(const std::string&)> write);

  /// Opens a frame: panels may be drawn until end_frame(). `scale`: logical px -> px; glyphs are
  /// drawn anew when it changes.
  void begin_frame(PixelSize size, double elapsed_s, double scale);
  void end_frame();
  /// Records the last frame into `target`: colour must be in COLOR_ATTACHMENT_OPTIMAL, and stays
  /// there.
  void record(VkCommandBuffer commands, gpu::FrameArena& arena, const render::FrameTarget& target);

  /// The pointer is over a panel or held by one; a text field has the keyboard.
  bool wants_mouse() const;
  bool wants_keyboard() const;
  PointerShape pointer_shape() const;
  double scale() const { return scale_; }
  /// Characters of a text that no font has a glyph for, each once, as UTF-8.
  std::string missing_letters(std::string_view text) { return writer_->missing_letters(text); }
  TextWriter& writer() { return *writer_; }

 private:
  ImguiLayer(const gpu::Device& device, std::unique_ptr<TextWriter> writer);
  void reset_sheet(double scale);
  void feed_events();

  ImGuiContext* context_ = nullptr;
  std::unique_ptr<TextWriter> writer_;
  InterfacePass pass_;
  uint64_t sheet_revision_ = 0;
  std::deque<platform::InputEvent> events_;
  std::function<std::string()> read_clipboard_;
  std::function<void(const std::string&)> write_clipboard_;
  std::string clipboard_text_;
  double scale_ = 0;
};

}  // namespace caspian::ui
