// Questions about the settings.
#include "scene/view_settings.h"

#include <algorithm>

namespace caspian::scene {

bool ViewSettings::is_hidden(const std::string& id) const {
  return std::find(hidden.begin(), hidden.end(), id) != hidden.end();
}

}  // namespace caspian::scene
