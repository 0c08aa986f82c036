// Finds what is in view and how it stands at the date.
#include "scene/furniture_legend.h"

#include <algorithm>
#include <set>

#include "scene/flow_frame.h"
#include "scene/node_symbols.h"

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
  Status status = Status::none;
  size_t points = 0;  // how much of it is in view
};

struct Seen {
  std::vector<SeenCorridor> corridors;
  std::set<Status> statuses;
};

bool is_in_view(const LabelStage& stage, const DrapedPoint& place) {
  const auto at = stage.project(place);
  return at && stage.space.screen().contains(*at);
}

Seen look(const LabelStage& stage) {
  Seen seen;
  std::vector<SeenCorridor> all(stage.in.scene.dataset.corridors.size());
  for (const LabelChain& chain : stage.in.content.chains) {
    if (chain.corridor >= all.size()) continue;
    SeenCorridor& corridor = all[chain.corridor];
    corridor.corridor = chain.corridor;
    for (const LabelChain::Point& point : chain.points) {
      if (!stage.is_drawn(point.link) || !is_in_view(stage, point.place)) continue;
      const Status status = stage.status_of(point.link);
      ++corridor.points;
      if (weight_of(status) > weight_of(corridor.status)) corridor.status = status;
      seen.statuses.insert(status);
    }
  }
  for (const SeenCorridor& corridor : all) {
    if (corridor.points > 1) seen.corridors.push_back(corridor);
  }
  return seen;
}

LegendRow status_row(const LabelStage& stage, Status status) {
  LegendRow row;
  row.text = stage.in.language.text("status." + std::string(dataset::status_id(status)));
  row.colour = stage.in.theme.text;
  row.status = status;
  row.is_half = true;
  return row;
}

