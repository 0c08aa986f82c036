// What a map says of lines and names: a named set of statuses, names and a disclaimer, chosen by
// who shows the map. No political choice is built in; whatever a convention leaves open stays as
// the tables have it.
#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/language_names.h"

namespace caspian::dataset {

/// What is shown of a seabed line.
enum class LineShowing {
  as_recorded,    // by its instrument and the origin of its points
  agreed,         // as agreed, whatever the tables say
  signed_only,    // as signed and not in force
  not_agreed,     // dotted, "no agreement"
  treaty_points,  // where not all of it is from a treaty: the points that are, and no line
  hidden
};

/// What is shown of a land border.
enum class BorderShowing { as_recorded, international, disputed, control_line, hidden };

/// Which lines a rule is about.
struct LineRule {
  enum class Of { all, line, countries, agreed, signed_only, not_agreed };
  Of of = Of::all;
  std::string line;                      // its id
  std::array<std::string, 2> countries;  // ISO 3166-1 alpha-2, in order
  LineShowing showing = LineShowing::as_recorded;
};

struct BorderRule {
  std::array<std::string, 2> countries;  // three letters each, in order; both empty = all
  BorderShowing showing = BorderShowing::as_recorded;
};

struct Convention {
  std::string id;
  std::string file;  // as it was opened
  Names title, disclaimer;
  std::vector<LineRule> lines;         // the last one that fits holds
  std::vector<BorderRule> borders;     // the same
  std::map<std::string, Names> names;  // "country:KZ", "place:caspian_sea", "node:baku"...

  /// The name of a thing in a language: this convention's, or the usual one.
  const std::string& name_of(std::string_view kind, std::string_view id, const Names& usual,
                             size_t language) const;
  /// In all languages: this convention's where it has them, else the usual ones.
  Names names_of(std::string_view kind, std::string_view id, const Names& usual) const;
  /// What it says of the border between two countries (three letters each, in any order).
  BorderShowing border_between(const std::string& left, const std::string& right) const;
};

std::string_view line_showing_id(LineShowing showing);
std::string_view border_showing_id(BorderShowing showing);

}  // namespace caspian::dataset
