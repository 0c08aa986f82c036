#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <cstring>

#include "geo/ellipsoid.h"
#include "geo/polyline.h"
#include "scene/line_mesh.h"
#include "scene/track_mesh.h"
#include "tests/support/built_in.h"

using namespace caspian;
using scene::LineMesh;
using scene::LinePoint;

namespace {

std::vector<LinePoint> line_through(const std::vector<geo::GeoPoint>& places, double step_m) {
  std::vector<LinePoint> points;
  for (const auto& place : geo::densified(places, step_m)) {
    double distance_m = 0;
    if (!points.empty())
      distance_m =
          points.back().distance_m +
          geo::piece_length_m({points.back().longitude_deg, points.back().latitude_deg, 0}, place);
    points.push_back({.longitude_deg = place.longitude_deg,
                      .latitude_deg = place.latitude_deg,
                      .height_m = 100,
                      .distance_m = distance_m});
  }
  return points;
}

glm::dvec3 place_of(const LineMesh& mesh, const scene::LineCourse& course, uint32_t point) {
  return course.origin_m + glm::dvec3(mesh.vertices[2 * size_t{point}].base_m);
}

}  // namespace

TEST_CASE("the finest level is the line itself, in pairs of vertices") {
  LineMesh mesh;
  const auto points = line_through({{50, 42, 0}, {51, 42.3, 0}, {52, 42, 0}}, 1000);
  scene::add_course(mesh, {.points = points, .before = {}, .after = {}});
  const auto& course = mesh.courses[0];
  const auto& level = course.levels[0];
  CHECK(level.tolerance_m == 0);
  // Caps at both ends, a fan at the corner.
  const uint32_t drawn = level.chunks.back().last_point + 1;
  CHECK(drawn >= points.size() + 2);
  CHECK(drawn <= points.size() + 8);
  for (uint32_t i = 0; i < drawn; ++i)
    CHECK(std::memcmp(&mesh.vertices[2 * i], &mesh.vertices[2 * i + 1],
                      sizeof(scene::LineVertex)) == 0);
  CHECK(mesh.vertices[0].cap == -1);
  CHECK(mesh.vertices[2 * (drawn - 1)].cap == 1);
  const auto truth = geo::to_earth_centred({51, 42.3, 0});
  double nearest_m = 1e9;
  for (uint32_t i = 0; i < drawn; ++i)
    nearest_m = std::min(nearest_m, glm::length(place_of(mesh, course, i) - truth));
  CHECK(nearest_m < 0.05);
}

TEST_CASE("chunks of a level join, and coarser levels stay within their tolerance") {
  LineMesh mesh;
  std::vector<geo::GeoPoint> places;
  for (int i = 0; i <= 60; ++i) places.push_back({48 + 0.1 * i, 42 + 0.15 * std::sin(0.5 * i), 0});
  const auto points = line_through(places, 1000);
  scene::add_course(mesh, {.points = points, .before = {}, .after = {}});
  const auto& course = mesh.courses[0];
  REQUIRE(course.levels.size() >= 4);
  size_t before = SIZE_MAX;
  for (const auto& level : course.levels) {
    CAPTURE(level.tolerance_m);
    const size_t count = level.chunks.back().last_point - level.chunks.front().first_point;
    CHECK(count < before);
    before = count;
    for (size_t c = 1; c < level.chunks.size(); ++c)
      CHECK(level.chunks[c].first_point <= level.chunks[c - 1].last_point);
    // Every place of the line is near the level's polyline.
    double worst_m = 0;
    for (const auto& point : points) {
      const auto place = geo::to_earth_centred({point.longitude_deg, point.latitude_deg, 0});
      double least_m = 1e12;
      for (uint32_t i = level.chunks.front().first_point; i < level.chunks.back().last_point; ++i) {
        const auto a = place_of(mesh, course, i), b = place_of(mesh, course, i + 1);
        const auto along = b - a;
        const double squared = glm::dot(along, along);
        const double t =
            squared > 0 ? glm::clamp(glm::dot(place - a, along) / squared, 0.0, 1.0) : 0;
        least_m = std::min(least_m, glm::length(a + along * t - place));
      }
      worst_m = std::max(worst_m, least_m);
    }
    CHECK(worst_m <= level.tolerance_m + 0.1);
  }
  // Children cover their parent exactly.
  for (size_t k = 1; k < course.levels.size(); ++k) {
    uint32_t next = 0;
    for (const auto& chunk : course.levels[k].chunks) {
      CHECK(chunk.first_child == next);
      next = chunk.last_child;
      const auto& first = course.levels[k - 1].chunks[chunk.first_child];
      const auto& last = course.levels[k - 1].chunks[chunk.last_child - 1];
      CHECK(glm::length(place_of(mesh, course, chunk.first_point) -
                        place_of(mesh, course, first.first_point)) < 0.1);
      CHECK(glm::length(place_of(mesh, course, chunk.last_point) -
                        place_of(mesh, course, last.last_point)) < 0.1);
    }
    CHECK(next == course.levels[k - 1].chunks.size());
  }
}

