// GLFW: one window, its callbacks turned into values.
#include "platform/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <utility>

namespace caspian::platform {
namespace {

struct KeyName {
  int glfw;
  Key key;
};

constexpr std::array k_keys{
    KeyName{GLFW_KEY_SPACE, Key::space},     KeyName{GLFW_KEY_ENTER, Key::enter},
    KeyName{GLFW_KEY_KP_ENTER, Key::enter},  KeyName{GLFW_KEY_ESCAPE, Key::escape},
    KeyName{GLFW_KEY_TAB, Key::tab},         KeyName{GLFW_KEY_BACKSPACE, Key::backspace},
    KeyName{GLFW_KEY_INSERT, Key::insert},   KeyName{GLFW_KEY_DELETE, Key::del},
    KeyName{GLFW_KEY_LEFT, Key::left},       KeyName{GLFW_KEY_RIGHT, Key::right},
    KeyName{GLFW_KEY_UP, Key::up},           KeyName{GLFW_KEY_DOWN, Key::down},
    KeyName{GLFW_KEY_PAGE_UP, Key::page_up}, KeyName{GLFW_KEY_PAGE_DOWN, Key::page_down},
    KeyName{GLFW_KEY_HOME, Key::home},       KeyName{GLFW_KEY_END, Key::end},
    KeyName{GLFW_KEY_EQUAL, Key::plus},      KeyName{GLFW_KEY_KP_ADD, Key::plus},
    KeyName{GLFW_KEY_MINUS, Key::minus},     KeyName{GLFW_KEY_KP_SUBTRACT, Key::minus},
    KeyName{GLFW_KEY_COMMA, Key::comma},     KeyName{GLFW_KEY_PERIOD, Key::period},
    KeyName{GLFW_KEY_SLASH, Key::slash}};

Key shifted(Key first, int steps) {
  return static_cast<Key>(static_cast<int>(first) + steps);
}

Key key_of(int glfw) {
  if (glfw >= GLFW_KEY_A && glfw <= GLFW_KEY_Z) return shifted(Key::a, glfw - GLFW_KEY_A);
  if (glfw >= GLFW_KEY_0 && glfw <= GLFW_KEY_9) return shifted(Key::digit_0, glfw - GLFW_KEY_0);
  if (glfw >= GLFW_KEY_F1 && glfw <= GLFW_KEY_F12) return shifted(Key::f1, glfw - GLFW_KEY_F1);
  for (const auto& [number, key] : k_keys)
    if (number == glfw) return key;
  return Key::unknown;
}

Modifiers modifiers_of(int bits) {
  return {(bits & GLFW_MOD_CONTROL) != 0, (bits & GLFW_MOD_SHIFT) != 0, (bits & GLFW_MOD_ALT) != 0};
}

std::vector<InputEvent>& events_of(GLFWwindow* window) {
  return *static_cast<std::vector<InputEvent>*>(glfwGetWindowUserPointer(window));
}

template <typename Event>
void push(GLFWwindow* window, Event event) {
  events_of(window).emplace_back(std::move(event));
}

/// Cursor positions come in the window system's units.
void push_position(GLFWwindow* window, double x, double y) {
  int width = 0, height = 0, width_px = 0, height_px = 0;
  glfwGetWindowSize(window, &width, &height);
  glfwGetFramebufferSize(window, &width_px, &height_px);
  const double across = width > 0 ? double(width_px) / width : 1;
  const double down = height > 0 ? double(height_px) / height : 1;
  push(window, PointerMoved{x * across, y * down});
}

std::string last_error() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text ? text : "no reason given";
}

/// The screen that holds most of the window's middle.
GLFWmonitor* screen_of(GLFWwindow* window) {
  int x = 0, y = 0, width = 0, height = 0, count = 0;
  glfwGetWindowPos(window, &x, &y);
  glfwGetWindowSize(window, &width, &height);
  GLFWmonitor** screens = glfwGetMonitors(&count);
  for (int i = 0; i < count; ++i) {
    int left = 0, top = 0;
    glfwGetMonitorPos(screens[i], &left, &top);
    const GLFWvidmode* mode = glfwGetVideoMode(screens[i]);
    const int middle_x = x + width / 2, middle_y = y + height / 2;
    if (mode && middle_x >= left && middle_x < left + mode->width && middle_y >= top &&
        middle_y < top + mode->height)
      return screens[i];
  }
  return glfwGetPrimaryMonitor();
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const std::string& title, PixelSize size) {
  const auto failure = [](const std::string& sentence) {
    return Failure{sentence + " (" + last_error() + ")", Failure::Kind::no_device};
  };
  if (!glfwInit()) return failure("no window can be opened: there is no display");
  if (!glfwVulkanSupported()) {
    Failure none = failure("no window can be opened: Vulkan cannot draw to windows here");
    glfwTerminate();
    return none;
  }
  glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "caspian");
  std::unique_ptr<Window> window(new Window);
  window->window_ =
      glfwCreateWindow(int(size.width), int(size.height), title.c_str(), nullptr, nullptr);
  if (!window->window_) return failure("no window can be opened");
  glfwSetWindowSizeLimits(window->window_, 320, 240, GLFW_DONT_CARE, GLFW_DONT_CARE);
  window->listen();
  return window;
}

