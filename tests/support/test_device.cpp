#include "tests/support/test_device.h"

#include <doctest/doctest.h>

namespace caspian::test {

std::unique_ptr<gpu::Device> make_device(bool force_staging) {
  auto device = gpu::Device::create({.validation = true, .force_staging = force_staging});
  if (!device) FAIL(device.failure().sentence);
  REQUIRE_MESSAGE((*device)->facts().has_validation,
                  "the package vulkan-validationlayers is needed");
  return std::move(*device);
}

NoValidationErrors::NoValidationErrors() : before_(gpu::Device::validation_errors()) {}

NoValidationErrors::~NoValidationErrors() {
  CHECK(gpu::Device::validation_errors() == before_);
}

}  // namespace caspian::test
