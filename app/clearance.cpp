// Lines by their places in the picture, names as the lettering has placed them.
#include "app/clearance.h"

#include <algorithm>
#include <map>

#include "dataset/status.h"
#include "geo/ellipsoid.h"
#include "geo/polyline.h"
#include "import/vector_asset.h"
#include "scene/boundaries.h"
#include "scene/drawn_ground.h"
#include "scene/lettering.h"
#include "scene/organizations.h"
#include "scene/path_text.h"
#include "scene/theme.h"

namespace caspian::app {
namespace {

using Course = std::vector<geo::GeoPoint>;

/// The picture that the frame would be drawn into.
class Sight {
 public:
  Sight(const scene::SceneGeometry& scene, const scene::FrameInputs& inputs,
        const scene::CameraFrame& camera)
      : scene_(scene), inputs_(inputs), camera_(camera) {}

  /// Some of the line lies in the picture, before the horizon. What relief hides counts too.
  bool sees(const Course& course) const {
    const scene::ScreenRect screen{0, 0, float(camera_.size.width), float(camera_.size.height)};
    std::optional<glm::vec2> before;
    for (const geo::GeoPoint& point : course) {
      const std::optional<glm::vec2> here = project(point);
      if (here && screen.contains(*here)) return true;
      if (here && before) {
        glm::vec2 a = *before, b = *here;
        if (scene::clip_segment(a, b, screen)) return true;
      }
      before = here;
    }
    return false;
  }

 private:
  std::optional<glm::vec2> project(const geo::GeoPoint& point) const {
    const double height_m = scene_.heights.surface_m(point.longitude_deg, point.latitude_deg);
    const scene::DrapedPoint draped = scene::drape(point, height_m);
    const glm::dvec3 place = draped.at(inputs_.settings.exaggeration, scene::sea_level_of(inputs_));
    const glm::dvec4 clip = camera_.view_projection * glm::dvec4(place - camera_.eye_m, 1.0);
    if (clip.w < camera_.near_m || scene::is_beyond_horizon(camera_.eye_m, place))
      return std::nullopt;
    return glm::vec2((clip.x / clip.w * 0.5 + 0.5) * camera_.size.width,
                     (clip.y / clip.w * 0.5 + 0.5) * camera_.size.height);
  }

  const scene::SceneGeometry& scene_;
  const scene::FrameInputs& inputs_;
  const scene::CameraFrame& camera_;
};

/// What the list is made with.
struct Maker {
  const scene::SceneGeometry& scene;
  const scene::FrameInputs& inputs;
  const scene::Language& language;
  const scene::PlaceNames& names;
  const dataset::Convention& convention;
  std::map<std::string, std::string> two_letters;  // by three
  Clearance& out;

  const dataset::Dataset& data() const { return scene.dataset; }
  size_t index() const { return language.dataset_index(); }

  std::string country(const std::string& code) const {
    for (const scene::NamedCountry& one : names.countries)
      if (one.code == code) return convention.name_of("country", code, one.name, index());
    return code;
  }
  std::string border_title(const scene::LandBorder& border) const {
    const auto name = [&](const std::string& three) {
      const auto two = two_letters.find(three);
      return two == two_letters.end() || two->second.empty() ? three : country(two->second);
    };
    return language.format("inspector.from_to", {name(border.left), name(border.right)});
  }
  std::string line_title(const dataset::TreatyLine& line) const {
    std::string title;
    for (const std::string& party : line.parties)
      title += (title.empty() ? "" : " – ") + country(party);
    return title.empty() ? line.id : title;
  }

