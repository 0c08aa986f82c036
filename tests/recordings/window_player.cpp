// Every expectation is waited for, never slept for: a loaded machine is slow, not wrong.
#include "tests/recordings/window_player.h"

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

namespace caspian::test {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds k_patience{20};
constexpr std::chrono::milliseconds k_glance{25};

bool wait_for(const std::function<bool()>& is_so) {
  const Clock::time_point end = Clock::now() + k_patience;
  while (!is_so()) {
    if (Clock::now() > end) return false;
    std::this_thread::sleep_for(k_glance);
  }
  return true;
}

json read_json(const std::filesystem::path& file) {
  std::ifstream in(file);
  return json::parse(in, nullptr, false);
}

/// `layers.rivers` within the state; null when there is no such value.
json value_at(const json& state, const std::string& path) {
  const json* at = &state;
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '.');) {
    if (!at->is_object() || !at->contains(part)) return {};
    at = &(*at)[part];
  }
  return *at;
}

std::string plain(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) {
    std::ostringstream out;
    out.precision(15);
    out << value.get<double>();
    return out.str();
  }
  return value.dump();
}

bool holds(const json& value, const std::string& relation, const std::string& expected) {
  if (relation == "has" || relation == "lacks") {
    bool found = false;
    for (const json& one : value) found |= plain(one) == expected;
    return found == (relation == "has");
  }
  const std::string is = plain(value);
  if (relation == "=") return is == expected;
  if (relation == "!=") return is != expected;
  if (value.is_number()) {
    const double a = value.get<double>(), b = std::stod(expected);
    return relation == "<" ? a < b : a > b;
  }
  return relation == "<" ? is < expected : is > expected;  // ISO dates compare as text
}

}  // namespace

WindowPlayer::WindowPlayer(const std::filesystem::path& program,
                           const std::vector<std::string>& options)
    : folder_(std::filesystem::temp_directory_path() /
              ("caspian_session_" + std::to_string(getpid()))),
      display_(1400, 900) {
  std::filesystem::create_directories(folder_ / "pictures");
  setenv("XDG_PICTURES_DIR", (folder_ / "pictures").c_str(), 1);
  std::vector<std::string> arguments{program.string(), "view"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  for (const char* more : {"--quit-after", "120", "--record-state"}) arguments.emplace_back(more);
  arguments.push_back((folder_ / "state.json").string());
  arguments.emplace_back("--dump-widgets");
  arguments.push_back((folder_ / "widgets.json").string());
  Result<platform::ChildProcess> started = platform::ChildProcess::start(arguments);
  if (started) program_.emplace(std::move(started).value());
}

WindowPlayer::~WindowPlayer() {
  program_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

json WindowPlayer::state() const {
  return read_json(folder_ / "state.json");
}

std::optional<WindowPlayer::Place> WindowPlayer::widget(const std::string& id) const {
  const json all = read_json(folder_ / "widgets.json");
  if (!all.is_array()) return std::nullopt;
  for (const json& one : all)
    if (one["id"] == id)
      return Place{one["x"].get<double>(), one["y"].get<double>(), one["width"].get<double>(),
                   one["height"].get<double>()};
  return std::nullopt;
}

std::optional<WindowPlayer::Place> WindowPlayer::resting_widget(const std::string& id) const {
  std::optional<Place> before, now;
  const bool found = wait_for([&] {
    before = now;
    now = widget(id);
    return now && before == now;
  });
  return found ? now : std::nullopt;
}

std::string WindowPlayer::xdotool(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), "xdotool");
  Result<platform::ChildProcess> started = platform::ChildProcess::start(arguments);
  if (!started) return started.failure().sentence;
  const int status = started.value().finish();
  return status == 0 ? "" : "xdotool ended with " + std::to_string(status);
}

std::string WindowPlayer::drag(const std::string& button, double x0, double y0, double x1,
                               double y1) const {
  const auto px = [](double value) { return std::to_string(std::lround(value)); };
  // In a few steps, as a hand moves.
  std::vector<std::string> arguments{"mousemove", px(x0), px(y0), "mousedown", button};
  for (int step = 1; step <= 4; ++step)
    for (const std::string& word :
         {std::string("sleep"), std::string("0.03"), std::string("mousemove"),
          px(x0 + (x1 - x0) * step / 4), px(y0 + (y1 - y0) * step / 4)})
      arguments.push_back(word);
  for (const char* word : {"sleep", "0.05", "mouseup"}) arguments.emplace_back(word);
  arguments.push_back(button);
  return xdotool(arguments);
}

