// Draws every scenario of this folder with the program's own command and holds it against its
// reference: exact on the driver the references were made with, by tolerance on any other. A
// missing or different reference fails and leaves candidate and difference picture; only
// `tests/bless NAME` replaces one.
#include <doctest/doctest.h>

#include <toml++/toml.h>
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "app/run_command.h"
#include "core/files.h"
#include "core/png.h"
#include "gpu/device.h"
#include "tests/support/image_compare.h"
#include "tests/support/test_device.h"
#include "tests/support/test_paths.h"

namespace fs = std::filesystem;
using caspian::test::ImageDifference;

namespace {

// On another driver: rounding of rasteriser and filters differs at edges (targets P1).
constexpr double k_other_driver_mean_error = 1.0;
constexpr double k_other_driver_share_off = 0.02;

struct Scenario {
  std::string name, subject, arguments;
};

fs::path pictures_dir() {
  return caspian::test::source_dir() / "tests" / "pictures";
}

std::vector<Scenario> read_scenarios() {
  std::vector<Scenario> scenarios;
  for (const auto& entry : fs::directory_iterator(pictures_dir() / "scenarios")) {
    const toml::table table = toml::parse_file(entry.path().string());
    scenarios.push_back({entry.path().stem().string(), table["subject"].value_or(std::string()),
                         table["arguments"].value_or(std::string())});
  }
  std::sort(scenarios.begin(), scenarios.end(),
            [](const Scenario& a, const Scenario& b) { return a.name < b.name; });
  return scenarios;
}

/// `caspian render ARGUMENTS -o file` in this process, every Vulkan call checked.
int render(const Scenario& scenario, const fs::path& file) {
  std::vector<std::string> words{"caspian", "render"};
  std::istringstream in(scenario.arguments);
  for (std::string word; in >> word;) words.push_back(word);
  words.insert(words.end(), {"--validation", "-o", file.string()});
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return caspian::app::run_command(static_cast<int>(words.size()), pointers.data());
}

/// Name and version of the driver, as written beside the references.
std::string this_driver() {
  const auto device = caspian::test::make_device();
  return device->facts().name + ", " + device->facts().driver;
}

std::string reference_driver() {
  const auto text = caspian::read_text(pictures_dir() / "references" / "driver.txt");
  if (!text) return "";
  return text->substr(0, text->find('\n'));
}

}  // namespace

TEST_CASE("pictures") {
  const fs::path out = caspian::test::scratch_dir("pictures");
  const bool exact = this_driver() == reference_driver();
  INFO("driver: " << this_driver() << "; references: " << reference_driver());
  const std::vector<Scenario> scenarios = read_scenarios();
  REQUIRE(scenarios.size() >= 20);
  for (const Scenario& scenario : scenarios) {
    SUBCASE(scenario.name.c_str()) {
      const caspian::test::NoValidationErrors silent;
      const fs::path candidate = out / (scenario.name + ".png");
      INFO(scenario.subject << ": caspian render " << scenario.arguments);
      REQUIRE(render(scenario, candidate) == 0);
      const auto drawn = caspian::read_png(candidate);
      REQUIRE(drawn.ok());
      const auto reference =
          caspian::read_png(pictures_dir() / "references" / (scenario.name + ".png"));
      INFO("candidate: " << candidate.string() << "; if it is right: tests/bless "
                         << scenario.name);
      REQUIRE(reference.ok());
      const ImageDifference difference = caspian::test::compare(*drawn, *reference);
      if (!difference.identical && difference.same_size)
        (void)caspian::write_png(out / (scenario.name + "-difference.png"),
                                 caspian::test::difference_picture(*drawn, *reference));
      CHECK(difference.same_size);
      if (exact) {
        CHECK(difference.identical);
      } else {
        CHECK(difference.mean_error <= k_other_driver_mean_error);
        CHECK(difference.share_off <= k_other_driver_share_off);
      }
    }
  }
}

TEST_CASE("every reference belongs to a scenario") {
  const std::vector<Scenario> scenarios = read_scenarios();
  for (const auto& entry : fs::directory_iterator(pictures_dir() / "references")) {
    if (entry.path().extension() != ".png") continue;
    const std::string name = entry.path().stem().string();
    INFO(name);
    CHECK(std::any_of(scenarios.begin(), scenarios.end(),
                      [&](const Scenario& scenario) { return scenario.name == name; }));
  }
}
