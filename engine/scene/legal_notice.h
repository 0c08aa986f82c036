// What every picture and page that leaves says of its lines and names: under which convention they
// are shown, and that nobody endorses them by it.
#pragma once
#include <string>

#include "dataset/dataset.h"
#include "scene/language.h"
#include "scene/view_settings.h"

namespace caspian::scene {

/// `Lines and names: <the convention's title>. <Its disclaimer> <The scenario's own.>`
std::string legal_notice(const dataset::Dataset& dataset, const ViewSettings& settings,
                         const Language& language);

/// Its two parts: `Lines and names: <title>.`, and the disclaimers.
std::string convention_sentence(const dataset::Dataset& dataset, const ViewSettings& settings,
                                const Language& language);
std::string disclaimer_of(const dataset::Dataset& dataset, const ViewSettings& settings,
                          const Language& language);

}  // namespace caspian::scene