Window::~Window() {
  if (window_) glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::listen() {
  glfwSetWindowUserPointer(window_, &events_);
  glfwSetCursorPosCallback(window_, push_position);
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* window, int entered) {
    if (!entered) push(window, PointerLeft{});
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int button, int action, int bits) {
    if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
    constexpr std::array k_buttons{Button::left, Button::right, Button::middle};
    push(window,
         ButtonChanged{k_buttons[size_t(button)], action == GLFW_PRESS, modifiers_of(bits)});
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* window, double x, double y) {
    const auto held = [&](int key) { return glfwGetKey(window, key) == GLFW_PRESS; };
    push(window, WheelTurned{x,
                             y,
                             {held(GLFW_KEY_LEFT_CONTROL) || held(GLFW_KEY_RIGHT_CONTROL),
                              held(GLFW_KEY_LEFT_SHIFT) || held(GLFW_KEY_RIGHT_SHIFT),
                              held(GLFW_KEY_LEFT_ALT) || held(GLFW_KEY_RIGHT_ALT)}});
  });
  glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int, int action, int bits) {
    push(window, KeyChanged{key_of(key), action != GLFW_RELEASE, action == GLFW_REPEAT,
                            modifiers_of(bits)});
  });
  glfwSetCharCallback(window_,
                      [](GLFWwindow* window, unsigned code) { push(window, TextTyped{code}); });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* window, int focused) {
    if (!focused) push(window, FocusLost{});
  });
  glfwSetFramebufferSizeCallback(
      window_, [](GLFWwindow* window, int, int) { push(window, NeedsDrawing{}); });
  glfwSetWindowContentScaleCallback(
      window_, [](GLFWwindow* window, float, float) { push(window, NeedsDrawing{}); });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* window) { push(window, NeedsDrawing{}); });
  glfwSetWindowCloseCallback(window_, [](GLFWwindow* window) { push(window, CloseAsked{}); });
}

std::vector<const char*> Window::surface_extensions() const {
  uint32_t count = 0;
  const char** names = glfwGetRequiredInstanceExtensions(&count);
  return {names, names + count};
}

PixelSize Window::size_px() const {
  int width = 0, height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  return {uint32_t(std::max(width, 0)), uint32_t(std::max(height, 0))};
}

double Window::scale() const {
  float x = 1, y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  return std::clamp(double(std::max(x, y)), 0.5, 4.0);
}

std::vector<InputEvent> Window::take_events(double wait_s) {
  if (wait_s > 0 && events_.empty())
    glfwWaitEventsTimeout(wait_s);
  else
    glfwPollEvents();
  return std::exchange(events_, {});
}

void Window::set_fullscreen(bool fullscreen) {
  if (fullscreen == is_fullscreen_) return;
  is_fullscreen_ = fullscreen;
  if (!fullscreen) {
    glfwSetWindowMonitor(window_, nullptr, restored_x_, restored_y_, restored_width_,
                         restored_height_, GLFW_DONT_CARE);
    return;
  }
  glfwGetWindowPos(window_, &restored_x_, &restored_y_);
  glfwGetWindowSize(window_, &restored_width_, &restored_height_);
  GLFWmonitor* screen = screen_of(window_);
  const GLFWvidmode* mode = screen ? glfwGetVideoMode(screen) : nullptr;
  if (mode)
    glfwSetWindowMonitor(window_, screen, 0, 0, mode->width, mode->height, mode->refreshRate);
}

void Window::set_pointer_shape(PointerShape shape) {
  if (shape == shape_) return;
  shape_ = shape;
  constexpr std::array k_standard{0, GLFW_HAND_CURSOR, GLFW_IBEAM_CURSOR, GLFW_HRESIZE_CURSOR,
                                  GLFW_CROSSHAIR_CURSOR};
  const auto index = static_cast<size_t>(shape);
  if (index > 0 && !cursors_[index]) cursors_[index] = glfwCreateStandardCursor(k_standard[index]);
  glfwSetCursor(window_, cursors_[index]);
}

std::string Window::clipboard() const {
  const char* text = glfwGetClipboardString(window_);
  return text ? text : "";
}

void Window::set_clipboard(const std::string& text) {
  glfwSetClipboardString(window_, text.c_str());
}

}  // namespace caspian::platform
