// Only what is visible at the date has an entry.
#include "app/panels/legend_panel.h"

#include <algorithm>
#include <array>

#include "app/panels/corridor_facts.h"
#include "app/panels/interface_palette.h"
#include "app/panels/panel_layout.h"
#include "app/panels/swatch.h"
#include "app/panels/time_chart.h"
#include "app/scene_setup.h"
#include "scene/filter_words.h"
#include "scene/overlay_legend.h"
#include "scene/overlay_style.h"
#include "scene/port_figures.h"
#include "scene/recorded_legend.h"
#include "scene/ribbon_legend.h"
#include "scene/sea_words.h"
#include "scene/theme.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

constexpr float k_sample = 40;  // width of a sample
constexpr float k_gap = 12;     // between sample and words
constexpr float k_width = 272;
constexpr float k_pad = 16;

struct Entry {
  enum class Sample {
    heading,
    plain,
    unit,
    cargo,
    status,
    no_data,
    projected,
    ribbon,
    line,
    isobath,
    place,
    port,
    no_port,
    grade
  };
  Sample sample = Sample::heading;
  std::string text;
  dataset::Status status = dataset::Status::none;
  dataset::TreatyLine::Style style = dataset::TreatyLine::Style::solid;
  std::string letter;   // a grade's, or the icon of a place
  float width_px = 0;   // of a ribbon, logical
  std::string pointed;  // what the map shows while the pointer is here
  ui::Colour hue = 0;   // of a cargo
};

constexpr std::pair<const char*, const char*> k_places[] = {
    {"port", ui::icon::k_anchor},       {"city", ""},
    {"terminal", ui::icon::k_industry}, {"field", ui::icon::k_tint},
    {"rail_hub", ui::icon::k_train},    {"border_crossing", ui::icon::k_exchange}};

std::vector<Entry> corridor_entries(PanelContext& context) {
  const dataset::Dataset& data = context.in.dataset;
  std::array<bool, 6> seen{};
  bool any_without_figure = false, any_projected = false;
  for (uint32_t i = 0; i < data.corridors.size(); ++i) {
    if (context.is_hidden(data.corridors[i].id)) continue;
    const dataset::Status status =
        status_of(data, data.corridors[i].dates, context.now(), context.variant());
    seen[static_cast<size_t>(status)] = true;
    if (status == dataset::Status::none || status == dataset::Status::closed) continue;
    const auto rates =
        dataset::rates_at(data, context.in.rates, i, context.now(), context.variant());
    any_without_figure |= rates.empty();
    for (const dataset::Rate& rate : rates) any_projected |= rate.kind != dataset::Kind::actual;
  }
  std::vector<Entry> entries;
  for (const dataset::Status status :
       {dataset::Status::operating, dataset::Status::under_construction, dataset::Status::planned,
        dataset::Status::suspended})
    if (seen[static_cast<size_t>(status)])
      entries.push_back({.sample = Entry::Sample::status,
                         .text = context.text(status_key(status)),
                         .status = status});
  if (any_without_figure)
    entries.push_back({.sample = Entry::Sample::no_data, .text = context.text("legend.no_data")});
  if (any_projected)
    entries.push_back(
        {.sample = Entry::Sample::projected, .text = context.text("legend.plan_paler")});
  return entries;
}

/// What is shown in sum at the date, by cargo where the colours tell cargoes.
std::vector<Entry> rate_entries(PanelContext& context) {
  const scene::Language& language = context.in.language;
  const scene::ViewSettings& settings = context.in.state.settings;
  std::vector<Entry> entries;
  const std::string filter =
      scene::filter_sentence(settings.filter, context.in.dataset, language, context.in.names);
  if (!filter.empty())
    entries.push_back(
        {.sample = Entry::Sample::plain, .text = capitalised(filter, context.in.language)});
  const auto sums = dataset::by_commodity(dataset::shown_rates(context.question(), context.now()));
  double tonnes = 0, gas = 0;
  for (const dataset::CommodityRate& sum : sums) {
    (sum.unit == "bcm" ? gas : tonnes) += sum.per_year;
    if (settings.colour_by != scene::ColourBy::commodity) continue;
    entries.push_back(
        {.sample = Entry::Sample::cargo,
         .text = capitalised(word(language, "commodity.", sum.commodity), context.in.language) +
                 "  " + amount_text(language, sum.per_year, sum.unit),
         .pointed = commodity_id(sum.commodity),
         .hue = to_colour(scene::commodity_colour(sum.commodity))});
  }
  std::string together;
  if (tonnes > 0) together = amount_text(language, tonnes, "Mt");
  if (gas > 0) together += (together.empty() ? "" : " + ") + amount_text(language, gas, "bcm");
  if (!sums.empty())
    entries.push_back({.sample = Entry::Sample::plain,
                       .text = language.text("legend.together") + ": " + together});
  else if (!filter.empty())
    entries.push_back({.sample = Entry::Sample::plain, .text = context.text("filter.nothing")});
  return entries;
}