  void add_lines(const Sight& sight) const {
    constexpr double k_step_m = 2000;
    for (const dataset::TreatyLine& line : data().lines) {
      if (!inputs.settings.shows_lines() || !line.shown_at(inputs.time) ||
          inputs.settings.is_hidden(line.id))
        continue;
      Course course;
      for (const dataset::TreatyPoint& point : line.points)
        course.push_back({point.longitude_deg, point.latitude_deg, 0});
      scene::LawFacts facts = scene::law_facts(line, convention, language);
      if (facts.is_shown && sight.sees(geo::densified(course, k_step_m)))
        out.lines.push_back({line_title(line), std::move(facts)});
    }
    for (const scene::ZoneLimit& zone : scene.zones) {
      if (!inputs.settings.shows_zones() || inputs.settings.is_hidden(zone.id())) continue;
      const bool is_seen = std::any_of(zone.courses.begin(), zone.courses.end(),
                                       [&](const Course& course) { return sight.sees(course); });
      const auto facts = scene::zone_facts(zone.id());
      if (is_seen && facts)
        out.zones.push_back({language.text(facts->meaning_key),
                             scene::law_facts(zone, scene.boundary_sources, language)});
    }
    for (const scene::LandBorder& border : scene.borders) {
      scene::LawFacts facts =
          scene::law_facts(border, scene.boundary_sources, convention, language);
      if (!inputs.settings.shows_borders() || !facts.is_shown) continue;
      if (std::any_of(border.courses.begin(), border.courses.end(),
                      [&](const Course& course) { return sight.sees(course); }))
        out.borders.push_back({border_title(border), std::move(facts)});
    }
    const auto by_title = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::stable_sort(out.borders.begin(), out.borders.end(), by_title);
  }

  /// A name that assets/names give, or the convention.
  ClearanceName named(std::string_view kind, const std::string& id, const dataset::Names& names_of,
                      std::string kind_words) const {
    ClearanceName name;
    name.id = id;
    name.name = convention.name_of(kind, id, names_of, index());
    name.kind = std::move(kind_words);
    name.is_by_convention =
        &convention.name_of(kind, id, names_of, index()) != &names_of.in(index());
    name.source = name.is_by_convention
                      ? language.format("clearance.by_convention", {convention.id})
                      : language.text("clearance.own_names");
    name.grade = dataset::grade_id(dataset::Grade::b);
    return name;
  }

  static bool has(const std::vector<ClearanceName>& list, const std::string& id) {
    return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.id == id; });
  }

  void add_placed(const scene::PlacedLabel& label) const {
    const std::string id = label.id.substr(0, label.id.find('#'));  // names along lines repeat
    switch (label.kind) {
      case scene::LabelKind::country:
        for (const scene::NamedCountry& one : names.countries)
          if (one.code == label.id)
            out.countries.push_back(named("country", one.code, one.name, ""));
        return;
      case scene::LabelKind::sea:
      case scene::LabelKind::river:
        for (const scene::NamedPlace& one : names.places)
          if (one.id == id && !has(out.waters, id))
            out.waters.push_back(named("place", one.id, one.name, kind_words(one.kind)));
        return;
      case scene::LabelKind::node:
        for (const dataset::Node& node : data().nodes)
          if (node.id == label.id) add_node(node);
        return;
      case scene::LabelKind::event:
        add_event(label.id);
        return;
      default:
        return;  // signs, and what is listed with the lines
    }
  }
  std::string kind_words(scene::PlaceKind kind) const {
    static constexpr const char* k_keys[] = {"place.sea",   "place.lake",    "place.river",
                                             "place.range", "place.lowland", "place.seafloor"};
    return language.text(k_keys[static_cast<size_t>(kind)]);
  }
  void add_node(const dataset::Node& node) const {
    ClearanceName name =
        named("node", node.id, node.name,
              language.text("node_kind." + std::string(dataset::node_kind_id(node.kind))));
    if (!name.is_by_convention) name.source = node.source;
    name.grade = dataset::grade_id(node.grade);
    out.places.push_back(std::move(name));
  }
  void add_event(const std::string& number) const {
    for (size_t i = 0; i < data().events.size(); ++i) {
      const dataset::Event& event = data().events[i];
      if (std::to_string(i) != number) continue;
      out.events.push_back({.id = number,
                            .name = event.title.in(index()),
                            .kind = language.text("event.kind." + event.kind),
                            .status = event.date.text,
                            .source = event.source,
                            .grade = std::string(dataset::grade_id(event.grade))});
    }
  }

