// What is measured on the map as a profile: kept while it stays the same, drawn and saved. And the
// line of what is chosen, to be measured along.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/app_state.h"
#include "core/image.h"
#include "core/png.h"
#include "core/result.h"
#include "scene/frame_inputs.h"
#include "scene/profile.h"
#include "scene/scene_geometry.h"

namespace caspian::app {

class MeasuredProfile {
 public:
  /// Of settings.measured, sampled for a small chart; null when that has no two places.
  const scene::Profile* of(const scene::FrameInputs& inputs, const geo::HeightField& heights);

 private:
  std::vector<geo::GeoPoint> places_;
  bool is_area_ = false;
  double level_m_ = 0;
  std::optional<scene::Profile> profile_;
};

/// The course of a chosen corridor, or of a chosen unit's journey; empty for anything else.
std::vector<geo::GeoPoint> line_of(const scene::SceneGeometry& scene,
                                   const std::optional<Selection>& selection);

/// How a profile is drawn.
struct ProfileStyle {
  std::string title;  // "" = from the places that it passes, or its ends' positions
  std::string language = "en";
  scene::ThemeId theme = scene::ThemeId::map;
  scene::ViewSettings settings{};  // convention and sea level
  PixelSize size{1600, 720};
};
struct ProfilePicture {
  Image image;
  PngTexts texts;
};
Result<ProfilePicture> draw_profile(const scene::SceneGeometry& scene,
                                    const std::filesystem::path& assets,
                                    const scene::Profile& profile, const ProfileStyle& style);

/// profile-2025-10-21.png and .csv of the same name in `folder`, over no other file; the picture's
/// path.
Result<std::filesystem::path> save_measured_profile(const scene::SceneGeometry& scene,
                                                    const std::filesystem::path& assets,
                                                    const scene::FrameInputs& inputs,
                                                    const std::filesystem::path& folder);

}  // namespace caspian::app
