// Plays a recorded session: `caspian view` on a display without a screen, clicked by xdotool,
// watched through the files it keeps.
#pragma once
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "platform/child_process.h"
#include "tests/recordings/recording.h"
#include "tests/support/virtual_display.h"

namespace caspian::test {

class WindowPlayer {
 public:
  WindowPlayer(const std::filesystem::path& program, const std::vector<std::string>& options);
  ~WindowPlayer();

  /// Empty when it went well, else what was wrong.
  std::string play(const RecordedStep& step);

 private:
  struct Place {
    double x = 0, y = 0, width = 0, height = 0;
    bool operator==(const Place&) const = default;
  };

  nlohmann::json state() const;
  std::optional<Place> widget(const std::string& id) const;
  /// Waits until the widget is there and has come to rest.
  std::optional<Place> resting_widget(const std::string& id) const;
  std::string xdotool(std::vector<std::string> arguments) const;
  std::string drag(const std::string& button, double x0, double y0, double x1, double y1) const;
  int64_t frames_drawn() const;
  std::string idle() const;
  std::string await_file(const std::string& pattern) const;
  std::string check(const std::vector<std::string>& words) const;
  std::string quit();

  std::filesystem::path folder_;
  VirtualDisplay display_;
  std::optional<platform::ChildProcess> program_;
  std::map<std::string, nlohmann::json> kept_;
};

}  // namespace caspian::test
