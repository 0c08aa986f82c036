// Options of `caspian convert`.
#pragma once
#include "app/options/option_texts.h"
#include "app/request.h"

namespace caspian::app {

void add_convert_options(CLI::App& app, Texts& convert);
ConvertRequest read_convert(Reader& reader);

}  // namespace caspian::app
