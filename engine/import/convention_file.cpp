// One function per table of the file.
#include "import/convention_file.h"

#include <algorithm>
#include <optional>

#include "core/files.h"
#include "import/csv_table.h"
#include "import/toml_section.h"

namespace caspian::import {
namespace {

namespace fs = std::filesystem;
using dataset::BorderRule;
using dataset::BorderShowing;
using dataset::Convention;
using dataset::LineRule;
using dataset::LineShowing;

constexpr size_t k_largest_file = 1u << 20;

template <typename Value, size_t count>
using Words = std::array<std::pair<std::string_view, Value>, count>;

constexpr Words<LineShowing, 6> k_line_words{{{"as_recorded", LineShowing::as_recorded},
                                              {"agreed", LineShowing::agreed},
                                              {"signed_only", LineShowing::signed_only},
                                              {"not_agreed", LineShowing::not_agreed},
                                              {"treaty_points", LineShowing::treaty_points},
                                              {"hidden", LineShowing::hidden}}};
constexpr Words<LineRule::Of, 4> k_agreement_words{{{"any", LineRule::Of::all},
                                                    {"agreed", LineRule::Of::agreed},
                                                    {"signed_only", LineRule::Of::signed_only},
                                                    {"not_agreed", LineRule::Of::not_agreed}}};
constexpr Words<BorderShowing, 5> k_border_words{{{"as_recorded", BorderShowing::as_recorded},
                                                  {"international", BorderShowing::international},
                                                  {"disputed", BorderShowing::disputed},
                                                  {"control_line", BorderShowing::control_line},
                                                  {"hidden", BorderShowing::hidden}}};

/// One of a few words under a key; nothing, and a finding, when it is another.
template <typename Value, size_t count>
std::optional<Value> choice(const Section& section, std::string_view key,
                            const Words<Value, count>& words) {
  const toml::node* node = section.find(key);
  const std::string found = section.text(key);
  std::string known;
  for (const auto& [word, value] : words) {
    if (found == word) return value;
    known += (known.empty() ? "" : ", ") + std::string(word);
  }
  if (!node)
    section.report(*section.table(), "no `" + std::string(key) + "`", "one of " + known);
  else if (node->is_string())
    section.report(*node, quoted_cell(found), "one of " + known);
  return std::nullopt;
}

/// `countries = ["KZ", "AZ"]`, in order.
std::optional<std::array<std::string, 2>> pair_of(const Section& section, size_t letters) {
  const toml::node* node = section.find("countries");
  std::array<std::string, 2> pair;
  bool is_good = false;
  if (const toml::array* list = node->as_array(); list && list->size() == 2) {
    is_good = true;
    for (size_t i = 0; i < 2; ++i) {
      const auto* text = list->get(i)->as_string();
      if (text) pair[i] = text->get();
      is_good &=
          pair[i].size() == letters &&
          std::all_of(pair[i].begin(), pair[i].end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }
  }
  if (!is_good) {
    section.report(*node, kind_of(*node) + " that is no pair of countries",
                   letters == 2 ? "two codes of two capitals, such as [\"KZ\", \"AZ\"]"
                                : "two codes of three capitals, such as [\"KAZ\", \"UZB\"]");
    return std::nullopt;
  }
  std::sort(pair.begin(), pair.end());
  return pair;
}

void read_line_rules(const Section& root, Convention& convention) {
  for (const Section& section : root.sections("lines")) {
    LineRule rule;
    const int given = (section.find("line") ? 1 : 0) + (section.find("countries") ? 1 : 0) +
                      (section.find("agreement") ? 1 : 0);
    if (given != 1) {
      section.report(*section.table(), std::to_string(given) + " of the keys that say which lines",
                     "one of `line`, `countries`, `agreement`");
      continue;
    }
    if (section.find("line")) {
      rule.of = LineRule::Of::line;
      rule.line = section.text("line");
      if (rule.line.empty()) continue;
    } else if (section.find("countries")) {
      const auto pair = pair_of(section, 2);
      if (!pair) continue;
      rule.of = LineRule::Of::countries;
      rule.countries = *pair;
    } else {
      const auto of = choice(section, "agreement", k_agreement_words);
      if (!of) continue;
      rule.of = *of;
    }
    const auto showing = choice(section, "show", k_line_words);
    if (!showing) continue;
    rule.showing = *showing;
    convention.lines.push_back(std::move(rule));
  }
}

void read_border_rules(const Section& root, Convention& convention) {
  for (const Section& section : root.sections("borders")) {
    BorderRule rule;
    if (section.find("countries")) {
      const auto pair = pair_of(section, 3);
      if (!pair) continue;
      rule.countries = *pair;
    }
    const auto showing = choice(section, "show", k_border_words);
    if (!showing) continue;
    rule.showing = *showing;
    convention.borders.push_back(std::move(rule));
  }
}

void read_names(const Section& names, Convention& convention) {
  if (!names.table()) return;
  constexpr std::pair<std::string_view, std::string_view> k_kinds[] = {
      {"countries", "country"}, {"places", "place"}, {"nodes", "node"}, {"corridors", "corridor"}};
  for (const auto& [key, node] : *names.table()) {
    const auto kind = std::find_if(std::begin(k_kinds), std::end(k_kinds),
                                   [&](const auto& one) { return one.first == key.str(); });
    if (kind == std::end(k_kinds)) {
      names.report(node, quoted_cell(key.str()), "countries, places, nodes or corridors");
      continue;
    }
    const Section things = names.section(key.str());
    if (!things.table()) continue;
    for (const auto& [id, entry] : *things.table()) {
      const Section one = things.section(id.str());
      if (!one.table()) continue;
      for (const auto& [code, text] : *one.table())
        if (code.str() != "en" && dataset::language_index(std::string(code.str())) == 0)
          one.report(text, "language " + quoted_cell(code.str()), "one that the program has");
      convention.names[std::string(kind->second) + ":" + std::string(id.str())] = names_of(one);
    }
  }
}

void check_keys(const Section& root) {
  constexpr std::string_view k_known[] = {"format",     "id",    "default", "title",
                                          "disclaimer", "lines", "borders", "names"};
  for (const auto& [key, node] : *root.table())
    if (std::find(std::begin(k_known), std::end(k_known), key.str()) == std::end(k_known))
      root.report(node, "`" + std::string(key.str()) + "`",
                  "id, default, title, disclaimer, lines, borders or names",
                  Problem::Severity::warning);
}

struct Loaded {
  Convention convention;
  bool is_default = false;
};

Result<Loaded> load(const fs::path& file, ProblemList& problems) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return Failure{file.string() + ": no such file"};
  if (fs::file_size(file, error) > k_largest_file)
    return Failure{file.string() + ": is larger than a convention can be, expected at most 1 MiB"};
  const Result<std::string> text = read_text(file);
  if (!text) return text.failure();
  const std::string path = file.string();
  ProblemList found;
  const toml::table parsed = parse_toml(path, *text, found);
  if (!found.empty()) return Failure{found.front().text()};
  const Section root(&parsed, path, problems);
  check_keys(root);
  if (const toml::node* format = root.find("format"); format && format->value<int64_t>() != 1)
    return Failure{path + ": found another format, expected format = 1"};
  Loaded loaded;
  Convention& convention = loaded.convention;
  convention.file = path;
  convention.id = root.text("id");
  if (convention.id.empty()) convention.id = file.stem().string();
  convention.title = names_of(root.section("title"));
  convention.disclaimer = names_of(root.section("disclaimer"));
  for (const auto& [names, key] :
       {std::pair{&convention.title, "title"}, std::pair{&convention.disclaimer, "disclaimer"}})
    if (names->text[0].empty())
      return Failure{path + ": found no [" + key +
                     "] with en = \"...\", expected one: it is printed in every picture"};
  loaded.is_default = root.flag("default");
  read_line_rules(root, convention);
  read_border_rules(root, convention);
  read_names(root.section("names"), convention);
  return loaded;
}

}  // namespace

Result<Convention> load_convention(const fs::path& file, ProblemList& problems) {
  Result<Loaded> loaded = load(file, problems);
  if (!loaded) return loaded.failure();
  return std::move(loaded).value().convention;
}

Result<std::vector<Convention>> load_conventions(const fs::path& folder, ProblemList& problems) {
  std::vector<Loaded> all;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".toml") continue;
    Result<Loaded> loaded = load(entry.path(), problems);
    if (!loaded) return loaded.failure();
    all.push_back(std::move(loaded).value());
  }
  if (all.empty())
    return Failure{folder.string() + ": found no convention, expected at least one .toml"};
  std::sort(all.begin(), all.end(), [](const Loaded& a, const Loaded& b) {
    return a.is_default != b.is_default ? a.is_default : a.convention.id < b.convention.id;
  });
  std::vector<Convention> conventions;
  for (Loaded& one : all) conventions.push_back(std::move(one.convention));
  return conventions;
}

}  // namespace caspian::import
