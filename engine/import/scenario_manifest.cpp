// Section by section, with the defaults of FORMAT.md.
#include "import/scenario_manifest.h"

#include <algorithm>

#include "import/csv_table.h"
#include "import/toml_section.h"

namespace caspian::import {
namespace {

void read_time(const Section& section, dataset::Dataset& dataset) {
  if (const toml::node* epoch = section.find("epoch");
      epoch && section.text("epoch") != "1970-01-01T00:00:00Z")
    section.report(*epoch, "another epoch", "1970-01-01T00:00:00Z (the only one of format 1)");
  std::optional<time::SimTime> from, to, opening_from, opening_to, opening;
  section.date("from", from);
  section.date("to", to);
  section.date("opening_from", opening_from);
  section.date("opening_to", opening_to);
  section.date("opening", opening);
  section.date("status_on", dataset.status_on);
  dataset.range_from = from.value_or(time::from_calendar({1998, 1, 1}));
  dataset.range_to = to.value_or(time::from_calendar({2030, 12, 31}));
  if (dataset.range_from >= dataset.range_to) {
    if (const toml::node* node = section.find(to ? "to" : "from"))
      section.report(*node, "a range that ends before it begins", "`from` before `to`");
    dataset.range_to = {dataset.range_from.ms + 366 * time::k_ms_per_day};
  }
  const auto within = [&](std::optional<time::SimTime> date, time::SimTime otherwise) {
    return std::clamp(date.value_or(otherwise), dataset.range_from, dataset.range_to);
  };
  dataset.opening_from = within(opening_from, dataset.range_from);
  dataset.opening_to = within(opening_to, dataset.range_to);
  if (dataset.opening_from >= dataset.opening_to) {
    dataset.opening_from = dataset.range_from;
    dataset.opening_to = dataset.range_to;
  }
  dataset.opening_time = within(opening, dataset.opening_from);
}

void read_travel(const Section& section, dataset::TravelAssumptions& travel) {
  // Slower than 0.5 km/h a journey across the network would outlast the 48 days that an age can
  // hold.
  const auto speed = [&](const char* key, double& value) { section.number(key, 0.5, 1000, value); };
  speed("rail_kmh", travel.rail_kmh);
  speed("road_kmh", travel.road_kmh);
  speed("sea_kmh", travel.sea_kmh);
  speed("ferry_kmh", travel.ferry_kmh);
  speed("pipeline_oil_kmh", travel.pipeline_oil_kmh);
  speed("pipeline_gas_kmh", travel.pipeline_gas_kmh);
  section.number("port_wait_h", 0, 720, travel.port_wait_h);
  section.number("border_wait_h", 0, 720, travel.border_wait_h);
  if (const std::string source = section.text("source"); !source.empty()) travel.source = source;
}

void read_variants(const Section& root, dataset::Dataset& dataset) {
  for (const Section& section : root.sections("variants")) {
    const std::string id = section.text("id");
    const bool is_new =
        !id.empty() && std::none_of(dataset.variants.begin(), dataset.variants.end(),
                                    [&](const auto& other) { return other.id == id; });
    if (is_new)
      dataset.variants.push_back({id, names_of(section.section("title")), section.flag("plan")});
    else
      section.report(
          *section.table(),
          id.empty() ? "a variant without `id`" : "variant " + quoted_cell(id) + " again",
          "each variant once, with an `id`");
  }
  const auto base = std::find_if(dataset.variants.begin(), dataset.variants.end(),
                                 [](const auto& variant) { return variant.id == "base"; });
  if (base == dataset.variants.end())
    dataset.variants.insert(dataset.variants.begin(), {"base", {{"Base"}}, false});
  else
    std::rotate(dataset.variants.begin(), base, base + 1);
}

WrittenHashes read_hashes(const Section& section) {
  WrittenHashes hashes;
  if (!section.table()) return hashes;
  for (const auto& [key, node] : *section.table()) {
    const std::string name(key.str());
    const auto at = node.source().begin;
    const std::string hex = section.text(name);
    const bool is_hash =
        hex.size() == 64 && hex.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (is_hash)
      hashes[name] = {hex, static_cast<int>(at.line), static_cast<int>(at.column)};
    else
      section.report(node, quoted_cell(hex), "64 lower-case hexadecimal digits");
  }
  return hashes;
}

void set_defaults(dataset::Dataset& dataset) {
  dataset.travel = {.rail_kmh = 30,
                    .road_kmh = 40,
                    .sea_kmh = 22,
                    .ferry_kmh = 20,
                    .pipeline_oil_kmh = 7,
                    .pipeline_gas_kmh = 30,
                    .port_wait_h = 24,
                    .border_wait_h = 6,
                    .source = "the program's defaults, assumed"};
}

}  // namespace

WrittenHashes read_manifest(const std::string& file, const std::string& text,
                            dataset::Dataset& dataset, ProblemList& problems) {
  set_defaults(dataset);
  const toml::table parsed = parse_toml(file, text, problems);
  const Section root(&parsed, file, problems);
  if (const toml::node* format = root.find("format"); format && format->value<int64_t>() != 1)
    root.report(*format, "another format", "format = 1");
  if (const std::string id = root.text("id"); !id.empty()) dataset.id = id;
  dataset.licence = root.text("licence");
  dataset.title = names_of(root.section("title"));
  if (dataset.title.text[0].empty()) dataset.title.text[0] = dataset.id;
  dataset.disclaimer = names_of(root.section("disclaimer"));
  read_time(root.section("time"), dataset);
  read_travel(root.section("travel"), dataset.travel);
  read_variants(root, dataset);
  for (const Section& section : root.sections("sources"))
    dataset.credits.push_back({section.text("name"), section.text("licence"), section.text("use")});
  return read_hashes(root.section("hashes"));
}

}  // namespace caspian::import
