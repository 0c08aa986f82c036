// A display without a screen (Xvfb) for tests that open windows; $DISPLAY names it while it lives.
#pragma once
#include <sys/types.h>

#include <string>

namespace caspian::test {

class VirtualDisplay {
 public:
  /// Fails the test with a clear sentence when Xvfb is not there.
  VirtualDisplay(int width_px, int height_px);
  ~VirtualDisplay();
  VirtualDisplay(const VirtualDisplay&) = delete;
  VirtualDisplay& operator=(const VirtualDisplay&) = delete;

  const std::string& name() const { return name_; }  // ":7"

 private:
  pid_t server_ = -1;
  std::string name_;
  std::string display_before_;
  bool had_display_ = false;
};

}  // namespace caspian::test
