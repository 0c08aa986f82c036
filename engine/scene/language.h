// Strings shown to people, by key, in the language chosen; and numbers and dates as that language
// writes them.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/result.h"
#include "time/sim_time.h"

namespace caspian::scene {

class Language {
 public:
  /// Reads assets/languages/<code>.toml over English; keys that only English has are listed in
  /// missing().
  static Result<Language> load(const std::filesystem::path& assets, const std::string& code);

  const std::string& code() const { return code_; }
  /// Index into dataset::k_languages (0 when the language has no dataset names).
  size_t dataset_index() const { return dataset_index_; }
  /// The string of a key; the key itself when nobody has it.
  const std::string& text(std::string_view key) const;
  /// All keys, sorted.
  std::vector<std::string> keys() const;
  /// text(key) with {0}, {1}... replaced.
  std::string format(std::string_view key, const std::vector<std::string>& values) const;
  /// Decimal comma and group separators (from five digits on) as the language has them; at most
  /// `decimals` places, no trailing zeros.
  std::string number(double value, int decimals) const;
  /// `21 October 2025` as the language writes it.
  std::string long_date(time::SimTime when) const;
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  std::string code_ = "en";
  size_t dataset_index_ = 0;
  std::unordered_map<std::string, std::string> texts_;
  std::vector<std::string> missing_;
  mutable std::unordered_set<std::string> unknown_keys_;
};

/// Codes of the languages in the assets folder, English first.
std::vector<std::string> available_languages(const std::filesystem::path& assets);

}  // namespace caspian::scene
