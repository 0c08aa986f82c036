// Questions about the settings.
#include "scene/view_settings.h"

#include <algorithm>
#include <array>

namespace caspian::scene {
namespace {

struct LayerField {
  std::string_view name;
  bool LayerToggles::*field;
};

constexpr std::array<LayerField, 20> k_layers{
    {{"terrain", &LayerToggles::terrain},       {"sea", &LayerToggles::sea},
     {"waves", &LayerToggles::waves},           {"isobaths", &LayerToggles::isobaths},
     {"boundaries", &LayerToggles::boundaries}, {"lines", &LayerToggles::lines},
     {"curtain", &LayerToggles::curtain},       {"zones", &LayerToggles::zones},
     {"borders", &LayerToggles::borders},       {"overlays", &LayerToggles::overlays},
     {"rivers", &LayerToggles::rivers},         {"ribbons", &LayerToggles::ribbons},
     {"units", &LayerToggles::units},           {"models", &LayerToggles::models},
     {"density", &LayerToggles::density},       {"ports", &LayerToggles::ports},
     {"nodes", &LayerToggles::nodes},           {"labels", &LayerToggles::labels},
     {"events", &LayerToggles::events},         {"furniture", &LayerToggles::furniture}}};
// A new toggle must be named here too.
static_assert(sizeof(LayerToggles) == k_layers.size());

constexpr auto k_names = [] {
  std::array<std::string_view, k_layers.size()> names{};
  for (size_t i = 0; i < names.size(); ++i) names[i] = k_layers[i].name;
  return names;
}();

}  // namespace

std::span<const std::string_view> layer_names() {
  return k_names;
}

bool* find_layer(LayerToggles& layers, std::string_view name) {
  for (const LayerField& layer : k_layers)
    if (layer.name == name) return &(layers.*layer.field);
  return nullptr;
}

bool ViewSettings::is_hidden(const std::string& id) const {
  return std::find(hidden.begin(), hidden.end(), id) != hidden.end();
}

}  // namespace caspian::scene
