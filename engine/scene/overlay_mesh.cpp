// One course per part of a feature; points lie over lines, lines over outlines.
#include "scene/overlay_mesh.h"

#include <algorithm>

#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr double k_step_m = 1500;
constexpr double k_most_steps = 400'000;

std::vector<geo::GeoPoint> drawn_part(const dataset::OverlayFeature& feature,
                                      const std::vector<geo::GeoPoint>& part) {
  std::vector<geo::GeoPoint> points = part;
  if (feature.shape == dataset::OverlayShape::polygons && !points.empty())
    points.push_back(points.front());
  return points;
}

std::vector<LinePoint> course_of(const std::vector<geo::GeoPoint>& points, double step_m,
                                 const geo::HeightField& heights) {
  std::vector<LinePoint> course;
  geo::GeoPoint before{};
  for (const geo::GeoPoint& place : geo::densified(points, step_m)) {
    const double along_m =
        course.empty() ? 0 : course.back().distance_m + geo::piece_length_m(before, place);
    before = place;
    course.push_back(
        {.longitude_deg = place.longitude_deg,
         .latitude_deg = place.latitude_deg,
         .height_m = static_cast<float>(heights.surface_m(place.longitude_deg, place.latitude_deg)),
         .distance_m = along_m});
  }
  return course;
}

}  // namespace

OverlayMesh build_overlay_mesh(const std::vector<dataset::OverlayLayer>& layers,
                               const geo::HeightField& heights) {
  using dataset::OverlayShape;
  double length_m = 0;
  for (const dataset::OverlayLayer& layer : layers)
    for (const dataset::OverlayFeature& feature : layer.features)
      if (feature.shape != OverlayShape::points)
        for (const auto& part : feature.parts) length_m += geo::length_m(part);
  const double step_m = std::max(k_step_m, length_m / k_most_steps);
  OverlayMesh mesh;
  for (const OverlayShape shape :
       {OverlayShape::polygons, OverlayShape::lines, OverlayShape::points})
    for (size_t layer = 0; layer < layers.size(); ++layer)
      for (size_t i = 0; i < layers[layer].features.size(); ++i) {
        const dataset::OverlayFeature& feature = layers[layer].features[i];
        if (feature.shape != shape) continue;
        for (const auto& part : feature.parts) {
          const std::vector<LinePoint> course =
              course_of(drawn_part(feature, part), step_m, heights);
          add_course(mesh.lines, {.points = course, .before = {}, .after = {}});
          mesh.sources.push_back({static_cast<uint32_t>(layer), static_cast<uint32_t>(i)});
        }
      }
  return mesh;
}

}  // namespace caspian::scene
