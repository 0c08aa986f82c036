// The only user of spdlog.
#include "core/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace caspian::log {
namespace {

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto terminal = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    terminal->set_pattern("caspian: %l: %v");
    auto made = std::make_shared<spdlog::logger>("caspian", terminal);
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return *instance;
}

}  // namespace

void set_level(Level level) {
  constexpr spdlog::level::level_enum k_levels[] = {spdlog::level::debug, spdlog::level::info,
                                                    spdlog::level::warn, spdlog::level::err};
  logger().set_level(k_levels[static_cast<int>(level)]);
}

Outcome write_to(const std::filesystem::path& file) {
  try {
    auto sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string(), true);
    sink->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
    logger().sinks().push_back(sink);
    logger().flush_on(spdlog::level::debug);
    return Done{};
  } catch (const spdlog::spdlog_ex& problem) {
    return Failure{file.string() + ": the log cannot be written there", Failure::Kind::output};
  }
}

void debug(std::string_view message) {
  logger().debug("{}", message);
}
void info(std::string_view message) {
  logger().info("{}", message);
}
void warning(std::string_view message) {
  logger().warn("{}", message);
}
void error(std::string_view message) {
  logger().error("{}", message);
}

}  // namespace caspian::log
