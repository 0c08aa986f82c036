// What lines look like: status, mode and standing as widths, dashes and colours that can be told
// apart without colour (look.md). All lengths are logical px; scaling them is the pass's work.
#pragma once
#include <vector>

#include <glm/glm.hpp>

#include "dataset/dataset.h"
#include "scene/frame_inputs.h"
#include "scene/map_lines.h"
#include "scene/ribbons.h"
#include "scene/scene_geometry.h"
#include "scene/theme.h"

namespace caspian::scene {

struct LineStyle {
  glm::vec3 colour{1};
  float alpha = 1;
  glm::vec3 casing{0};
  float casing_alpha = 0;
  glm::vec3 centre{1};  // of the thin middle line or the filling
  float centre_alpha = 0;
  float half_width_px = 1;  // of the coloured body
  float casing_px = 0;      // beyond it
  float edge_px = 0;        // hollow: only this much of the rim is coloured; 0 = filled
  float fill_alpha = 0;     // of a hollow body's inside
  float centre_half_px = 0;
  float centre_period_px = 0;  // the middle line's own dashes; 0 = continuous
  float centre_share = 1;
  float dash_period_px = 0;  // 0 = continuous
  float dash_share = 1;      // drawn part of the period
  float dash_end_px = 0;     // hollow dashes: this much at both ends is filled
  float dash_round = 0;      // 1: rounded dashes
  float tie_period_px = 0;   // rail: marks across, when near; 0 = none
};

/// How one link is to be drawn at a date.
struct DrawnLink {
  uint32_t link = 0;
  dataset::Status status = dataset::Status::operating;
  bool has_figure = true;  // some figure is known of what runs over it within the window
  bool carries = true;     // ... and something that is to be seen does
  bool is_highlighted = false;
};

/// The links that are to be seen, in drawing order (what matters most last): those of corridors
/// that are shown, and whatever else their freight runs over.
std::vector<DrawnLink> drawn_links(const SceneGeometry& scene, time::SimTime when,
                                   const ViewSettings& settings);
/// The same for rates that carried_rates has found.
std::vector<DrawnLink> drawn_links(const SceneGeometry& scene, time::SimTime when,
                                   const ViewSettings& settings,
                                   const std::vector<dataset::CarriedRates>& rates);
/// Indices of the treaty lines that are to be seen, as lines, at the date and under the convention.
std::vector<uint32_t> drawn_treaty_lines(const SceneGeometry& scene, time::SimTime when,
                                         const ViewSettings& settings);

LineStyle link_style(const dataset::Link& link, const DrawnLink& drawn, glm::vec3 hue,
                     const Theme& theme, const ViewSettings& settings);
LineStyle treaty_style(const dataset::TreatyLine& line, bool is_highlighted, const Theme& theme);
/// The same in the style that a convention gives it.
LineStyle treaty_style(const dataset::TreatyLine& line, dataset::TreatyLine::Style shown_as,
                       bool is_highlighted, const Theme& theme);
/// Of thin marks of law that have no casing: readable on the sea of every theme.
glm::vec3 law_ink(const Theme& theme);
LineStyle map_line_style(MapLineKind kind, int rank, const Theme& theme);
glm::vec3 isobath_colour(const Theme& theme);

/// A course of build_track_mesh or build_treaty_mesh and its look.
struct StyledCourse {
  uint32_t course = 0;
  LineStyle style;
  bool is_hollow = false;        // it runs, and nobody says how much
  std::optional<Ribbon> ribbon;  // of a link in operation; without goods it is an outline only
};

std::vector<StyledCourse> styled_links(const SceneGeometry& scene, const FrameInputs& inputs,
                                       const Theme& theme);
std::vector<StyledCourse> styled_treaty_lines(const SceneGeometry& scene, const FrameInputs& inputs,
                                              const Theme& theme);

}  // namespace caspian::scene
