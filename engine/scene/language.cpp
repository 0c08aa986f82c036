// Reads the tables of strings and writes numbers and dates as a language does. Knows no fonts and
// no locale.
#include "scene/language.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include <toml++/toml.h>

#include "core/files.h"
#include "dataset/dataset.h"

namespace caspian::scene {
namespace {

using Texts = std::unordered_map<std::string, std::string>;

/// Every string of the table under its dotted key; anything else is a fault of the file.
std::string flatten(const toml::table& table, const std::string& prefix, Texts& out) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const toml::table* inner = node.as_table()) {
      std::string fault = flatten(*inner, name + ".", out);
      if (!fault.empty()) return fault;
    } else if (const auto* text = node.as_string()) {
      out[name] = text->get();
    } else {
      return std::to_string(node.source().begin.line) + ":" +
             std::to_string(node.source().begin.column) + ": '" + name +
             "' is not a text, expected a string in quotes";
    }
  }
  return {};
}

Result<Texts> read_texts(const std::filesystem::path& path) {
  auto text = read_text(path);
  if (!text) return text.failure();
  Texts texts;
  try {
    const toml::table table = toml::parse(*text, path.string());
    const std::string fault = flatten(table, "", texts);
    if (!fault.empty()) return Failure{path.string() + ":" + fault};
  } catch (const toml::parse_error& error) {
    return Failure{path.string() + ":" + std::to_string(error.source().begin.line) + ":" +
                   std::to_string(error.source().begin.column) + ": " +
                   std::string(error.description()) + ", expected TOML"};
  }
  return texts;
}

std::filesystem::path path_of(const std::filesystem::path& assets, const std::string& code) {
  return assets / "languages" / (code + ".toml");
}

size_t dataset_index_of(const std::string& code) {
  const auto& codes = dataset::k_languages;
  const auto found = std::find(codes.begin(), codes.end(), code);
  return found == codes.end() ? 0 : static_cast<size_t>(found - codes.begin());
}

/// Ids and names keep their digits.
bool has_latin_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool is_code(const std::string& code) {
  return !code.empty() && code.size() <= 16 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

}  // namespace

Result<Language> Language::load(const std::filesystem::path& assets, const std::string& code) {
  auto english = read_texts(path_of(assets, "en"));
  if (!english) return english.failure();
  Language language;
  language.texts_ = std::move(*english);
  language.find_digits();
  if (code == "en") return language;

  if (!is_code(code) || !std::filesystem::exists(path_of(assets, code))) {
    std::string known;
    for (const std::string& each : available_languages(assets)) {
      known += (known.empty() ? "" : ", ") + each;
    }
    return Failure{"There is no language '" + code + "'; known are " + known + ".",
                   Failure::Kind::usage};
  }
  auto own = read_texts(path_of(assets, code));
  if (!own) return own.failure();
  language.code_ = code;
  language.dataset_index_ = dataset_index_of(code);
  for (auto& [key, text] : language.texts_) {
    const auto found = own->find(key);
    if (found == own->end()) {
      language.missing_.push_back(key);
    } else {
      text = found->second;
    }
  }
  std::sort(language.missing_.begin(), language.missing_.end());
  language.find_digits();
  return language;
}

void Language::find_digits() {
  own_digits_.clear();
  const auto found = texts_.find("language.digits");
  if (found == texts_.end() || found->second == "0123456789") return;
  std::string_view rest = found->second;
  while (!rest.empty()) {
    size_t length = 1;
    while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0u) == 0x80u)
      ++length;
    own_digits_.emplace_back(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  if (own_digits_.size() != 10) own_digits_.clear();
}

std::string Language::digits(std::string_view text) const {
  if (own_digits_.empty()) return std::string(text);
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      out += own_digits_[static_cast<size_t>(c - '0')];
    } else {
      out += c;
    }
  }
  return out;
}

std::string Language::position(double longitude_deg, double latitude_deg) const {
  return format("language.position", {number(latitude_deg, 3), number(longitude_deg, 3)});
}

