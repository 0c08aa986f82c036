// caspian query ...: facts of the terrain, the dataset and the picture, for people or as JSON.
#pragma once
#include "app/request.h"
#include "core/result.h"
#include "scene/frame_inputs.h"

namespace caspian::app {

/// `device`: for questions about the picture.
Outcome run_query(const QueryRequest& request, const DeviceRequest& device);

/// The Caspian's level as --sea-level has it.
scene::SeaLevel asked_sea_level(const SceneRequest& request);

// One function per kind; each returns what is printed.
Result<std::string> query_height(const QueryRequest& request);
Result<std::string> query_corridors(const QueryRequest& request);
Result<std::string> query_lines(const QueryRequest& request);  // query_lines.cpp
/// What a view asserts, for the protocol officer; `device`: for its picture. query_clearance.cpp
Result<std::string> query_clearance(const QueryRequest& request, const DeviceRequest& device);
Result<std::string> query_flow(const QueryRequest& request);
Result<std::string> query_link(const QueryRequest& request);   // flow --link
Result<std::string> query_units(const QueryRequest& request);  // query_units.cpp
Result<std::string> query_distance(const QueryRequest& request);
Result<std::string> query_profile(const QueryRequest& request);
Result<std::string> query_project(const QueryRequest& request);
Result<std::string> query_pick(const QueryRequest& request, const DeviceRequest& device);

}  // namespace caspian::app
