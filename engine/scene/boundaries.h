// Lines of law that no scenario brings along: land borders under a convention, and the constructed
// zones of the Convention of 12 August 2018. Knows no device.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/convention.h"
#include "scene/language.h"
#include "scene/line_mesh.h"
#include "scene/line_style.h"
#include "scene/scene_geometry.h"

namespace caspian::scene {

/// How a land border is drawn under a convention; nothing = not at all.
std::optional<MapLineKind> shown_border(const LandBorder& border,
                                        const dataset::Convention& convention);
/// The same for a strip of map lines: `border` is its rank.
std::optional<MapLineKind> shown_border(const SceneGeometry& scene, int border,
                                        MapLineKind recorded,
                                        const dataset::Convention& convention);

/// "agreement of 2003", "no agreement"; what only a convention says is told as its word.
std::string standing_words(const Language& language, const dataset::TreatyLine& line,
                           const dataset::Standing& standing);

/// One course per line of the zones' limits, in their order; on the water's surface.
LineMesh build_zone_mesh(const std::vector<ZoneLimit>& zones, const geo::HeightField& heights);

/// Courses of build_zone_mesh that are to be seen.
std::vector<StyledCourse> styled_zones(const SceneGeometry& scene, const FrameInputs& inputs,
                                       const Theme& theme);
/// Index into SceneGeometry::zones of a course of build_zone_mesh.
uint32_t zone_of_course(const SceneGeometry& scene, uint32_t course);
/// The zone of that id, null when there is none.
const ZoneLimit* find_zone(const std::vector<ZoneLimit>& zones, std::string_view id);

/// What is known of the zones. They follow no country's line: plain buffers of the coast.
struct ZoneFacts {
  std::string_view id;
  int nautical_miles;
  std::string_view meaning_key;  // of the language file
};
/// Of the 15 and 25 nautical miles; nothing for another id.
std::optional<ZoneFacts> zone_facts(std::string_view id);
constexpr std::string_view k_zone_signed = "2018-08-12";
constexpr std::string_view k_zone_source = "text: en.kremlin.ru/supplement/5328 ; ";
constexpr double k_zone_accuracy_m = 100;  // against the coast of the data

}  // namespace caspian::scene
