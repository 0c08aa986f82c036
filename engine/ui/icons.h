// The glyphs of Font Awesome 4.7 that the interface uses, as UTF-8, and their range for the atlas.
#pragma once

namespace caspian::ui::icon {

constexpr const char* k_search = "\uf002";
constexpr const char* k_check = "\uf00c";
constexpr const char* k_close = "\uf00d";
constexpr const char* k_clock = "\uf017";
constexpr const char* k_repeat = "\uf01e";
constexpr const char* k_adjust = "\uf042";
constexpr const char* k_tint = "\uf043";
constexpr const char* k_step_back = "\uf048";
constexpr const char* k_play = "\uf04b";
constexpr const char* k_pause = "\uf04c";
constexpr const char* k_step_forward = "\uf051";
constexpr const char* k_chevron_left = "\uf053";
constexpr const char* k_chevron_right = "\uf054";
constexpr const char* k_question = "\uf059";
constexpr const char* k_crosshairs = "\uf05b";
constexpr const char* k_expand = "\uf065";
constexpr const char* k_compress = "\uf066";
constexpr const char* k_plus = "\uf067";
constexpr const char* k_minus = "\uf068";
constexpr const char* k_eye = "\uf06e";
constexpr const char* k_eye_slash = "\uf070";
constexpr const char* k_chevron_up = "\uf077";
constexpr const char* k_chevron_down = "\uf078";
constexpr const char* k_globe = "\uf0ac";
constexpr const char* k_camera = "\uf030";
constexpr const char* k_list = "\uf03a";
constexpr const char* k_sliders = "\uf1de";
constexpr const char* k_flag = "\uf024";
constexpr const char* k_area_chart = "\uf1fe";
constexpr const char* k_dot_circle = "\uf192";
constexpr const char* k_map = "\uf279";
constexpr const char* k_filter = "\uf0b0";
constexpr const char* k_ride = "\uf124";
constexpr const char* k_measure = "\uf07e";
constexpr const char* k_undo = "\uf0e2";
constexpr const char* k_trash = "\uf1f8";
constexpr const char* k_save = "\uf0c7";
constexpr const char* k_external = "\uf08e";

// The signs of places, as the map has them.
constexpr const char* k_anchor = "\uf13d";
constexpr const char* k_train = "\uf238";
constexpr const char* k_exchange = "\uf0ec";
constexpr const char* k_industry = "\uf275";

}  // namespace caspian::ui::icon
