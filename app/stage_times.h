// How long the steps of a start take, for --stats. Wall time only measures; it never reaches a
// picture.
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

namespace caspian::app {

class StageTimes {
 public:
  struct Stage {
    std::string name;
    double ms = 0;
  };
  using Clock = std::chrono::steady_clock;

  /// From `start` until now. May be called from any thread.
  void add(const std::string& name, Clock::time_point start) {
    const std::chrono::duration<double, std::milli> passed = Clock::now() - start;
    const std::scoped_lock lock(mutex_);
    for (Stage& stage : stages_)
      if (stage.name == name) {
        stage.ms += passed.count();
        return;
      }
    stages_.push_back({name, passed.count()});
  }
  const std::vector<Stage>& stages() const { return stages_; }

 private:
  std::mutex mutex_;
  std::vector<Stage> stages_;  // in the order in which they ended
};

}  // namespace caspian::app
