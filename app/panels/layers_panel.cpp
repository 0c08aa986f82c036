// The second tab of the left panel: what the map shows and how; everything here is a field of
// ViewSettings.
#include <algorithm>
#include <cmath>
#include <span>

#include "app/panels/corridors_panel.h"
#include "app/panels/inspector_facts.h"
#include "app/panels/interface_palette.h"
#include "app/panels/swatch.h"
#include "scene/overlay_legend.h"
#include "scene/sea_words.h"
#include "scene/theme.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

struct LayerSwitch {
  const char* name;
  bool scene::LayerToggles::*field;
};
constexpr LayerSwitch k_layers[] = {
    {"terrain", &scene::LayerToggles::terrain}, {"sea", &scene::LayerToggles::sea},
    {"waves", &scene::LayerToggles::waves},     {"isobaths", &scene::LayerToggles::isobaths},
    {"borders", &scene::LayerToggles::borders}, {"rivers", &scene::LayerToggles::rivers},
    {"ribbons", &scene::LayerToggles::ribbons}, {"units", &scene::LayerToggles::units},
    {"models", &scene::LayerToggles::models},   {"density", &scene::LayerToggles::density},
    {"ports", &scene::LayerToggles::ports},     {"nodes", &scene::LayerToggles::nodes},
    {"labels", &scene::LayerToggles::labels},   {"events", &scene::LayerToggles::events},
    {"lines", &scene::LayerToggles::lines},     {"curtain", &scene::LayerToggles::curtain},
    {"zones", &scene::LayerToggles::zones},     {"boundaries", &scene::LayerToggles::boundaries}};

/// A heading that folds what follows; returns whether it is open.
bool section(PanelContext& context, const std::string& key, const Rect& content, float& y) {
  ui::Canvas& canvas = context.canvas;
  const Rect row{content.x0, y, content.x1, y + canvas.px(32)};
  y = row.y1;
  const ui::Canvas::Press press = canvas.area("section." + key, row);
  const bool is_folded = context.local.folded.contains(key);
  Rect rest = row.inset(canvas.px(4), 0);
  if (press.hovered) canvas.hand_pointer();
  canvas.text(rest.cut_right(canvas.px(28)),
              is_folded ? ui::icon::k_chevron_right : ui::icon::k_chevron_down, TextRole::small,
              press.hovered ? canvas.palette().text : canvas.palette().quiet, ui::Align::centre);
  canvas.text(rest, context.text(key), TextRole::strong, canvas.palette().text);
  if (press.clicked) {
    if (is_folded)
      context.local.folded.erase(key);
    else
      context.local.folded.insert(key);
  }
  return !is_folded;
}

Rect switch_rect(PanelContext& context, const Rect& content, float& y, std::string_view label) {
  const float top = y;
  y += ui::switch_height(context.canvas, label, content.width());
  return {content.x0, top, content.x1, y};
}

void draw_switches(PanelContext& context, const Rect& content, float& y) {
  const scene::LayerToggles& layers = context.in.state.settings.layers;
  for (const LayerSwitch& layer : k_layers) {
    const std::string& label = context.text(std::string("layer.") + layer.name);
    const Rect row = switch_rect(context, content, y, label);
    if (ui::switch_row(context.canvas, std::string("layer.") + layer.name, row, label,
                       layers.*layer.field))
      context.act(actions::ToggleLayer{layer.name});
  }
  if (context.in.overlays.empty()) return;
  const Rect row{content.x0, y, content.x1, y + context.canvas.px(30)};
  y = row.y1;
  if (ui::switch_row(context.canvas, "layer.overlays", row, context.text("overlay.title"),
                     layers.overlays))
    context.act(actions::ToggleLayer{"overlays"});
}

