// Options of `caspian query`: one kind of question a subcommand.
#pragma once
#include <map>
#include <string>

#include "app/options/option_texts.h"
#include "app/request.h"

namespace caspian::app {

/// `kinds`: filled with the kind of each subcommand.
void add_query_options(CLI::App& app, Texts& query, std::map<std::string, QueryKind>& kinds);
QueryRequest read_query(Reader& reader, QueryKind kind);

}  // namespace caspian::app
