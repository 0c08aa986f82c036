// For recorded sessions: keeps the state and the widgets' places in files, rewritten whenever they
// change.
#pragma once
#include <span>
#include <string>

#include "app/app_state.h"
#include "core/result.h"
#include "ui/widget_rect.h"

namespace caspian::app {

class SessionRecorder {
 public:
  /// File names; "" = that one is not kept.
  SessionRecorder(std::string state_file, std::string widgets_file)
      : state_file_(std::move(state_file)), widgets_file_(std::move(widgets_file)) {}

  Outcome check() const;
  Outcome record(const AppState& state, std::span<const ui::WidgetRect> widgets,
                 int64_t frames_drawn);
  /// The last word, with the final count of frames.
  Outcome finish(const AppState& state, int64_t frames_drawn) const;

 private:
  std::string state_file_, widgets_file_;
  std::string last_state_, last_widgets_;
};

}  // namespace caspian::app