void draw_seabed_lines(PanelContext& context, const Rect& content, float& y) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const dataset::Convention& convention =
      context.in.dataset.convention(context.in.state.settings.convention);
  for (const dataset::TreatyLine& line : context.in.dataset.lines) {
    const float width = content.width() - canvas.px(40);
    const std::vector<std::string> title =
        canvas.wrap(line_title(context.in, line), TextRole::body, width - canvas.px(48));
    const dataset::Standing standing = dataset::standing_of(line, convention);
    std::string words =
        line.instrument.empty() ? context.text("line_style.dotted") : line.instrument;
    if (standing.is_changed)
      words += " · " + context.text(standing.has_body || standing.has_points
                                        ? "clearance.word_of_convention"
                                        : "convention.hidden");
    const std::vector<std::string> what = canvas.wrap(words, TextRole::small, width);
    const float height = canvas.px(14) +
                         canvas.line_height(TextRole::body) * static_cast<float>(title.size()) +
                         canvas.line_height(TextRole::small) * static_cast<float>(what.size());
    const Rect row{content.x0, y, content.x1, y + height};
    y = row.y1;
    const bool is_shown = !context.is_hidden(line.id) && (standing.has_body || standing.has_points);
    const bool is_in_force = line.shown_at(context.now());
    const Rect tick{row.x0 + canvas.px(4), row.y0, row.x0 + canvas.px(30), row.y0 + canvas.px(30)};
    if (ui::tick_box(canvas, "line." + line.id + ".toggle", tick, is_shown, palette.quiet))
      context.act(actions::ToggleCorridor{line.id});
    const ui::Canvas::Press press =
        canvas.area("line." + line.id + ".row", {tick.x1, row.y0, row.x1, row.y1});
    if (press.hovered) {
      canvas.fill(row, palette.hover, canvas.px(6));
      canvas.hand_pointer();
    }
    if (press.clicked) context.act(actions::Select{{"line", line.id}});
    const float x = row.x0 + canvas.px(32), top = row.y0 + canvas.px(5);
    draw_line_style(canvas,
                    {row.x1 - canvas.px(48), top, row.x1 - canvas.px(8),
                     top + canvas.line_height(TextRole::body)},
                    standing.style, is_in_force ? palette.text : palette.faint);
    const float below =
        top + canvas.paragraph(x, top, title, TextRole::body,
                               is_shown && is_in_force ? palette.text : palette.quiet);
    canvas.paragraph(x, below, what, TextRole::small, palette.quiet);
  }
}

/// A caption with its value at the right, above a control.
Rect captioned(PanelContext& context, const Rect& content, float& y, std::string_view caption,
               const std::string& value, float control_height_px) {
  ui::Canvas& canvas = context.canvas;
  Rect head{content.x0 + canvas.px(8), y + canvas.px(4), content.x1 - canvas.px(8), 0};
  const float room = head.width() - (value.empty() ? 0 : canvas.text_width(value, TextRole::body));
  const auto lines = canvas.wrap(caption, TextRole::small, room - canvas.px(value.empty() ? 0 : 9));
  const float words = canvas.line_height(TextRole::small) * static_cast<float>(lines.size());
  head.y1 = head.y0 + std::max(canvas.px(24), words + canvas.px(6));
  const Rect control{content.x0 + canvas.px(4), head.y1, content.x1 - canvas.px(4),
                     head.y1 + control_height_px};
  y = control.y1 + canvas.px(4);
  if (!value.empty())
    canvas.text(head.cut_right(canvas.text_width(value, TextRole::body) + 1), value, TextRole::body,
                canvas.palette().text, ui::Align::right);
  canvas.paragraph(head.x0, head.middle_y() - words * 0.5f, lines, TextRole::small,
                   canvas.palette().quiet);
  return control;
}

