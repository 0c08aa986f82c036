// `caspian convert` to a .terrain: Ctrl-C ends the work between two windows and leaves nothing.
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <string>

#include "app/commands/convert.h"
#include "core/json_writer.h"
#include "import/terrain_convert.h"
#include "output/output_path.h"

namespace caspian::app {
namespace {

using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t g_stopped = 0;

/// A percentage: written over on a terminal; elsewhere a line now and then, when asked for.
class Percentage {
 public:
  explicit Percentage(bool verbose)
      : is_terminal_(::isatty(STDERR_FILENO) != 0), is_shown_(is_terminal_ || verbose) {}
  ~Percentage() {
    if (is_terminal_ && shown_ >= 0) std::fputs("\r\x1b[K", stderr);
  }

  bool show(double share) {
    const int percent = static_cast<int>(100 * share);
    const Clock::time_point now = Clock::now();
    const double least_s = is_terminal_ ? 0.1 : 1.0;
    const bool is_due = shown_ < 0 || std::chrono::duration<double>(now - last_).count() >= least_s;
    if (is_shown_ && is_due && percent != shown_) {
      std::fprintf(stderr, is_terminal_ ? "\r\x1b[K%d %%" : "%d %%\n", percent);
      shown_ = percent;
      last_ = now;
    }
    return g_stopped == 0;
  }

 private:
  bool is_terminal_, is_shown_;
  int shown_ = -1;
  Clock::time_point last_ = Clock::now();
};

/// "not stated" is what users read where no file and no option says what heights refer to.
std::string datum_or_none(const std::string& datum) {
  return datum.empty() ? "not stated" : datum;
}

std::string terrain_json(const import::TerrainReport& report, double seconds) {
  JsonWriter json;
  json.begin_object().field("format", report.formats).field("system", report.systems);
  json.field("columns", report.columns).field("rows", report.rows).field("levels", report.levels);
  json.field("heights", report.heights);
  json.field("lowest_m", rounded_to(report.low_m, 2));
  json.field("highest_m", rounded_to(report.high_m, 2));
  json.key("bbox").numbers(
      {report.box.west_deg, report.box.south_deg, report.box.east_deg, report.box.north_deg});
  json.field("resolution", report.resolution).field("datum", datum_or_none(report.datum));
  json.field("datum_is_of_the_file", report.has_stated_datum);
  json.field("source", report.source).field("licence", report.licence);
  json.field("fades_in_over_m", rounded_to(report.fade_m, 0)).field("bytes", report.bytes);
  json.field("seconds", rounded_to(seconds, 3)).end_object();
  return json.text();
}

std::string terrain_text(const ConvertRequest& request, const import::TerrainReport& report,
                         double seconds) {
  const auto number = [](double value, int decimals) {
    return number_text(rounded_to(value, decimals));
  };
  const uint64_t cells = uint64_t{report.columns} * report.rows;
  std::string text = "read      " + report.formats + ", " + report.systems + "\n";
  text += "cells     " + std::to_string(report.columns) + " x " + std::to_string(report.rows) +
          " of " + report.resolution + ", " + std::to_string(report.levels) + " levels";
  if (report.heights < cells)
    text += "; " + std::to_string(cells - report.heights) + " without a height";
  text += "\nheights   " + number(report.low_m, 2) + " to " + number(report.high_m, 2) + " m\n";
  text += "datum     " + datum_or_none(report.datum) + "\n";
  text += "box       " + number(report.box.west_deg, 5) + " " + number(report.box.south_deg, 5) +
          " to " + number(report.box.east_deg, 5) + " " + number(report.box.north_deg, 5) + "\n";
  text +=
      "edge      fades into the built-in terrain over " + number(report.fade_m / 1000, 1) + " km\n";
  text += "source    " + report.source + "\n";
  text += "written   " + request.output + ", " + std::to_string(report.bytes) + " bytes, " +
          number(seconds, 1) + " s\n";
  return text;
}

}  // namespace

Outcome run_convert_terrain(const ConvertRequest& request) {
  if (Outcome writable = output::check_writable(request.output); !writable) return writable;
  const import::TerrainOptions options{.inputs = request.inputs,
                                       .output = request.output,
                                       .clip = request.clip,
                                       .step_deg = request.step_deg,
                                       .memory_bytes = request.memory_bytes,
                                       .source = request.source,
                                       .licence = request.licence,
                                       .datum = request.datum};
  g_stopped = 0;
  for (const int number : {SIGINT, SIGTERM, SIGHUP})
    std::signal(number, [](int) { g_stopped = 1; });
  const Clock::time_point began = Clock::now();
  const Result<import::TerrainReport> report = [&] {
    Percentage percentage(request.verbose);
    return import::convert_terrain(options, [&](double share) { return percentage.show(share); });
  }();
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) std::signal(number, SIG_DFL);
  if (!report) return report.failure();
  if (!report->ignored_datum.empty())
    std::fprintf(stderr, "--datum: the file states %s, which is kept\n", report->datum.c_str());
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  const std::string text =
      request.json ? terrain_json(*report, seconds) : terrain_text(request, *report, seconds);
  std::fputs(text.c_str(), stdout);
  return Done{};
}

}  // namespace caspian::app
