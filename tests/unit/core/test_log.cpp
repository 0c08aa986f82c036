// The log's file gets what the level lets through.
#include <doctest/doctest.h>

#include "core/files.h"
#include "core/log.h"
#include "tests/support/test_paths.h"

using namespace caspian;

TEST_CASE("log: messages at or above the level reach the file") {
  const auto file = test::scratch_dir("log") / "caspian.log";
  REQUIRE(log::write_to(file).ok());
  log::debug("not wanted");
  log::set_level(log::Level::info);
  log::info("wanted {}");
  log::set_level(log::Level::warning);
  const std::string text = read_text(file).value();
  CHECK(text.find("wanted {}") != std::string::npos);
  CHECK(text.find("not wanted") == std::string::npos);
  CHECK_FALSE(log::write_to(file / "below" / "a.log").ok());
}
