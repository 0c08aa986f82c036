// Everything that lettering keeps between frames: fonts, shaped texts, glyph atlas, names and
// languages. What it hands out depends on the frame's inputs alone.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "scene/furniture.h"
#include "scene/glyph_atlas.h"
#include "scene/label_layout.h"
#include "scene/label_plan.h"
#include "scene/measure.h"

namespace caspian::scene {

class Lettering {
 public:
  /// `scene` must outlive it.
  static Result<std::unique_ptr<Lettering>> create(const SceneGeometry& scene,
                                                   const std::filesystem::path& assets);

  /// The frame's furniture alone.
  FurnitureLayout furnish(const FrameInputs& inputs, const CameraFrame& camera, const Theme& theme,
                          float pixel_scale);
  /// What is measured, alone.
  MeasureLayout measured(const FrameInputs& inputs, const CameraFrame& camera, const Theme& theme,
                         float pixel_scale);
  /// The frame's labels and furniture, in drawing order.
  LabelLayout lay_out(const FrameInputs& inputs, const CameraFrame& camera, const Theme& theme,
                      float pixel_scale);

  TextShaper& shaper() { return *shaper_; }
  GlyphAtlas& atlas() { return atlas_; }
  std::vector<std::string> notices() const;

 private:
  Lettering(const SceneGeometry& scene, std::filesystem::path assets,
            std::unique_ptr<TextShaper> shaper, PlaceNames names);
  const Language& language(const std::string& code);
  void note_left_out(const std::string& what);
  LabelInputs label_inputs(const FrameInputs& inputs, const CameraFrame& camera, const Theme& theme,
                           float pixel_scale);

  const SceneGeometry& scene_;
  std::filesystem::path assets_;
  std::unique_ptr<TextShaper> shaper_;
  GlyphAtlas atlas_;
  PlaceNames names_;
  LabelContent content_;
  LabelMemo memo_;
  std::map<std::string, Language> languages_;
  std::vector<std::string> notices_;
};

}  // namespace caspian::scene