/// How wide which rate is; the scale is fixed.
std::vector<Entry> width_entries(PanelContext& context) {
  std::vector<Entry> entries;
  if (context.in.ribbon_scale == nullptr) return entries;
  bool any_mass = false, any_gas = false;
  for (const dataset::CommodityRate& sum :
       dataset::by_commodity(dataset::shown_rates(context.question(), context.now())))
    (sum.unit == "bcm" ? any_gas : any_mass) = true;
  const auto samples =
      scene::ribbon_samples(*context.in.ribbon_scale,
                            frame_inputs_of(context.in.state, context.in.size), any_mass, any_gas);
  if (samples.empty()) return entries;
  const double days = context.in.state.settings.ribbon_window_days;
  entries.push_back(
      {.sample = Entry::Sample::plain,
       .text = context.format("legend.ribbon_scale", {context.in.language.number(days, 1)})});
  for (const scene::RibbonSample& sample : samples)
    entries.push_back({.sample = Entry::Sample::ribbon,
                       .text = scene::sample_text(sample, context.in.language),
                       .width_px = static_cast<float>(sample.width_px)});
  return entries;
}

std::vector<Entry> line_entries(PanelContext& context) {
  using Style = dataset::TreatyLine::Style;
  std::vector<Entry> entries;
  const scene::ViewSettings& settings = context.in.state.settings;
  const dataset::Convention& convention = context.in.dataset.convention(settings.convention);
  for (const auto& [style, code] : {std::pair{Style::solid, "solid"},
                                    {Style::long_dash, "long_dash"},
                                    {Style::dotted, "dotted"}}) {
    const auto& lines = context.in.dataset.lines;
    const bool is_seen = std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
      const dataset::Standing standing = dataset::standing_of(line, convention);
      return standing.has_body && standing.style == style && line.shown_at(context.now()) &&
             !context.is_hidden(line.id);
    });
    if (is_seen)
      entries.push_back({.sample = Entry::Sample::line,
                         .text = word(context.in.language, "line_style.", code),
                         .style = style});
  }
  return entries;
}

/// How many recorded units are on their way, or that there is no record of the date; the rest where
/// there is room.
std::vector<Entry> recorded_entries(PanelContext& context, bool with_all) {
  const scene::RecordedScene* record = context.in.units.recorded;
  if (record == nullptr) return {};
  const scene::RecordedLegend legend = scene::recorded_legend(
      *record, context.now(), context.in.state.settings, context.in.language);
  std::vector<Entry> entries{{.text = legend.title}};
  if (!with_all) return entries;
  for (const scene::RecordedLegend::Kind& kind : legend.kinds)
    entries.push_back(
        {.sample = Entry::Sample::cargo, .text = kind.text, .hue = to_colour(kind.colour)});
  for (const std::string& note : legend.notes)
    entries.push_back({.sample = Entry::Sample::plain, .text = note});
  return entries;
}

std::vector<Entry> density_entries(PanelContext& context, const scene::DensityFacts& facts) {
  const scene::DensityLegend legend =
      scene::density_legend(facts, context.in.state.settings, context.in.language);
  std::vector<Entry> entries{{.text = legend.title}};
  for (const scene::DensityLegend::Stop& stop : legend.stops)
    entries.push_back(
        {.sample = Entry::Sample::cargo, .text = stop.text, .hue = to_colour(stop.colour)});
  for (const std::string& note : legend.notes)
    entries.push_back({.sample = Entry::Sample::plain, .text = note});
  return entries;
}

/// The level where it is not the data's or follows the date, and what the isobaths tell.
std::vector<Entry> sea_entries(PanelContext& context) {
  const scene::LayerToggles& layers = context.in.state.settings.layers;
  const scene::SeaLevel level = sea_level_of(context.in.state);
  std::vector<Entry> entries;
  if (layers.sea && (level.is_observed || level.level_m != geo::k_caspian_surface_m))
    for (std::string& words : scene::sea_level_words(context.in.language, level))
      entries.push_back({.sample = Entry::Sample::plain, .text = std::move(words)});
  if (layers.isobaths)
    entries.push_back(
        {.sample = Entry::Sample::isobath,
         .text = context.format(
             "sea.isobaths", {scene::level_text(context.in.language, geo::k_caspian_surface_m)})});
  return entries;
}

