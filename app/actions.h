// Every intent of the user once, by name; apply() is the only place that changes AppState. Panels,
// keys, the command line and recorded sessions all emit these.
#pragma once
#include <string>
#include <variant>

#include "app/app_state.h"
#include "dataset/dataset.h"

namespace caspian::app::actions {

struct ToggleCorridor {
  std::string id;
};  // corridor or seabed line
struct ShowCorridor {
  std::string id;
  bool shown;
};
struct SoloCorridor {
  std::string id;
};  // only this one; again: all
struct ShowAllCorridors {};
struct ToggleLayer {
  std::string layer;
};  // name of a field of LayerToggles
struct SetTheme {
  scene::ThemeId theme;
};
struct SetLanguage {
  std::string code;
};
struct NextLanguage {};
struct SetSecondLanguage {
  std::string code;  // "" = one language
};
struct SetConvention {
  std::string id;
};
struct NextConvention {};
struct SetOrganization {
  std::string id;  // "" = none
};
struct SetSeaLevel {
  double level_m;  // also: no longer by the date
};
struct SetSeaLevelByDate {
  bool is_by_date;
};
struct SetSunByDate {
  bool is_by_date;
};
struct SetColourVision {
  scene::ColourVision kind;
};
struct NextColourVision {};
struct SetReducedMotion {
  bool is_reduced;
};
struct StartMeasure {
  bool is_area;
};  // from now on places are added
struct AddMeasuredPlace {
  geo::GeoPoint place;
};
struct UndoMeasuredPlace {};
struct EndMeasure {};  // what was measured stays
struct ClearMeasure {};
struct MeasureAlong {
  std::vector<geo::GeoPoint> places;
};  // instead of places that were clicked
struct SaveProfile {};
struct ProfileDone {};  // saved or failed
struct SetExaggeration {
  double factor;
};
struct SetSeaOpacity {
  double opacity;
};
struct SetVariant {
  std::string id;
};
struct SetMotionMode {
  scene::MotionMode mode;
};
struct SetFilter {
  dataset::FlowFilter filter;
};
struct ToggleFilter {
  std::string key, value;  // "commodity" "oil": adds it to the filter, or takes it out
};
struct ClearFilter {};
struct SetColourBy {
  scene::ColourBy what;
};
struct SetUnitDrawing {
  scene::UnitDrawing how;
};
struct SetTrail {
  double hours;
};
struct SetRibbonWindow {
  double days;
};
struct SetDensityWindow {
  double days;
};
struct Play {};
struct Pause {};
struct TogglePlay {};
struct Reverse {};  // flips the sign of the speed
struct SetSpeed {
  double ms_per_s;
};
struct Faster {};
struct Slower {};
struct SetLoop {
  time::Loop loop;
};
struct Seek {
  time::SimTime when;
};
struct SeekText {
  std::string text;
};  // a typed date; a bad one becomes a notice
struct NextEvent {};
struct PreviousEvent {};
struct SetTimeRange {
  time::SimTime from, to;
};  // what the time bar shows
struct SetCamera {
  scene::Camera camera;
};
struct ResetCamera {};
struct Select {
  Selection what;
};
struct Deselect {};
struct Hover {
  std::string id;  // "" = nothing
};
struct StartFollow {
  std::string unit;  // as selected
};
struct KeepFollow {
  Follow follow;  // as it was found to be
};
struct StopFollow {};
struct Notify {
  std::string sentence;  // "" takes the notice away
};
struct Advance {
  double elapsed_s;  // of wall time: plays on
};
struct SetUiScale {
  double scale;
};
struct SetSearch {
  std::string text;
};
struct TogglePanel {};
struct ToggleLegend {};
struct ToggleChart {};
struct ToggleHelp {};
struct ToggleInterface {};
struct ToggleFullscreen {};
struct SaveStill {};
struct StillDone {};  // saved or failed
struct Quit {};

}  // namespace caspian::app::actions

namespace caspian::app {

using Action = std::variant<
    actions::ToggleCorridor, actions::ShowCorridor, actions::SoloCorridor,
    actions::ShowAllCorridors, actions::ToggleLayer, actions::SetTheme, actions::SetLanguage,
    actions::NextLanguage, actions::SetExaggeration, actions::SetSecondLanguage,
    actions::SetConvention, actions::NextConvention, actions::SetOrganization, actions::SetSeaLevel,
    actions::SetSeaLevelByDate, actions::SetSunByDate, actions::SetColourVision,
    actions::NextColourVision, actions::SetReducedMotion, actions::StartMeasure,
    actions::AddMeasuredPlace, actions::UndoMeasuredPlace, actions::EndMeasure,
    actions::ClearMeasure, actions::MeasureAlong, actions::SaveProfile, actions::ProfileDone,
    actions::SetSeaOpacity, actions::SetVariant, actions::SetMotionMode, actions::SetFilter,
    actions::ToggleFilter, actions::ClearFilter, actions::SetColourBy, actions::SetUnitDrawing,
    actions::SetTrail, actions::SetRibbonWindow, actions::SetDensityWindow, actions::Hover,
    actions::StartFollow, actions::KeepFollow, actions::StopFollow, actions::ToggleChart,
    actions::Play, actions::Pause, actions::TogglePlay, actions::Reverse, actions::SetSpeed,
    actions::Faster, actions::Slower, actions::SetLoop, actions::Seek, actions::SeekText,
    actions::NextEvent, actions::PreviousEvent, actions::SetTimeRange, actions::SetCamera,
    actions::ResetCamera, actions::Select, actions::Deselect, actions::SetSearch,
    actions::TogglePanel, actions::ToggleLegend, actions::ToggleHelp, actions::ToggleInterface,
    actions::ToggleFullscreen, actions::SaveStill, actions::StillDone, actions::Notify,
    actions::Advance, actions::SetUiScale, actions::Quit>;

/// The view that everything opens with.
scene::Camera opening_camera();

/// The state a fresh view of a dataset opens with.
AppState opening_state(const dataset::Dataset& dataset);

void apply(const Action& action, const dataset::Dataset& dataset, AppState& state);

}  // namespace caspian::app
