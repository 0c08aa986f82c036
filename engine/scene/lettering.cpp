// Makes what is kept, once, and puts furniture and labels together for each frame.
#include "scene/lettering.h"

#include <algorithm>

namespace caspian::scene {

Lettering::Lettering(const SceneGeometry& scene, std::filesystem::path assets,
                     std::unique_ptr<TextShaper> shaper, PlaceNames names)
    : scene_(scene),
      assets_(std::move(assets)),
      shaper_(std::move(shaper)),
      atlas_(shaper_->fonts()),
      names_(std::move(names)),
      content_(scene, names_),
      memo_(scene.heights) {}

Result<std::unique_ptr<Lettering>> Lettering::create(const SceneGeometry& scene,
                                                     const std::filesystem::path& assets) {
  auto fonts = FontFiles::find();
  if (!fonts) return fonts.failure();
  auto shaper = TextShaper::create(std::move(*fonts));
  if (!shaper) return shaper.failure();
  auto names = PlaceNames::load(assets);
  if (!names) return names.failure();
  auto english = Language::load(assets, "en");
  if (!english) return english.failure();
  std::unique_ptr<Lettering> lettering(
      new Lettering(scene, assets, std::move(*shaper), std::move(*names)));
  lettering->languages_.emplace("en", std::move(*english));
  return lettering;
}

const Language& Lettering::language(const std::string& code) {
  if (const auto found = languages_.find(code); found != languages_.end()) return found->second;
  auto loaded = Language::load(assets_, code);
  if (loaded) return languages_.emplace(code, std::move(*loaded)).first->second;
  notices_.push_back(loaded.failure().sentence);
  return languages_.emplace(code, languages_.at("en")).first->second;
}

LabelInputs Lettering::label_inputs(const FrameInputs& inputs, const CameraFrame& camera,
                                    const Theme& theme, float pixel_scale) {
  const Language& first = language(inputs.settings.language);
  const std::string& second = inputs.settings.second_language;
  const bool has_second = !second.empty() && second != inputs.settings.language;
  return {inputs,      camera, theme,
          pixel_scale, scene_, content_,
          names_,      first,  has_second ? &language(second) : nullptr,
          *shaper_,    memo_,  {}};
}

FurnitureLayout Lettering::furnish(const FrameInputs& inputs, const CameraFrame& camera,
                                   const Theme& theme, float pixel_scale) {
  return lay_out_furniture(label_inputs(inputs, camera, theme, pixel_scale));
}

MeasureLayout Lettering::measured(const FrameInputs& inputs, const CameraFrame& camera,
                                  const Theme& theme, float pixel_scale) {
  return lay_out_measure(label_inputs(inputs, camera, theme, pixel_scale));
}

LabelLayout Lettering::lay_out(const FrameInputs& inputs, const CameraFrame& camera,
                               const Theme& theme, float pixel_scale) {
  LabelInputs with_room = label_inputs(inputs, camera, theme, pixel_scale);
  const FurnitureLayout furniture = lay_out_furniture(with_room);
  for (const std::string& left_out : furniture.left_out) note_left_out(left_out);
  std::vector<ScreenRect> reserved;
  constexpr float k_clear_px = 6;
  for (const ScreenRect& box : furniture.boxes()) {
    reserved.push_back(box.grown(k_clear_px * pixel_scale));
  }
  // What the interface covers is no place for names either.
  const float drawn = static_cast<float>(inputs.settings.supersample);
  for (const PictureArea& area : inputs.room.covered) {
    reserved.push_back({drawn * area.x, drawn * area.y, drawn * area.width, drawn * area.height});
  }
  with_room.reserved = reserved;
  const MeasureLayout measured = lay_out_measure(with_room);
  for (const ScreenRect& box : measured.boxes) reserved.push_back(box.grown(2 * pixel_scale));
  with_room.reserved = reserved;
  LabelLayout layout = lay_out_labels(with_room);
  layout.overlay.append(furniture.overlay);
  layout.overlay.append(measured.overlay);
  return layout;
}

/// Said once: the picture is smaller than everything that has to be printed.
void Lettering::note_left_out(const std::string& what) {
  const std::string notice = "the picture has no room for its " + what + " (they fit from " +
                             std::to_string(k_least_furnished.width) + "x" +
                             std::to_string(k_least_furnished.height) +
                             " logical px on); its metadata has them";
  if (std::find(notices_.begin(), notices_.end(), notice) == notices_.end())
    notices_.push_back(notice);
}

std::vector<std::string> Lettering::notices() const {
  std::vector<std::string> all = shaper_->fonts().notices();
  all.insert(all.end(), shaper_->notices().begin(), shaper_->notices().end());
  all.insert(all.end(), notices_.begin(), notices_.end());
  return all;
}

}  // namespace caspian::scene
