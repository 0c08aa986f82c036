// TOML files that people write: tables read key by key, every fault with its place in the file.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "dataset/language_names.h"
#include "import/toml_text.h"
#include "time/sim_time.h"

namespace caspian::import {

/// Typed reads of one table of the file; faults become findings with their place.
class Section {
 public:
  Section(const toml::table* table, const std::string& file, ProblemList& problems)
      : table_(table), file_(file), problems_(problems) {}

  const toml::table* table() const { return table_; }
  const toml::node* find(std::string_view key) const { return table_ ? table_->get(key) : nullptr; }
  void report(const toml::node& node, std::string found, std::string expected,
              Problem::Severity severity = Problem::Severity::error) const;

  std::string text(std::string_view key) const;
  bool flag(std::string_view key) const;
  void number(std::string_view key, double min, double max, double& value) const;
  /// A date as text or as a TOML date.
  void date(std::string_view key, std::optional<time::SimTime>& value) const;
  Section section(std::string_view key) const;
  std::vector<Section> sections(std::string_view key) const;

 private:
  const toml::table* table_;
  const std::string& file_;
  ProblemList& problems_;
};

/// A text per language.
dataset::Names names_of(const Section& section);

}  // namespace caspian::import
