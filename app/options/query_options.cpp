// What can be asked for, and how.
#include "app/options/query_options.h"

#include <algorithm>
#include <array>

#include "app/option_values.h"
#include "app/options/scene_options.h"

namespace caspian::app {

void add_query_options(CLI::App& app, Texts& query, std::map<std::string, QueryKind>& kinds) {
  CLI::App* command = app.add_subcommand("query", "Ask for facts");
  command->require_subcommand(1);
  const auto add = [&](const char* name, QueryKind kind, const char* help) {
    kinds[name] = kind;
    CLI::App* one = command->add_subcommand(name, help);
    query.add_flag(*one, "--json", "As JSON");
    query.add(*one, "--scenario", "Folder (default: the built-in scenario)", "FOLDER");
    return one;
  };
  const auto add_place = [&](CLI::App* one) {
    query.add(*one, "lon", "Degrees east", "LON")->required();
    query.add(*one, "lat", "Degrees north", "LAT")->required();
  };
  const auto add_picture = [&](CLI::App* one) {
    for (const auto& [name, help, value] :
         {std::array{"--camera", "As for render", "LON,LAT,RANGE_KM,HEADING,TILT"},
          std::array{"--size", "Pixels (default 1280x720)", "WIDTHxHEIGHT"},
          std::array{"--exaggeration", "Vertical exaggeration, 1 to 50", "FACTOR"}})
      query.add(*one, name, help, value);
  };
  const auto add_date = [&](CLI::App* one) {
    query.add(*one, "--time", "The date (default: the scenario's)", "DATE");
    query.add(*one, "--variant", "Variant of the scenario", "ID");
  };
  CLI::App* height = add("height", QueryKind::height, "Height of the land or the sea floor");
  add_place(height);
  query.add(*height, "--terrain", "Own heights and depths (see caspian convert)", "FILE.terrain");
  query.add(*height, "--sea-level", "The Caspian's: -36 to -24 (default: -28), or date", "METRES");
  query.add(*height, "--time", "The date, for --sea-level date", "DATE");
  add_date(add("corridors", QueryKind::corridors, "Corridors and their status"));
  CLI::App* lines = add("lines", QueryKind::lines, "Seabed lines with all their points");
  add_date(lines);
  query.add(*lines, "--kind", "seabed (default), land, zones or all", "KIND");
  query.add(*lines, "--convention", "As for render", "ID|FILE");
  query.add(*lines, "--layers", "Layers on or off", "+NAME,-NAME...");
  CLI::App* clearance =
      add("clearance", QueryKind::clearance,
          "Every line and name that a view asserts, with instrument, date and source");
  query.add(*clearance, "-o,--output", "name.pdf or name.csv", "FILE")->required();
  add_scene_options(*clearance, query);
  add_device_options(*clearance, query);
  CLI::App* flow = add("flow", QueryKind::flow, "What a corridor carries at a date");
  query.add(*flow, "corridor", "Its id", "CORRIDOR");
  query.add(*flow, "--link", "What runs over one link instead, such as titr:12", "CORRIDOR:SEQ");
  query.add(*flow, "--ribbon-window", "Of a link: the mean rate of this long (default 30)", "DAYS");
  add_date(flow);
  add_filter_option(*flow, query);
  CLI::App* units = add("units", QueryKind::units, "Units on the move at a date");
  add_date(units);
  query.add(*units, "--motion-time", "How far the pattern of units has run (default: the date)",
            "DATE");
  query.add(*units, "--motion", "automatic, true or scaled", "MODE");
  query.add(*units, "--unit-budget", "The most units drawn at once, 500 to 10000000", "COUNT");
  add_filter_option(*units, query);
  query.add(*units, "--hide", "Not these corridors", "ID,ID...");
  query.add(*units, "--show", "Only these corridors", "ID,ID...");
  query.add(*units, "--recorded", "Trajectories, counted too", "FILE.cseg");
  const auto add_places = [&](CLI::App* one) {
    return query
        .add(*one, "places", "Two places or more, degrees east and north", "LON LAT LON LAT")
        ->expected(4, 20'000)
        ->allow_extra_args()
        ->join(' ');
  };
  CLI::App* distance = add("distance", QueryKind::distance, "How far it is along the earth");
  add_places(distance)->required();
  query.add_flag(*distance, "--area", "The last place joins the first: what they enclose");
  CLI::App* profile = add("profile", QueryKind::profile, "Heights and depths along a line");
  add_places(profile);
  query.add(*profile, "--sea-level", "Of the Caspian, -36 to -24 m, or `date`: as it was observed",
            "METRES|date");
  query.add(*profile, "--corridor", "Along a corridor instead", "ID");
  query.add(*profile, "--path", "Along a journey instead, as query units names them", "ID");
  query.add(*profile, "--step", "Metres between samples (default: by the length)", "METRES");
  query.add(*profile, "-o,--output", "name.csv or a drawing, name.png (default: CSV to stdout)",
            "FILE");
  query.add(*profile, "--lang", "Language of the drawing", "CODE");
  query.add(*profile, "--theme", "Of the drawing: dusk, map (default) or contrast", "NAME");
  query.add(*profile, "--size", "Pixels of the drawing (default 1600x720)", "WIDTHxHEIGHT");
  CLI::App* project = add("project", QueryKind::project, "Where a place lies in the picture");
  add_place(project);
  query.add(*project, "height", "Metres above sea level (default: the drawn ground)", "HEIGHT_M");
  add_picture(project);
  CLI::App* pick = add("pick", QueryKind::pick, "What lies at a place of the picture");
  query.add(*pick, "x", "Pixels from the left", "X")->required();
  query.add(*pick, "y", "Pixels from the top", "Y")->required();
  add_picture(pick);
  query.add(*pick, "--organization", "As for render: countries can be picked", "ID");
  query.add(*pick, "--layer", "As for render: features of these can be picked", "FILE[,FILE]");
  add_date(pick);
  query.add(*pick, "--motion-time", "How far the pattern of units has run (default: the date)",
            "DATE");
  query.add(*pick, "--motion", "automatic, true or scaled", "MODE");
  add_filter_option(*pick, query);
  query.add(*pick, "--hide", "Not these corridors or seabed lines", "ID,ID...");
  query.add(*pick, "--show", "Only these corridors (or seabed lines)", "ID,ID...");
  query.add(*pick, "--recorded", "Trajectories, picked too", "FILE.cseg");
  query.add(*pick, "--layers", "Layers on or off", "+NAME,-NAME...");
  query.add(*pick, "--unit-budget", "The most units drawn at once, 500 to 10000000", "COUNT");
  add_device_options(*pick, query);
  query.add(*pick, "--ui-scale", "Size of type and lines, 0.5 to 4", "FACTOR");
}

namespace {

/// `LON LAT LON LAT ...`
Result<std::vector<geo::GeoPoint>> read_pairs(std::string_view option, std::string_view text) {
  std::vector<double> numbers;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    const bool is_longitude = numbers.size() % 2 == 0;
    const Result<double> number =
        read_number(is_longitude ? "longitude" : "latitude", text.substr(0, end),
                    is_longitude ? -180.0 : -90.0, is_longitude ? 180.0 : 90.0);
    if (!number) return number.failure();
    numbers.push_back(*number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (numbers.size() % 2 != 0)
    return Failure{std::string(option) + ": found " + std::to_string(numbers.size()) +
                       " numbers, expected a longitude and a latitude for every place",
                   Failure::Kind::usage};
  std::vector<geo::GeoPoint> places;
  for (size_t i = 0; i < numbers.size(); i += 2) places.push_back({numbers[i], numbers[i + 1], 0});
  return places;
}

void read_profile(Reader& reader, QueryRequest& query) {
  const Texts& texts = reader.texts();
  if (query.corridor.empty()) query.corridor = texts.text("--corridor");
  query.path = texts.text("--path");
  query.output = texts.text("--output");
  if (!query.output.empty() && !query.output.ends_with(".csv") && !query.output.ends_with(".png"))
    reader.fail("--output: found `" + query.output +
                "`, expected a name that ends in .csv or .png");
  if (!query.places.empty() + !query.corridor.empty() + !query.path.empty() != 1)
    reader.fail("query profile: expected two places or more, or --corridor, or --path");
}

}  // namespace

QueryRequest read_query(Reader& reader, QueryKind kind) {
  const Texts& texts = reader.texts();
  QueryRequest query;
  query.kind = kind;
  read_scene(reader, "--scenario", query.scene);
  query.json = texts.flag("--json");
  query.line_kind = texts.text("--kind");
  constexpr std::string_view k_line_kinds[] = {"", "seabed", "land", "zones", "all"};
  if (std::find(std::begin(k_line_kinds), std::end(k_line_kinds), query.line_kind) ==
      std::end(k_line_kinds))
    reader.fail("--kind: found `" + query.line_kind + "`, expected seabed, land, zones or all");
  if (kind == QueryKind::clearance) {
    query.output = texts.text("--output");
    if (!query.output.ends_with(".pdf") && !query.output.ends_with(".csv"))
      reader.fail("--output: found `" + query.output +
                  "`, expected a name that ends in .pdf or .csv");
  }
  query.corridor = texts.text("corridor");
  query.link = texts.text("--link");
  reader.into(query.places, "places", read_pairs);
  query.with_area = texts.flag("--area");
  if (query.with_area && query.places.size() < 3) reader.fail("--area: expected at least 3 places");
  reader.into(query.step_m, "--step", read_number, 1.0, 1e6);
  if (kind == QueryKind::profile) read_profile(reader, query);
  if (kind == QueryKind::flow && query.corridor.empty() == query.link.empty())
    reader.fail("query flow: expected the id of a corridor, or --link with one of its links");
  reader.into(query.longitude_deg, "lon", read_number, -180.0, 180.0);
  reader.into(query.latitude_deg, "lat", read_number, -90.0, 90.0);
  reader.into(query.height_m, "height", read_number, -12'000.0, 1e7);
  reader.into(query.x_px, "x", read_number, -1e6, 1e6);
  reader.into(query.y_px, "y", read_number, -1e6, 1e6);
  return query;
}

}  // namespace caspian::app
