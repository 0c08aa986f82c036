// The corridors in view and how they stand at the date, as rows of the legend.
#include <algorithm>

#include "scene/legend_parts.h"
#include "scene/path_text.h"

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

int weight_of(const DrawnLink& link) {
  return 2 * weight_of(link.status) + (link.has_figure ? 1 : 0);
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
                          language.plain(entries[i].corridors) + ")";
  }
}

}  // namespace

bool is_in_view(const LabelStage& stage, const DrapedPoint& place) {
  const auto at = stage.project(place);
  return at && stage.space.screen().contains(*at);
}

SeenCorridors corridors_in_view(const LabelStage& stage) {
  SeenCorridors seen;
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

std::vector<LegendRow> corridor_rows(const LabelStage& stage, const SeenCorridors& seen,
                                     size_t most) {
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

std::vector<LegendRow> status_rows(const LabelStage& stage, const SeenCorridors& seen) {
  std::vector<LegendRow> rows;
  for (const Status status :
       {Status::operating, Status::under_construction, Status::planned, Status::suspended}) {
    const auto one = seen.statuses.find(status);
    if (one != seen.statuses.end()) rows.push_back(status_row(stage, status, *one->second));
  }
  return rows;
}

LegendRow no_figure_row(const LabelStage& stage, const DrawnLink& link) {
  return plain_row(stage, link, "legend.no_data");
}

}  // namespace caspian::scene