/// The Caspian's level: by hand, or as observed at the date.
void draw_sea_level(PanelContext& context, const Rect& content, float& y) {
  constexpr double k_lowest_m = -36, k_highest_m = -24, k_steps_per_m = 10;
  ui::Canvas& canvas = context.canvas;
  const scene::SeaLevel level = sea_level_of(context.in.state);
  const Rect slider = captioned(
      context, content, y, context.text("sea.level"),
      context.format("sea.metres", {scene::level_text(context.in.language, level.level_m)}),
      canvas.px(24));
  const auto share = static_cast<float>((level.level_m - k_lowest_m) / (k_highest_m - k_lowest_m));
  if (const auto wanted =
          ui::slider(canvas, "slider.sea_level", slider, std::clamp(share, 0.0f, 1.0f))) {
    const double metres = k_lowest_m + static_cast<double>(*wanted) * (k_highest_m - k_lowest_m);
    const double chosen = std::round(metres * k_steps_per_m) / k_steps_per_m;
    if (chosen != level.level_m || level.is_observed) context.act(actions::SetSeaLevel{chosen});
  }
  if (!context.in.state.sea_levels || context.in.state.sea_levels->empty()) return;
  const Rect row = switch_rect(context, content, y, context.text("sea.by_date"));
  const bool by_date = context.in.state.settings.sea_level_by_date;
  if (ui::switch_row(canvas, "sea.by_date", row, context.text("sea.by_date"), by_date))
    context.act(actions::SetSeaLevelByDate{!by_date});
  const float width = content.width() - canvas.px(16);
  if (!level.is_observed && level.level_m == geo::k_caspian_surface_m) return;
  for (const std::string& words : scene::sea_level_words(context.in.language, level)) {
    const auto lines = canvas.wrap(words, TextRole::small, width);
    y += canvas.paragraph(content.x0 + canvas.px(8), y, lines, TextRole::small,
                          canvas.palette().quiet) +
         canvas.px(2);
  }
}

void draw_sliders(PanelContext& context, const Rect& content, float& y) {
  const scene::ViewSettings& settings = context.in.state.settings;
  const scene::Language& language = context.in.language;
  // Logarithmic: each doubling takes the same way. Whole factors, and halves below three.
  constexpr double k_most = 50;
  const auto share = static_cast<float>(std::log(settings.exaggeration) / std::log(k_most));
  const Rect heights = captioned(
      context, content, y, context.text("panel.exaggeration"),
      context.format("panel.exaggeration_value", {language.number(settings.exaggeration, 1)}),
      context.canvas.px(24));
  if (const auto wanted = ui::slider(context.canvas, "slider.exaggeration", heights, share)) {
    double factor = std::pow(k_most, static_cast<double>(*wanted));
    factor = factor < 3 ? std::round(factor * 2) / 2 : std::round(factor);
    if (factor != settings.exaggeration) context.act(actions::SetExaggeration{factor});
  }
  const Rect sea =
      captioned(context, content, y, context.text("panel.sea_opacity"),
                context.format("panel.percent", {language.number(settings.sea_opacity * 100, 0)}),
                context.canvas.px(24));
  if (const auto wanted = ui::slider(context.canvas, "slider.sea_opacity", sea,
                                     static_cast<float>(settings.sea_opacity))) {
    const double opacity = std::round(static_cast<double>(*wanted) * 20) / 20;
    if (opacity != settings.sea_opacity) context.act(actions::SetSeaOpacity{opacity});
  }
  draw_sea_level(context, content, y);
}

/// Dusk's light by the date instead of the atlas's; the other themes have no hours.
void draw_sun_switch(PanelContext& context, const Rect& content, float& y) {
  const scene::ViewSettings& settings = context.in.state.settings;
  if (settings.theme != scene::ThemeId::dusk) return;
  const Rect row = switch_rect(context, content, y, context.text("panel.sun_by_date"));
  if (ui::switch_row(context.canvas, "sun_by_date", row, context.text("panel.sun_by_date"),
                     settings.sun_by_date))
    context.act(actions::SetSunByDate{!settings.sun_by_date});
}

/// A captioned choice(); the index that was clicked.
std::optional<size_t> captioned_choice(PanelContext& context, const Rect& content, float& y,
                                       const std::string& id, std::string_view caption,
                                       const std::vector<std::string>& labels, size_t chosen,
                                       const std::string& value = "") {
  const float high =
      ui::choice_height(context.canvas, labels, content.width() - context.canvas.px(8));
  const Rect rect = captioned(context, content, y, caption, value, high);
  return ui::choice(context.canvas, id, rect, labels, chosen);
}

