// Points as the line on the surface has them, so that the curtain hangs from it.
#include "scene/treaty_curtain.h"

#include <algorithm>

#include "geo/ellipsoid.h"
#include "scene/track_mesh.h"

namespace caspian::scene {

CurtainMesh build_curtains(const std::vector<dataset::TreatyLine>& lines,
                           const geo::HeightField& heights) {
  CurtainMesh mesh;
  for (const dataset::TreatyLine& line : lines) {
    CurtainStrip strip{.first_vertex = static_cast<uint32_t>(mesh.vertices.size())};
    const std::vector<LinePoint> course = treaty_course(line, heights);
    if (course.size() > 1) {
      const LinePoint& middle = course[course.size() / 2];
      strip.origin_m = geo::to_earth_centred({middle.longitude_deg, middle.latitude_deg, 0});
      for (const LinePoint& point : course) {
        const glm::vec3 base(geo::to_earth_centred({point.longitude_deg, point.latitude_deg, 0}) -
                             strip.origin_m);
        const float distance_m = static_cast<float>(point.distance_m);
        const float floor_m =
            std::min(point.height_m,
                     static_cast<float>(heights.height_m(point.longitude_deg, point.latitude_deg)));
        mesh.vertices.push_back({base, point.height_m, distance_m, 0});
        mesh.vertices.push_back({base, floor_m, distance_m, 1});
      }
      strip.vertex_count = static_cast<uint32_t>(mesh.vertices.size()) - strip.first_vertex;
    }
    mesh.strips.push_back(strip);
  }
  return mesh;
}

}  // namespace caspian::scene
