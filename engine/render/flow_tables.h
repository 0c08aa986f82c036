// Timetables in the device's memory, and every frame as the eye sees them: one small compute pass
// over their vertices, whatever the number of units. Set 1 of every shader that asks where a flow's
// unit is (include/unit_position.glsl).
#pragma once
#include <optional>
#include <vector>

#include "gpu/pipeline.h"
#include "gpu/texel_buffer.h"
#include "render/pass_context.h"
#include "scene/flow_tracks.h"
#include "shared/flow.h"

namespace caspian::render {

class FlowTables {
 public:
  FlowTables(const PassSetup& setup, const scene::FlowTracks& tracks);

  /// Before any dispatch that asks; nothing when eye and scene are those of the frame before. Ends
  /// with the barriers that compute and draws need.
  void look_from(const PassFrame& frame);
  /// A run with the place of its timetable filled in, after what comes before it.
  shared::FlowRun shared_run(const scene::FlowRun& run, uint32_t units_before,
                             uint32_t groups_before) const;

  VkDescriptorSetLayout layout() const { return layout_.handle(); }
  VkDescriptorSet bind(const PassFrame& frame, const gpu::ArenaSlice& runs) const;

  struct Span {
    uint32_t first_vertex, vertex_count, duration, first_hint, hint_shift;
    double length_m;
  };
  const Span& span(uint32_t timetable) const { return spans_.at(timetable); }
  /// The segment of a timetable, counted from its first, that a unit of so many ticks is on.
  uint32_t segment_at(uint32_t timetable, double age) const;

 private:
  /// All that decides how the timetables look.
  struct Look {
    glm::dmat4 view_projection;
    glm::dvec3 eye_m;
    PixelSize size;
    double exaggeration = 0;
    float lane_px = 0;
    bool operator==(const Look&) const = default;
  };
  std::vector<shared::FlowChunk> chunks_from(const glm::dvec3& eye_m) const;

  std::vector<Span> spans_;            // one per timetable
  std::vector<glm::dvec3> origins_m_;  // one per chunk
  std::vector<uint32_t> arrivals_;     // of vertices
  uint32_t vertex_count_ = 0;
  gpu::Buffer vertices_;
  gpu::TexelBuffer hints_, segments_, places_;
  gpu::BindingLayout look_layout_, layout_;
  gpu::Pipeline look_;
  std::optional<Look> looked_;
};

/// Width of one lane, px of the drawn size.
float lane_width_px(const PassFrame& frame);

}  // namespace caspian::render