void draw_variant(PanelContext& context, const Rect& content, float& y) {
  const std::vector<dataset::Variant>& variants = context.in.dataset.variants;
  if (variants.size() < 2) return;
  std::vector<std::string> titles;
  size_t chosen = 0;
  for (const dataset::Variant& variant : variants) {
    if (variant.id == context.variant()) chosen = titles.size();
    titles.push_back(context.name(variant.title));
  }
  if (const auto picked = captioned_choice(context, content, y, "variant",
                                           context.text("panel.variant"), titles, chosen))
    context.act(actions::SetVariant{variants[*picked].id});
}

/// Every language under its own name; the second one letters the map below the first.
void draw_languages(PanelContext& context, const Rect& content, float& y) {
  const scene::ViewSettings& settings = context.in.state.settings;
  const std::vector<std::string>& languages = context.in.languages;
  if (languages.empty()) return;
  std::vector<std::string> names, second{context.text("panel.one_language")};
  size_t chosen = 0, chosen_second = 0;
  for (const std::string& code : languages) {
    if (code == settings.language) chosen = names.size();
    if (code == settings.second_language) chosen_second = second.size();
    names.emplace_back(scene::own_name(code));
    second.push_back(names.back());
  }
  if (const auto picked = captioned_choice(context, content, y, "language",
                                           context.text("panel.language"), names, chosen))
    context.act(actions::SetLanguage{languages[*picked]});
  if (const auto picked =
          captioned_choice(context, content, y, "second_language",
                           context.text("panel.second_language"), second, chosen_second))
    context.act(actions::SetSecondLanguage{*picked == 0 ? "" : languages[*picked - 1]});
}

/// What the map says of lines and names; its title under the choice's caption.
void draw_convention(PanelContext& context, const Rect& content, float& y) {
  const std::vector<dataset::Convention>& all = context.in.dataset.conventions;
  if (all.size() < 2) return;
  const dataset::Convention& now =
      context.in.dataset.convention(context.in.state.settings.convention);
  std::vector<std::string> titles;
  size_t chosen = 0;
  for (const dataset::Convention& one : all) {
    if (&one == &now) chosen = titles.size();
    titles.push_back(capitalised(context.name(one.title), context.in.language));
  }
  if (const auto picked = captioned_choice(context, content, y, "convention",
                                           context.text("convention.title"), titles, chosen))
    context.act(actions::SetConvention{all[*picked].id});
}

void draw_choices(PanelContext& context, const Rect& content, float& y) {
  const scene::ViewSettings& settings = context.in.state.settings;
  draw_variant(context, content, y);
  if (const auto picked = captioned_choice(
          context, content, y, "theme", context.text("panel.theme"),
          {context.text("theme.dusk"), context.text("theme.map"), context.text("theme.contrast")},
          static_cast<size_t>(settings.theme)))
    context.act(actions::SetTheme{static_cast<scene::ThemeId>(*picked)});
  if (const auto picked = captioned_choice(
          context, content, y, "colour_by", context.text("colour_by.title"),
          {context.text("colour_by.corridor"), context.text("colour_by.commodity")},
          static_cast<size_t>(settings.colour_by)))
    context.act(actions::SetColourBy{static_cast<scene::ColourBy>(*picked)});
  if (const auto picked =
          captioned_choice(context, content, y, "motion", context.text("panel.motion"),
                           {context.text("motion.automatic"), context.text("motion.true_motion"),
                            context.text("motion.scaled")},
                           static_cast<size_t>(settings.motion)))
    context.act(actions::SetMotionMode{static_cast<scene::MotionMode>(*picked)});

  draw_languages(context, content, y);
}

/// A slider over a few fixed values; the one it was dragged to.
std::optional<double> stops(PanelContext& context, const Rect& content, float& y,
                            const std::string& id, std::string_view caption,
                            const std::string& value, std::span<const double> values, double now) {
  const auto most = static_cast<float>(values.size() - 1);
  const auto after = std::lower_bound(values.begin(), values.end(), now);
  const auto at = static_cast<float>(std::min(after, values.end() - 1) - values.begin());
  const Rect rect = captioned(context, content, y, caption, value, context.canvas.px(24));
  const auto wanted = ui::slider(context.canvas, id, rect, at / most);
  if (!wanted) return std::nullopt;
  const double chosen = values[static_cast<size_t>(std::lround(*wanted * most))];
  return chosen == now ? std::nullopt : std::optional(chosen);
}

