// Trains, ships, lorries and pulses near the eye, and the cranes of ports: instances of a few
// models, found on the CPU (scene/near_units), each with a soft shadow that lifts it off the
// relief.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "gpu/buffer.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "scene/near_units.h"
#include "shared/model.h"

namespace caspian::render {

class ModelPass {
 public:
  ModelPass(const PassSetup& setup, const scene::ModelSet& models);

  /// Outside drawing: the models of a frame.
  void prepare(const PassFrame& frame, const scene::SceneGeometry& scene,
               const scene::FlowFrame& flows);
  /// Inside drawing, above lines and dashes. Models test and write the depth.
  void draw(const PassFrame& frame);
  /// The units among them into a picking target (shared/pick.h).
  void draw_ids(const PassFrame& frame);

  /// Of the frame prepared last.
  uint32_t drawn_models() const { return uint32_t(instances_.size()); }
  uint32_t drawn_triangles() const { return drawn_triangles_; }

 private:
  struct Level {
    uint32_t first_index = 0, index_count = 0;
  };
  struct Shape {
    std::vector<Level> levels;
    glm::vec4 outline{0};  // half length, half width, height, 0
    glm::vec3 middle_m{0};
  };
  struct Group {
    uint32_t kind = 0, level = 0, first = 0, count = 0;
  };
  struct Wanted {
    uint32_t kind = 0, level = 0;
    shared::ModelInstance instance;
  };
  void draw_groups(const PassFrame& frame);
  void add(std::vector<Wanted>& wanted, const PassFrame& frame, scene::ModelKind kind,
           const glm::dvec3& drawn_m, const glm::dvec3& ahead, const glm::dvec3& up,
           double enlargement, double length_px, double opacity, glm::vec3 hue,
           glm::dvec2 offset_px, std::optional<uint32_t> id) const;

  std::array<Shape, scene::k_model_kinds> shapes_;
  gpu::Buffer vertices_, indices_;
  gpu::BindingLayout layout_;
  gpu::Pipeline models_, shadows_, ids_;
  std::vector<shared::ModelInstance> instances_;  // of the frame, by groups
  std::vector<Group> groups_;
  VkDescriptorSet set_ = VK_NULL_HANDLE;
  uint32_t drawn_triangles_ = 0;
};

}  // namespace caspian::render
