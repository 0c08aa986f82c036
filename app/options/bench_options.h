// Options of `caspian bench`.
#pragma once
#include "app/options/option_texts.h"
#include "app/request.h"

namespace caspian::app {

void add_bench_options(CLI::App& app, Texts& bench);
BenchRequest read_bench(Reader& reader);

}  // namespace caspian::app
