// Works without a device too: then it says why there is none.
#include "app/commands/info.h"

#include <cstdio>
#include <filesystem>

#include "core/files.h"
#include "core/json_writer.h"
#include "gpu/device.h"

namespace caspian::app {
namespace {

void write_device(JsonWriter& json, const Result<std::unique_ptr<gpu::Device>>& device) {
  json.key("device");
  if (!device) {
    json.null().field("device_problem", device.failure().sentence);
    return;
  }
  const gpu::DeviceFacts& facts = device.value()->facts();
  json.begin_object();
  json.field("name", facts.name).field("driver", facts.driver).field("vulkan", facts.api_version);
  json.field("is_software", facts.is_cpu).end_object();
  json.key("features").begin_object();
  json.field("timestamps", facts.has_timestamps);
  json.field("int64_buffer_atomics", facts.has_int64_buffer_atomics);
  json.field("max_anisotropy", double(facts.max_anisotropy)).end_object();
}

std::string info_json(const Result<std::unique_ptr<gpu::Device>>& device,
                      const std::string& assets) {
  JsonWriter json;
  json.begin_object().field("name", "caspian").field("version", CASPIAN_VERSION);
  write_device(json, device);
  std::error_code ignored;
  json.key("paths").begin_object();
  json.field("program", std::filesystem::read_symlink("/proc/self/exe", ignored).string());
  json.field("assets", assets).end_object().end_object();
  return json.text();
}

}  // namespace

Outcome run_info(const InfoRequest& request, const DeviceRequest& wanted) {
  gpu::DeviceOptions options;
  options.prefer_software = wanted.software;
  options.validation = wanted.validation.value_or(false);
  const Result<std::unique_ptr<gpu::Device>> device = gpu::Device::create(options);
  const Result<std::filesystem::path> found = find_assets();
  const std::string assets = found ? found->string() : found.failure().sentence;
  if (request.json) {
    std::fputs(info_json(device, assets).c_str(), stdout);
    return Done{};
  }
  std::printf("caspian %s\nassets   %s\n", CASPIAN_VERSION, assets.c_str());
  if (!device) {
    std::printf("device   none: %s\n", device.failure().sentence.c_str());
    return Done{};
  }
  const gpu::DeviceFacts& facts = device.value()->facts();
  std::printf("device   %s%s\ndriver   %s\nVulkan   %s\n", facts.name.c_str(),
              facts.is_cpu ? " (software)" : "", facts.driver.c_str(), facts.api_version.c_str());
  std::printf("features timestamps %s, 64-bit atomics %s, anisotropy %g\n",
              facts.has_timestamps ? "yes" : "no", facts.has_int64_buffer_atomics ? "yes" : "no",
              double(facts.max_anisotropy));
  return Done{};
}

}  // namespace caspian::app
