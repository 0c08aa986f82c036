// The languages of the program and a name in each of them.
#pragma once
#include <array>
#include <cstddef>
#include <string>

namespace caspian::dataset {

/// The languages every name is given in, in this order.
constexpr std::array<const char*, 11> k_languages{"en", "ru", "kk", "az", "tr", "tk",
                                                  "fa", "ka", "hy", "zh", "uz"};
/// Index into k_languages, 0 (English) when the code is not one of them.
size_t language_index(const std::string& code);

/// A name per language; an empty one falls back to English.
struct Names {
  std::array<std::string, k_languages.size()> text;
  const std::string& in(size_t language) const {
    return text[language].empty() ? text[0] : text[language];
  }
};

}  // namespace caspian::dataset
