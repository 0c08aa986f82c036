// Commands, their help, and the checks that need no data. CLI11 splits and explains; options/ and
// option_values read the texts.
#include "app/command_line.h"

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include "app/option_values.h"
#include "app/options/bench_options.h"
#include "app/options/convert_options.h"
#include "app/options/query_options.h"
#include "app/options/scene_options.h"
#include "output/output_path.h"

namespace caspian::app {
namespace {

constexpr std::array<std::string_view, 7> k_commands{"view", "render", "query",  "check",
                                                     "info", "bench",  "convert"};

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
    add_query_options(app, query, query_kinds);
    CLI::App* checking = app.add_subcommand("check", "Every finding in a scenario's files");
    check.add(*checking, "scenario", "Folder (default: the built-in scenario)", "SCENARIO");
    CLI::App* telling = app.add_subcommand("info", "Version, device, features, paths");
    info.add_flag(*telling, "--json", "As JSON");
    add_device_options(*telling, info);
    add_bench_options(app, bench);
    add_convert_options(app, convert);
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