TEST_CASE("joined lines have no caps and one direction at the joint") {
  LineMesh mesh;
  const auto first = line_through({{50, 42, 0}, {51, 42, 0}}, 1000);
  const auto second = line_through({{51, 42, 0}, {51.6, 42.5, 0}}, 1000);
  const std::vector<LinePoint> next{second[1], second[2], second[3]};
  std::vector<LinePoint> back;
  for (size_t i = first.size() - 1; i-- > 0 && back.size() < 3;) {
    back.push_back(first[i]);
    back.back().distance_m = first.back().distance_m - first[i].distance_m;
  }
  scene::add_course(mesh, {.points = first, .before = {}, .after = next, .round_joins = false});
  scene::add_course(mesh, {.points = second, .before = back, .after = {}, .round_joins = false});
  const auto& end = mesh.vertices[2 * size_t{mesh.courses[0].levels[0].chunks.back().last_point}];
  const auto& start =
      mesh.vertices[2 * size_t{mesh.courses[1].levels[0].chunks.front().first_point}];
  CHECK(end.cap == 0);
  CHECK(start.cap == 0);
  for (int k = 0; k < 3; ++k) CHECK(std::abs(end.tangent[k] - start.tangent[k]) < 40);
}

TEST_CASE("what is drawn is what is in view, and coarser when far") {
  LineMesh mesh;
  const auto points = line_through({{40, 42, 0}, {60, 42, 0}}, 1000);
  scene::add_course(mesh, {.points = points, .before = {}, .after = {}});
  const auto count = [&](const scene::Camera& camera) {
    std::vector<scene::DrawRange> ranges;
    scene::select_ranges(mesh.courses[0], scene::frame_of(camera, {1280, 720}, 0), 12, ranges);
    uint32_t sum = 0;
    for (const auto& range : ranges) sum += range.last_point - range.first_point;
    return sum;
  };
  scene::Camera camera{.longitude_deg = 50, .latitude_deg = 42, .range_m = 60e3};
  const uint32_t near = count(camera);
  CHECK(near >= 60);  // some 70 km in view, a point each km
  CHECK(near < 400);
  camera.range_m = 6e6;
  CHECK(count(camera) < 60);
  CHECK(count(camera) >= 3);
  camera.longitude_deg = 100;
  camera.range_m = 60e3;
  CHECK(count(camera) == 0);
  camera = {.longitude_deg = -130, .latitude_deg = -42, .range_m = 4e6};
  CHECK(count(camera) == 0);  // behind the globe
}

TEST_CASE("degenerate lines do no harm") {
  LineMesh mesh;
  scene::add_course(mesh, {});
  CHECK(mesh.courses[0].levels.empty());
  const std::vector<LinePoint> one{{.longitude_deg = 50, .latitude_deg = 42}};
  scene::add_course(mesh, {.points = one, .before = {}, .after = {}});
  REQUIRE(mesh.courses[1].levels.size() == 1);
  CHECK(mesh.vertices.size() == 2 * 3);  // cap, point, cap
  const std::vector<LinePoint> same{one[0], one[0]};
  scene::add_course(mesh, {.points = same, .before = {}, .after = {}});
  for (const auto& vertex : mesh.vertices)
    CHECK(std::abs(std::hypot(vertex.tangent[0], vertex.tangent[1], vertex.tangent[2]) - 32767) <
          3);
}

TEST_CASE("the built-in network stays within the triangle budget") {
  const auto start = std::chrono::steady_clock::now();
  const LineMesh mesh = scene::build_track_mesh(test::built_in_tracks());
  const double ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  MESSAGE("track mesh: " << mesh.vertices.size() / 2 << " points, " << ms << " ms");
  for (const auto& [name, camera] :
       {std::pair{"opening", scene::Camera{.longitude_deg = 50.5,
                             .latitude_deg = 41.2,
                             .range_m = 1.9e6,
                             .heading_deg = 20,
                             .tilt_deg = 50}},
        std::pair{"whole", scene::Camera{.longitude_deg = 60, .latitude_deg = 42, .range_m = 7e6}},
        std::pair{"grazing", scene::Camera{.longitude_deg = 49.5,
                             .latitude_deg = 40.3,
                             .range_m = 250e3,
                             .heading_deg = 300,
                             .tilt_deg = 80}}}) {
    std::vector<scene::DrawRange> ranges;
    for (const auto& course : mesh.courses)
      scene::select_ranges(course, scene::frame_of(camera, {1280, 720}, 0), 12, ranges);
    uint32_t triangles = 0;
    for (const auto& range : ranges) triangles += 2 * (range.last_point - range.first_point);
    MESSAGE(std::string(name) << ": " << ranges.size() << " draws, " << triangles << " triangles");
    CHECK(triangles < 40000);
    CHECK(triangles > 500);
  }
}

TEST_CASE("treaty lines keep their turning points; the junction point is a dot") {
  const auto& data = test::built_in_dataset();
  const LineMesh mesh = scene::build_treaty_mesh(data.lines, test::built_in_terrain());
  REQUIRE(mesh.courses.size() == data.lines.size());
  for (size_t i = 0; i < data.lines.size(); ++i) {
    CAPTURE(data.lines[i].id);
    const auto& course = mesh.courses[i];
    REQUIRE(!course.levels.empty());
    const auto& chunks = course.levels[0].chunks;
    for (const auto& point : data.lines[i].points) {
      const auto truth = geo::to_earth_centred({point.longitude_deg, point.latitude_deg, 0});
      double nearest_m = 1e9;
      for (uint32_t k = chunks.front().first_point; k <= chunks.back().last_point; ++k)
        nearest_m = std::min(nearest_m, glm::length(place_of(mesh, course, k) - truth));
      CHECK(nearest_m < 0.1);
    }
    if (data.lines[i].points.size() == 1)
      CHECK(chunks.back().last_point - chunks.front().first_point == 2);
  }
}
