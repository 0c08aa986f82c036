// Texts of options -> values. Each says in one sentence what it found and what it expected.
// Independent of locale.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/request.h"
#include "core/result.h"

namespace caspian::app {

/// `option` is the name used in the sentence, e.g. "--time".
Result<time::SimTime> read_time(std::string_view option, std::string_view text);
Result<scene::Camera> read_camera(std::string_view option, std::string_view text);
/// `1920x1080`, each side 16..16384.
Result<PixelSize> read_size(std::string_view option, std::string_view text);
Result<double> read_number(std::string_view option, std::string_view text, double least,
                           double most);
Result<int64_t> read_whole(std::string_view option, std::string_view text, int64_t least,
                           int64_t most);
Result<time::FrameRate> read_frame_rate(std::string_view option, std::string_view text);
Result<scene::MotionMode> read_motion(std::string_view option, std::string_view text);
Result<scene::UnitDrawing> read_unit_drawing(std::string_view option, std::string_view text);
Result<BenchMode> read_bench_mode(std::string_view option, std::string_view text);
Result<BenchSource> read_bench_source(std::string_view option, std::string_view text);
Result<scene::ThemeId> read_theme(std::string_view option, std::string_view text);
/// `corridor` or `commodity`.
Result<scene::ColourBy> read_colour_by(std::string_view option, std::string_view text);
Result<scene::ColourVision> read_colour_vision(std::string_view option, std::string_view text);
/// `atlas` (false) or `date` (true).
Result<bool> read_sun(std::string_view option, std::string_view text);
/// `49.5,42;50,41`: longitudes and latitudes.
Result<std::vector<geo::GeoPoint>> read_places(std::string_view option, std::string_view text);
/// `46,36,55,48`: west, south, east, north in degrees.
Result<geo::GeoBox> read_box(std::string_view option, std::string_view text);
/// `+curtain,-labels`: names of LayerToggles, on or off.
Result<std::vector<std::pair<std::string, bool>>> read_layers(std::string_view option,
                                                              std::string_view text);
/// `commodity=oil,gas;mode=sea`: keys and values of a FlowFilter; `,` before a key does as well.
Result<dataset::FlowFilter> read_filter(std::string_view option, std::string_view text);
/// `a,b,c`; empty items are refused.
Result<std::vector<std::string>> read_ids(std::string_view option, std::string_view text);
/// `6h`, `5d`, `-30min`, `1y`: simulated time per second, in ms.
Result<double> read_speed(std::string_view option, std::string_view text);

std::string_view theme_name(scene::ThemeId theme);
std::string_view motion_name(scene::MotionMode mode);
std::string_view colour_by_name(scene::ColourBy what);

}  // namespace caspian::app