std::string WindowPlayer::check(const std::vector<std::string>& words) const {
  std::string expected = words[3];
  if (expected.starts_with("@")) {
    const auto kept = kept_.find(expected.substr(1));
    if (kept == kept_.end()) return "nothing was kept as " + expected;
    expected = plain(value_at(kept->second, words[1]));
  }
  json value;
  const bool is_so = wait_for([&] {
    const json now = state();
    if (!now.is_object()) return false;
    value = value_at(now, words[1]);
    return holds(value, words[2], expected);
  });
  return is_so ? "" : words[1] + " is " + value.dump() + ", expected " + words[2] + " " + expected;
}

int64_t WindowPlayer::frames_drawn() const {
  // Asked for by a signal: the file is otherwise written only when the state changes.
  kill(program_->id(), SIGUSR1);
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  const json now = state();
  return now.is_object() ? now.value("frames_drawn", int64_t{-1}) : -1;
}

std::string WindowPlayer::idle() const {
  // Cards slide, notices end, the camera comes to rest: until two looks see the same.
  int64_t before = -1, now = frames_drawn();
  const bool rests = wait_for([&] {
    before = now;
    std::this_thread::sleep_for(std::chrono::seconds(1));
    now = frames_drawn();
    return now == before && now > 0;
  });
  if (!rests) return "frames go on being drawn: " + std::to_string(now);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const int64_t after = frames_drawn();
  return after == now ? "" : "frames were drawn: " + std::to_string(after - now);
}

std::string WindowPlayer::await_file(const std::string& pattern) const {
  const size_t star = pattern.find('*');
  const std::string begin = pattern.substr(0, star);
  const std::string end = star == std::string::npos ? "" : pattern.substr(star + 1);
  const bool is_there = wait_for([&] {
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "pictures")) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(begin) && name.ends_with(end)) return true;
    }
    return false;
  });
  return is_there ? "" : "no file " + pattern + " was saved";
}

std::string WindowPlayer::quit() {
  if (const std::string wrong = xdotool({"key", "ctrl+q"}); !wrong.empty()) return wrong;
  const int status = program_->finish();
  const std::string said = program_->error_output();
  return status == 0 ? "" : "ended with " + std::to_string(status) + ": " + said;
}

std::string WindowPlayer::play(const RecordedStep& step) {
  if (!program_) return "the program did not start";
  const std::vector<std::string>& words = step.words;
  const std::string& what = words.front();
  const auto number = [&](size_t i) { return std::stod(words.at(i)); };
  if (what == "quit") return quit();
  if (what == "check") return words.size() == 4 ? check(words) : "check PATH RELATION VALUE";
  if (what == "idle") return idle();
  if (what == "file") return await_file(words.at(1));
  if (what == "settle") {
    json last;
    Clock::time_point since = Clock::now();
    const bool rests = wait_for([&] {
      const json now = value_at(state(), words.at(1));
      if (now != last) since = Clock::now();
      last = now;
      return Clock::now() - since > std::chrono::milliseconds(500);
    });
    return rests ? "" : words[1] + " does not come to rest";
  }
  if (what == "keep") {
    if (!wait_for([&] { return state().is_object(); })) return "there is no state";
    kept_[words.at(1)] = state();
    return "";
  }
  if (what == "changed") {
    const json before = value_at(kept_[words.at(1)], words.at(2));
    const bool is_so = wait_for([&] {
      const json now = state();
      return now.is_object() && value_at(now, words.at(2)) != before;
    });
    return is_so ? "" : words[2] + " is still " + before.dump();
  }
  if (what == "gone")
    return wait_for([&] { return !widget(words.at(1)); }) ? "" : words[1] + " is still there";
  if (what == "key") return xdotool({"key", words.at(1)});
  if (what == "type") return xdotool({"type", "--delay", "30", words.at(1)});
  if (what == "drag-map") return drag(words.at(1), number(2), number(3), number(4), number(5));
  if (what == "click-map") return xdotool({"mousemove", words.at(1), words.at(2), "click", "1"});
  if (what == "wheel") {
    const bool is_away = number(3) > 0;
    return xdotool({"mousemove", words.at(1), words.at(2), "click", "--delay", "60", "--repeat",
                    std::to_string(std::abs(std::lround(number(3)))), is_away ? "4" : "5"});
  }
  const std::optional<Place> place = resting_widget(words.at(1));
  if (!place) return "there is no widget " + words[1];
  const double y = place->y + place->height * 0.5;
  if (what == "see") return "";
  if (what == "click")
    return xdotool({"mousemove", std::to_string(std::lround(place->x + place->width * 0.5)),
                    std::to_string(std::lround(y)), "click", "1"});
  if (what == "point")
    return xdotool({"mousemove", std::to_string(std::lround(place->x + place->width * number(2))),
                    std::to_string(std::lround(place->y + place->height * number(3)))});
  if (what == "drag")
    return drag("1", place->x + place->width * number(2), y, place->x + place->width * number(3),
                y);
  return "there is no step called " + what;
}

}  // namespace caspian::test
