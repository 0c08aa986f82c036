// What is of another sort than expected is a finding with its place.
#include "import/toml_section.h"

#include "core/json_writer.h"
#include "import/csv_table.h"

namespace caspian::import {

void Section::report(const toml::node& node, std::string found, std::string expected,
                     Problem::Severity severity) const {
  const toml::source_position at = node.source().begin;
  problems_.push_back({file_, static_cast<int>(at.line), static_cast<int>(at.column),
                       std::move(found), std::move(expected), severity});
}

std::string Section::text(std::string_view key) const {
  const toml::node* node = find(key);
  if (!node) return {};
  if (const auto* value = node->as_string()) return value->get();
  report(*node, kind_of(*node), "text for `" + std::string(key) + "`");
  return {};
}

bool Section::flag(std::string_view key) const {
  const toml::node* node = find(key);
  if (!node) return false;
  if (const auto* value = node->as_boolean()) return value->get();
  report(*node, kind_of(*node), "true or false for `" + std::string(key) + "`");
  return false;
}

void Section::number(std::string_view key, double min, double max, double& value) const {
  const toml::node* node = find(key);
  if (!node) return;
  const std::optional<double> found = node->value<double>();
  if (node->is_number() && found && *found >= min && *found <= max) {
    value = *found;
    return;
  }
  report(*node, found ? number_text(*found) : kind_of(*node),
         "a number from " + number_text(min) + " to " + number_text(max));
}

void Section::date(std::string_view key, std::optional<time::SimTime>& value) const {
  const toml::node* node = find(key);
  if (!node) return;
  std::string written = kind_of(*node);
  if (const auto* text_node = node->as_string()) written = text_node->get();
  if (const auto* date_node = node->as_date()) {
    const toml::date found = date_node->get();
    if (found.year >= 1000 && found.year <= 9999)
      written = time::date_text(time::from_calendar({found.year, found.month, found.day}));
  }
  if (const auto found = time::parse_time(written))
    value = *found;
  else
    report(*node, quoted_cell(written), "a date from 1900 to 2200");
}

Section Section::section(std::string_view key) const {
  const toml::node* node = find(key);
  if (node && !node->is_table())
    report(*node, kind_of(*node), "a table [" + std::string(key) + "]");
  return {node ? node->as_table() : nullptr, file_, problems_};
}

std::vector<Section> Section::sections(std::string_view key) const {
  std::vector<Section> found;
  const toml::node* node = find(key);
  if (!node) return found;
  const toml::array* array = node->as_array();
  if (!array) report(*node, kind_of(*node), "tables [[" + std::string(key) + "]]");
  for (size_t i = 0; array && i < array->size(); ++i) {
    const toml::node& item = *array->get(i);
    if (item.is_table())
      found.push_back({item.as_table(), file_, problems_});
    else
      report(item, kind_of(item), "a table in [[" + std::string(key) + "]]");
  }
  return found;
}

dataset::Names names_of(const Section& section) {
  dataset::Names names;
  for (size_t i = 0; i < names.text.size(); ++i)
    names.text[i] = section.text(dataset::k_languages[i]);
  return names;
}

}  // namespace caspian::import
