// Command lines: what is accepted, and one clear sentence for everything else.
#include <doctest/doctest.h>

#include "app/command_line.h"

using namespace caspian;
using namespace caspian::app;

namespace {

template <typename T>
T request_of(const std::vector<std::string>& words) {
  Result<RunRequest> request = parse_command_line(words);
  INFO((request.ok() ? "" : request.failure().sentence));
  REQUIRE(request.ok());
  REQUIRE(std::holds_alternative<T>(request->command));
  return std::get<T>(request->command);
}

std::string sentence_of(const std::vector<std::string>& words) {
  Result<RunRequest> request = parse_command_line(words);
  REQUIRE_FALSE(request.ok());
  CHECK(request.failure().kind == Failure::Kind::usage);
  CHECK(request.failure().sentence.find('\n') == std::string::npos);
  return request.failure().sentence;
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("command line: view is the default, with or without a scenario") {
  CHECK(request_of<ViewRequest>({}).scene.scenario.empty());
  CHECK(request_of<ViewRequest>({"view"}).scene.scenario.empty());
  CHECK(request_of<ViewRequest>({"view", "a/b"}).scene.scenario == "a/b");
  CHECK(request_of<ViewRequest>({"a/b"}).scene.scenario == "a/b");
  const ViewRequest view =
      request_of<ViewRequest>({"--play", "--size", "800x600", "--speed", "5d"});
  CHECK(view.play);
  CHECK(view.scene.size == PixelSize{800, 600});
  CHECK(view.speed_ms_per_s == 5 * 86'400'000.0);
}

TEST_CASE("command line: render with everything") {
  const RenderRequest render = request_of<RenderRequest>({"render",
                                                          "scene",
                                                          "-o",
                                                          "out.png",
                                                          "--time",
                                                          "2025-10-21",
                                                          "--camera",
                                                          "-10.5,40,250,-30,60",
                                                          "--size",
                                                          "1920x1080",
                                                          "--motion-time",
                                                          "2025-10-22T06:00",
                                                          "--motion",
                                                          "true",
                                                          "--hide",
                                                          "btk,zangezur",
                                                          "--show",
                                                          "titr",
                                                          "--lang",
                                                          "kk",
                                                          "--theme",
                                                          "map",
                                                          "--exaggeration",
                                                          "3",
                                                          "--variant",
                                                          "tripp_open",
                                                          "--layers",
                                                          "+curtain,-labels",
                                                          "--ui",
                                                          "--supersample",
                                                          "2",
                                                          "--stats",
                                                          "s.json"});
  CHECK(render.scene.scenario == "scene");
  CHECK(render.output == "out.png");
  CHECK(time::iso_text(*render.scene.time) == "2025-10-21T00:00:00Z");
  CHECK(time::iso_text(*render.scene.motion_time) == "2025-10-22T06:00:00Z");
  CHECK(render.scene.camera->longitude_deg == -10.5);
  CHECK(render.scene.camera->range_m == 250'000);
  CHECK(render.scene.camera->tilt_deg == 60);
  CHECK(render.scene.size == PixelSize{1920, 1080});
  CHECK(render.scene.motion == scene::MotionMode::true_motion);
  CHECK(render.scene.hide == std::vector<std::string>{"btk", "zangezur"});
  CHECK(render.scene.show == std::vector<std::string>{"titr"});
  CHECK(render.scene.language == "kk");
  CHECK(render.scene.theme == scene::ThemeId::map);
  CHECK(render.scene.exaggeration == 3.0);
  CHECK(render.scene.layers ==
        std::vector<std::pair<std::string, bool>>{{"curtain", true}, {"labels", false}});
  CHECK(render.with_interface);
  CHECK(render.scene.supersample == 2);
}

TEST_CASE("command line: films") {
  const RenderRequest film =
      request_of<RenderRequest>({"render", "-o", "f.mp4", "--from", "2025-01-01", "--to",
                                 "2025-02-01", "--duration", "2.5", "--fps", "29.97"});
  CHECK(film.duration_ms == 2500);
  CHECK(film.rate == time::FrameRate{30000, 1001});
  CHECK(mentions(sentence_of({"render", "-o", "f.png", "--fps", "30"}), "--fps belongs to a film"));
  CHECK(mentions(sentence_of({"render", "-o", "f.mp4", "--size", "641x480"}),
                 "even width and height"));
  CHECK(mentions(sentence_of({"render", "-o", "f.mp4", "--time", "2025", "--from", "2025"}),
                 "--from"));
}

TEST_CASE("command line: queries, also with negative numbers") {
  const QueryRequest height =
      request_of<QueryRequest>({"query", "height", "-75.5", "-42", "--json"});
  CHECK(height.longitude_deg == -75.5);
  CHECK(height.latitude_deg == -42);
  CHECK(height.json);
  const QueryRequest project = request_of<QueryRequest>(
      {"query", "project", "50", "42", "-28", "--camera", "50,42,100,0,0", "--size", "640x480"});
  CHECK(project.kind == QueryKind::project);
  CHECK(project.height_m == -28.0);
  CHECK_FALSE(request_of<QueryRequest>({"query", "project", "50", "42"}).height_m);
  CHECK(request_of<QueryRequest>({"query", "flow", "titr", "--time", "2024"}).corridor == "titr");
  CHECK(request_of<QueryRequest>({"query", "pick", "10.5", "20", "--time", "2024"}).x_px == 10.5);
  CHECK(request_of<QueryRequest>({"query", "units", "--time", "2024"}).kind == QueryKind::units);
  CHECK(request_of<QueryRequest>({"query", "lines"}).kind == QueryKind::lines);
  CHECK(request_of<InfoRequest>({"info", "--json"}).json);
  CHECK(request_of<CheckRequest>({"check", "x"}).scenario == "x");
  CHECK(request_of<BenchRequest>({"bench", "units", "--json"}).kind == BenchKind::units);
  const auto units = request_of<BenchRequest>(
      {"bench", "units", "--count", "5000", "--mode", "pointlist", "--px", "3", "--compare"});
  CHECK(units.units.count == 5000);
  CHECK(units.units.mode == BenchMode::point_list);
  CHECK(units.units.px == 3);
  CHECK(units.units.compare);
  CHECK(request_of<BenchRequest>({"bench", "units", "--source", "flow"}).units.source ==
        BenchSource::flow);
  CHECK(mentions(sentence_of({"bench", "units", "--source", "recorded"}), "--recorded"));
  CHECK(mentions(sentence_of({"bench", "units", "--source", "x"}), "flow or recorded"));
  CHECK(mentions(sentence_of({"bench", "units", "--mode", "mesh"}), "splat, raster or pointlist"));
}

TEST_CASE("command line: how units are drawn and how long their trails are") {
  const auto render =
      request_of<RenderRequest>({"render", "-o", "a.png", "--units", "splat", "--trail", "6.5"});
  CHECK(render.scene.unit_drawing == scene::UnitDrawing::splat);
  CHECK(render.scene.trail_h == 6.5);
  CHECK(mentions(sentence_of({"render", "-o", "a.png", "--units", "dots"}), "--units: found"));
  CHECK(mentions(sentence_of({"render", "-o", "a.png", "--trail", "-1"}), "--trail"));
}

TEST_CASE("command line: help and version are texts") {
  CHECK(mentions(request_of<TextRequest>({"--help"}).text, "render"));
  CHECK(mentions(request_of<TextRequest>({"render", "--help"}).text, "--camera"));
  CHECK(mentions(request_of<TextRequest>({"--version"}).text, "caspian "));
}

TEST_CASE("command line: mistakes are one sentence that names the option") {
  CHECK(mentions(sentence_of({"render", "-o", "a.png", "--no-such"}), "--no-such"));
  CHECK(mentions(sentence_of({"render"}), "--output"));
  CHECK(mentions(sentence_of({"render", "-o", "a.gif"}), "a.gif"));
  CHECK(mentions(sentence_of({"query"}), "ubcommand"));
  CHECK(mentions(sentence_of({"query", "height", "50"}), "lat"));
  CHECK(mentions(sentence_of({"query", "height", "50", "95"}), "lat: found `95`"));
  CHECK(mentions(sentence_of({"bench", "seek"}), "--recorded"));
  CHECK(mentions(sentence_of({"bench", "seek", "--generate", "1"}), "--output"));
  CHECK(mentions(sentence_of({"convert", "a.csv"}), "--output"));
  CHECK(mentions(sentence_of({"convert", "a.csv", "-o", "b.cseg", "--gap", "577"}), "--gap"));
  CHECK(mentions(sentence_of({"convert", "a.csv", "-o", "b.cseg", "--quality", "x"}), "measured"));
  CHECK(mentions(sentence_of({"bench", "what"}), "frame, units, terrain, seek or pick"));
  struct Mistake {
    const char *option, *text;
  };
  for (const auto& [option, text] : {Mistake{"--time", "yesterday"},
                                     {"--time", "2025-13-01"},
                                     {"--time", "1850"},
                                     {"--camera", "50,41"},
                                     {"--camera", "50,95,100,0,0"},
                                     {"--size", "1920"},
                                     {"--size", "0x10"},
                                     {"--size", "99999x10"},
                                     {"--size", "-5x10"},
                                     {"--motion", "fast"},
                                     {"--theme", "neon"},
                                     {"--exaggeration", "0"},
                                     {"--exaggeration", "1,5"},
                                     {"--exaggeration", "nan"},
                                     {"--layers", "curtain"},
                                     {"--layers", "+nothing"},
                                     {"--hide", "a,,b"},
                                     {"--supersample", "3"},
                                     {"--ui-scale", "9"},
                                     {"--motion-time", "soon"}}) {
    const std::string sentence = sentence_of({"render", "-o", "a.png", option, text});
    INFO(sentence);
    CHECK(mentions(sentence, option));
    CHECK(mentions(sentence, "expected"));
  }
  CHECK(mentions(sentence_of({"render", "-o", "a.png", "--size", "64x64", "--size", "80x80"}),
                 "--size"));
  CHECK(mentions(sentence_of({"view", "--speed", "6"}), "--speed"));
}

TEST_CASE("bench units takes a workload with its terrain and a size of units") {
  const auto parsed = parse_command_line({"bench", "units", "--workload", "a.cspw", "--terrain",
                                          "b.cspt", "--px", "5", "--picture", "c.png"});
  REQUIRE(parsed.ok());
  const auto& bench = std::get<BenchRequest>(parsed->command);
  CHECK(bench.workload == "a.cspw");
  CHECK(bench.terrain == "b.cspt");
  CHECK(bench.unit_px == 5);
  CHECK(bench.picture == "c.png");
  const auto refused = [](const std::vector<std::string>& words) {
    return !parse_command_line(words).ok();
  };
  CHECK(refused({"bench", "units", "--workload", "a.cspw", "--px", "7"}));
  CHECK(refused({"bench", "units", "--px", "7"}));
  CHECK(refused({"bench", "frame", "--workload", "a.cspw"}));
}

TEST_CASE("the density view's window is an option") {
  const auto parsed = parse_command_line({"render", "-o", "a.png", "--density-window", "90"});
  REQUIRE(parsed.ok());
  CHECK(std::get<RenderRequest>(parsed->command).scene.density_window_days == 90);
  CHECK_FALSE(parse_command_line({"render", "-o", "a.png", "--density-window", "0"}).ok());
}

TEST_CASE("command line: the window of the ribbons") {
  const auto days = request_of<RenderRequest>({"render", "-o", "a.png", "--ribbon-window", "7.5"});
  CHECK(days.scene.ribbon_window_days == 7.5);
  CHECK(mentions(sentence_of({"render", "-o", "a.png", "--ribbon-window", "0"}), "1 to 366"));
}

TEST_CASE("command line: filters") {
  const auto filter_of = [](const std::vector<std::string>& words) {
    std::vector<std::string> all{"render", "-o", "a.png"};
    all.insert(all.end(), words.begin(), words.end());
    return request_of<RenderRequest>(all).scene.filter;
  };
  dataset::FlowFilter wanted;
  CHECK(filter_of({}) == wanted);
  wanted.commodities = {"oil", "gas"};
  CHECK(filter_of({"--filter", "commodity=oil,gas"}) == wanted);
  CHECK(filter_of({"--filter", "commodity=oil", "--filter", "commodity=gas,oil"}) == wanted);
  wanted.modes = {"sea"};
  CHECK(filter_of({"--filter", "commodity=oil,gas", "--filter", "mode=sea"}) == wanted);
  CHECK(filter_of({"--filter", "mode=sea;commodity=oil,gas"}) == wanted);
  CHECK(filter_of({"--filter", "commodity=oil,gas,mode=sea"}) == wanted);
  CHECK(request_of<ViewRequest>({"--filter", "mode=sea;commodity=oil,gas"}).scene.filter == wanted);
  CHECK(request_of<BenchRequest>({"bench", "frame", "--filter", "country=KZ"})
            .scene.filter.countries == std::vector<std::string>{"KZ"});
  CHECK(request_of<QueryRequest>({"query", "units", "--filter", "direction=backward"})
            .scene.filter.directions == std::vector<std::string>{"backward"});
  CHECK(request_of<QueryRequest>({"query", "flow", "titr", "--filter", "quality=assumed"})
            .scene.filter.qualities == std::vector<std::string>{"assumed"});
  for (const char* bad : {"oil", "colour=red", "commodity=", "commodity=oil,", ",commodity=oil",
                          "commodity", "=oil"}) {
    const std::string sentence = sentence_of({"render", "-o", "a.png", "--filter", bad});
    CHECK_MESSAGE(mentions(sentence, "--filter"), sentence);
    CHECK_MESSAGE(mentions(sentence, "commodity, mode, corridor, direction, country, quality"),
                  sentence);
  }
}
