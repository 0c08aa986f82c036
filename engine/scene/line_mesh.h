// Lines on the ground as strips of vertices at several levels of detail, cut into chunks that are
// chosen by distance and culled by the view. Positions are relative to a nearby origin; knows no
// styles.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include <glm/glm.hpp>

#include "scene/camera.h"

namespace caspian::scene {

/// A place on a line before it becomes vertices.
struct LinePoint {
  double longitude_deg = 0, latitude_deg = 0;
  float height_m = 0;
  float lane = 0;         // sideways, in lanes, positive to the right
  double distance_m = 0;  // along the line; sets the phase of dashes
  float reach = 0;        // lanes that it is wide to either side, where that is much
};

/// Two of these per point, left and right; the shader moves them apart (shaders/line.vert reads the
/// same layout).
struct LineVertex {
  glm::vec3 base_m{0};  // at height 0, earth-centred axes, relative to the origin
  float height_m = 0;
  int16_t tangent[3]{};  // unit vector / 32767
  int16_t slope = 0;     // rise over run / 32767
  float distance_m = 0;
  int16_t lane = 0;  // lanes / 1024
  int16_t cap = 0;   // -1, 1: pushed out before the start or beyond the end by half the width
};
static_assert(sizeof(LineVertex) == 32);
constexpr float k_lane_units = 1024;
constexpr int16_t k_no_width = 2;  // value of cap: both vertices in the middle

struct LineChunk {
  uint32_t first_point = 0, last_point = 0;  // both belong to it; the last is the next one's first
  uint32_t first_child = 0, last_child = 0;  // chunks of the finer level, last one excluded
  glm::dvec3 centre_m{0};                    // earth-centred, at height 0
  double radius_m = 0;
  float most_height_m = 0;  // of |height|
};

struct LineLevel {
  double tolerance_m = 0;  // how far it may be from the finest one
  std::vector<LineChunk> chunks;
};

struct LineCourse {
  glm::dvec3 origin_m{0};
  std::vector<LineLevel> levels;  // finest first
};

struct LineMesh {
  std::vector<LineVertex> vertices;  // points[i] = vertices[2i], vertices[2i+1]
  std::vector<LineCourse> courses;
};

struct LineSource {
  std::span<const LinePoint> points;
  /// The line's continuation on either side (nearest point first), where another one carries it on:
  /// the ends then have no caps and turn into each other.
  std::vector<LinePoint> before, after;
  bool round_joins = true;  // fans at sharp corners where the line has no lane
};

/// Adds one course; returns its number. Lines of fewer than one point give an empty course; a
/// single point becomes a dot (two caps).
size_t add_course(LineMesh& mesh, const LineSource& source);

/// Points [first, last] to be drawn as one strip.
struct DrawRange {
  uint32_t first_point = 0, last_point = 0;
};

/// What of a course to draw: everything in view, as coarse as half a pixel allows, in order along
/// the line.
void select_ranges(const LineCourse& course, const CameraFrame& camera, double exaggeration,
                   std::vector<DrawRange>& out);

/// Is any of the sphere in front of the eye, inside the image and not behind the globe?
bool sphere_in_view(const CameraFrame& camera, const glm::dvec3& centre_m, double radius_m);

}  // namespace caspian::scene
