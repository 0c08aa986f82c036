// Strings one behind the other; offset 0 is the empty one.
#include "record/unit_table.h"

#include "core/check.h"

namespace caspian::record {

uint32_t UnitTable::append(std::string_view text) {
  text = text.substr(0, text.find('\0'));
  if (text.empty()) return 0;
  CASPIAN_CHECK(strings_.size() + text.size() < std::numeric_limits<uint32_t>::max());
  const auto offset = static_cast<uint32_t>(strings_.size());
  strings_.append(text).push_back('\0');
  return offset;
}

uint32_t UnitTable::keep(std::string_view text) {
  if (text.empty()) return 0;
  const auto [entry, is_new] = offsets_.try_emplace(std::string(text), 0);
  if (is_new) entry->second = append(text);
  return entry->second;
}

uint32_t UnitTable::add(const UnitFacts& facts) {
  return add({.id = keep(facts.id),
              .mode = keep(facts.mode),
              .commodity = keep(facts.commodity),
              .load_unit = keep(facts.load_unit),
              .source = keep(facts.source),
              .quality = keep(facts.quality),
              .load = facts.load});
}

}  // namespace caspian::record