/// Whose countries are tinted, and the user's own layers.
std::vector<Entry> area_entries(PanelContext& context) {
  const InterfaceInputs& in = context.in;
  const scene::ViewSettings& settings = in.state.settings;
  const scene::Theme& theme = scene::theme_of(settings.theme);
  std::vector<Entry> entries;
  if (!settings.organization.empty() && in.countries != nullptr) {
    const scene::OrganizationLegend legend =
        scene::organization_legend(in.dataset, *in.countries, settings.organization, context.now(),
                                   theme, in.language, in.names);
    entries.push_back({.text = legend.title});
    for (const scene::OrganizationLegend::Kind& kind : legend.kinds)
      entries.push_back(
          {.sample = Entry::Sample::cargo, .text = kind.text, .hue = to_colour(kind.colour)});
    for (const std::string& note : legend.notes)
      entries.push_back({.sample = Entry::Sample::plain, .text = note});
  }
  if (!settings.layers.overlays || in.overlays.empty()) return entries;
  entries.push_back({.text = context.text("overlay.title")});
  for (const scene::OverlayLegendEntry& entry : scene::overlay_legend(in.overlays)) {
    const glm::vec3 colour =
        scene::overlay_line_style(*entry.example, entry.layer, false, theme).colour;
    entries.push_back(
        {.sample = Entry::Sample::cargo, .text = entry.text, .hue = to_colour(colour)});
  }
  return entries;
}

std::vector<Entry> all_entries(PanelContext& context, bool with_places) {
  const scene::Language& language = context.in.language;
  const scene::LayerToggles layers = scene::beside_density(context.in.state.settings).layers;
  std::vector<Entry> entries;
  const auto add = [&](const std::vector<Entry>& more) {
    entries.insert(entries.end(), more.begin(), more.end());
  };
  const UnitFacts& units = context.in.units;
  if (layers.density && units.density) add(density_entries(context, *units.density));
  if (layers.ribbons || layers.units) add(rate_entries(context));
  if (layers.units && units.tonnes_per_unit > 0)
    entries.push_back({.sample = Entry::Sample::unit,
                       .text = context.format("legend.tonnes_per_unit",
                                              {language.number(units.tonnes_per_unit, 0)})});
  if (layers.units && units.bcm_per_unit > 0)
    entries.push_back({.sample = Entry::Sample::unit,
                       .text = context.format("legend.bcm_per_unit",
                                              {language.number(units.bcm_per_unit * 1000, 2)})});
  if (layers.units) add(recorded_entries(context, with_places));
  if (layers.ribbons) {
    add(corridor_entries(context));
    if (with_places) add(width_entries(context));
  }
  if (context.in.state.settings.shows_lines()) {
    const std::vector<Entry> lines = line_entries(context);
    if (!lines.empty()) entries.push_back({.text = context.text("legend.lines")});
    add(lines);
  }
  add(sea_entries(context));
  add(area_entries(context));
  if (layers.ports) {
    entries.push_back(
        {.sample = Entry::Sample::port,
         .text = context.format("port.scale", {figure_text(language, scene::k_port_legend_mt) +
                                               " " + context.text("unit.mt")}) +
                 "; " + context.text("port.halves")});
    entries.push_back({.sample = Entry::Sample::no_port,
                       .text = context.text("port.none") + "; " + context.text("port.paler")});
  }
  if (layers.nodes && with_places) {
    entries.push_back({.text = context.text("legend.places")});
    for (const auto& [kind, icon] : k_places)
      entries.push_back({.sample = Entry::Sample::place,
                         .text = word(language, "node_kind.", kind),
                         .letter = icon});
  }
  entries.push_back({.text = context.text("legend.grade")});
  for (const char* grade : {"a", "b", "c"}) {
    // "A: named source": the letter becomes a badge.
    std::string text = word(language, "grade.", grade);
    std::string letter = text.substr(0, text.find(':'));
    if (text.size() > letter.size() + 2) text = text.substr(letter.size() + 2);
    entries.push_back({.sample = Entry::Sample::grade, .text = text, .letter = letter});
  }
  return entries;
}

