// The lettering over everything: names, symbols and furniture as one draw of quads. Lays out on the
// CPU (scene/label_layout, scene/furniture) and keeps the glyph atlas on the device.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "scene/furniture.h"
#include "scene/lettering.h"

namespace caspian::render {

class LabelPass {
 public:
  /// Without names or fonts nothing is lettered, and notices() says why.
  LabelPass(const PassSetup& setup, const scene::SceneGeometry& scene);

  /// Outside of rendering: lays out this frame's lettering; glyphs seen for the first time are
  /// uploaded at once.
  void prepare(const PassFrame& frame);
  /// Inside of rendering, last.
  void draw(const PassFrame& frame);

  /// Sentences about fonts and glyphs that are missing.
  std::vector<std::string> notices() const;

 private:
  const gpu::Device* device_;
  std::unique_ptr<scene::Lettering> lettering_;
  std::string failure_;
  std::set<std::string> said_;  // notices already in the log
  gpu::BindingLayout layout_;
  gpu::Pipeline pipeline_;
  gpu::DeviceImage atlas_;
  uint64_t atlas_revision_ = 0;
  VkDescriptorSet set_ = VK_NULL_HANDLE;  // of this frame
  uint32_t quads_ = 0;
};

}  // namespace caspian::render