/// Whose countries are tinted: none, or one of the table's organizations by its initials.
void draw_organizations(PanelContext& context, const Rect& content, float& y) {
  const auto titles = scene::organizations(context.in.dataset);
  const std::string& chosen = context.in.state.settings.organization;
  std::vector<std::string> labels{context.text("organization.none")};
  size_t at = 0;
  for (const scene::OrganizationTitle& title : titles) {
    if (title.id == chosen) at = labels.size();
    labels.push_back(scene::organization_name(context.in.dataset, title.id, context.in.language));
  }
  if (const auto picked = captioned_choice(context, content, y, "organization",
                                           context.text("organization.caption"), labels, at))
    context.act(actions::SetOrganization{*picked == 0 ? "" : titles[*picked - 1].id});
}

/// What few need to touch.
void draw_fine_tuning(PanelContext& context, const Rect& content, float& y) {
  const scene::ViewSettings& settings = context.in.state.settings;
  const scene::Language& language = context.in.language;
  constexpr double k_hours[] = {0, 1, 3, 6, 12, 24, 48, 96, 168, 336, 720};
  constexpr double k_days[] = {1, 7, 14, 30, 60, 90, 182, 366};
  const auto days = [&](double count) {
    return context.format("inspector.days", {language.number(count, 0)});
  };
  const std::string trail =
      settings.trail_h <= 0 ? context.text("fine.trail_none")
      : settings.trail_h < 48
          ? context.format("inspector.hours", {language.number(settings.trail_h, 0)})
          : days(settings.trail_h / 24);
  if (const auto hours = stops(context, content, y, "slider.trail", context.text("fine.trail"),
                               trail, k_hours, settings.trail_h))
    context.act(actions::SetTrail{*hours});
  if (const auto window =
          stops(context, content, y, "slider.ribbon_window", context.text("fine.ribbon_window"),
                days(settings.ribbon_window_days), k_days, settings.ribbon_window_days))
    context.act(actions::SetRibbonWindow{*window});
  if (const auto window =
          stops(context, content, y, "slider.density_window", context.text("fine.density_window"),
                days(settings.density_window_days), k_days, settings.density_window_days))
    context.act(actions::SetDensityWindow{*window});
  if (const auto picked = captioned_choice(
          context, content, y, "drawing", context.text("fine.drawing"),
          {context.text("fine.automatic"), context.text("fine.splat"), context.text("fine.raster")},
          static_cast<size_t>(settings.unit_drawing)))
    context.act(actions::SetUnitDrawing{static_cast<scene::UnitDrawing>(*picked)});
}

}  // namespace

void draw_layers_tab(PanelContext& context, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const Rect content = canvas.begin_scroll("layers.list", rect);
  float y = content.y0;
  if (section(context, "panel.view", content, y)) {
    draw_choices(context, content, y);
    draw_sun_switch(context, content, y);
    draw_sliders(context, content, y);
    Rect reset{content.x0 + canvas.px(4), y + canvas.px(4), content.x1 - canvas.px(4), 0};
    reset.y1 = reset.y0 + canvas.px(30);
    canvas.fill(reset, canvas.palette().raised, canvas.px(6));
    if (ui::text_button(canvas, "view.reset", reset, context.text("panel.reset_view")))
      context.act(actions::ResetCamera{});
    y = reset.y1 + canvas.px(8);
  }
  if (section(context, "panel.layers", content, y)) draw_switches(context, content, y);
  if (!context.in.dataset.lines.empty() && section(context, "group.lines", content, y)) {
    draw_convention(context, content, y);
    draw_seabed_lines(context, content, y);
  }
  if (!context.in.dataset.organizations.empty() &&
      section(context, "organization.title", content, y))
    draw_organizations(context, content, y);
  if (section(context, "fine.title", content, y)) draw_fine_tuning(context, content, y);
  canvas.end_scroll(y + canvas.px(8));
}

}  // namespace caspian::app