float sample_width(const ui::Canvas& canvas, const Entry& entry) {
  switch (entry.sample) {
    case Entry::Sample::heading:
    case Entry::Sample::plain:
      return 0;
    case Entry::Sample::port:
    case Entry::Sample::no_port:
    case Entry::Sample::place:
    case Entry::Sample::grade:
      return canvas.px(30);
    default:
      return canvas.px(k_sample + k_gap);
  }
}

/// One entry, or two short ones beside each other.
using Row = std::vector<Entry>;

std::vector<Row> rows_of(const ui::Canvas& canvas, const std::vector<Entry>& entries) {
  const float half = canvas.px((k_width - 2 * k_pad) / 2 - 4);
  const auto is_short = [&](const Entry& entry) {
    return entry.sample == Entry::Sample::place &&
           sample_width(canvas, entry) + canvas.text_width(entry.text, TextRole::small) <= half;
  };
  std::vector<Row> rows;
  bool is_open = false;  // the last short entry stands alone in its row
  size_t open = 0;
  for (const Entry& entry : entries) {
    if (is_short(entry) && is_open) {
      rows[open].push_back(entry);
      is_open = false;
      continue;
    }
    if (entry.sample == Entry::Sample::heading) is_open = false;
    if (is_short(entry)) {
      is_open = true;
      open = rows.size();
    }
    rows.push_back({entry});
  }
  return rows;
}

std::vector<std::string> lines_of(const ui::Canvas& canvas, const Entry& entry) {
  const float width = canvas.px(k_width - 2 * k_pad) - sample_width(canvas, entry);
  return canvas.wrap(entry.text, TextRole::small, width);
}

float height_of(const ui::Canvas& canvas, const Row& row) {
  float lines = static_cast<float>(lines_of(canvas, row.front()).size());
  if (row.front().sample == Entry::Sample::port) lines = std::max(lines, 2.0f);
  const float gap = row.front().sample == Entry::Sample::heading ? canvas.px(12) : canvas.px(5);
  return lines * canvas.line_height(TextRole::small) + gap;
}

float height_of(const ui::Canvas& canvas, const std::vector<Row>& rows) {
  float height = canvas.px(40 + 8);
  for (const Row& row : rows) height += height_of(canvas, row);
  return height;
}

/// Everything, or without the signs of places where the picture is too low for it.
std::vector<Row> fitting_rows(PanelContext& context) {
  const ui::Canvas& canvas = context.canvas;
  const float bar = time_bar_height({.size = context.in.size,
                                     .ui_scale = context.in.state.settings.ui_scale,
                                     .chart_open = context.in.state.chart_open});
  const float room = canvas.picture().height() - canvas.px(8 + 44 + 8 + 8 + 8) - bar;
  std::vector<Entry> entries = all_entries(context, true);
  std::vector<Row> rows = rows_of(canvas, entries);
  if (height_of(canvas, rows) > room) rows = rows_of(canvas, all_entries(context, false));
  return rows;
}

