// What can be lettered on the map and where it lies on the earth, made once: nodes with their
// importance, names along axes, countries, the courses of corridors, events. Knows no language,
// date or camera.
#pragma once
#include <vector>

#include <glm/glm.hpp>

#include "scene/place_names.h"
#include "scene/scene_geometry.h"

namespace caspian::scene {

/// A place on the drawn surface: base + up * height_m * exaggeration.
struct DrapedPoint {
  glm::dvec3 base_m{0};  // earth-centred, at height 0
  glm::dvec3 up{0};
  double height_m = 0;

  /// With the Caspian at a level: what lies on it moves along.
  glm::dvec3 at(double exaggeration, double sea_level_m = geo::k_caspian_surface_m) const {
    const float drawn_m =
        geo::drawn_height_m(static_cast<float>(height_m), static_cast<float>(sea_level_m));
    return base_m + up * (double{drawn_m} * exaggeration);
  }
};
DrapedPoint drape(const geo::GeoPoint& place, double height_m);

struct LabelNode {
  uint32_t node = dataset::k_none;
  DrapedPoint place;
  double importance = 0;
  int rank = 4;                 // 1 = seen from afar, 4 = close by
  std::vector<uint32_t> links;  // that end here
};

struct LabelAxis {
  const NamedPlace* place = nullptr;
  std::vector<DrapedPoint> points;
};

struct LabelCountry {
  const NamedCountry* country = nullptr;
  std::vector<DrapedPoint> anchors;
};

/// A river by its drawn course; the greatest part first.
struct LabelRiver {
  const NamedPlace* place = nullptr;
  std::vector<std::vector<DrapedPoint>> parts;
};

/// Links of one corridor that carry each other on, as one thinned line.
struct LabelChain {
  struct Point {
    DrapedPoint place;
    float lane = 0;
    uint32_t link = dataset::k_none;  // from here to the next point
  };
  uint32_t corridor = dataset::k_none;
  std::vector<Point> points;
};

/// A seabed line.
struct LabelTreatyLine {
  uint32_t line = dataset::k_none;
  std::vector<DrapedPoint> points;
};

/// A depth contour of the Caspian, on its floor.
struct LabelIsobath {
  int depth_m = 0;
  std::vector<DrapedPoint> points;
  std::vector<double> along_m;  // of each point, from the line's start
};

/// The lines of a zone's limit.
struct LabelZone {
  uint32_t zone = 0;
  std::vector<std::vector<DrapedPoint>> lines;
};

/// Places along a land border, to know whether it is in view.
struct LabelBorder {
  uint32_t border = 0;
  std::vector<DrapedPoint> places;
};

struct LabelEvent {
  uint32_t event = 0;
  std::vector<DrapedPoint> places;
};

/// A named feature of a user's layer.
struct LabelOverlay {
  size_t layer = 0, feature = 0;
  DrapedPoint anchor;
  double extent_m = 0;  // of a line or an area; 0 = a point
};

struct LabelContent {
  /// `names` must outlive the content.
  LabelContent(const SceneGeometry& scene, const PlaceNames& names);

  std::vector<LabelNode> nodes;  // the most important first
  std::vector<LabelAxis> axes;   // by rank; of rivers only those without a course
  std::vector<LabelRiver> rivers;
  std::vector<LabelCountry> countries;
  std::vector<LabelChain> chains;       // thinned, for views of whole countries
  std::vector<LabelChain> fine_chains;  // for near views
  std::vector<LabelTreatyLine> treaty_lines;
  std::vector<LabelIsobath> isobaths;
  std::vector<LabelZone> zones;
  std::vector<LabelBorder> borders;
  std::vector<LabelEvent> events;
  std::vector<LabelOverlay> overlays;        // the largest first
  std::vector<DrapedPoint> schematic_floor;  // places where the floor is a drawing
};

}  // namespace caspian::scene