const std::string& Language::text(std::string_view key) const {
  auto found = texts_.find(std::string(key));
  if (found != texts_.end()) return found->second;
  // Kept, so that a reference can be given; a key that nobody has is our own mistake and shows
  // itself.
  return *unknown_keys_.emplace(key).first;
}

std::vector<std::string> Language::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, text] : texts_) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::string Language::format(std::string_view key, const std::vector<std::string>& values) const {
  const std::string& pattern = text(key);
  std::string out;
  out.reserve(pattern.size() + 16);
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
      const size_t index = static_cast<size_t>(pattern[i + 1] - '0');
      if (index < values.size()) {
        out += has_latin_letters(values[index]) ? values[index] : digits(values[index]);
        i += 2;
        continue;
      }
    }
    out += pattern[i];
  }
  return out;
}

std::string Language::number(double value, int decimals) const {
  if (!std::isfinite(value)) return text("figure.none");
  char written[400];  // fixed notation of any double needs fewer than 330
  const auto end = std::to_chars(written, written + sizeof written, std::abs(value),
                                 std::chars_format::fixed, std::clamp(decimals, 0, 15))
                       .ptr;
  std::string whole(written, end), fraction;
  if (const size_t point = whole.find('.'); point != std::string::npos) {
    fraction = whole.substr(point + 1);
    whole.resize(point);
    fraction.erase(fraction.find_last_not_of('0') + 1);
  }
  const bool is_zero = fraction.empty() && whole == "0";
  // Groups from five digits on, as the SI brochure (5.4.4) advises: 4500 but 12 500.
  if (whole.size() > 4) {
    for (size_t i = whole.size(); i > 3;) whole.insert(i -= 3, text("language.group"));
  }
  std::string out = value < 0 && !is_zero ? text("language.minus") : "";
  out += digits(whole);
  if (!fraction.empty()) out += text("language.decimal") + digits(fraction);
  return out;
}

std::string Language::long_date(time::SimTime when) const {
  const time::CalendarDate date = time::calendar_of(when);
  return format("language.long_date",
                {std::to_string(date.day), text("month_of." + std::to_string(date.month)),
                 std::to_string(date.year)});
}

std::string with_ascii_digits(std::string_view text) {
  constexpr const char* k_first_digits[] = {"\u0660", "\u06F0",
                                            "\uFF10"};  // each followed by nine more
  std::string out;
  for (size_t i = 0; i < text.size();) {
    size_t taken = 0;
    for (const std::string_view zero : k_first_digits) {
      const std::string_view here = text.substr(i, zero.size());
      const int digit = here.size() == zero.size() ? static_cast<unsigned char>(here.back()) -
                                                         static_cast<unsigned char>(zero.back())
                                                   : -1;
      if (digit < 0 || digit > 9 ||
          here.substr(0, zero.size() - 1) != zero.substr(0, zero.size() - 1))
        continue;
      out += static_cast<char>('0' + digit);
      taken = zero.size();
    }
    if (taken == 0) out += text[i];
    i += std::max<size_t>(1, taken);
  }
  return out;
}

std::string_view own_name(std::string_view code) {
  constexpr std::array<const char*, dataset::k_languages.size()> k_names{
      "English", "Русский", "Қазақша", "Azərbaycanca", "Türkçe",   "Türkmençe",
      "فارسی",   "ქართული", "Հայերեն", "中文",         "Oʻzbekcha"};
  for (size_t i = 0; i < k_names.size(); ++i)
    if (code == dataset::k_languages[i]) return k_names[i];
  return code;
}

std::vector<std::string> available_languages(const std::filesystem::path& assets) {
  std::vector<std::string> codes;
  for (const char* code : dataset::k_languages) {
    if (std::filesystem::exists(path_of(assets, code))) codes.push_back(code);
  }
  std::vector<std::string> others;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(assets / "languages", ignored)) {
    if (entry.path().extension() != ".toml") continue;
    const std::string code = entry.path().stem().string();
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) others.push_back(code);
  }
  std::sort(others.begin(), others.end());
  codes.insert(codes.end(), others.begin(), others.end());
  return codes;
}

}  // namespace caspian::scene
