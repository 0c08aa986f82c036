// The whole interface on top of the map: state in, actions out. Knows no renderer, window or clock;
// draws through the ImGui layer it is given.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/actions.h"
#include "app/app_state.h"
#include "core/image.h"
#include "dataset/dataset.h"
#include "dataset/flow_totals.h"
#include "dataset/link_rates.h"
#include "dataset/overlay_layer.h"
#include "dataset/path_flows.h"
#include "scene/country_shape.h"
#include "scene/density_legend.h"
#include "scene/language.h"
#include "scene/place_names.h"
#include "scene/port_figures.h"
#include "scene/profile.h"
#include "scene/ribbon_scale.h"
#include "ui/canvas.h"
#include "ui/widget_rect.h"

namespace caspian::ui {
class ImguiLayer;
}

namespace caspian::scene {
struct RecordedScene;
struct BoundarySources;
}  // namespace caspian::scene

namespace caspian::app {

/// What the legend says about the moving units; 0 = none drawn of that sort.
struct UnitFacts {
  size_t drawn = 0;  // at this date
  double tonnes_per_unit = 0;
  double bcm_per_unit = 0;
  bool motion_is_scaled = false;                   // "motion not to scale"
  const scene::RecordedScene* recorded = nullptr;  // trajectories, null = none
  std::optional<scene::DensityFacts> density;      // when it is shown in their place
};

/// A unit on its way.
struct UnitStory {
  uint32_t path = dataset::k_none;
  std::string commodity;
  double amount = 0;  // tonnes, or bcm of gas
  bool is_gas = false, is_plan = false;
  dataset::Quality quality = dataset::Quality::assumed;
  double age_s = 0, duration_s = 0;
  geo::GeoPoint place;
};

/// All that a frame of the interface depends on.
struct InterfaceInputs {
  const AppState& state;
  const dataset::Dataset& dataset;
  const std::vector<dataset::RateSeries>& rates;  // of the dataset (SceneGeometry::rates)
  const scene::Language& language;                // loaded for state.settings.language
  const std::vector<std::string>& languages;      // codes that can be chosen
  PixelSize size;                                 // of the picture, in px
  double elapsed_s = 0;  // wall time since the last frame; for a still: draw twice with 1
  UnitFacts units;
  std::span<const dataset::PathFlow> flows;          // of the rates
  const scene::RibbonScale* ribbon_scale = nullptr;  // for the legend; null = not told
  const dataset::LinkRates* link_rates = nullptr;    // of link_flows, for a link's ribbon
  const std::vector<dataset::PathFlow>* link_flows = nullptr;
  std::span<const scene::PortFigures> ports;          // at the date
  const UnitStory* unit = nullptr;                    // the chosen unit, when it is on its way
  std::span<const dataset::OverlayLayer> overlays{};  // the user's own layers
  const std::vector<scene::CountryShape>* countries = nullptr;  // null = none is drawn
  const scene::Profile* profile = nullptr;       // of what is measured, null = nothing is
  std::span<const geo::GeoPoint> chosen_line{};  // the course of the chosen corridor or unit
  const scene::PlaceNames* names = nullptr;      // short names of corridors, names of countries
  const scene::BoundarySources* boundary_sources = nullptr;  // of zones; null = not told
  bool has_window = true;  // fullscreen, quit and the like make sense
};

/// A part of the picture, in px from its top left.
struct PictureRect {
  float x = 0, y = 0, width = 0, height = 0;
};

class Interface {
 public:
  explicit Interface(ui::ImguiLayer& layer);
  ~Interface();

  /// Draws one frame of the interface (begin_frame and end_frame of the layer included) and tells
  /// what the user wants. Nothing is drawn when state.interface_hidden. Afterwards:
  /// layer.record(commands, arena, target).
  std::vector<Action> draw(const InterfaceInputs& inputs);

  /// The pointer or the keyboard belongs to the interface; the map must not react.
  bool wants_mouse() const;
  bool wants_keyboard() const;
  /// A panel of the last frame lies at this place (px of the picture): for events that came after
  /// it.
  bool covers(double x_px, double y_px) const;
  /// Something is still moving or waiting: draw another frame even if paused and untouched.
  bool needs_frame() const;
  /// Keeps all text of a frame, for tests that nothing is cut or overlaps.
  void keep_texts(bool wanted);
  const std::vector<ui::DrawnText>& texts() const;
  /// Named widgets of the last frame, for recorded sessions.
  const std::vector<ui::WidgetRect>& widgets() const;
  /// The part of the picture that no panel covers: scale bar, north arrow and sources line belong
  /// in there.
  PictureRect free_rect() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace caspian::app
