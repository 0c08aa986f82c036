// A window on the screen and the events it collects. Knows no drawing, Vulkan or ImGui.
#pragma once
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/result.h"
#include "platform/input_events.h"

struct GLFWwindow;
struct GLFWcursor;

namespace caspian::platform {

enum class PointerShape { arrow, hand, text, resize_horizontal, grab };

class Window {
 public:
  /// `size`: in the window system's units (logical px where those differ from px). At most one at a
  /// time.
  static Result<std::unique_ptr<Window>> open(const std::string& title, PixelSize size);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Vulkan instance extensions that window surfaces need here.
  std::vector<const char*> surface_extensions() const;

  /// px; 0 x 0 while minimised.
  PixelSize size_px() const;
  /// Logical px -> px.
  double scale() const;
  /// Hands over what has happened; first waits up to `wait_s` for something to happen (0 = do not
  /// wait).
  std::vector<InputEvent> take_events(double wait_s);

  void set_fullscreen(bool fullscreen);
  void set_pointer_shape(PointerShape shape);
  std::string clipboard() const;
  void set_clipboard(const std::string& text);

  GLFWwindow* handle() const { return window_; }  // for window_surface alone

 private:
  Window() = default;
  void listen();

  GLFWwindow* window_ = nullptr;
  std::vector<InputEvent> events_;
  PointerShape shape_ = PointerShape::arrow;
  std::array<GLFWcursor*, 5> cursors_{};  // by shape, made when first wanted; the arrow stays null
  bool is_fullscreen_ = false;
  int restored_x_ = 0, restored_y_ = 0, restored_width_ = 0, restored_height_ = 0;
};

}  // namespace caspian::platform
