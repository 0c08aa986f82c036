// What is converted, and how.
#include "app/options/convert_options.h"

#include "app/option_values.h"

namespace caspian::app {

void add_convert_options(CLI::App& app, Texts& convert) {
  CLI::App* command =
      app.add_subcommand("convert",
                         "Make a record of trajectories from positions in time, or a terrain of "
                         "your own from heights");
  convert
      .add_list(*command, "input",
                "For a .cseg: trips.csv, a line per position with the columns id, longitude, "
                "latitude, time and, if known, load, load_unit, mode, commodity, source, quality; "
                ".gz too; or Trip GeoJSON. For a .terrain: heights as GeoTIFF, NetCDF, SRTM HGT or "
                "a folder of terrarium tiles; several may complete each other",
                "FILE")
      ->required();
  convert.add(*command, "-o,--output", "trips.cseg or my.terrain", "FILE")->required();
  convert.add(*command, "--gap", "A longer silence of a unit is a gap (default 2; at most 576)",
              "HOURS");
  convert.add(*command, "--epoch", "Times that are numbers are seconds since then", "DATE");
  convert.add(*command, "--memory", "What the work may take (default 512, at least 32)", "MB");
  convert.add(*command, "--source", "Named with the data (default: the file's name)", "TEXT");
  convert.add(*command, "--licence", "Named with the data", "TEXT");
  convert.add(*command, "--quality", "measured (default), modelled or assumed", "NAME");
  convert.add(*command, "--clip", "Of a terrain: this box only", "W,S,E,N");
  convert.add(*command, "--step", "Of a terrain: cells at least this wide, as means", "DEGREES");
  convert.add(*command, "--datum", "What heights refer to, where the files do not say", "TEXT");
  convert.add_flag(*command, "--verbose", "Progress also where no terminal is");
  convert.add_flag(*command, "--json", "The summary as JSON");
}

ConvertRequest read_convert(Reader& reader) {
  const Texts& texts = reader.texts();
  ConvertRequest convert;
  convert.inputs = texts.list("input");
  convert.output = texts.text("--output");
  convert.source = texts.text("--source");
  convert.licence = texts.text("--licence");
  convert.quality = texts.text("--quality").empty() ? "measured" : texts.text("--quality");
  convert.datum = texts.text("--datum");
  convert.verbose = texts.flag("--verbose");
  convert.json = texts.flag("--json");
  reader.into(convert.clip, "--clip", read_box);
  reader.into(convert.step_deg, "--step", read_number, 1e-6, 10.0);
  double gap_h = 2, memory_mb = 512;
  reader.into(convert.epoch, "--epoch", read_time);
  // Up to 24 days a segment's times are exact to the millisecond.
  reader.into(gap_h, "--gap", read_number, 1.0 / 3600, 576.0);
  reader.into(memory_mb, "--memory", read_number, 32.0, 1'048'576.0);
  convert.gap_ms = static_cast<int64_t>(gap_h * 3'600'000 + 0.5);
  convert.memory_bytes = static_cast<uint64_t>(memory_mb) << 20;
  const bool is_terrain = convert.output.ends_with(".terrain");
  if (!is_terrain && convert.inputs.size() > 1)
    reader.fail("convert: found " + std::to_string(convert.inputs.size()) +
                " files, expected one for a record of trajectories (several make a .terrain)");
  for (const char* option : {"--gap", "--epoch", "--quality"})
    if (is_terrain && !texts.text(option).empty())
      reader.fail(std::string(option) + " belongs to a record of trajectories (.cseg)");
  for (const char* option : {"--clip", "--step", "--datum"})
    if (!is_terrain && !texts.text(option).empty())
      reader.fail(std::string(option) + " belongs to a terrain (.terrain)");
  if (convert.quality != "measured" && convert.quality != "modelled" &&
      convert.quality != "assumed")
    reader.fail("--quality: found `" + convert.quality +
                "`, expected measured, modelled or assumed");
  return convert;
}

}  // namespace caspian::app
