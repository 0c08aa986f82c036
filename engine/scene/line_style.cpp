// Which lines are seen at a date, and the table of their looks.
#include "scene/line_style.h"

#include <algorithm>

namespace caspian::scene {
namespace {

using dataset::Mode;
using dataset::Status;

bool is_highlighted(const dataset::Dataset& data, const dataset::Link& link,
                    const std::string& chosen) {
  if (chosen.empty()) return false;
  const std::string& id = data.corridors[link.corridor].id;
  if (chosen.starts_with("commodity:"))
    return std::any_of(data.volumes.begin(), data.volumes.end(), [&](const dataset::Volume& row) {
      return row.corridor == link.corridor && row.is_flow &&
             chosen.compare(10, std::string::npos, row.commodity) == 0;
    });
  return chosen == id || chosen == id + ":" + std::to_string(link.seq);
}

/// What matters less is drawn first.
int weight(const DrawnLink& drawn) {
  const int by_status = drawn.status == Status::operating            ? 3
                        : drawn.status == Status::under_construction ? 2
                        : drawn.status == Status::planned            ? 1
                                                                     : 0;
  return (drawn.is_highlighted ? 8 : 0) + by_status + (drawn.carries ? 1 : 0);
}

bool is_dark(const Theme& theme) {
  return theme.id != ThemeId::map;
}

glm::vec3 lighter(glm::vec3 colour, float share) {
  return glm::mix(colour, glm::vec3(1.0f), share);
}

void set_casing(LineStyle& style, const Theme& theme, bool highlighted) {
  if (highlighted) {
    style.casing = theme.text;
    style.casing_alpha = 0.9f;
    style.casing_px = 1.4f;
  } else if (is_dark(theme)) {
    style.casing = theme.text_halo;
    style.casing_alpha = 0.62f;
    style.casing_px = 0.7f;
  } else {
    style.casing = style.colour * 0.5f;
    style.casing_alpha = 0.7f;
    style.casing_px = 0.6f;
  }
}

void set_operating(LineStyle& style, Mode mode) {
  style.centre = lighter(style.colour, 0.6f);
  switch (mode) {
    case Mode::rail:
      style.tie_period_px = 9;
      break;
    case Mode::road:
      style.half_width_px *= 0.8f;
      break;
    case Mode::sea:
      style.centre_alpha = 0.8f;
      style.centre_half_px = 0.28f * style.half_width_px;
      style.centre_period_px = 16;
      style.centre_share = 0.62f;
      break;
    case Mode::ferry:
      style.centre_alpha = 0.85f;
      style.centre_half_px = 0.32f * style.half_width_px;
      style.centre_period_px = 6;
      style.centre_share = 0.3f;
      break;
    case Mode::pipeline_oil:
    case Mode::pipeline_gas:
      style.half_width_px *= 0.85f;
      style.centre_alpha = 0.9f;
      style.centre_half_px = 0.3f * style.half_width_px;
      break;
  }
}

}  // namespace

std::vector<DrawnLink> drawn_links(const SceneGeometry& scene, time::SimTime when,
                                   const ViewSettings& settings) {
  return drawn_links(scene, when, settings, carried_rates(scene, when, settings));
}

std::vector<DrawnLink> drawn_links(const SceneGeometry& scene, time::SimTime when,
                                   const ViewSettings& settings,
                                   const std::vector<dataset::CarriedRates>& rates) {
  std::vector<DrawnLink> drawn;
  if (!settings.layers.ribbons) return drawn;
  const dataset::Dataset& data = scene.dataset;
  const bool plan = data.is_plan(settings.variant);
  std::vector<bool> is_shown;
  for (const dataset::Corridor& corridor : data.corridors) {
    const Status status = dataset::status_at(corridor.dates, when, plan);
    is_shown.push_back(status != Status::none && status != Status::closed &&
                       !settings.is_hidden(corridor.id));
  }
  for (uint32_t i = 0; i < data.links.size(); ++i) {
    const dataset::Link& link = data.links[i];
    const bool carries = !rates[i].is_empty();
    if (!is_shown[link.corridor] && !carries) continue;
    const Status status = dataset::status_at(link.dates, when, plan);
    if (status == Status::none || status == Status::closed) continue;
    drawn.push_back({.link = i,
                     .status = status,
                     .has_figure = rates[i].has_figure,
                     .carries = carries,
                     .is_highlighted = is_highlighted(data, link, settings.highlight)});
  }
  std::stable_sort(drawn.begin(), drawn.end(),
                   [](const DrawnLink& a, const DrawnLink& b) { return weight(a) < weight(b); });
  return drawn;
}

std::vector<uint32_t> drawn_treaty_lines(const SceneGeometry& scene, time::SimTime when,
                                         const ViewSettings& settings) {
  std::vector<uint32_t> drawn;
  if (!settings.shows_lines()) return drawn;
  const dataset::Convention& convention = scene.dataset.convention(settings.convention);
  for (uint32_t i = 0; i < scene.dataset.lines.size(); ++i) {
    const dataset::TreatyLine& line = scene.dataset.lines[i];
    if (line.shown_at(when) && !settings.is_hidden(line.id) &&
        dataset::standing_of(line, convention).has_body)
      drawn.push_back(i);
  }
  return drawn;
}

LineStyle link_style(const dataset::Link& link, const DrawnLink& drawn, glm::vec3 hue,
                     const Theme& theme, const ViewSettings& settings) {
  LineStyle style;
  style.colour = hue;
  style.half_width_px = static_cast<float>(settings.ribbon_width_px / 2);
  if (theme.id == ThemeId::contrast) style.half_width_px *= 1.25f;
  if (drawn.is_highlighted) style.half_width_px *= 1.5f;
  switch (drawn.status) {
    case Status::operating:
      if (drawn.carries && settings.layers.density) {  // a hairline under the density's colours
        style.half_width_px = 0.7f;
        style.alpha = 0.8f;
      } else if (drawn.carries) {
        set_operating(style, link.mode);
      } else if (drawn.has_figure) {  // what it carries is filtered out
        style.half_width_px = 0.6f;
        style.alpha = 0.55f;
      } else {  // a hollow hairline: it runs, and nobody says how much
        style.half_width_px *= 0.85f;
        style.edge_px = 0.7f;
        style.fill_alpha = 0.1f;
      }
      break;
    case Status::under_construction:
      style.dash_period_px = 17;
      style.dash_share = 0.74f;
      style.dash_end_px = 3;
      style.edge_px = 0.85f;
      style.fill_alpha = 0.3f;
      break;
    case Status::planned:
      style.dash_period_px = 9;
      style.dash_share = 0.62f;
      style.edge_px = 0.85f;
      style.fill_alpha = 0.0f;
      break;
    case Status::suspended:
      style.centre = is_dark(theme) ? glm::vec3(0.62f) : glm::vec3(0.66f);
      style.centre_alpha = 1;
      style.centre_half_px = 0.62f * style.half_width_px;
      style.dash_period_px = 30;  // short breaks: nothing passes
      style.dash_share = 0.9f;
      break;
    case Status::none:
    case Status::closed:
      style.alpha = 0;
      break;
  }
  set_casing(style, theme, drawn.is_highlighted);
  return style;
}

LineStyle treaty_style(const dataset::TreatyLine& line, bool is_highlighted, const Theme& theme) {
  return treaty_style(line, line.style, is_highlighted, theme);
}

LineStyle treaty_style(const dataset::TreatyLine& line, dataset::TreatyLine::Style shown_as,
                       bool is_highlighted, const Theme& theme) {
  LineStyle style;
  style.colour = theme.seabed_line;
  style.half_width_px = is_highlighted ? 1.5f : 0.95f;
  style.casing = is_dark(theme) ? theme.text_halo : glm::vec3(0.13f, 0.2f, 0.27f);
  style.casing_alpha = is_dark(theme) ? 0.6f : 0.75f;
  style.casing_px = is_dark(theme) ? 0.9f : 0.8f;
  if (line.points.size() == 1) {  // a ring
    style.half_width_px = is_highlighted ? 6.0f : 4.6f;
    style.edge_px = 1.5f;
    return style;
  }
  switch (shown_as) {
    case dataset::TreatyLine::Style::solid:
      break;
    case dataset::TreatyLine::Style::long_dash:
      style.dash_period_px = 16;
      style.dash_share = 0.72f;
      break;
    case dataset::TreatyLine::Style::dotted:
      style.dash_period_px = 6;
      style.dash_share = 0.3f;
      style.dash_round = 1;
      break;
  }
  return style;
}

glm::vec3 isobath_colour(const Theme& theme) {
  // Darker than a pale floor, lighter than a dark one.
  return theme.id == ThemeId::map ? theme.sea_floor.back().colour
                                  : glm::mix(theme.sea_floor.front().colour, theme.text, 0.45f);
}

glm::vec3 law_ink(const Theme& theme) {
  return is_dark(theme) ? theme.seabed_line : glm::vec3(0.13f, 0.2f, 0.27f);
}

LineStyle map_line_style(MapLineKind kind, int rank, const Theme& theme) {
  LineStyle style;
  switch (kind) {
    case MapLineKind::isobath:
      style.colour = isobath_colour(theme);
      style.alpha = rank % 100 == 0 ? 0.6f : 0.45f;
      style.half_width_px = rank % 100 == 0 ? 0.5f : 0.4f;
      break;
    case MapLineKind::lake:
      style.colour = theme.coast;
      style.alpha = 0.4f;
      style.half_width_px = 0.45f;
      break;
    case MapLineKind::river:
      style.colour = theme.river;
      style.alpha = rank <= 3 ? 0.75f : 0.55f;
      style.half_width_px = rank <= 2 ? 0.65f : rank <= 4 ? 0.5f : 0.4f;
      break;
    // As on maps of the United Nations: an international boundary is continuous, one that is
    // disputed or undetermined dashed, a line of control dotted.
    case MapLineKind::border:
    case MapLineKind::disputed_border:
    case MapLineKind::control_line:
      style.colour = theme.land_border;
      style.alpha = 0.7f;
      style.half_width_px = 0.5f;
      if (kind == MapLineKind::disputed_border) {
        style.dash_period_px = 8;
        style.dash_share = 0.6f;
      } else if (kind == MapLineKind::control_line) {
        style.half_width_px = 0.7f;
        style.dash_period_px = 4.5f;
        style.dash_share = 0.3f;
        style.dash_round = 1;
      }
      break;
    case MapLineKind::zone_limit:  // hollow and thin: constructed, not in force
      style.colour = law_ink(theme);
      style.alpha = 0.85f;
      style.half_width_px = 1.3f;
      style.edge_px = 0.6f;
      style.dash_period_px = rank <= 15 ? 6.5f : 10;
      style.dash_share = rank <= 15 ? 0.42f : 0.28f;
      style.dash_round = 1;
      break;
  }
  return style;
}

std::vector<StyledCourse> styled_links(const SceneGeometry& scene, const FrameInputs& inputs,
                                       const Theme& theme) {
  std::vector<StyledCourse> styled;
  const dataset::Dataset& data = scene.dataset;
  const std::vector<dataset::CarriedRates> rates =
      carried_rates(scene, inputs.time, inputs.settings);
  for (const DrawnLink& drawn : drawn_links(scene, inputs.time, inputs.settings, rates)) {
    const dataset::Link& link = data.links[drawn.link];
    const glm::vec3 hue = corridor_colour(data.corridors[link.corridor].id);
    StyledCourse& course = styled.emplace_back();
    course.course = drawn.link;
    course.style = link_style(link, drawn, hue, theme, inputs.settings);
    course.is_hollow = drawn.status == Status::operating && !drawn.has_figure;
    if (drawn.status == Status::operating)
      course.ribbon = ribbon_of(scene, drawn.link, rates[drawn.link], inputs.time, inputs.settings);
  }
  return styled;
}

std::vector<StyledCourse> styled_treaty_lines(const SceneGeometry& scene, const FrameInputs& inputs,
                                              const Theme& theme) {
  std::vector<StyledCourse> styled;
  const dataset::Convention& convention = scene.dataset.convention(inputs.settings.convention);
  for (const uint32_t i : drawn_treaty_lines(scene, inputs.time, inputs.settings)) {
    const dataset::TreatyLine& line = scene.dataset.lines[i];
    const auto shown_as = dataset::standing_of(line, convention).style;
    const bool is_chosen = inputs.settings.highlight == line.id;
    styled.push_back({.course = i, .style = treaty_style(line, shown_as, is_chosen, theme)});
  }
  return styled;
}

}  // namespace caspian::scene
