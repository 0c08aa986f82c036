// Options, their help, and the checks that need no data. CLI11 splits and explains; option_values
// reads the texts.
#include "app/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <map>

#include "app/option_values.h"
#include "output/output_path.h"

namespace caspian::app {
namespace {

constexpr std::array<std::string_view, 7> k_commands{"view", "render", "query",  "check",
                                                     "info", "bench",  "convert"};

/// Texts of the options by name; an option that was not given is not in it.
class Texts {
 public:
  /// Adds an option whose text lands here under its long name or positional name.
  CLI::Option* add(CLI::App& app, const std::string& name, const std::string& help,
                   const std::string& value) {
    const std::string key = name.substr(name.find("--") == name.npos ? 0 : name.find("--"));
    CLI::Option* option = app.add_option(name, slots_[key], help);
    // One text per option: a second one is a mistake and must not be joined to the first.
    return option->type_name(value)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  }
  CLI::Option* add_flag(CLI::App& app, const std::string& name, const std::string& help) {
    CLI::Option* option = app.add_flag(name, flags_[name], help);
    return option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  const std::string& text(const std::string& key) const {
    static const std::string k_empty;
    const auto found = slots_.find(key);
    return found == slots_.end() ? k_empty : found->second;
  }
  bool flag(const std::string& key) const {
    const auto found = flags_.find(key);
    return found != flags_.end() && found->second;
  }

 private:
  std::map<std::string, std::string> slots_;
  std::map<std::string, bool> flags_;
};

/// Reads texts into fields and keeps the first failure.
class Reader {
 public:
  explicit Reader(const Texts& texts) : texts_(texts) {}

  template <typename Target, typename Read, typename... More>
  void into(Target& target, const std::string& key, Read read, More... more) {
    const std::string& text = texts_.text(key);
    if (text.empty() || failure_) return;
    auto value = read(key, text, more...);
    if (value)
      target = std::move(value).value();
    else
      failure_ = value.failure();
  }
  void fail(const std::string& sentence) {
    if (!failure_) failure_ = Failure{sentence, Failure::Kind::usage};
  }
  void fail(const Failure& failure) {
    if (!failure_) failure_ = failure;
  }
  const std::optional<Failure>& failure() const { return failure_; }
  const Texts& texts() const { return texts_; }

