// TOML text -> a table, whatever the bytes are; what is wrong becomes a finding with its place.
#pragma once
#include <string>

#include <toml++/toml.h>

#include "core/result.h"

namespace caspian::import {

/// An empty table when the text cannot be read.
toml::table parse_toml(const std::string& file, const std::string& text, ProblemList& problems);

/// "a table", "text", "a number"...
std::string kind_of(const toml::node& node);

}  // namespace caspian::import
