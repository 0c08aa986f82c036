// What is measured, and on what.
#include "app/options/bench_options.h"

#include <utility>

#include "app/option_values.h"
#include "app/options/scene_options.h"

namespace caspian::app {
namespace {

void add_unit_bench(CLI::App& command, Texts& bench) {
  const auto add = [&](const char* name, const char* help, const char* value) {
    bench.add(command, name, help, value)->group("Units");
  };
  add("--count", "How many units, 1 to 20000000 (default 1000000)", "COUNT");
  add("--mode", "splat, raster or pointlist (default splat)", "MODE");
  add("--source", "flow (default), or recorded: the units of --recorded", "SOURCE");
  add("--px", "Diameter of a point, 1 to 6 (default 1; of a workload's 3)", "PIXELS");
  bench.add_flag(command, "--compare", "splat against pointlist, in turns")->group("Units");
}

}  // namespace

void add_bench_options(CLI::App& app, Texts& bench) {
  CLI::App* command = app.add_subcommand("bench", "How quick it is on this machine");
  bench.add(*command, "what", "frame, units, terrain, seek or pick", "KIND")->required();
  bench.add(*command, "--scenario", "Folder (default: the built-in scenario)", "FOLDER");
  bench.add(*command, "--frames", "Frames measured (default 20)", "COUNT");
  bench.add_flag(*command, "--json", "As JSON");
  bench
      .add(*command, "--workload",
           "units: those of a CSPWORK1 file instead of the scenario's (import/workload_file.h); "
           "--terrain then names a CSPTERR1 file",
           "FILE.cspw")
      ->group("Workload");
  bench.add(*command, "--picture", "Keep a frame that was counted", "FILE.png")->group("Workload");
  bench.add(*command, "--generate", "seek: first make a record of this size", "GB")
      ->group("Record");
  bench.add(*command, "-o,--output", "seek: where to", "FILE.cseg")->group("Record");
  bench
      .add(*command, "--views",
           "terrain: draw so many random views, look for cracks and measure how far the ground is "
           "off, instead of timing it",
           "COUNT")
      ->group("Terrain");
  add_unit_bench(*command, bench);
  add_scene_options(*command, bench);
  add_device_options(*command, bench);
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
  reader.into(bench.views, "--views", read_whole, int64_t{1}, int64_t{1'000'000});
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
  if (!bench.workload.empty()) bench.terrain = std::exchange(bench.scene.terrain, {});
  bench.picture = texts.text("--picture");
  if (bench.workload.empty())
    reader.into(bench.units.px, "--px", read_number, 1.0, 6.0);
  else
    reader.into(bench.unit_px, "--px", read_number, 1.0, 6.0);
  if (!bench.workload.empty() && bench.kind != BenchKind::units)
    reader.fail("--workload belongs to bench units");
  if (bench.workload.empty() && !bench.picture.empty())
    reader.fail("--picture belongs to --workload");
  return bench;
}

}  // namespace caspian::app
