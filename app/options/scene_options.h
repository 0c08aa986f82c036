// Options that say what a picture shows, and on which device: shared by all commands that draw.
#pragma once
#include "app/options/option_texts.h"
#include "app/request.h"

namespace caspian::app {

CLI::Option* add_filter_option(CLI::App& app, Texts& texts);
void add_scene_options(CLI::App& app, Texts& texts);
/// `scenario_key`: the option that names the scenario's folder.
void read_scene(Reader& reader, const std::string& scenario_key, SceneRequest& scene);

void add_device_options(CLI::App& app, Texts& texts);
void read_device(Reader& reader, RunRequest& request);

}  // namespace caspian::app