  void add_corridors(const Sight& sight) const {
    std::vector<bool> is_seen(data().corridors.size(), false);
    for (const scene::DrawnLink& drawn : scene::drawn_links(scene, inputs.time, inputs.settings)) {
      const uint32_t corridor = data().links[drawn.link].corridor;
      if (is_seen[corridor]) continue;
      Course course;
      for (const scene::TrackPoint& point : scene.tracks[drawn.link].points)
        course.push_back({point.longitude_deg, point.latitude_deg, 0});
      is_seen[corridor] = sight.sees(course);
    }
    const bool plan = data().is_plan(inputs.settings.variant);
    for (size_t i = 0; i < is_seen.size(); ++i) {
      if (!is_seen[i]) continue;
      const dataset::Corridor& corridor = data().corridors[i];
      const dataset::Status status = dataset::status_at(corridor.dates, inputs.time, plan);
      ClearanceName name = named("corridor", corridor.id, corridor.name, "");
      name.status = language.text("status." + std::string(dataset::status_id(status)));
      if (!name.is_by_convention) name.source = corridor.source;
      name.grade = corridor.dates.grade;
      out.corridors.push_back(std::move(name));
    }
  }

  /// Countries that are tinted say who belongs to what.
  void add_members() const {
    if (inputs.settings.organization.empty()) return;
    for (const scene::OrganizationMember& member :
         scene::members_at(data(), inputs.settings.organization, inputs.time)) {
      const dataset::Organization& row = *member.row;
      out.members.push_back(
          {.id = row.id,
           .name = country(row.country),
           .kind = row.name.in(index()) + (row.role.empty() ? "" : ", " + row.role),
           .status = row.joined ? row.joined->text : "",
           .source = row.source,
           .grade = std::string(dataset::grade_id(row.grade))});
    }
  }

  /// What a user's own layers say is the user's word.
  void add_overlays() const {
    if (!inputs.settings.layers.overlays) return;
    for (const dataset::OverlayClaim& claim : dataset::overlay_claims(scene.overlays)) {
      std::string features;
      for (const std::string& name : claim.names) features += (features.empty() ? "" : "; ") + name;
      out.overlays.push_back(
          {.id = claim.file,
           .name = features.empty() ? claim.layer : claim.layer + ": " + features,
           .kind = std::to_string(claim.features),
           .source = language.format("clearance.own_file", {claim.file}),
           .grade = "–"});
    }
  }
};

}  // namespace

Result<Clearance> find_clearance(const scene::SceneGeometry& scene,
                                 const scene::FrameInputs& inputs,
                                 const std::filesystem::path& assets) {
  auto lettering = scene::Lettering::create(scene, assets);
  if (!lettering) return lettering.failure();
  const Result<scene::Language> language = scene::Language::load(assets, inputs.settings.language);
  if (!language) return language.failure();
  const Result<scene::PlaceNames> names = scene::PlaceNames::load(assets);
  if (!names) return names.failure();
  const auto countries = import::load_vector_layers(assets, "countries");
  if (!countries) return countries.failure();

  const auto scale = static_cast<uint32_t>(inputs.settings.supersample);
  const PixelSize drawn{inputs.size.width * scale, inputs.size.height * scale};
  const scene::CameraFrame camera =
      scene::frame_on_ground(inputs.camera, drawn, scene.heights, inputs.settings.exaggeration,
                             scene::sea_level_of(inputs));
  Clearance clearance;
  Maker maker{
      scene, inputs,   *language, *names, scene.dataset.convention(inputs.settings.convention),
      {},    clearance};
  for (const import::VectorLayer& layer : *countries)
    for (const import::VectorFeature& feature : layer.features)
      maker.two_letters.emplace(feature.attribute("iso3"), feature.attribute("iso"));
  const Sight sight(scene, inputs, camera);
  maker.add_lines(sight);
  const scene::LabelLayout layout =
      (*lettering)
          ->lay_out(inputs, camera, scene::theme_of(inputs.settings.theme),
                    float(inputs.settings.ui_scale) * float(scale));
  for (const scene::PlacedLabel& label : layout.placed) maker.add_placed(label);
  maker.add_corridors(sight);
  maker.add_members();
  maker.add_overlays();
  return clearance;
}

}  // namespace caspian::app
