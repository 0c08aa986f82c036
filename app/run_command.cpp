// Dispatch of the program's commands; the one place that prints failures.
#include "app/run_command.h"

#include <cstdio>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "app/commands/bench.h"
#include "app/commands/check.h"
#include "app/commands/convert.h"
#include "app/commands/info.h"
#include "app/commands/query.h"
#include "app/commands/render.h"
#include "app/commands/view.h"

namespace caspian::app {
namespace {

struct Runner {
  const RunRequest& request;

  Outcome operator()(const TextRequest& text) const {
    std::fputs(text.text.c_str(), stdout);
    return Done{};
  }
  Outcome operator()(const RenderRequest& render) const {
    return run_render(render, request.device);
  }
  Outcome operator()(const QueryRequest& query) const { return run_query(query, request.device); }
  Outcome operator()(const CheckRequest& check) const { return run_check(check); }
  Outcome operator()(const BenchRequest& bench) const { return run_bench(bench, request.device); }
  Outcome operator()(const ConvertRequest& convert) const { return run_convert(convert); }
  Outcome operator()(const InfoRequest& info) const { return run_info(info, request.device); }
  Outcome operator()(const ViewRequest& view) const { return run_view(view, request.device); }
};

Outcome run(const RunRequest& request) {
  log::set_level(request.log_level);
  if (!request.log_file.empty())
    if (Outcome opened = log::write_to(request.log_file); !opened) return opened;
  return std::visit(Runner{request}, request.command);
}

}  // namespace

int run_command(int argc, char** argv) {
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  const Result<RunRequest> request = parse_command_line(words);
  const Outcome outcome = request ? run(request.value()) : Outcome(request.failure());
  if (outcome) return 0;
  std::fprintf(stderr, "caspian: %s\n", outcome.failure().sentence.c_str());
  return static_cast<int>(outcome.failure().kind);
}

}  // namespace caspian::app
