// Reads the three tables; what is wrong in them is said with file, line and column.
#include "scene/place_names.h"

#include <algorithm>

#include <toml++/toml.h>

#include "core/files.h"

namespace caspian::scene {
namespace {

/// Reads one file's entries and keeps the first thing found wrong.
struct Reader {
  std::string file;
  std::optional<Failure> fault;

  void complain(const toml::node& at, const std::string& what) {
    if (fault) return;
    const auto place = at.source().begin;
    fault = Failure{file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) +
                    ": " + what};
  }

  std::string text(const toml::table& entry, const char* key) {
    if (const auto value = entry[key].value<std::string>(); value && !value->empty()) return *value;
    complain(entry, std::string("no '") + key + "', expected a text");
    return {};
  }

  int rank(const toml::table& entry) {
    const int64_t value = entry["rank"].value_or<int64_t>(0);
    if (value < 1 || value > 4) complain(entry, "no 'rank', expected 1 to 4");
    return static_cast<int>(std::clamp<int64_t>(value, 1, 4));
  }

  dataset::Names names(const toml::table& entry) {
    dataset::Names names;
    names.text[0] = text(entry, dataset::k_languages[0]);
    for (size_t i = 1; i < dataset::k_languages.size(); ++i)
      names.text[i] = entry[dataset::k_languages[i]].value_or(std::string());
    return names;
  }

  std::optional<geo::GeoPoint> point(const toml::node& node) {
    const toml::array* pair = node.as_array();
    if (pair && pair->size() == 2) {
      const auto lon = (*pair)[0].value<double>(), lat = (*pair)[1].value<double>();
      if (lon && lat && *lon >= -180 && *lon <= 180 && *lat >= -90 && *lat <= 90) {
        return geo::GeoPoint{*lon, *lat, 0};
      }
    }
    complain(node, "not a place, expected [longitude, latitude] in degrees");
    return std::nullopt;
  }

  std::vector<geo::GeoPoint> points(const toml::table& entry, const char* key, size_t least) {
    std::vector<geo::GeoPoint> found;
    if (const toml::array* list = entry[key].as_array()) {
      for (const toml::node& node : *list) {
        if (const auto place = point(node)) found.push_back(*place);
      }
    }
    if (found.size() < least) {
      complain(entry, std::string("too few places in '") + key + "', expected at least " +
                          std::to_string(least));
    }
    return found;
  }
};

struct Kind {
  const char* id;
  PlaceKind kind;
};
constexpr Kind k_kinds[] = {{"sea", PlaceKind::sea},         {"lake", PlaceKind::lake},
                            {"river", PlaceKind::river},     {"range", PlaceKind::range},
                            {"lowland", PlaceKind::lowland}, {"seafloor", PlaceKind::seafloor}};

Result<toml::table> parse(const std::filesystem::path& path) {
  auto text = read_text(path);
  if (!text) return text.failure();
  try {
    return toml::table(toml::parse(*text, path.string()));
  } catch (const toml::parse_error& error) {
    return Failure{path.string() + ":" + std::to_string(error.source().begin.line) + ":" +
                   std::to_string(error.source().begin.column) + ": " +
                   std::string(error.description()) + ", expected TOML"};
  }
}

void read_countries(const toml::table& table, Reader& reader, std::vector<NamedCountry>& out) {
  const toml::array* list = table["countries"].as_array();
  if (!list) return reader.complain(table, "no list 'countries'");
  for (const toml::node& node : *list) {
    const toml::table* entry = node.as_table();
    if (!entry) return reader.complain(node, "not a country, expected { code = ... }");
    NamedCountry country;
    country.code = reader.text(*entry, "code");
    country.rank = reader.rank(*entry);
    country.name = reader.names(*entry);
    country.anchors = reader.points(*entry, "anchors", 1);
    if (const toml::node* capital = entry->get("capital")) country.capital = reader.point(*capital);
    out.push_back(std::move(country));
  }
}

void read_places(const toml::table& table, Reader& reader, std::vector<NamedPlace>& out) {
  const toml::array* list = table["places"].as_array();
  if (!list) return reader.complain(table, "no list 'places'");
  for (const toml::node& node : *list) {
    const toml::table* entry = node.as_table();
    if (!entry) return reader.complain(node, "not a place, expected { id = ... }");
    NamedPlace place;
    place.id = reader.text(*entry, "id");
    place.rank = reader.rank(*entry);
    place.name = reader.names(*entry);
    place.axis = reader.points(*entry, "axis", 2);
    const std::string kind = reader.text(*entry, "kind");
    const auto found = std::find_if(std::begin(k_kinds), std::end(k_kinds),
                                    [&kind](const Kind& known) { return kind == known.id; });
    if (found == std::end(k_kinds)) {
      reader.complain(*entry,
                      "kind '" + kind + "', expected sea, lake, river, range, lowland or seafloor");
    } else {
      place.kind = found->kind;
    }
    out.push_back(std::move(place));
  }
}

}  // namespace

Result<PlaceNames> PlaceNames::load(const std::filesystem::path& assets) {
  PlaceNames names;
  for (const char* name : {"countries.toml", "places.toml", "short_names.toml"}) {
    const std::filesystem::path path = assets / "names" / name;
    const auto table = parse(path);
    if (!table) return table.failure();
    Reader reader{path.string(), {}};
    if (std::string_view(name) == "countries.toml") {
      read_countries(*table, reader, names.countries);
    } else if (std::string_view(name) == "places.toml") {
      read_places(*table, reader, names.places);
    } else {
      for (const auto& [id, node] : *table) {
        const toml::table* entry = node.as_table();
        if (entry) {
          names.short_names.emplace(std::string(id.str()), reader.names(*entry));
        } else {
          reader.complain(node, "not a table of names, expected [corridor_id]");
        }
      }
    }
    if (reader.fault) return *reader.fault;
  }
  return names;
}

}  // namespace caspian::scene
