// A filter in words: what chips, notices and legends call its values.
#pragma once
#include <string>
#include <string_view>

#include "dataset/flow_filter.h"
#include "scene/language.h"
#include "scene/place_names.h"

namespace caspian::scene {

/// One value of one of the filter's lists: "oil", "railway", "Middle Corridor", "Kazakhstan". The
/// id itself when there is no word for it. `names` may be null.
std::string filter_value_name(const dataset::Dataset& dataset, const Language& language,
                              const PlaceNames* names, std::string_view key, std::string_view id);

/// "filter: oil or gas; Kazakhstan"; empty when nothing is filtered.
std::string filter_sentence(const dataset::FlowFilter& filter, const dataset::Dataset& dataset,
                            const Language& language, const PlaceNames* names);

}  // namespace caspian::scene
