// Profiles of the window and of `query profile`: one drawing for both.
#include "app/measured_profile.h"

#include <algorithm>
#include <cmath>

#include "core/files.h"
#include "scene/furniture.h"
#include "scene/legal_notice.h"
#include "scene/measure.h"
#include "scene/profile_drawing.h"

namespace caspian::app {
namespace {

constexpr double k_chart_samples = 500;

/// The ends' names where the line begins and ends at known places, else their positions.
std::string title_of(const scene::Profile& profile, const std::vector<scene::ProfilePlace>& places,
                     const scene::Language& language) {
  const auto name_at = [&](const scene::ProfileSample& sample) -> std::string {
    for (const scene::ProfilePlace& place : places)
      if (std::abs(place.distance_m - sample.distance_m) <= 0.004 * profile.length_m())
        return place.name;
    return language.position(sample.longitude_deg, sample.latitude_deg);
  };
  return language.format("profile.title",
                         {name_at(profile.samples.front()), name_at(profile.samples.back())});
}

/// Disclaimer, what is schematic, and the sources of the heights that occur.
std::vector<std::string> imprint_of(const scene::SceneGeometry& scene,
                                    const scene::Profile& profile,
                                    const scene::ViewSettings& settings,
                                    const scene::Language& language) {
  std::vector<std::string> imprint;
  imprint.push_back(scene::legal_notice(scene.dataset, settings, language));
  std::vector<std::string> works;
  bool is_schematic = false;
  for (const scene::ProfileSample& sample : profile.samples) {
    is_schematic |= sample.has_data && sample.ground.is_schematic;
    if (!sample.has_data || sample.ground.is_schematic) continue;
    if (std::find(works.begin(), works.end(), sample.ground.source) == works.end())
      works.push_back(sample.ground.source);
  }
  std::string sources;
  std::vector<std::string> named;
  for (const std::string& source : works)
    for (const std::string& work : scene::named_works(source)) {
      if (std::find(named.begin(), named.end(), work) != named.end()) continue;
      named.push_back(work);
      sources += (sources.empty() ? "" : ", ") + work;
    }
  std::string line;
  if (!sources.empty()) line = language.format("source.relief", {sources});
  if (is_schematic)
    line += (line.empty() ? "" : "; ") +
            language.format("source.depths", {language.text("source.own_drawing")});
  if (!line.empty()) line = language.format("furniture.sources", {line});
  if (is_schematic) line = language.text("furniture.depths_schematic") + ". " + line;
  if (!line.empty()) imprint.push_back(line);
  return imprint;
}

}  // namespace

const scene::Profile* MeasuredProfile::of(const scene::FrameInputs& inputs,
                                          const geo::HeightField& heights) {
  const scene::ViewSettings& settings = inputs.settings;
  const double level_m = scene::sea_level_of(inputs);
  if (places_ != settings.measured || is_area_ != settings.measured_is_area ||
      level_m_ != level_m) {
    level_m_ = level_m;
    places_ = settings.measured;
    is_area_ = settings.measured_is_area;
    profile_.reset();
    const auto line = scene::joined_places(places_, is_area_);
    const double length_m = scene::measure(places_, is_area_).length_m;
    if (line.size() > 1 && length_m > 0)
      if (auto sampled = scene::sample_profile(line, heights, length_m / k_chart_samples, level_m))
        profile_ = std::move(sampled).value();
  }
  return profile_ ? &*profile_ : nullptr;
}

std::vector<geo::GeoPoint> line_of(const scene::SceneGeometry& scene,
                                   const std::optional<Selection>& selection) {
  if (!selection) return {};
  const dataset::Dataset& data = scene.dataset;
  if (selection->kind == "corridor") {
    const uint32_t corridor = data.find_corridor(selection->id);
    if (corridor != dataset::k_none)
      return scene::corridor_line(data, scene.tracks, corridor).places;
  }
  if (selection->kind == "unit") {
    const std::string path = selection->id.substr(0, selection->id.find('#'));
    for (uint32_t i = 0; i < data.paths.size(); ++i)
      if (data.paths[i].id == path) return scene::path_line(data, scene.tracks, i).places;
  }
  if (selection->kind == "link") {
    const size_t colon = selection->id.find(':');
    const uint32_t corridor = data.find_corridor(selection->id.substr(0, colon));
    if (corridor != dataset::k_none)
      return scene::corridor_line(data, scene.tracks, corridor).places;
  }
  return {};
}

Result<ProfilePicture> draw_profile(const scene::SceneGeometry& scene,
                                    const std::filesystem::path& assets,
                                    const scene::Profile& profile, const ProfileStyle& style) {
  auto fonts = scene::FontFiles::find();
  if (!fonts) return fonts.failure();
  auto shaper = scene::TextShaper::create(std::move(*fonts));
  if (!shaper) return shaper.failure();
  const Result<scene::Language> language = scene::Language::load(assets, style.language);
  if (!language) return language.failure();
  constexpr double k_reach_share = 0.006, k_least_reach_m = 2'000, k_greatest_reach_m = 15'000;
  const double reach_m =
      std::clamp(k_reach_share * profile.length_m(), k_least_reach_m, k_greatest_reach_m);
  const auto places =
      scene::places_passed(profile, scene.dataset, reach_m, language->dataset_index());
  const std::string title = style.title.empty() ? title_of(profile, places, *language)
                                                : language->format("profile.of", {style.title});
  const float scale =
      std::max(1.0f, float(std::min(style.size.width / 1600.0, style.size.height / 720.0)));
  const scene::ProfileDrawing drawing{profile,
                                      places,
                                      title,
                                      imprint_of(scene, profile, style.settings, *language),
                                      scene::theme_of(style.theme),
                                      *language,
                                      **shaper,
                                      scale};
  scene::GlyphAtlas atlas((*shaper)->fonts());
  ProfilePicture picture{scene::draw_profile(drawing, style.size, atlas), {}};
  picture.texts = {{"Title", title}, {"Software", "caspian " CASPIAN_VERSION}};
  for (const std::string& line : drawing.imprint) picture.texts.push_back({"Source", line});
  return picture;
}

Result<std::filesystem::path> save_measured_profile(const scene::SceneGeometry& scene,
                                                    const std::filesystem::path& assets,
                                                    const scene::FrameInputs& inputs,
                                                    const std::filesystem::path& folder) {
  const scene::ViewSettings& settings = inputs.settings;
  const auto profile =
      scene::sample_profile(scene::joined_places(settings.measured, settings.measured_is_area),
                            scene.heights, {}, scene::sea_level_of(inputs));
  if (!profile) return profile.failure();
  ProfileStyle style{
      .title = "", .language = settings.language, .theme = settings.theme, .settings = settings};
  const auto picture = draw_profile(scene, assets, *profile, style);
  if (!picture) return picture.failure();
  const std::string name = "profile-" + time::date_text(inputs.time);
  std::error_code error;
  std::filesystem::path path = folder / (name + ".png");
  for (int number = 2; std::filesystem::exists(path, error); ++number)
    path = folder / (name + "-" + std::to_string(number) + ".png");
  if (Outcome written = write_png(path, picture->image, picture->texts); !written)
    return written.failure();
  std::filesystem::path table = path;
  table.replace_extension(".csv");
  if (Outcome written = write_file(table, scene::profile_csv(*profile)); !written)
    return written.failure();
  return path;
}

}  // namespace caspian::app