void draw_sample(ui::Canvas& canvas, const Entry& entry, const Rect& rect) {
  const ui::Palette& palette = canvas.palette();
  switch (entry.sample) {
    case Entry::Sample::heading:
    case Entry::Sample::plain:
      return;
    case Entry::Sample::cargo:
      canvas.fill(rect.centred(rect.width(), canvas.px(8)), entry.hue, canvas.px(4));
      return;
    case Entry::Sample::unit: {
      // A round-ended dash with a soft head, as it moves on the map.
      const float y = rect.middle_y(), thick = canvas.px(4);
      canvas.line(rect.x0, y, rect.x1, y, palette.faint, canvas.px(1));
      const float x = rect.x0 + canvas.px(12);
      canvas.fill({x, y - thick * 0.5f, x + canvas.px(14), y + thick * 0.5f}, palette.accent,
                  thick * 0.5f);
      return;
    }
    case Entry::Sample::status:
      draw_swatch(canvas, rect, palette.text, entry.status, SwatchMark::none);
      return;
    case Entry::Sample::no_data: {
      const float y = std::round(rect.middle_y());
      const float reach = canvas.px(2);
      canvas.line(rect.x0, y - reach, rect.x1, y - reach, palette.quiet);
      canvas.line(rect.x0, y + reach, rect.x1, y + reach, palette.quiet);
      return;
    }
    case Entry::Sample::ribbon:
      canvas.fill(rect.centred(rect.width(), canvas.px(entry.width_px)), palette.quiet);
      return;
    case Entry::Sample::projected:
      draw_standing(canvas, rect.centred(rect.width(), canvas.px(10)), palette.text,
                    FigureStanding::projected);
      return;
    case Entry::Sample::isobath:
      canvas.fill(rect.centred(rect.width(), std::max(1.0f, canvas.px(1))), palette.quiet);
      return;
    case Entry::Sample::line:
      draw_line_style(canvas, rect, entry.style, palette.text);
      return;
    case Entry::Sample::place: {
      const float x = rect.x0 + canvas.px(10), y = rect.middle_y();
      const bool is_city = entry.letter.empty();
      const float radius = canvas.px(is_city ? 4.0f : 9.0f);
      canvas.ring(x, y, radius, palette.text, std::max(1.0f, canvas.px(1.2f)));
      if (is_city) canvas.disc(x, y, radius * 0.4f, palette.text);
      canvas.text(Rect{x, y, x, y}.inset(-canvas.px(12)), entry.letter, TextRole::small,
                  palette.text, ui::Align::centre);
      return;
    }
    case Entry::Sample::port: {
      const float side =
          canvas.px(static_cast<float>(scene::port_square_px(scene::k_port_legend_mt)));
      const Rect square{rect.x0, rect.y0 + canvas.px(2), rect.x0 + side,
                        rect.y0 + canvas.px(2) + side};
      canvas.fill(square, ui::faded(palette.text, 0.75f));
      canvas.line(square.middle_x(), square.y0, square.middle_x(), square.y1,
                  palette.panel | 0xFF000000u, canvas.px(1));
      return;
    }
    case Entry::Sample::no_port:
      canvas.ring(rect.x0 + canvas.px(11), rect.middle_y(), canvas.px(9), palette.quiet,
                  std::max(1.0f, canvas.px(1)));
      return;
    case Entry::Sample::grade:
      ui::badge(canvas, rect.x0, rect.middle_y(), entry.letter, palette.raised, palette.text);
      return;
  }
}

}  // namespace

float legend_height(PanelContext& context) {
  return height_of(context.canvas, fitting_rows(context)) / context.canvas.px(1000) * 1000;
}

float folded_legend_width(PanelContext& context) {
  const float title = context.canvas.text_width(context.text("legend.title"), TextRole::strong);
  return (title + context.canvas.px(16 + 48)) / context.canvas.px(1000) * 1000;
}

void draw_legend_panel(PanelContext& context, const Rect& rect, bool is_folded) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  canvas.begin_panel("legend", rect);
  Rect rest = rect;
  Rect head = rest.cut_top(canvas.px(40)).inset(canvas.px(4));
  if (ui::icon_button(canvas, "legend.close", head.cut_right(canvas.px(32)), ui::icon::k_close,
                      context.text("inspector.close")))
    context.act(actions::ToggleLegend{});
  head.cut_left(canvas.px(12));
  canvas.text(head, context.text("legend.title"), TextRole::strong, palette.text);
  if (is_folded) {
    canvas.end_panel();
    return;
  }
  rest = rest.inset(canvas.px(k_pad), 0);
  for (const Row& cells : fitting_rows(context)) {
    Rect row = rest.cut_top(height_of(canvas, cells));
    if (cells.front().sample == Entry::Sample::heading) {
      canvas.line(row.x0, row.y0 + canvas.px(4), row.x1, row.y0 + canvas.px(4),
                  ui::faded(palette.faint, 0.6f));
      canvas.paragraph(row.x0, row.y0 + canvas.px(9), lines_of(canvas, cells.front()),
                       TextRole::small, palette.quiet);
      continue;
    }
    for (const Entry& entry : cells) {
      const float line = canvas.line_height(TextRole::small);
      const float wide = sample_width(canvas, entry);
      const bool is_narrow = wide < canvas.px(k_sample);
      if (!entry.pointed.empty()) {
        const Rect whole{rest.x0 - canvas.px(6), row.y0 - canvas.px(1), rest.x1 + canvas.px(6),
                         row.y1 - canvas.px(3)};
        if (canvas.is_hovered(whole)) context.point_at(entry.pointed);
        if (context.in.state.hover == entry.pointed)
          canvas.fill(whole, palette.hover, canvas.px(6));
        canvas.mark("legend." + entry.pointed, whole);
      }
      draw_sample(
          canvas, entry,
          {row.x0, row.y0, row.x0 + (is_narrow ? wide : canvas.px(k_sample)), row.y0 + line});
      canvas.paragraph(row.x0 + wide, row.y0, lines_of(canvas, entry), TextRole::small,
                       palette.text);
      row.x0 = rest.middle_x();
    }
  }
  canvas.end_panel();
}

}  // namespace caspian::app
