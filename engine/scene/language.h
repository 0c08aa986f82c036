// Strings shown to people, by key, in the language chosen; and numbers and dates as that language
// writes them.
#pragma once
#include <cstdint>
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
  /// text(key) with {0}, {1}... replaced; values without Latin letters in the language's digits.
  std::string format(std::string_view key, const std::vector<std::string>& values) const;
  /// Decimal comma and group separators (from five digits on) as the language has them; at most
  /// `decimals` places, no trailing zeros.
  std::string number(double value, int decimals) const;
  /// A text's digits 0 to 9 as the language writes them (Persian has its own).
  std::string digits(std::string_view text) const;
  /// Whole numbers that are no amounts: years, counts; without groups.
  std::string plain(int64_t value) const { return digits(std::to_string(value)); }
  /// `43.603° N  51.225° E`
  std::string position(double longitude_deg, double latitude_deg) const;
  /// `21 October 2025` as the language writes it.
  std::string long_date(time::SimTime when) const;
  const std::vector<std::string>& missing() const { return missing_; }
  /// Written from right to left: panels and captions are mirrored.
  bool is_right_to_left() const { return text("language.direction") == "rtl"; }

 private:
  void find_digits();

  std::string code_ = "en";
  size_t dataset_index_ = 0;
  std::unordered_map<std::string, std::string> texts_;
  std::vector<std::string> missing_;
  std::vector<std::string> own_digits_;  // ten of them, or none: 0 to 9
  mutable std::unordered_set<std::string> unknown_keys_;
};

/// Persian, Arabic and full-width digits as 0 to 9: what was typed, for those who read numbers.
std::string with_ascii_digits(std::string_view text);

/// What a language is called in itself, "Қазақша"; the code itself when it is not one of
/// dataset::k_languages.
std::string_view own_name(std::string_view code);

/// Codes of the languages in the assets folder, English first.
std::vector<std::string> available_languages(const std::filesystem::path& assets);

}  // namespace caspian::scene
