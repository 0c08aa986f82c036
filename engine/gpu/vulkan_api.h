// The only place that includes the Vulkan headers.
#pragma once
#include <vulkan/vulkan.h>
