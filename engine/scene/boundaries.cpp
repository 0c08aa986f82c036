// What is drawn of borders and zones.
#include "scene/boundaries.h"

#include <algorithm>

#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr double k_zone_step_m = 2000;

}  // namespace

std::optional<MapLineKind> shown_border(const LandBorder& border,
                                        const dataset::Convention& convention) {
  switch (convention.border_between(border.left, border.right)) {
    case dataset::BorderShowing::international:
      return MapLineKind::border;
    case dataset::BorderShowing::disputed:
      return MapLineKind::disputed_border;
    case dataset::BorderShowing::control_line:
      return MapLineKind::control_line;
    case dataset::BorderShowing::hidden:
      return std::nullopt;
    case dataset::BorderShowing::as_recorded:
      break;
  }
  return border.kind;
}

std::optional<MapLineKind> shown_border(const SceneGeometry& scene, int border,
                                        MapLineKind recorded,
                                        const dataset::Convention& convention) {
  const auto index = static_cast<size_t>(border);
  if (index >= scene.borders.size()) return recorded;
  return shown_border(scene.borders[index], convention);
}

std::string standing_words(const Language& language, const dataset::TreatyLine& line,
                           const dataset::Standing& standing) {
  using Agreement = dataset::TreatyLine::Agreement;
  if (standing.agreement != line.agreement)
    return language.text(standing.agreement == Agreement::none ? "convention.not_agreed"
                                                               : "convention.agreed");
  if (standing.agreement == Agreement::none) return language.text("agreement.none");
  if (standing.agreement == Agreement::agreed_signed_only)
    return language.text("agreement.agreed_signed_only");
  if (!line.signed_on) return language.text("agreement.agreed");
  return language.format("agreement.of_year",
                         {std::to_string(time::calendar_of(line.signed_on->first).year)});
}

LineMesh build_zone_mesh(const std::vector<ZoneLimit>& zones, const geo::HeightField& heights) {
  LineMesh mesh;
  std::vector<LinePoint> points;
  for (const ZoneLimit& zone : zones)
    for (const std::vector<geo::GeoPoint>& course : zone.courses) {
      points.clear();
      for (const geo::GeoPoint& place : geo::densified(course, k_zone_step_m)) {
        const double before_m = points.empty() ? 0 : points.back().distance_m;
        const double step_m =
            points.empty()
                ? 0
                : geo::piece_length_m({points.back().longitude_deg, points.back().latitude_deg, 0},
                                      place);
        points.push_back({.longitude_deg = place.longitude_deg,
                          .latitude_deg = place.latitude_deg,
                          .height_m = static_cast<float>(
                              heights.surface_m(place.longitude_deg, place.latitude_deg)),
                          .distance_m = before_m + step_m});
      }
      add_course(mesh, {.points = points, .before = {}, .after = {}});
    }
  return mesh;
}

std::vector<StyledCourse> styled_zones(const SceneGeometry& scene, const FrameInputs& inputs,
                                       const Theme& theme) {
  std::vector<StyledCourse> styled;
  if (!inputs.settings.shows_zones()) return styled;
  uint32_t course = 0;
  for (const ZoneLimit& zone : scene.zones) {
    const std::string id = zone.id();
    LineStyle style = map_line_style(MapLineKind::zone_limit, zone.nautical_miles, theme);
    if (inputs.settings.highlight == id) style.half_width_px *= 1.5f;
    for (size_t i = 0; i < zone.courses.size(); ++i, ++course)
      if (!inputs.settings.is_hidden(id)) styled.push_back({.course = course, .style = style});
  }
  return styled;
}

uint32_t zone_of_course(const SceneGeometry& scene, uint32_t course) {
  for (uint32_t zone = 0; zone < scene.zones.size(); ++zone) {
    const auto count = static_cast<uint32_t>(scene.zones[zone].courses.size());
    if (course < count) return zone;
    course -= count;
  }
  return dataset::k_none;
}

const ZoneLimit* find_zone(const std::vector<ZoneLimit>& zones, std::string_view id) {
  const auto found = std::find_if(zones.begin(), zones.end(),
                                  [id](const ZoneLimit& zone) { return zone.id() == id; });
  return found == zones.end() ? nullptr : &*found;
}

std::optional<ZoneFacts> zone_facts(std::string_view id) {
  static constexpr ZoneFacts k_facts[] = {{"zone-15nm", 15, "zone.territorial"},
                                          {"zone-25nm", 25, "zone.fishery"}};
  for (const ZoneFacts& facts : k_facts)
    if (facts.id == id) return facts;
  return std::nullopt;
}

}  // namespace caspian::scene
