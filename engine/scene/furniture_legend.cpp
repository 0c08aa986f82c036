// Finds what is in view and how it stands at the date.
#include "scene/furniture_legend.h"

#include <algorithm>
#include <map>
#include <set>

#include "scene/density_legend.h"
#include "scene/flow_frame.h"
#include "scene/goods_legend.h"
#include "scene/line_scale.h"
#include "scene/node_symbols.h"
#include "scene/path_text.h"
#include "scene/port_figures.h"
#include "scene/recorded_legend.h"
#include "scene/ribbon_legend.h"

namespace caspian::scene {
namespace {

using dataset::Status;

/// The status that says most about a corridor at the date: what runs before what is built or
/// planned.
int weight_of(Status status) {
  switch (status) {
    case Status::operating:
      return 5;
    case Status::under_construction:
      return 4;
    case Status::planned:
      return 3;
    case Status::suspended:
      return 2;
    case Status::closed:
    case Status::none:
      break;
  }
  return 0;
}

struct SeenCorridor {
  uint32_t corridor = 0;
  const DrawnLink* link = nullptr;  // the one that says most about it
  float length_px = 0;              // how much of it is in view
};

struct Seen {
  std::vector<SeenCorridor> corridors;
  std::map<Status, const DrawnLink*> statuses;
  const DrawnLink* without_figure = nullptr;
};

bool is_in_view(const LabelStage& stage, const DrapedPoint& place) {
  const auto at = stage.project(place);
  return at && stage.space.screen().contains(*at);
}

int weight_of(const DrawnLink& link) {
  return 2 * weight_of(link.status) + (link.has_figure ? 1 : 0);
}

Seen look(const LabelStage& stage) {
  Seen seen;
  std::vector<SeenCorridor> all(stage.in.scene.dataset.corridors.size());
  for (const ScreenChain& chain : stage.chains()) {
    if (chain.corridor >= all.size()) continue;
    SeenCorridor& corridor = all[chain.corridor];
    corridor.corridor = chain.corridor;
    for (size_t i = 1; i < chain.points.size(); ++i) {
      glm::vec2 a = chain.points[i - 1].at, b = chain.points[i].at;
      if (!clip_segment(a, b, stage.space.screen())) continue;
      const DrawnLink* link = stage.drawn(chain.points[i - 1].link);
      corridor.length_px += glm::length(b - a);
      if (!corridor.link || weight_of(*link) > weight_of(*corridor.link)) corridor.link = link;
      const DrawnLink*& example = seen.statuses[link->status];
      if (!example || weight_of(*link) > weight_of(*example)) example = link;
      if (link->status == Status::operating && !link->has_figure) seen.without_figure = link;
    }
  }
  for (const SeenCorridor& corridor : all) {
    if (corridor.length_px > stage.px(4)) seen.corridors.push_back(corridor);
  }
  return seen;
}

/// A drawn link's look in a neutral colour, without the marks of its mode.
LegendRow plain_row(const LabelStage& stage, DrawnLink link, const std::string& key) {
  link.is_highlighted = false;
  LegendRow row;
  row.text = stage.in.language.text(key);
  // Grey, so that hollow, filled and rimmed differ on light grounds too.
  const glm::vec3 grey = glm::mix(stage.in.theme.text, stage.in.theme.text_halo, 0.35f);
  row.style = link_style(stage.in.scene.dataset.links[link.link], link, grey, stage.in.theme,
                         stage.in.inputs.settings);
  row.style.centre_alpha = row.style.edge_px > 0 ? row.style.centre_alpha : 0;
  return row;
}

LegendRow status_row(const LabelStage& stage, Status status, DrawnLink link) {
  link.status = status;
  link.has_figure = true;
  LegendRow row = plain_row(stage, link, "status." + std::string(dataset::status_id(status)));
  row.is_half = true;
  return row;
}

std::vector<LegendRow> seabed_rows(const LabelStage& stage) {
  const dataset::Dataset& data = stage.in.scene.dataset;
  std::map<dataset::TreatyLine::Style, const dataset::TreatyLine*> styles;
  for (const uint32_t index :
       drawn_treaty_lines(stage.in.scene, stage.in.inputs.time, stage.in.inputs.settings)) {
    const dataset::TreatyLine& line = data.lines[index];
    const bool is_seen =
        line.points.size() > 1 &&
        std::any_of(line.points.begin(), line.points.end(), [&](const dataset::TreatyPoint& point) {
          const geo::GeoPoint place{point.longitude_deg, point.latitude_deg, 0};
          const double height_m =
              stage.in.scene.heights.sea_level_m(place.longitude_deg, place.latitude_deg);
          return is_in_view(stage, drape(place, height_m));
        });
    if (is_seen) styles.emplace(line.style, &line);
  }
  std::vector<LegendRow> rows;
  for (const auto& [style, line] : styles) {
    LegendRow row;
    row.style = treaty_style(*line, false, stage.in.theme);
    row.text = stage.in.language.text("line_style." + std::string(dataset::style_id(style)));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<LegendRow> place_rows(const LabelStage& stage) {
  std::set<dataset::NodeKind> kinds;
  for (const LabelNode& node : stage.in.content.nodes) {
    const dataset::NodeKind kind = stage.in.scene.dataset.nodes[node.node].kind;
    if (!kinds.contains(kind) && is_node_seen(stage, node) && is_in_view(stage, node.place)) {
      kinds.insert(kind);
    }
  }
  std::vector<LegendRow> rows;
  for (const dataset::NodeKind kind : kinds) {
    LegendRow row;
    row.swatch = LegendRow::Swatch::symbol;
    row.kind = kind;
    row.text = stage.in.language.text("node_kind." + std::string(dataset::node_kind_id(kind)));
    row.is_half = true;
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The one cargo that all figures of a corridor are about, or that its pipes are made for; empty
/// when there is none or several.
std::string cargo_of(const dataset::Dataset& data, uint32_t corridor) {
  std::string cargo;
  for (const dataset::Volume& volume : data.volumes) {
    if (volume.corridor != corridor || volume.commodity == cargo) continue;
    if (!cargo.empty()) return {};
    cargo = volume.commodity;
  }
  if (!cargo.empty()) return cargo;
  for (const uint32_t link : data.corridors[corridor].links) {
    const dataset::Mode mode = data.links[link].mode;
    if (mode == dataset::Mode::pipeline_oil) return "oil";
    if (mode == dataset::Mode::pipeline_gas) return "gas";
  }
  return {};
}

struct CorridorEntry {
  LegendRow row;
  glm::vec3 hue{0};
  const DrawnLink* link = nullptr;
  std::string cargo;
  float length_px = 0;
  size_t corridors = 1;

  bool is_like(const CorridorEntry& other) const {
    return !cargo.empty() && cargo == other.cargo && hue == other.hue;
  }
};

/// Corridors of one hue that carry the same become one entry when there are many of them: their
/// names stand along their lines.
void merge_alike(const Language& language, std::vector<CorridorEntry>& entries) {
  constexpr auto k_many = 3;
  for (size_t i = 0; i < entries.size(); ++i) {
    const auto alike =
        std::count_if(entries.begin(), entries.end(),
                      [&](const CorridorEntry& other) { return entries[i].is_like(other); });
    if (alike < k_many) continue;
    for (size_t k = entries.size() - 1; k > i; --k) {
      if (!entries[i].is_like(entries[k])) continue;
      if (weight_of(*entries[k].link) > weight_of(*entries[i].link)) {
        entries[i].link = entries[k].link;
      }
      entries[i].length_px += entries[k].length_px;
      ++entries[i].corridors;
      entries.erase(entries.begin() + static_cast<ptrdiff_t>(k));
    }
    entries[i].row.text = language.text("commodity." + entries[i].cargo) + " (" +
                          std::to_string(entries[i].corridors) + ")";
  }
}

std::vector<LegendRow> corridor_rows(const LabelStage& stage, const Seen& seen, size_t most) {
  const dataset::Dataset& data = stage.in.scene.dataset;
  std::vector<CorridorEntry> entries;
  for (const SeenCorridor& corridor : seen.corridors) {
    CorridorEntry& entry = entries.emplace_back();
    entry.row.text = short_corridor_name(stage.in, data.corridors[corridor.corridor]);
    entry.hue = corridor_colour(data.corridors[corridor.corridor].id);
    entry.link = corridor.link;
    entry.cargo = cargo_of(data, corridor.corridor);
    entry.length_px = corridor.length_px;
  }
  merge_alike(stage.in.language, entries);
  // Those least in view go first; the rest keep the table's order.
  while (entries.size() > most) {
    entries.erase(std::min_element(
        entries.begin(), entries.end(),
        [](const CorridorEntry& a, const CorridorEntry& b) { return a.length_px < b.length_px; }));
  }
  std::vector<LegendRow> rows;
  size_t named = 0;
  for (CorridorEntry& entry : entries) {
    entry.row.style = link_style(data.links[entry.link->link], *entry.link, entry.hue,
                                 stage.in.theme, stage.in.inputs.settings);
    rows.push_back(entry.row);
    named += entry.corridors;
  }
  if (named < seen.corridors.size()) {
    LegendRow more;
    more.swatch = LegendRow::Swatch::none;
    more.text =
        stage.in.language.format("legend.more", {std::to_string(seen.corridors.size() - named)});
    rows.push_back(std::move(more));
  }
  return rows;
}

/// What a drawn unit stands for, for the sorts that are on their way on corridors in view.
std::vector<LegendRow> unit_rows(const LabelStage& stage, const Seen& seen) {
  const FlowTracks& tracks = stage.in.scene.flows;
  const FlowMoment moment = flow_moment(tracks, stage.in.inputs);
  bool any_mass = false, any_gas = false;
  for (uint32_t flow = 0; flow < tracks.flows.size(); ++flow) {
    const auto is_seen = [&](const SeenCorridor& one) {
      return stage.in.scene.dataset.corridors[one.corridor].id == tracks.flows[flow].corridor_id;
    };
    if (!is_in_moment(tracks, moment, flow) ||
        std::none_of(seen.corridors.begin(), seen.corridors.end(), is_seen) ||
        units_on_path(tracks, moment, flow).count() <= 0) {
      continue;
    }
    (tracks.amounts[flow].is_gas ? any_gas : any_mass) = true;
  }
  std::vector<LegendRow> rows;
  const auto add = [&](const char* key, double amount) {
    LegendRow row;
    row.swatch = LegendRow::Swatch::unit;
    row.colour = stage.in.theme.text;
    row.text = stage.in.language.format(key, {stage.in.language.number(amount, 3)});
    rows.push_back(std::move(row));
  };
  if (any_mass) add("legend.tonnes_per_unit", moment.sizes.tonnes);
  if (any_gas) add("legend.bcm_per_unit", moment.sizes.bcm * 1000);
  return rows;
}

LegendRow& add_row(std::vector<LegendRow>& rows, LegendRow::Swatch swatch, std::string text) {
  LegendRow& row = rows.emplace_back();
  row.swatch = swatch;
  row.text = std::move(text);
  return row;
}

/// Colours and numbers beside each other, the words below.
std::vector<LegendRow> density_rows(const LabelStage& stage) {
  const DensityLegend legend = density_legend(density_facts(stage.in.scene.flows, stage.in.inputs),
                                              stage.in.inputs.settings, stage.in.language);
  std::vector<LegendRow> rows;
  add_row(rows, LegendRow::Swatch::none, legend.title);
  for (const DensityLegend::Stop& stop : legend.stops) {
    LegendRow& row = add_row(rows, LegendRow::Swatch::colour, stop.text);
    row.colour = stop.colour;
    row.is_half = true;
  }
  for (const std::string& note : legend.notes) add_row(rows, LegendRow::Swatch::none, note);
  return rows;
}

/// How wide which rate is, over which time it is the mean, and that the scale stays.
std::vector<LegendRow> width_rows(const LabelStage& stage, const Seen& seen) {
  const SceneGeometry& scene = stage.in.scene;
  const FrameInputs& inputs = stage.in.inputs;
  const bool is_plan = scene.dataset.is_plan(inputs.settings.variant);
  const auto rates = carried_rates(scene, inputs.time, inputs.settings);
  bool any_mass = false, any_gas = false, any_capacity = false;
  for (const SeenCorridor& one : seen.corridors)
    for (const uint32_t link : scene.dataset.corridors[one.corridor].links) {
      const Status status = status_at(scene.dataset.links[link].dates, inputs.time, is_plan);
      if (status != Status::operating) continue;
      for (const dataset::Way way : {dataset::k_forward, dataset::k_backward})
        for (const dataset::GoodsRate& goods : rates[link].ways[way])
          (goods.is_gas ? any_gas : any_mass) = true;
      const auto ribbon = ribbon_of(scene, link, rates[link], inputs.time, inputs.settings);
      any_capacity |= ribbon && ribbon->capacity_px;
    }
  std::vector<LegendRow> rows;
  if (!any_mass && !any_gas) return rows;
  const Language& language = stage.in.language;
  rows.push_back(
      {.swatch = LegendRow::Swatch::none,
       .text = language.format("legend.ribbon_scale",
                               {language.number(inputs.settings.ribbon_window_days, 1)})});
  const auto add = [&](LegendRow::Swatch swatch, std::string text, double width_px) {
    LegendRow& row = add_row(rows, swatch, std::move(text));
    row.colour = glm::mix(stage.in.theme.text, stage.in.theme.text_halo, 0.4f);
    row.width_px = static_cast<float>(width_px);
    row.is_half = true;
  };
  const auto add_samples = [&](bool mass, bool gas) {
    for (const RibbonSample& sample : ribbon_samples(scene.ribbons.scale, inputs, mass, gas))
      add(LegendRow::Swatch::ribbon, sample_text(sample, language), sample.width_px);
  };
  add_samples(any_mass, false);
  if (any_capacity)
    add(LegendRow::Swatch::capacity, language.text("measure.capacity"), 10 * line_scale(inputs));
  add_samples(false, any_gas);
  return rows;
}

/// How many recorded units are on their way, and what their colours mean.
std::vector<LegendRow> recorded_rows(const LabelStage& stage) {
  const RecordedLegend legend = recorded_legend(*stage.in.scene.recorded, stage.in.inputs.time,
                                                stage.in.inputs.settings, stage.in.language);
  std::vector<LegendRow> rows;
  add_row(rows, LegendRow::Swatch::none, legend.title);
  for (const RecordedLegend::Kind& kind : legend.kinds) {
    LegendRow& row = add_row(rows, LegendRow::Swatch::unit, kind.text);
    row.colour = kind.colour;
    row.is_half = true;
  }
  for (const std::string& note : legend.notes) add_row(rows, LegendRow::Swatch::none, note);
  return rows;
}

/// A horizontal bar with round or square ends.
OverlayBox bar(float left, float right, float y, float half_height, float radius) {
  OverlayBox box;
  box.centre = glm::vec2(0.5f * (left + right), y);
  box.half = glm::vec2(0.5f * (right - left), half_height);
  box.radius_px = radius;
  return box;
}

/// Calls `draw(left, right)` for every dash between two ends; the first begins at the left end.
template <typename Draw>
void each_dash(float left, float right, float period, float share, Draw&& draw) {
  if (period <= 0) return draw(left, right);
  for (float x = left; x < right - 0.25f * share * period; x += period) {
    draw(x, std::min(x + share * period, right));
  }
}

/// A piece of line as the map has it, apart from the ties of railways.
void add_line(Overlay& overlay, const LineStyle& style, float left, float right, float y,
              float px) {
  const float half = style.half_width_px * px;
  const float radius = style.dash_round > 0.5f || style.dash_period_px <= 0 ? half : 0.3f * px;
  // At least two dashes must be seen.
  const float period = std::min(style.dash_period_px * px, 0.55f * (right - left));
  each_dash(left, right, period, style.dash_share, [&](float from, float to) {
    if (style.casing_alpha > 0) {
      OverlayBox casing = bar(from - style.casing_px * px, to + style.casing_px * px, y,
                              half + style.casing_px * px, radius + style.casing_px * px);
      casing.fill = glm::vec4(style.casing, style.casing_alpha);
      overlay.boxes.push_back(casing);
    }
    OverlayBox body = bar(from, to, y, half, radius);
    const glm::vec4 colour(style.colour, style.alpha);
    if (style.edge_px > 0) {
      body.stroke = colour;
      body.stroke_px = style.edge_px * px;
      body.fill = glm::vec4(style.colour, style.fill_alpha * style.alpha);
    } else {
      body.fill = colour;
    }
    overlay.boxes.push_back(body);
    const float end = std::min(style.dash_end_px * px, 0.5f * (to - from));
    if (style.edge_px > 0 && end > 0) {
      for (const float x : {from, to - end}) {
        OverlayBox cap = bar(x, x + end, y, half, radius);
        cap.fill = colour;
        overlay.boxes.push_back(cap);
      }
    }
    if (style.centre_half_px > 0 && style.centre_alpha > 0) {
      each_dash(from, to, style.centre_period_px * px, style.centre_share, [&](float a, float b) {
        OverlayBox middle = bar(a, b, y, style.centre_half_px * px, style.centre_half_px * px);
        middle.fill = glm::vec4(style.centre, style.centre_alpha);
        overlay.boxes.push_back(middle);
      });
    }
  });
}

/// A square with its halves, as large as the amount that the text names: 10 Mt fit a line's height.
void add_port_sample(Overlay& overlay, glm::vec2 middle, const LabelInputs& inputs) {
  const float px = inputs.pixel_scale;
  const float half = 0.5f * px * static_cast<float>(port_square_px(k_port_legend_mt));
  for (const float side : {-1.0f, 1.0f}) {
    OverlayBox box;
    box.centre = middle + glm::vec2(side * 0.5f * half, 0);
    box.half = glm::vec2(0.5f * half - 0.4f * px, half);
    box.fill = glm::vec4(inputs.theme.text, 0.7f);
    overlay.boxes.push_back(box);
  }
}

}  // namespace

std::string short_corridor_name(const LabelInputs& inputs, const dataset::Corridor& corridor) {
  const size_t language = inputs.language.dataset_index();
  const auto known = inputs.names.short_names.find(corridor.id);
  if (known != inputs.names.short_names.end()) return known->second.in(language);
  const std::string& name = corridor.name.in(language);
  const size_t bracket = name.find(" (");
  return name.substr(0, bracket == 0 ? std::string::npos : bracket);
}

std::vector<std::vector<LegendRow>> legend_groups(const LabelStage& stage, size_t most_corridors) {
  std::vector<std::vector<LegendRow>> groups;
  const LayerToggles& layers = stage.in.inputs.settings.layers;
  const auto add = [&groups](std::vector<LegendRow> rows) {
    if (!rows.empty()) groups.push_back(std::move(rows));
  };
  if (layers.density) add(density_rows(stage));
  if (layers.units && stage.in.scene.recorded) add(recorded_rows(stage));
  if (layers.ribbons || layers.units) {
    const Seen seen = look(stage);
    if (stage.in.inputs.settings.colour_by == ColourBy::commodity)
      add(cargo_rows(stage));
    else
      add(corridor_rows(stage, seen, most_corridors));
    std::vector<LegendRow> facts;
    if (layers.units) facts = unit_rows(stage, seen);
    if (seen.without_figure) {
      facts.push_back(plain_row(stage, *seen.without_figure, "legend.no_data"));
    }
    add(std::move(facts));
    if (layers.ribbons && !layers.density) add(width_rows(stage, seen));
    std::vector<LegendRow> statuses;
    for (const Status status :
         {Status::operating, Status::under_construction, Status::planned, Status::suspended}) {
      const auto seen_one = seen.statuses.find(status);
      if (seen_one != seen.statuses.end()) {
        statuses.push_back(status_row(stage, status, *seen_one->second));
      }
    }
    add(std::move(statuses));
  }
  if (layers.lines) add(seabed_rows(stage));
  if (layers.ports) add(port_rows(stage));
  if (layers.nodes) add(place_rows(stage));
  return groups;
}

void add_swatch(Overlay& overlay, const LegendRow& row, glm::vec2 middle, float width_px,
                const LabelInputs& inputs) {
  const float px = inputs.pixel_scale;
  switch (row.swatch) {
    case LegendRow::Swatch::none:
      return;
    case LegendRow::Swatch::cargo: {
      OverlayBox body = bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y,
                            3.5f * px, 3.5f * px);
      body.fill = glm::vec4(row.colour, 1);
      overlay.boxes.push_back(body);
      return;
    }
    case LegendRow::Swatch::port:
      return add_port_sample(overlay, middle, inputs);
    case LegendRow::Swatch::no_port: {
      OverlayBox ring;
      ring.centre = middle;
      ring.half = glm::vec2(8 * px);
      ring.radius_px = 8 * px;
      ring.stroke = glm::vec4(inputs.theme.text, 0.6f);
      ring.stroke_px = std::max(1.0f, px);
      overlay.boxes.push_back(ring);
      return;
    }
    case LegendRow::Swatch::symbol:
      return add_node_symbol(overlay, row.kind, middle, 8 * px, inputs.theme, px, inputs.shaper);
    case LegendRow::Swatch::unit: {
      const ViewSettings& settings = inputs.inputs.settings;
      const float half = 0.5f * static_cast<float>(settings.unit_length_px) * px;
      const float thick = 0.5f * static_cast<float>(settings.unit_width_px) * px;
      OverlayBox unit = bar(middle.x - half, middle.x + half, middle.y, thick, thick);
      unit.fill = glm::vec4(row.colour, 1);
      overlay.boxes.push_back(unit);
      return;
    }
    case LegendRow::Swatch::colour: {
      OverlayBox patch =
          bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y, 5 * px, 2 * px);
      patch.fill = glm::vec4(row.colour, 1);
      overlay.boxes.push_back(patch);
      return;
    }
    case LegendRow::Swatch::ribbon: {
      OverlayBox ribbon = bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y,
                              0.5f * row.width_px * px, 0);
      ribbon.fill = glm::vec4(row.colour, 1);
      overlay.boxes.push_back(ribbon);
      return;
    }
    case LegendRow::Swatch::capacity: {
      OverlayBox outline = bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y,
                               0.5f * row.width_px * px, 0);
      outline.stroke = glm::vec4(row.colour, 1);
      outline.stroke_px = 0.8f * px;
      outline.fill = glm::vec4(row.colour, 0.1f);
      overlay.boxes.push_back(outline);
      return;
    }
    case LegendRow::Swatch::line:
      return add_line(overlay, row.style, middle.x - 0.5f * width_px, middle.x + 0.5f * width_px,
                      middle.y, px);
  }
}

}  // namespace caspian::scene
