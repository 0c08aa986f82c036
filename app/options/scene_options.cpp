// What a picture shows, as options.
#include "app/options/scene_options.h"

#include "app/option_values.h"

namespace caspian::app {

CLI::Option* add_filter_option(CLI::App& app, Texts& texts) {
  return texts
      .add(app, "--filter",
           "Only these flows: commodity, mode, corridor, direction, country or quality and its "
           "values, such as commodity=oil,gas; several keys narrow it down",
           "KEY=VALUE[,VALUE]...")
      ->join(';');
}

void add_scene_options(CLI::App& app, Texts& texts) {
  texts.add(app, "--time", "The date shown (default: the scenario's)", "DATE")->group("Scene");
  texts
      .add(app, "--motion-time", "How far the pattern of units has run (default: the date)", "DATE")
      ->group("Scene");
  texts.add(app, "--motion", "automatic, true or scaled", "MODE")->group("Scene");
  texts
      .add(app, "--camera",
           "Point looked at on the ground, distance from it to the eye in km, degrees clockwise "
           "from north, "
           "tilt (0 = straight down)",
           "LON,LAT,RANGE_KM,HEADING,TILT")
      ->group("Scene");
  texts.add(app, "--size", "Pixels (default 1280x720)", "WIDTHxHEIGHT")->group("Scene");
  texts.add(app, "--recorded", "Trajectories to show (see caspian convert)", "FILE.cseg")
      ->group("Scene");
  texts.add(app, "--show", "Only these corridors (or seabed lines)", "ID,ID...")->group("Scene");
  texts.add(app, "--hide", "Not these corridors or seabed lines", "ID,ID...")->group("Scene");
  add_filter_option(app, texts)->group("Scene");
  texts.add(app, "--layers", "Layers on or off, such as +curtain,-labels", "+NAME,-NAME...")
      ->group("Scene");
  texts.add(app, "--variant", "Variant of the scenario, such as tripp_open", "ID")->group("Scene");
  texts.add(app, "--theme", "dusk, map or contrast", "NAME")->group("Scene");
  texts
      .add(app, "--lang", "Language of names and texts, or two for names: kk or kk,en",
           "CODE[,CODE]")
      ->group("Scene");
  texts
      .add(app, "--convention",
           "What is said of lines and names: an id of assets/conventions, or a file", "ID|FILE")
      ->group("Scene");
  texts.add(app, "--organization", "Tints the countries of an organization", "ID")->group("Scene");
  texts.add(app, "--terrain", "Own heights and depths (see caspian convert)", "FILE.terrain")
      ->group("Scene");
  texts.add(app, "--layer", "Vector layers of your own, such as zones.geojson", "FILE[,FILE]")
      ->group("Scene");
  texts
      .add(app, "--sea-level",
           "Surface of the Caspian, -36 to -24 m, or `date`: as it was observed", "METRES|date")
      ->group("Scene");
  texts.add(app, "--sun", "atlas (from the north-west) or date: as it stands then, in Dusk", "SUN")
      ->group("Scene");
  texts
      .add(app, "--measure", "A line to be measured; `ring;` before it: an area",
           "LON,LAT;LON,LAT...")
      ->group("Scene");
  texts
      .add(app, "--color-vision",
           "Shows the picture as seen with deuteranopia, protanopia or tritanopia", "KIND")
      ->group("Scene");
  texts.add_flag(app, "--reduced-motion", "No flights, no slides, units move in steps")
      ->group("Scene");
  texts.add_flag(app, "--no-attribution", "Leaves the sources out of the picture")->group("Scene");
  texts.add(app, "--exaggeration", "Vertical exaggeration, 1 to 50", "FACTOR")->group("Scene");
  texts.add(app, "--sea-opacity", "0 (clear) to 1", "NUMBER")->group("Scene");
  texts.add(app, "--color-by", "Hue of units and ribbons: corridor or commodity", "WHAT")
      ->group("Scene");
  texts.add(app, "--unit-budget", "The most units drawn at once, 500 to 10000000", "COUNT")
      ->group("Scene");
  texts.add(app, "--ribbon-window", "Ribbons show the mean rate of this long, 1 to 366", "DAYS")
      ->group("Scene");
  texts
      .add(app, "--density-window",
           "The layer density shows the mean of this long before the date, 1 to 366", "DAYS")
      ->group("Scene");
  texts.add(app, "--units", "How units are drawn: splat (points), raster (dashes) or auto", "MODE")
      ->group("Scene");
  texts.add(app, "--trail", "Hours of travel that a unit's trail shows, 0 to 8760", "HOURS")
      ->group("Scene");
  texts.add(app, "--ui-scale", "Size of type and lines, 0.5 to 4", "FACTOR")->group("Scene");
  texts.add(app, "--supersample", "1 or 2: draw larger and average, for fine stills", "FACTOR")
      ->group("Scene");
}

void add_device_options(CLI::App& app, Texts& texts) {
  texts.add_flag(app, "--software", "Use the software device");
  texts.add_flag(app, "--validation", "Check every Vulkan call");
  texts.add_flag(app, "--no-validation", "Check none");
  texts.add_flag(app, "--verbose", "Say more while working");
  texts.add(app, "--log", "Also write messages to a file", "FILE");
}

namespace {

/// `kk` or `kk,en`.
void read_languages(Reader& reader, SceneRequest& scene) {
  const std::string& text = reader.texts().text("--lang");
  const size_t comma = text.find(',');
  scene.language = text.substr(0, comma);
  if (comma == text.npos) return;
  scene.second_language = text.substr(comma + 1);
  if (scene.language.empty() || scene.second_language.empty() ||
      scene.second_language == scene.language)
    reader.fail("--lang: found `" + text + "`, expected one language or two, such as kk,en");
}

/// Metres, or `date`.
void read_sea_level(Reader& reader, SceneRequest& scene) {
  scene.sea_level_by_date = reader.texts().text("--sea-level") == "date";
  if (!scene.sea_level_by_date)
    reader.into(scene.sea_level_m, "--sea-level", read_number, -36.0, -24.0);
}

void read_measured(Reader& reader, SceneRequest& scene) {
  constexpr std::string_view k_ring = "ring;";
  std::string text = reader.texts().text("--measure");
  scene.measured_is_area = text.starts_with(k_ring);
  if (scene.measured_is_area) text.erase(0, k_ring.size());
  if (text.empty()) return;
  auto places = read_places("--measure", text);
  if (!places) return reader.fail(places.failure());
  scene.measured = std::move(places).value();
  const size_t least = scene.measured_is_area ? 3 : 2;
  if (scene.measured.size() < least)
    reader.fail("--measure: expected at least " + std::to_string(least) + " places");
}

}  // namespace

void read_scene(Reader& reader, const std::string& scenario_key, SceneRequest& scene) {
  const Texts& texts = reader.texts();
  scene.scenario = texts.text(scenario_key);
  scene.variant = texts.text("--variant");
  scene.recorded = texts.text("--recorded");
  scene.terrain = texts.text("--terrain");
  scene.convention = texts.text("--convention");
  scene.organization = texts.text("--organization");
  scene.reduced_motion = texts.flag("--reduced-motion");
  scene.attribution = !texts.flag("--no-attribution");
  read_languages(reader, scene);
  read_sea_level(reader, scene);
  read_measured(reader, scene);
  reader.into(scene.overlays, "--layer", read_ids);
  reader.into(scene.sun_by_date, "--sun", read_sun);
  reader.into(scene.colour_vision, "--color-vision", read_colour_vision);
  reader.into(scene.time, "--time", read_time);
  reader.into(scene.motion_time, "--motion-time", read_time);
  reader.into(scene.motion, "--motion", read_motion);
  reader.into(scene.camera, "--camera", read_camera);
  reader.into(scene.size, "--size", read_size);
  reader.into(scene.show, "--show", read_ids);
  reader.into(scene.hide, "--hide", read_ids);
  reader.into(scene.filter, "--filter", read_filter);
  reader.into(scene.layers, "--layers", read_layers);
  reader.into(scene.theme, "--theme", read_theme);
  reader.into(scene.colour_by, "--color-by", read_colour_by);
  reader.into(scene.exaggeration, "--exaggeration", read_number, 1.0, 50.0);
  reader.into(scene.sea_opacity, "--sea-opacity", read_number, 0.0, 1.0);
  reader.into(scene.ribbon_window_days, "--ribbon-window", read_number, 1.0, 366.0);
  reader.into(scene.density_window_days, "--density-window", read_number, 1.0, 366.0);
  reader.into(scene.ui_scale, "--ui-scale", read_number, 0.5, 4.0);
  reader.into(scene.supersample, "--supersample", read_whole, int64_t{1}, int64_t{2});
  reader.into(scene.unit_drawing, "--units", read_unit_drawing);
  reader.into(scene.trail_h, "--trail", read_number, 0.0, 8760.0);
  reader.into(scene.unit_budget, "--unit-budget", read_whole, int64_t{500}, int64_t{10'000'000});
}

void read_device(Reader& reader, RunRequest& request) {
  const Texts& texts = reader.texts();
  request.device.software = texts.flag("--software");
  if (texts.flag("--validation")) request.device.validation = true;
  if (texts.flag("--no-validation")) request.device.validation = false;
  if (texts.flag("--verbose")) request.log_level = log::Level::info;
  request.log_file = texts.text("--log");
}

}  // namespace caspian::app
