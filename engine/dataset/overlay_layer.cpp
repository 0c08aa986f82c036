// What a map with a user's layers asserts.
#include "dataset/overlay_layer.h"

#include <set>

namespace caspian::dataset {

std::vector<OverlayClaim> overlay_claims(const std::vector<OverlayLayer>& layers) {
  std::vector<OverlayClaim> claims;
  for (const OverlayLayer& layer : layers) {
    std::set<std::string> names;
    for (const OverlayFeature& feature : layer.features)
      if (!feature.name.empty()) names.insert(feature.name);
    claims.push_back({layer.file, layer.name, layer.features.size(), {names.begin(), names.end()}});
  }
  return claims;
}

}  // namespace caspian::dataset
