// Reads the sources as text: include arrows, file sizes, opening comments, forbidden calls.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/test_paths.h"

namespace fs = std::filesystem;

namespace {

struct Source {
  std::string path;    // relative to the root, with forward slashes
  std::string folder;  // core, geo, ... app, shaders, tests
  std::vector<std::string> lines;
};

std::string folder_of(const std::string& path) {
  if (path.starts_with("engine/")) return path.substr(7, path.find('/', 7) - 7);
  return path.substr(0, path.find('/'));
}

std::vector<Source> read_sources() {
  std::vector<Source> sources;
  const fs::path root = caspian::test::source_dir();
  for (const char* top : {"engine", "app", "shaders", "tests"})
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string extension = entry.path().extension().string();
      static const std::set<std::string> k_code{".h", ".cpp", ".vert", ".frag", ".comp", ".glsl"};
      if (!entry.is_regular_file() || !k_code.contains(extension)) continue;
      Source source;
      source.path = fs::relative(entry.path(), root).generic_string();
      source.folder = folder_of(source.path);
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) source.lines.push_back(line);
      sources.push_back(std::move(source));
    }
  return sources;
}

const std::vector<Source>& all_sources() {
  static const std::vector<Source> k_sources = read_sources();
  return k_sources;
}

struct Rules {
  std::map<std::string, std::set<std::string>> folders;
  std::vector<std::pair<std::string, std::vector<std::string>>> libraries;
};

Rules read_rules() {
  Rules rules;
  std::ifstream in(caspian::test::source_dir() / "tests/architecture/allowed_includes.txt");
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const bool is_library = line[0] == '>';
    const size_t colon = line.find(':');
    std::istringstream rest(line.substr(colon + 1));
    std::vector<std::string> words;
    for (std::string word; rest >> word;) words.push_back(word);
    if (is_library)
      rules.libraries.emplace_back(line.substr(2, colon - 2), words);
    else
      rules.folders[line.substr(0, colon)] = {words.begin(), words.end()};
  }
  return rules;
}

/// Path between the quotes or brackets of an include line, "" when it is none.
std::string included_by(const std::string& line) {
  static const std::regex k_include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  std::smatch match;
  return std::regex_search(line, match, k_include) ? match[1].str() : "";
}

bool is_code(const Source& source) {
  return source.folder != "tests";
}

}  // namespace

TEST_CASE("folders include only what they may") {
  const Rules rules = read_rules();
  REQUIRE(rules.folders.size() >= 12);
  REQUIRE(all_sources().size() > 50);
  for (const Source& source : all_sources())
    for (const std::string& line : source.lines) {
      const std::string header = included_by(line);
      const size_t slash = header.find('/');
      if (slash == std::string::npos) continue;
      std::string target = header.substr(0, slash);
      if (target == "shared" || target == "include") target = "shaders";
      if (!rules.folders.contains(target) || target == source.folder) continue;
      INFO(source.path << ": " << line);
      REQUIRE(rules.folders.contains(source.folder));
      CHECK(rules.folders.at(source.folder).contains(target));
    }
}

TEST_CASE("a library is included only where its one place is") {
  const Rules rules = read_rules();
  REQUIRE(rules.libraries.size() >= 8);
  for (const Source& source : all_sources())
    for (const std::string& line : source.lines) {
      const std::string header = included_by(line);
      for (const auto& [prefix, places] : rules.libraries) {
        if (header.empty() || !header.starts_with(prefix)) continue;
        const bool allowed =
            std::any_of(places.begin(), places.end(),
                        [&](const std::string& place) { return source.path.starts_with(place); });
        INFO(source.path << ": " << line);
        CHECK(allowed);
      }
    }
}

TEST_CASE("files stay readable: at most 600 lines of at most 100 columns, opened by a comment") {
  for (const Source& source : all_sources()) {
    INFO(source.path);
    CHECK(source.lines.size() <= 600);
    REQUIRE(!source.lines.empty());
    if (is_code(source)) {
      const bool shader = source.folder == "shaders" && !source.path.ends_with(".h");
      const size_t first = shader && source.lines[0].starts_with("#version") ? 1 : 0;
      CHECK(source.lines[first].starts_with("//"));
    }
    for (const std::string& line : source.lines) {
      const auto is_start = [](unsigned char c) { return (c & 0xC0) != 0x80; };
      const auto columns = std::count_if(line.begin(), line.end(), is_start);
      INFO(line);
      CHECK(columns <= 100);
    }
  }
}

TEST_CASE("nobody below app/commands/view reads a clock for time, and nobody rolls dice") {
  static const std::regex k_random(R"(\b(std::rand|rand\(\)|random_device|srand)\b)");
  static const std::regex k_wall_clock(
      R"(\b(system_clock|std::time\(|gettimeofday|localtime|gmtime)\b)");
  static const std::regex k_locale(
      R"(\b(std::stod|std::stof|std::atof|strtod|std::locale|setlocale)\b)");
  for (const Source& source : all_sources()) {
    if (!is_code(source)) continue;
    for (const std::string& line : source.lines) {
      INFO(source.path << ": " << line);
      CHECK_FALSE(std::regex_search(line, k_random));
      CHECK_FALSE(std::regex_search(line, k_locale));
      if (!source.path.starts_with("app/commands/view"))
        CHECK_FALSE(std::regex_search(line, k_wall_clock));
    }
  }
}

TEST_CASE("app makes no Vulkan calls") {
  static const std::regex k_vulkan_call(R"(\bvk[A-Z]\w*\s*\()");
  for (const Source& source : all_sources()) {
    if (source.folder != "app") continue;
    for (const std::string& line : source.lines) {
      INFO(source.path << ": " << line);
      CHECK_FALSE(std::regex_search(line, k_vulkan_call));
    }
  }
}

TEST_CASE("no unowned leftovers") {
  static const std::regex k_leftover(
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X|HA"
      "CK)\\b");
  for (const Source& source : all_sources())
    for (const std::string& line : source.lines) {
      INFO(source.path << ": " << line);
      CHECK_FALSE(std::regex_search(line, k_leftover));
    }
}
