// Ctrl-C ends the work between two pieces; what is sorted so far waits beside the output.
#include "app/commands/convert.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <string>

#include "core/json_writer.h"
#include "import/trips_convert.h"
#include "output/output_path.h"

namespace caspian::app {
namespace {

using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t g_interrupted = 0;

/// One line that is written over, on a terminal; a line now and then elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(bool is_terminal)
      : is_terminal_(is_terminal), every_s_(is_terminal ? 0.2 : 5.0) {}
  ~ProgressLine() {
    if (is_terminal_ && shown_) std::fputs("\r\x1b[K", stderr);
  }

  bool show(const import::TripsProgress& progress) {
    const Clock::time_point now = Clock::now();
    if (!first_rows_) first_rows_ = progress.rows;
    const double passed_s = std::chrono::duration<double>(now - last_).count();
    if (passed_s < every_s_) return g_interrupted == 0;
    last_ = now;
    shown_ = true;
    static constexpr const char* k_stages[] = {"reading", "joining", "writing"};
    std::string line = std::string(k_stages[static_cast<size_t>(progress.stage)]) + " " +
                       std::to_string(static_cast<int>(100 * progress.share)) + " %, " +
                       std::to_string(progress.rows) + " rows";
    if (progress.stage == import::TripsProgress::Stage::reading) {
      const double s = std::chrono::duration<double>(now - began_).count();
      line += ", " + number_text(rounded_to(double(progress.rows - *first_rows_) / s / 1e6, 2)) +
              " million rows/s";
    }
    std::fprintf(stderr, is_terminal_ ? "\r\x1b[K%s" : "%s\n", line.c_str());
    return g_interrupted == 0;
  }

 private:
  bool is_terminal_, shown_ = false;
  double every_s_;
  Clock::time_point began_ = Clock::now(), last_ = began_;
  std::optional<uint64_t> first_rows_;
};

std::string report_json(const import::TripsReport& report, double seconds) {
  JsonWriter json;
  json.begin_object().field("rows", report.rows).field("bad_rows", report.bad_rows);
  json.field("units", report.units).field("unit_entries", report.unit_entries);
  json.field("units_with_one_position", report.units_without_way);
  json.field("segments", report.segments).field("gaps", report.gaps);
  json.field("repeated_rows", report.repeated_rows);
  json.field("conflicting_rows", report.conflicting_rows);
  json.field("over_date_line", report.over_date_line);
  json.field("first", time::iso_text(report.first)).field("last", time::iso_text(report.last));
  json.key("bbox").numbers({report.west_deg, report.south_deg, report.east_deg, report.north_deg});
  json.field("bytes", report.bytes).field("dialect", report.dialect);
  json.field("times", report.time_decision).field("resumed_rows", report.resumed_rows);
  json.field("seconds", rounded_to(seconds, 3));
  json.key("problems").begin_array();
  for (const Problem& problem : report.problems) json.value(problem.text());
  json.end_array().end_object();
  return json.text();
}

void print_report(const ConvertRequest& request, const import::TripsReport& report,
                  double seconds) {
  const auto count = [](uint64_t n) { return std::to_string(n); };
  std::string text = "read      " + report.dialect + "\n";
  text += "times     " + report.time_decision + "\n";
  text += "rows      " + count(report.rows) + ", " + count(report.bad_rows) + " refused\n";
  if (report.resumed_rows)
    text += "          " + count(report.resumed_rows) + " of them before an interruption\n";
  text += "units     " + count(report.units) + " (" + count(report.unit_entries) + " loads; " +
          count(report.units_without_way) + " with one position only, not shown)\n";
  text += "segments  " + count(report.segments) + ", " + count(report.gaps) + " gaps\n";
  if (report.repeated_rows || report.conflicting_rows)
    text += "repeated  " + count(report.repeated_rows) + " rows the same, " +
            count(report.conflicting_rows) +
            " for the same unit and time in conflict: the first "
            "is kept\n";
  if (report.over_date_line)
    text += "left out  " + count(report.over_date_line) + " segments over the 180th meridian\n";
  text += "time      " + time::iso_text(report.first) + " to " + time::iso_text(report.last) + "\n";
  text += "box       " + number_text(rounded_to(report.west_deg, 7)) + " " +
          number_text(rounded_to(report.south_deg, 7)) + " to " +
          number_text(rounded_to(report.east_deg, 7)) + " " +
          number_text(rounded_to(report.north_deg, 7)) + "\n";
  text += "written   " + request.output + ", " + count(report.bytes) + " bytes, " +
          number_text(rounded_to(seconds, 1)) + " s\n";
  std::fputs(text.c_str(), stdout);
}

}  // namespace

Outcome run_convert(const ConvertRequest& request) {
  if (request.output.ends_with(".terrain")) return run_convert_terrain(request);
  if (Outcome writable = output::check_writable(request.output); !writable) return writable;
  const import::TripsOptions options{.input = request.inputs.at(0),
                                     .output = request.output,
                                     .gap_limit_ms = request.gap_ms,
                                     .epoch = request.epoch,
                                     .memory_bytes = request.memory_bytes,
                                     .source = request.source,
                                     .licence = request.licence,
                                     .quality = request.quality};
  g_interrupted = 0;
  for (const int number : {SIGINT, SIGTERM, SIGHUP})
    std::signal(number, [](int) { g_interrupted = 1; });
  const Clock::time_point began = Clock::now();
  const Result<import::TripsReport> report = [&] {
    ProgressLine line(::isatty(STDERR_FILENO) != 0);
    return import::convert_trips(
        options, [&](const import::TripsProgress& progress) { return line.show(progress); });
  }();
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) std::signal(number, SIG_DFL);
  if (!report) return report.failure();
  for (const Problem& problem : report->problems)
    std::fprintf(stderr, "%s\n", problem.text().c_str());
  if (report->bad_rows > report->problems.size())
    std::fprintf(stderr, "... and %llu more rows that were refused\n",
                 static_cast<unsigned long long>(report->bad_rows - report->problems.size()));
  if (!report->source_problem.empty()) std::fprintf(stderr, "%s\n", report->source_problem.c_str());
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  if (request.json)
    std::fputs(report_json(*report, seconds).c_str(), stdout);
  else
    print_report(request, *report, seconds);
  return Done{};
}

}  // namespace caspian::app
