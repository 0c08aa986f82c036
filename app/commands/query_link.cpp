// What runs over one link at a date: the numbers behind its ribbon, by direction and goods.
#include <charconv>

#include "app/commands/query.h"
#include "app/commands/table_text.h"
#include "app/scene_data.h"
#include "app/scene_setup.h"
#include "core/json_writer.h"
#include "dataset/link_rates.h"

namespace caspian::app {
namespace {

using dataset::Dataset;

/// `titr:12`
uint32_t find_link(const Dataset& data, const std::string& text) {
  const size_t colon = text.rfind(':');
  if (colon == text.npos) return dataset::k_none;
  const uint32_t corridor = data.find_corridor(text.substr(0, colon));
  int seq = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + colon + 1, end, seq);
  if (corridor == dataset::k_none || read.ec != std::errc{} || read.ptr != end)
    return dataset::k_none;
  return data.find_link(corridor, seq);
}

std::string amount_text(double per_year, bool is_gas) {
  return number_text(rounded_to(per_year, 6)) + (is_gas ? " bcm" : " Mt") + " a year";
}

struct LinkAnswer {
  const Dataset& data;
  const std::vector<dataset::RateSeries>& series;
  const dataset::RateWindow& window;
  uint32_t link;
  dataset::CarriedRates rates;
  std::optional<dataset::Capacity> capacity;
};

void write_goods(const LinkAnswer& answer, const dataset::GoodsRate& goods, const char* direction,
                 JsonWriter& json) {
  json.begin_object()
      .field("direction", direction)
      .field("corridor", answer.data.corridors[goods.corridor].id)
      .field("commodity", goods.commodity)
      .field("per_year", goods.per_year)
      .field("unit", goods.is_gas ? "bcm" : "Mt")
      .field("amount", goods.amount)
      .field("amount_unit", goods.is_gas ? "bcm" : "t")
      .field("plan", goods.is_plan)
      .field("quality", dataset::quality_id(goods.quality));
  json.key("figures").begin_array();
  for (const dataset::Rate& figure : dataset::figures_behind(
           answer.data, answer.series, goods, answer.window.when, answer.window.variant)) {
    json.begin_object()
        .field("per_year", figure.per_year)
        .field("unit", figure.unit)
        .field("kind", dataset::kind_id(figure.kind))
        .field("interpolated", figure.is_interpolated);
    json.key("held_from_year");
    figure.held_from_year ? json.value(*figure.held_from_year) : json.null();
    if (figure.volume != dataset::k_none)
      json.field("grade", dataset::grade_id(answer.data.volumes[figure.volume].grade));
    json.field("source", figure.source).end_object();
  }
  json.end_array().end_object();
}

std::string link_json(const LinkAnswer& answer, const std::string& id) {
  JsonWriter json;
  json.begin_object()
      .field("link", id)
      .field("time", time::iso_text(answer.window.when))
      .field("window_days", answer.window.days)
      .field("variant", answer.window.variant)
      .field("has_figure", answer.rates.has_figure);
  json.key("capacity");
  if (answer.capacity) {
    const dataset::Volume& row = answer.data.volumes[answer.capacity->volume];
    json.begin_object()
        .field("per_year", answer.capacity->per_year)
        .field("unit", row.unit)
        .field("year", *row.year)
        .field("kind", dataset::kind_id(row.kind))
        .field("grade", dataset::grade_id(row.grade))
        .field("source", row.source)
        .end_object();
  } else {
    json.null();
  }
  json.key("rates").begin_array();
  for (const dataset::Way way : {dataset::k_forward, dataset::k_backward})
    for (const dataset::GoodsRate& goods : answer.rates.ways[way])
      write_goods(answer, goods, way == dataset::k_forward ? "forward" : "backward", json);
  json.end_array().end_object();
  return json.text();
}

std::string link_table(const LinkAnswer& answer) {
  std::vector<std::vector<std::string>> rows;
  for (const dataset::Way way : {dataset::k_forward, dataset::k_backward})
    for (const dataset::GoodsRate& goods : answer.rates.ways[way]) {
      std::string sources;
      for (const dataset::Rate& figure : dataset::figures_behind(
               answer.data, answer.series, goods, answer.window.when, answer.window.variant))
        sources += (sources.empty() ? "" : "; ") + figure.source;
      rows.push_back({way == dataset::k_forward ? "forward" : "backward",
                      answer.data.corridors[goods.corridor].id,
                      goods.commodity + (goods.is_plan ? " (plan)" : ""),
                      amount_text(goods.per_year, goods.is_gas),
                      std::string(dataset::quality_id(goods.quality)), sources});
    }
  if (rows.empty())
    return answer.rates.has_figure ? "nothing that passes the filter\n" : "no figure\n";
  return table_text(rows) + "mean of " + number_text(answer.window.days) + " days\n";
}

}  // namespace

Result<std::string> query_link(const QueryRequest& request) {
  const Result<import::LoadedScenario> loaded =
      open_scenario(request.scene.scenario, request.scene.convention);
  if (!loaded) return loaded.failure();
  const Dataset& data = loaded->dataset;
  const Result<AppState> state = set_up_scene(request.scene, data, {});
  if (!state) return state.failure();
  const uint32_t link = find_link(data, request.link);
  if (link == dataset::k_none)
    return Failure{"--link: found `" + request.link +
                       "`, expected a corridor and the number of its link, such as titr:12",
                   Failure::Kind::usage};
  const scene::ViewSettings& settings = state->settings;
  const dataset::RateWindow window{.when = state->clock.now,
                                   .days = settings.ribbon_window_days,
                                   .variant = settings.variant,
                                   .filter = settings.filter,
                                   .hidden = settings.hidden};
  const auto series = dataset::build_rate_series(data);
  const auto flows = dataset::build_path_flows(data, series);
  const dataset::LinkRates rates(data, series, flows);
  const LinkAnswer answer{
      data,
      series,
      window,
      link,
      rates.of_link(data, flows, link, window),
      dataset::capacity_at(data, data.links[link].corridor, window.when, window.variant)};
  return request.json ? link_json(answer, request.link) : link_table(answer);
}

}  // namespace caspian::app