 private:
  const Texts& texts_;
  std::optional<Failure> failure_;
};

CLI::Option* add_filter(CLI::App& app, Texts& texts) {
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
  add_filter(app, texts)->group("Scene");
  texts.add(app, "--layers", "Layers on or off, such as +curtain,-labels", "+NAME,-NAME...")
      ->group("Scene");
  texts.add(app, "--variant", "Variant of the scenario, such as tripp_open", "ID")->group("Scene");
  texts.add(app, "--theme", "dusk, map or contrast", "NAME")->group("Scene");
  texts.add(app, "--lang", "Language of names and texts: en, ru, kk, az, tr", "CODE")
      ->group("Scene");
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

void read_scene(Reader& reader, const std::string& scenario_key, SceneRequest& scene) {
  const Texts& texts = reader.texts();
  scene.scenario = texts.text(scenario_key);
  scene.language = texts.text("--lang");
  scene.variant = texts.text("--variant");
  scene.recorded = texts.text("--recorded");
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

struct CommandLine {
  CLI::App app{"Caspian: the corridor network of the Caspian region, in space and time.",
               "caspian"};
  Texts view, render, query, check, info, bench, convert;
  std::map<std::string, QueryKind> query_kinds;

  CommandLine() {
    app.require_subcommand(1);
    app.set_version_flag("--version", "caspian " CASPIAN_VERSION);
    app.footer(
        "A first word that is none of these is taken as a scenario folder to view.\n"
        "`caspian COMMAND --help` explains a command. Exit codes: 0 done, 1 usage, 2 data, 3 no "
        "device, 4 output.");
    app.failure_message(CLI::FailureMessage::simple);
    add_view();
    add_render();
    add_query();
    CLI::App* checking = app.add_subcommand("check", "Every finding in a scenario's files");
    check.add(*checking, "scenario", "Folder (default: the built-in scenario)", "SCENARIO");
    CLI::App* telling = app.add_subcommand("info", "Version, device, features, paths");
    info.add_flag(*telling, "--json", "As JSON");
    add_device_options(*telling, info);
    add_bench();
    add_convert();
  }

  void add_view() {
    CLI::App* command = app.add_subcommand("view", "Open the window (the default)");
    view.add(*command, "scenario", "Folder (default: the built-in scenario)", "SCENARIO");
    add_scene_options(*command, view);
    add_device_options(*command, view);
    view.add_flag(*command, "--play", "Start playing at once");
    view.add(*command, "--speed", "Simulated time per second: 6h, 5d, -1y", "SPEED");
    view.add_flag(*command, "--fullscreen", "Fill the screen");
    view.add(*command, "--frames", "End after this many drawn frames", "COUNT")
        ->group("Recorded sessions");
    view.add(*command, "--quit-after", "End after this many seconds", "SECONDS")
        ->group("Recorded sessions");
    view.add(*command, "--record-state", "Keep the state in this file as JSON", "FILE")
        ->group("Recorded sessions");
    view.add(*command, "--dump-widgets", "Keep the widgets' places in this file", "FILE")
        ->group("Recorded sessions");
  }

  void add_render() {
    CLI::App* command = app.add_subcommand("render", "Make a still or a film, without a window");
    render.add(*command, "scenario", "Folder (default: the built-in scenario)", "SCENARIO");
    render
        .add(*command, "-o,--output",
             "name.png; frames/%05d.png or name.mp4 with --from, --to, --duration", "FILE")
        ->required();
    add_scene_options(*command, render);
    render.add_flag(*command, "--ui", "With the interface");
    render.add_flag(*command, "--chart", "With the interface and its chart opened");
    render.add(*command, "--follow",
               "A unit that the camera goes along with, as query pick names it", "PATH#NUMBER");
    render.add(*command, "--from", "First date (default: --time)", "DATE")->group("Film");
    render.add(*command, "--to", "Last date (default: so that 1 s = 6 h)", "DATE")->group("Film");
    render.add(*command, "--duration", "Length (default 10)", "SECONDS")->group("Film");
    render.add(*command, "--fps", "Frames per second (default 30)", "RATE")->group("Film");
    render.add(*command, "--stats", "What was drawn and how long it took, as JSON", "FILE");
    add_device_options(*command, render);
  }

  void add_query() {
    CLI::App* command = app.add_subcommand("query", "Ask for facts");
    command->require_subcommand(1);
    const auto add = [&](const char* name, QueryKind kind, const char* help) {
      query_kinds[name] = kind;
      CLI::App* one = command->add_subcommand(name, help);
      query.add_flag(*one, "--json", "As JSON");
      query.add(*one, "--scenario", "Folder (default: the built-in scenario)", "FOLDER");
      return one;
    };
    const auto add_place = [&](CLI::App* one) {
      query.add(*one, "lon", "Degrees east", "LON")->required();
      query.add(*one, "lat", "Degrees north", "LAT")->required();
    };
    const auto add_picture = [&](CLI::App* one) {
      for (const auto& [name, help, value] :
           {std::array{"--camera", "As for render", "LON,LAT,RANGE_KM,HEADING,TILT"},
            std::array{"--size", "Pixels (default 1280x720)", "WIDTHxHEIGHT"},
            std::array{"--exaggeration", "Vertical exaggeration, 1 to 50", "FACTOR"}})
        query.add(*one, name, help, value);
    };
    const auto add_date = [&](CLI::App* one) {
      query.add(*one, "--time", "The date (default: the scenario's)", "DATE");
      query.add(*one, "--variant", "Variant of the scenario", "ID");
    };
    add_place(add("height", QueryKind::height, "Height of the land or the sea floor"));
    add_date(add("corridors", QueryKind::corridors, "Corridors and their status"));
    add_date(add("lines", QueryKind::lines, "Seabed lines with all their points"));
    CLI::App* flow = add("flow", QueryKind::flow, "What a corridor carries at a date");
    query.add(*flow, "corridor", "Its id", "CORRIDOR");
    query.add(*flow, "--link", "What runs over one link instead, such as titr:12", "CORRIDOR:SEQ");
    query.add(*flow, "--ribbon-window", "Of a link: the mean rate of this long (default 30)",
              "DAYS");
    add_date(flow);
    add_filter(*flow, query);
    CLI::App* units = add("units", QueryKind::units, "Units on the move at a date");
    add_date(units);
    query.add(*units, "--motion-time", "How far the pattern of units has run (default: the date)",
              "DATE");
    query.add(*units, "--motion", "automatic, true or scaled", "MODE");
    query.add(*units, "--unit-budget", "The most units drawn at once, 500 to 10000000", "COUNT");
    add_filter(*units, query);
    query.add(*units, "--hide", "Not these corridors", "ID,ID...");
    query.add(*units, "--show", "Only these corridors", "ID,ID...");
    query.add(*units, "--recorded", "Trajectories, counted too", "FILE.cseg");
    CLI::App* project = add("project", QueryKind::project, "Where a place lies in the picture");
    add_place(project);
    query.add(*project, "height", "Metres above sea level (default: the drawn ground)", "HEIGHT_M");
    add_picture(project);
    CLI::App* pick = add("pick", QueryKind::pick, "What lies at a place of the picture");
    query.add(*pick, "x", "Pixels from the left", "X")->required();
    query.add(*pick, "y", "Pixels from the top", "Y")->required();
    add_picture(pick);
    add_date(pick);
    query.add(*pick, "--motion-time", "How far the pattern of units has run (default: the date)",
              "DATE");
    query.add(*pick, "--motion", "automatic, true or scaled", "MODE");
    add_filter(*pick, query);
    query.add(*pick, "--hide", "Not these corridors or seabed lines", "ID,ID...");
    query.add(*pick, "--show", "Only these corridors (or seabed lines)", "ID,ID...");
    query.add(*pick, "--recorded", "Trajectories, picked too", "FILE.cseg");
    query.add(*pick, "--layers", "Layers on or off", "+NAME,-NAME...");
    query.add(*pick, "--unit-budget", "The most units drawn at once, 500 to 10000000", "COUNT");
    add_device_options(*pick, query);
    query.add(*pick, "--ui-scale", "Size of type and lines, 0.5 to 4", "FACTOR");
  }

  void add_bench() {
    CLI::App* command = app.add_subcommand("bench", "How quick it is on this machine");
    bench.add(*command, "what", "frame, units, terrain, seek or pick", "KIND")->required();
    bench.add(*command, "--scenario", "Folder (default: the built-in scenario)", "FOLDER");
    bench.add(*command, "--frames", "Frames measured (default 20)", "COUNT");
    bench.add_flag(*command, "--json", "As JSON");
    bench
        .add(*command, "--workload",
             "units: those of a CSPWORK1 file instead of the scenario's (import/workload_file.h)",
             "FILE.cspw")
        ->group("Workload");
    bench.add(*command, "--terrain", "The terrain under them, a CSPTERR1 file", "FILE.cspt")
        ->group("Workload");
    bench.add(*command, "--picture", "Keep a frame that was counted", "FILE.png")
        ->group("Workload");
    bench.add(*command, "--generate", "seek: first make a record of this size", "GB")
        ->group("Record");
    bench.add(*command, "-o,--output", "seek: where to", "FILE.cseg")->group("Record");
    add_unit_bench(*command);
    add_scene_options(*command, bench);
    add_device_options(*command, bench);
  }

  void add_convert() {
    CLI::App* command =
        app.add_subcommand("convert", "Make a record of trajectories from positions in time");
    convert
        .add(*command, "input",
             "trips.csv: a line per position with the columns id, longitude, latitude, time and, "
             "if known, load, load_unit, mode, commodity, source, quality; .gz too; or Trip "
             "GeoJSON",
             "FILE")
        ->required();
    convert.add(*command, "-o,--output", "trips.cseg", "FILE.cseg")->required();
    convert.add(*command, "--gap", "A longer silence of a unit is a gap (default 2; at most 576)",
                "HOURS");
    convert.add(*command, "--epoch", "Times that are numbers are seconds since then", "DATE");
    convert.add(*command, "--memory", "What sorting may take (default 512, at least 32)", "MB");
    convert.add(*command, "--source", "Named with the data (default: the file's name)", "TEXT");
    convert.add(*command, "--licence", "Named with the data", "TEXT");
    convert.add(*command, "--quality", "measured (default), modelled or assumed", "NAME");
    convert.add_flag(*command, "--json", "The summary as JSON");
  }

  void add_unit_bench(CLI::App& command) {
    const auto add = [&](const char* name, const char* help, const char* value) {
      bench.add(command, name, help, value)->group("Units");
    };
    add("--count", "How many units, 1 to 20000000 (default 1000000)", "COUNT");
    add("--mode", "splat, raster or pointlist (default splat)", "MODE");
    add("--source", "flow (default), or recorded: the units of --recorded", "SOURCE");
    add("--px", "Diameter of a point, 1 to 6 (default 1; of a workload's 3)", "PIXELS");
    bench.add_flag(command, "--compare", "splat against pointlist, in turns")->group("Units");
  }
};

ViewRequest read_view(Reader& reader) {
  const Texts& texts = reader.texts();
  ViewRequest view;
  read_scene(reader, "scenario", view.scene);
  view.play = texts.flag("--play");
  view.fullscreen = texts.flag("--fullscreen");
  reader.into(view.speed_ms_per_s, "--speed", read_speed);
  reader.into(view.quit_after_frames, "--frames", read_whole, int64_t{1}, int64_t{1'000'000'000});
  reader.into(view.quit_after_s, "--quit-after", read_number, 0.0, 1e6);
  view.record_state = texts.text("--record-state");
  view.dump_widgets = texts.text("--dump-widgets");
  return view;
}

RenderRequest read_render(Reader& reader) {
  const Texts& texts = reader.texts();
  RenderRequest render;
  read_scene(reader, "scenario", render.scene);
  render.output = texts.text("--output");
  render.with_chart = texts.flag("--chart");
  render.with_interface = texts.flag("--ui") || render.with_chart;
  render.follow = texts.text("--follow");
  render.stats = texts.text("--stats");
  reader.into(render.from, "--from", read_time);
  reader.into(render.to, "--to", read_time);
  reader.into(render.rate, "--fps", read_frame_rate);
  double seconds = 10;
  reader.into(seconds, "--duration", read_number, 0.001, 86'400.0);
  render.duration_ms = static_cast<int64_t>(seconds * 1000 + 0.5);

  const auto kind = output::output_kind(render.output);
  if (!kind) {
    reader.fail(kind.failure());
  } else if (*kind == output::OutputKind::still) {
    for (const char* option : {"--from", "--to", "--duration", "--fps"})
      if (!texts.text(option).empty())
        reader.fail(std::string(option) + " belongs to a film; " + render.output +
                    " is a still (a film is name.mp4 or frames/%05d.png)");
  } else if (render.from && render.scene.time) {
    reader.fail("--time and --from both give the film's first date; expected one of them");
  }
  const PixelSize size = render.scene.size.value_or(PixelSize{1280, 720});
  if (kind && *kind == output::OutputKind::film && (size.width % 2 || size.height % 2))
    reader.fail("--size: found " + std::to_string(size.width) + "x" + std::to_string(size.height) +
                ", expected an even width and height for a film");
  const uint32_t drawn = std::max(size.width, size.height) *
                         static_cast<uint32_t>(render.scene.supersample.value_or(1));
  if (drawn > 16384) reader.fail("--supersample 2 allows a --size of at most 8192 each way");
  return render;
}

QueryRequest read_query(Reader& reader, QueryKind kind) {
  const Texts& texts = reader.texts();
  QueryRequest query;
  query.kind = kind;
  read_scene(reader, "--scenario", query.scene);
  query.json = texts.flag("--json");
  query.corridor = texts.text("corridor");
  query.link = texts.text("--link");
  if (kind == QueryKind::flow && query.corridor.empty() == query.link.empty())
    reader.fail("query flow: expected the id of a corridor, or --link with one of its links");
  reader.into(query.longitude_deg, "lon", read_number, -180.0, 180.0);
  reader.into(query.latitude_deg, "lat", read_number, -90.0, 90.0);
  reader.into(query.height_m, "height", read_number, -12'000.0, 1e7);
  reader.into(query.x_px, "x", read_number, -1e6, 1e6);
  reader.into(query.y_px, "y", read_number, -1e6, 1e6);
  return query;
}

BenchRequest read_bench(Reader& reader) {
  const Texts& texts = reader.texts();
  BenchRequest bench;
  read_scene(reader, "--scenario", bench.scene);
  bench.json = texts.flag("--json");
  reader.into(bench.frames, "--frames", read_whole, int64_t{1}, int64_t{10'000});
  reader.into(bench.units.count, "--count", read_whole, int64_t{1}, int64_t{20'000'000});
  reader.into(bench.units.mode, "--mode", read_bench_mode);
  bench.units.compare = texts.flag("--compare");
  reader.into(bench.units.source, "--source", read_bench_source);
  if (bench.units.source == BenchSource::recorded) {
    if (bench.scene.recorded.empty())
      reader.fail("--source recorded: expected --recorded FILE.cseg as well");
    if (bench.units.mode != BenchMode::splat)
      reader.fail("--source recorded: recorded units are drawn by --mode splat only");
  }
  const std::string& what = texts.text("what");
  if (what == "units")
    bench.kind = BenchKind::units;
  else if (what == "terrain")
    bench.kind = BenchKind::terrain;
  else if (what == "seek")
    bench.kind = BenchKind::seek;
  else if (what == "pick")
    bench.kind = BenchKind::pick;
  else if (what != "frame")
    reader.fail("bench: found `" + what + "`, expected frame, units, terrain, seek or pick");
  reader.into(bench.generate_gb, "--generate", read_number, 0.001, 64.0);
  bench.output = texts.text("--output");
  if (bench.kind == BenchKind::seek && bench.generate_gb.has_value() == bench.output.empty())
    reader.fail("bench seek: --generate GB and --output FILE.cseg belong together");
  if (bench.kind == BenchKind::seek && !bench.generate_gb && bench.scene.recorded.empty())
    reader.fail("bench seek: expected --recorded FILE.cseg, or --generate GB --output FILE.cseg");
  bench.workload = texts.text("--workload");
  bench.terrain = texts.text("--terrain");
  bench.picture = texts.text("--picture");
  if (bench.workload.empty())
    reader.into(bench.units.px, "--px", read_number, 1.0, 6.0);
  else
    reader.into(bench.unit_px, "--px", read_number, 1.0, 6.0);
  if (!bench.workload.empty() && bench.kind != BenchKind::units)
    reader.fail("--workload belongs to bench units");
  for (const char* option : {"--terrain", "--picture"})
    if (bench.workload.empty() && !texts.text(option).empty())
      reader.fail(std::string(option) + " belongs to --workload");
  return bench;
}

ConvertRequest read_convert(Reader& reader) {
  const Texts& texts = reader.texts();
  ConvertRequest convert;
  convert.input = texts.text("input");
  convert.output = texts.text("--output");
  convert.source = texts.text("--source");
  convert.licence = texts.text("--licence");
  convert.quality = texts.text("--quality").empty() ? "measured" : texts.text("--quality");
  convert.json = texts.flag("--json");
  double gap_h = 2, memory_mb = 512;
  reader.into(convert.epoch, "--epoch", read_time);
  // Up to 24 days a segment's times are exact to the millisecond.
  reader.into(gap_h, "--gap", read_number, 1.0 / 3600, 576.0);
  reader.into(memory_mb, "--memory", read_number, 32.0, 1'048'576.0);
  convert.gap_ms = static_cast<int64_t>(gap_h * 3'600'000 + 0.5);
  convert.memory_bytes = static_cast<uint64_t>(memory_mb) << 20;
  if (convert.quality != "measured" && convert.quality != "modelled" &&
      convert.quality != "assumed")
    reader.fail("--quality: found `" + convert.quality +
                "`, expected measured, modelled or assumed");
  return convert;
}

Result<RunRequest> read_request(const CommandLine& line) {
  const auto given = [&](const char* name) { return line.app.get_subcommand(name)->parsed(); };
  RunRequest request;
  const auto finish = [&](const Texts& texts, auto read) -> Result<RunRequest> {
    Reader reader(texts);
    request.command = read(reader);
    read_device(reader, request);
    if (reader.failure()) return *reader.failure();
    return std::move(request);
  };
  if (given("render")) return finish(line.render, read_render);
  if (given("bench")) return finish(line.bench, read_bench);
  if (given("convert")) return finish(line.convert, read_convert);
  if (given("info"))
    return finish(line.info, [](Reader& r) { return InfoRequest{r.texts().flag("--json")}; });
  if (given("check"))
    return finish(line.check, [](Reader& r) { return CheckRequest{r.texts().text("scenario")}; });
  if (given("query")) {
    const std::string name =
        line.app.get_subcommand("query")->get_subcommands().front()->get_name();
    const QueryKind kind = line.query_kinds.at(name);
    return finish(line.query, [&](Reader& r) { return read_query(r, kind); });
  }
  return finish(line.view, read_view);
}

/// One line, without CLI11's own line breaks.
std::string one_sentence(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

Result<RunRequest> parse_command_line(const std::vector<std::string>& words) {
  std::vector<std::string> rest(words.rbegin(), words.rend());  // CLI11 takes them from the back
  const bool names_command = !words.empty() && std::find(k_commands.begin(), k_commands.end(),
                                                         words[0]) != k_commands.end();
  const bool asks_program =
      !words.empty() && (words[0] == "--help" || words[0] == "-h" || words[0] == "--version");
  if (!names_command && !asks_program) rest.emplace_back("view");

  CommandLine line;
  try {
    line.app.parse(rest);
  } catch (const CLI::ParseError& problem) {
    std::ostringstream out, errors;
    line.app.exit(problem, out, errors);
    if (problem.get_exit_code() == 0) return RunRequest{TextRequest{out.str()}, {}, {}, {}};
    return Failure{one_sentence(problem.what()) + " (see caspian --help)", Failure::Kind::usage};
  }
  return read_request(line);
}

}  // namespace caspian::app
