// Files are replaced whole, so that a reader never sees half of one.
#include "app/session_recorder.h"

#include "app/state_json.h"
#include "core/files.h"
#include "core/json_writer.h"
#include "output/output_path.h"

namespace caspian::app {
namespace {

std::string widgets_json(std::span<const ui::WidgetRect> widgets) {
  JsonWriter json;
  json.begin_array();
  for (const ui::WidgetRect& widget : widgets) {
    json.begin_object().field("id", widget.id);
    json.field("x", double(widget.x)).field("y", double(widget.y));
    json.field("width", double(widget.width)).field("height", double(widget.height)).end_object();
  }
  return json.end_array().text();
}

}  // namespace

Outcome SessionRecorder::check() const {
  for (const std::string& file : {state_file_, widgets_file_})
    if (!file.empty())
      if (Outcome writable = output::check_writable(file); !writable) return writable;
  return Done{};
}

Outcome SessionRecorder::record(const AppState& state, std::span<const ui::WidgetRect> widgets,
                                int64_t frames_drawn) {
  if (!state_file_.empty()) {
    std::string text = state_json(state);
    if (text != last_state_) {
      last_state_ = std::move(text);
      if (Outcome written = write_file(state_file_, state_json(state, &frames_drawn)); !written)
        return written;
    }
  }
  if (!widgets_file_.empty()) {
    std::string text = widgets_json(widgets);
    if (text != last_widgets_) {
      last_widgets_ = std::move(text);
      if (Outcome written = write_file(widgets_file_, last_widgets_); !written) return written;
    }
  }
  return Done{};
}

Outcome SessionRecorder::finish(const AppState& state, int64_t frames_drawn) const {
  if (state_file_.empty()) return Done{};
  return write_file(state_file_, state_json(state, &frames_drawn));
}

}  // namespace caspian::app
