// Every visual choice in one plain struct with its default and range. Panel, command line and
// scenario files write it.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/flow_filter.h"
#include "geo/geo_point.h"

namespace caspian::scene {

enum class ThemeId { dusk, map, contrast };
enum class MotionMode { automatic, true_motion, scaled };
/// How units get on the screen: points in a visibility buffer, or dashes and models.
enum class UnitDrawing { automatic, splat, raster };
/// What the hue of units and ribbons tells.
enum class ColourBy { corridor, commodity };
/// As whom the finished picture is shown: a check of the colours, not a theme.
enum class ColourVision { normal, deuteranopia, protanopia, tritanopia };

struct LayerToggles {
  bool terrain = true;
  bool sea = true;
  bool waves = false;  // gentle, on the sea near the eye
  bool isobaths = true;
  bool boundaries = true;  // all of lines, curtain, zones, borders; one key hides them
  bool lines = true;       // seabed delimitation lines
  bool curtain = false;    // ... as a curtain down to the sea floor
  bool zones = false;      // constructed 15 and 10 nautical mile zones
  bool borders = true;     // land borders
  bool overlays = true;    // the user's own vector layers
  bool rivers = true;
  bool ribbons = true;
  bool units = true;
  bool models = true;    // units near the eye as trains, ships, lorries
  bool density = false;  // units per area over a time window
  bool ports = true;     // what ports handle, by goods
  bool nodes = true;
  bool labels = true;
  bool events = true;
  bool furniture = true;  // date, scale bar, sources, disclaimer
  bool operator==(const LayerToggles&) const = default;
};

/// Names of the fields of LayerToggles, in their order.
std::span<const std::string_view> layer_names();
/// The field of that name, null when there is none.
bool* find_layer(LayerToggles& layers, std::string_view name);

struct ViewSettings {
  ThemeId theme = ThemeId::dusk;
  std::string language = "en";
  std::string second_language;  // names and captions in two languages; "" = one
  std::string convention;       // statuses, names and disclaimer; "" = the most restrained
  double exaggeration = 12.0;   // 1..50, live
  LayerToggles layers;
  std::vector<std::string> hidden;  // corridor or line ids that are switched off
  std::string variant = "base";     // scenario variant, e.g. "tripp_open"
  MotionMode motion = MotionMode::automatic;
  double ui_scale = 1.0;       // logical px -> px (HiDPI), 0.5..4
  int supersample = 1;         // 1 or 2
  double sea_opacity = 1.0;    // 0..1, multiplies the water's own
  double sea_level_m = -28.0;  // -36..-24: the Caspian's surface, unless it follows the date
  bool sea_level_by_date = false;
  std::string organization;  // whose countries are tinted, "" = none
  bool sun_by_date = false;  // Dusk's light by date and hour instead of the atlas's
  ColourVision colour_vision = ColourVision::normal;
  bool reduced_motion = false;   // no orbit, no slides
  double ribbon_width_px = 3.4;  // 1..12
  double lane_spacing_px = 4.6;  // 2..16
  double unit_length_px = 11.0;  // 4..30
  double unit_width_px = 4.2;    // 2..16
  int unit_budget = 6000;        // 500..10000000
  UnitDrawing unit_drawing = UnitDrawing::automatic;
  ColourBy colour_by = ColourBy::corridor;
  double trail_h = 0;               // 0..8760: how far back in time a unit's trail reaches
  double ribbon_window_days = 30;   // 1..366: ribbons show the mean rate of this long, to the date
  double density_window_days = 30;  // 1..366: the density view's
  dataset::FlowFilter filter;       // what of the flows is counted and drawn
  std::string highlight;            // id of the chosen thing, drawn stronger; "" = none
  std::vector<geo::GeoPoint> measured;  // the line or ring that is measured, heights unused
  bool measured_is_area = false;        // its last point joins the first
  bool attribution = true;              // sources in the picture; disclaimer stays either way

  bool is_hidden(const std::string& id) const;
  // What is seen of boundaries: each of its own layer and the one key.
  bool shows_lines() const { return layers.boundaries && layers.lines; }
  bool shows_curtain() const { return layers.boundaries && layers.curtain; }
  bool shows_zones() const { return layers.boundaries && layers.zones; }
  bool shows_borders() const { return layers.boundaries && layers.borders; }
  bool operator==(const ViewSettings&) const = default;
};

}  // namespace caspian::scene
