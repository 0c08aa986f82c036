// Every section is a table of things, every thing a table of languages.
#include "import/scenario_names.h"

#include <algorithm>
#include <map>
#include <vector>

#include "import/csv_table.h"
#include "import/toml_text.h"

namespace caspian::import {
namespace {

using dataset::Names;

class NamesReader {
 public:
  NamesReader(const std::string& file, ProblemList& problems) : file_(file), problems_(problems) {
    tables_are_whole_ = std::none_of(problems.begin(), problems.end(), [](const Problem& problem) {
      return problem.severity == Problem::Severity::error;
    });
  }

  /// The texts of one thing into all that bear its name.
  void add(const toml::node& node, const std::vector<Names*>& things) {
    const toml::table* texts = node.as_table();
    if (!texts) return report(node, kind_of(node), "a table { code = \"name\" }");
    for (const auto& [code, text] : *texts) {
      const auto& codes = dataset::k_languages;
      const auto language = std::find(codes.begin(), codes.end(), code.str());
      if (language == codes.end()) {
        report(text, quoted_cell(code.str()), "one of " + known_languages());
      } else if (!text.is_string()) {
        report(text, kind_of(text), "text in quotes");
      } else {
        const auto index = static_cast<size_t>(language - codes.begin());
        for (Names* names : things) set(text, names->text[index]);
      }
    }
  }

  using Index = std::multimap<std::string, Names*>;

  void section(const toml::table& root, const char* key, const char* table, const Index& things) {
    const toml::node* node = root.get(key);
    if (!node) return;
    if (!node->is_table())
      return report(*node, kind_of(*node), std::string("a table [") + key + "]");
    for (const auto& [id, texts] : *node->as_table()) {
      const auto [first, last] = things.equal_range(std::string(id.str()));
      std::vector<Names*> named;
      for (auto it = first; it != last; ++it) named.push_back(it->second);
      if (!named.empty()) {
        add(texts, named);
      } else if (tables_are_whole_) {
        report(texts, quoted_cell(id.str()), std::string("a name or id of ") + table);
      }
    }
  }

  void report(const toml::node& node, std::string found, std::string expected,
              Problem::Severity severity = Problem::Severity::error) {
    const auto at = node.source().begin;
    problems_.push_back({file_, static_cast<int>(at.line), static_cast<int>(at.column),
                         std::move(found), std::move(expected), severity});
  }

 private:
  void set(const toml::node& node, std::string& name) {
    const std::string& text = node.as_string()->get();
    if (name.empty() || name == text) {
      name = text;
    } else {
      report(node, quoted_cell(text), "nothing: the table has " + quoted_cell(name),
             Problem::Severity::warning);
    }
  }

  static std::string known_languages() {
    std::string known;
    for (const char* code : dataset::k_languages)
      known += (known.empty() ? "" : ", ") + std::string(code);
    return known;
  }

  const std::string& file_;
  ProblemList& problems_;
  bool tables_are_whole_ = true;  // else a name may stand for a row that was left out
};

template <typename Row>
NamesReader::Index by_id(std::vector<Row>& rows, Names Row::*names) {
  NamesReader::Index index;
  for (Row& row : rows) index.emplace(row.id, &(row.*names));
  return index;
}

/// Rows without an id of their own, or many to one name: by what they are called in English.
template <typename Row>
NamesReader::Index by_english(std::vector<Row>& rows, Names Row::*names) {
  NamesReader::Index index;
  for (Row& row : rows) index.emplace((row.*names).text[0], &(row.*names));
  return index;
}

}  // namespace

void read_scenario_names(const std::string& file, const std::string& text,
                         dataset::Dataset& dataset, ProblemList& problems) {
  const toml::table root = parse_toml(file, text, problems);
  NamesReader reader(file, problems);
  if (const toml::node* title = root.get("title")) reader.add(*title, {&dataset.title});
  if (const toml::node* words = root.get("disclaimer")) reader.add(*words, {&dataset.disclaimer});
  using dataset::Corridor, dataset::Event, dataset::Node, dataset::Organization, dataset::Path,
      dataset::Variant;
  reader.section(root, "variants", "scenario.toml", by_id(dataset.variants, &Variant::title));
  reader.section(root, "organizations", "organizations.csv",
                 by_id(dataset.organizations, &Organization::name));
  reader.section(root, "nodes", "nodes.csv", by_id(dataset.nodes, &Node::name));
  reader.section(root, "corridors", "corridors.csv", by_id(dataset.corridors, &Corridor::name));
  reader.section(root, "events", "timeline.csv", by_english(dataset.events, &Event::title));
  reader.section(root, "journeys", "paths.csv", by_english(dataset.paths, &Path::name));
}

}  // namespace caspian::import
