// Shapes of what moves near the eye: triangles with a colour each, at several levels of detail.
// Metres; +x ahead, +y up, +z to the right; the origin on the ground or the waterline, amidships.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/glm.hpp>

#include "dataset/dataset.h"

namespace caspian::scene {

enum class ModelKind {
  container_train,
  tank_train,
  rail_ferry,
  tanker,
  container_ship,
  truck,
  pulse,
  port_crane
};
constexpr size_t k_model_kinds = 8;
/// Names of the files, without their extension.
constexpr std::array<std::string_view, k_model_kinds> k_model_names{
    "container_train", "tank_train", "rail_ferry", "tanker",
    "container_ship",  "truck",      "pulse",      "port_crane"};

/// What a unit looks like that travels so and carries this.
ModelKind model_kind_of(dataset::Mode mode, std::string_view commodity);

struct ModelVertex {
  glm::vec3 place_m{0};
  int8_t normal[4]{};   // unit vector * 127
  uint8_t colour[4]{};  // RGB; alpha: 255 = its own colour, 0 = the cargo's hue, 128 = shines
};
static_assert(sizeof(ModelVertex) == 20);

struct ModelLevel {
  uint32_t first_index = 0, index_count = 0;
};

struct Model {
  std::vector<ModelVertex> vertices;
  std::vector<uint32_t> indices;   // of triangles, counted from the first vertex
  std::vector<ModelLevel> levels;  // finest first; at least one
  glm::vec3 least_m{0}, most_m{0};
  float length_m() const { return most_m.x - least_m.x; }
};

struct ModelSet {
  std::array<std::optional<Model>, k_model_kinds> models;
  std::vector<std::string> problems;  // a sentence for each that is missing

  const std::optional<Model>& of(ModelKind kind) const { return models[size_t(kind)]; }
  /// Every vehicle is there. With one missing, all units stay the dashes that they are from afar.
  bool has_vehicles() const;
};

}  // namespace caspian::scene