std::vector<LegendRow> seabed_rows(const LabelStage& stage) {
  std::vector<LegendRow> rows;
  std::set<dataset::TreatyLine::Style> styles;
  for (const dataset::TreatyLine& line : stage.in.scene.dataset.lines) {
    if (!line.shown_at(stage.in.inputs.time) || line.points.size() < 2 ||
        stage.in.inputs.settings.is_hidden(line.id)) {
      continue;
    }
    const bool is_seen =
        std::any_of(line.points.begin(), line.points.end(), [&](const dataset::TreatyPoint& point) {
          return is_in_view(stage, drape({point.longitude_deg, point.latitude_deg, 0}, -28));
        });
    if (is_seen) styles.insert(line.style);
  }
  for (const dataset::TreatyLine::Style style : styles) {
    LegendRow row;
    row.swatch = LegendRow::Swatch::seabed;
    row.style = style;
    row.colour = stage.in.theme.seabed_line;
    row.text = stage.in.language.text("line_style." + std::string(dataset::style_id(style)));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<LegendRow> place_rows(const LabelStage& stage) {
  std::set<dataset::NodeKind> kinds;
  for (const LabelNode& node : stage.in.content.nodes) {
    const dataset::NodeKind kind = stage.in.scene.dataset.nodes[node.node].kind;
    if (kinds.contains(kind) || !is_node_seen(stage, node) || !is_in_view(stage, node.place))
      continue;
    kinds.insert(kind);
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
  std::string cargo;
  size_t points = 0, corridors = 1;

  bool is_like(const CorridorEntry& other) const {
    return !cargo.empty() && cargo == other.cargo && row.colour == other.row.colour;
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
      if (weight_of(entries[k].row.status) > weight_of(entries[i].row.status)) {
        entries[i].row.status = entries[k].row.status;
      }
      entries[i].points += entries[k].points;
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
    entry.row.colour = corridor_colour(data.corridors[corridor.corridor].id);
    entry.row.status = corridor.status;
    entry.cargo = cargo_of(data, corridor.corridor);
    entry.points = corridor.points;
  }
  merge_alike(stage.in.language, entries);
  // Those least in view go first; the rest keep the table's order.
  while (entries.size() > most) {
    entries.erase(std::min_element(
        entries.begin(), entries.end(),
        [](const CorridorEntry& a, const CorridorEntry& b) { return a.points < b.points; }));
  }
  std::vector<LegendRow> rows;
  size_t named = 0;
  for (const CorridorEntry& entry : entries) {
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

bool any_without_figure(const LabelStage& stage, const Seen& seen) {
  return std::any_of(seen.corridors.begin(), seen.corridors.end(), [&](const SeenCorridor& one) {
    return dataset::rates_at(stage.in.scene.dataset, stage.in.scene.rates, one.corridor,
                             stage.in.inputs.time, stage.in.inputs.settings.variant)
        .empty();
  });
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

void add_bar(Overlay& overlay, float left, float right, float y, float height, glm::vec4 colour,
             bool is_hollow, float stroke_px) {
  OverlayBox box;
  box.centre = glm::vec2(0.5f * (left + right), y);
  box.half = glm::vec2(0.5f * (right - left), 0.5f * height);
  box.radius_px = 0.5f * height;
  (is_hollow ? box.stroke : box.fill) = colour;
  if (is_hollow) box.stroke_px = stroke_px;
  overlay.boxes.push_back(box);
}

/// Dashes of a length with a gap, from left to right; the last one is cut to fit.
void add_dashes(Overlay& overlay, float left, float right, float y, float dash, float gap,
                float height, glm::vec4 colour, bool is_hollow, float stroke_px) {
  for (float x = left; x < right - 0.3f * dash; x += dash + gap) {
    add_bar(overlay, x, std::min(x + dash, right), y, height, colour, is_hollow, stroke_px);
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
  if (layers.ribbons || layers.units) {
    const Seen seen = look(stage);
    add(corridor_rows(stage, seen, most_corridors));
    std::vector<LegendRow> facts;
    if (layers.units) facts = unit_rows(stage, seen);
    if (any_without_figure(stage, seen)) {
      LegendRow row;
      row.swatch = LegendRow::Swatch::hairline;
      row.colour = stage.in.theme.text;
      row.text = stage.in.language.text("legend.no_data");
      facts.push_back(std::move(row));
    }
    add(std::move(facts));
    std::vector<LegendRow> statuses;
    for (const Status status :
         {Status::operating, Status::under_construction, Status::planned, Status::suspended}) {
      if (seen.statuses.contains(status)) statuses.push_back(status_row(stage, status));
    }
    add(std::move(statuses));
  }
  if (layers.lines) add(seabed_rows(stage));
  if (layers.nodes) add(place_rows(stage));
  return groups;
}

void add_swatch(Overlay& overlay, const LegendRow& row, glm::vec2 middle, float width_px,
                const LabelInputs& inputs) {
  const float px = inputs.pixel_scale;
  const float left = middle.x - 0.5f * width_px, right = middle.x + 0.5f * width_px;
  const float y = middle.y;
  const glm::vec4 colour(row.colour, 1);
  switch (row.swatch) {
    case LegendRow::Swatch::symbol:
      add_node_symbol(overlay, row.kind, middle, 8 * px, inputs.theme, px, inputs.shaper);
      return;
    case LegendRow::Swatch::unit:
      add_bar(overlay, middle.x - 6 * px, middle.x + 6 * px, y, 4.2f * px, colour, false, 0);
      return;
    case LegendRow::Swatch::hairline:
      add_bar(overlay, left, right, y, 3.4f * px, glm::vec4(row.colour, 0.75f), true, 0.8f * px);
      return;
    case LegendRow::Swatch::seabed:
      // Bone white on a light plate needs the dark edge that the lines have on the map.
      if (contrast_ratio(row.colour, inputs.theme.text_halo) < 2) {
        add_bar(overlay, left - px, right + px, y, 4.4f * px, glm::vec4(inputs.theme.text, 0.7f),
                false, 0);
      }
      if (row.style == dataset::TreatyLine::Style::solid) {
        add_bar(overlay, left, right, y, 2 * px, colour, false, 0);
      } else {
        const bool is_long = row.style == dataset::TreatyLine::Style::long_dash;
        add_dashes(overlay, left, right, y, (is_long ? 8 : 2) * px, (is_long ? 3 : 3) * px, 2 * px,
                   colour, false, 0);
      }
      return;
    case LegendRow::Swatch::none:
      return;
    case LegendRow::Swatch::line:
      break;
  }
  switch (row.status) {
    case Status::under_construction:
      add_dashes(overlay, left, right, y, 9 * px, 3 * px, 3.4f * px, colour, false, 0);
      break;
    case Status::planned:
      add_dashes(overlay, left, right, y, 6 * px, 2.5f * px, 3.8f * px, colour, true, 1.1f * px);
      break;
    case Status::suspended:
      add_bar(overlay, left, right, y, 3.8f * px, colour, false, 0);
      add_bar(overlay, left, right, y, 1.6f * px, glm::vec4(glm::vec3(0.5f), 1), false, 0);
      break;
    case Status::operating:
    case Status::closed:
    case Status::none:
      add_bar(overlay, left, right, y, 3.4f * px, colour, false, 0);
      break;
  }
}

}  // namespace caspian::scene
