// A Vulkan device for tests, with validation; and the promise that a test leaves no validation
// error behind.
#pragma once
#include <memory>

#include "gpu/device.h"

namespace caspian::test {

/// Ends the test program with a clear sentence when there is no device or no validation layer.
std::unique_ptr<gpu::Device> make_device(bool force_staging = false);

/// Checks at its end that no validation error was reported since its beginning.
class NoValidationErrors {
 public:
  NoValidationErrors();
  ~NoValidationErrors();

 private:
  int before_;
};

}  // namespace caspian::test
