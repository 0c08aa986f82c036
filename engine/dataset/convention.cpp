// The last rule that fits holds.
#include "dataset/convention.h"

#include <algorithm>

namespace caspian::dataset {

const std::string& Convention::name_of(std::string_view kind, std::string_view thing,
                                       const Names& usual, size_t language) const {
  if (!names.empty()) {
    const auto own = names.find(std::string(kind) + ":" + std::string(thing));
    if (own != names.end() && !own->second.text[language].empty())
      return own->second.text[language];
  }
  return usual.in(language);
}

Names Convention::names_of(std::string_view kind, std::string_view thing,
                           const Names& usual) const {
  Names shown = usual;
  for (size_t i = 0; i < shown.text.size(); ++i)
    if (const std::string& own = name_of(kind, thing, usual, i); &own != &usual.in(i))
      shown.text[i] = own;
  return shown;
}

BorderShowing Convention::border_between(const std::string& left, const std::string& right) const {
  const auto fits = [&](const BorderRule& rule) {
    return (rule.countries[0].empty() && rule.countries[1].empty()) ||
           (rule.countries[0] == std::min(left, right) &&
            rule.countries[1] == std::max(left, right));
  };
  const auto rule = std::find_if(borders.rbegin(), borders.rend(), fits);
  return rule == borders.rend() ? BorderShowing::as_recorded : rule->showing;
}

std::string_view line_showing_id(LineShowing showing) {
  switch (showing) {
    case LineShowing::agreed:
      return "agreed";
    case LineShowing::signed_only:
      return "signed_only";
    case LineShowing::not_agreed:
      return "not_agreed";
    case LineShowing::treaty_points:
      return "treaty_points";
    case LineShowing::hidden:
      return "hidden";
    case LineShowing::as_recorded:
      break;
  }
  return "as_recorded";
}

std::string_view border_showing_id(BorderShowing showing) {
  switch (showing) {
    case BorderShowing::international:
      return "international";
    case BorderShowing::disputed:
      return "disputed";
    case BorderShowing::control_line:
      return "control_line";
    case BorderShowing::hidden:
      return "hidden";
    case BorderShowing::as_recorded:
      break;
  }
  return "as_recorded";
}

}  // namespace caspian::dataset
