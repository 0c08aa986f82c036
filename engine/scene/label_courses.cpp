// Which lines have names: corridors, where they are drawn, and seabed lines.
#include "scene/label_courses.h"

#include <algorithm>

#include "scene/boundaries.h"
#include "scene/furniture_legend.h"

namespace caspian::scene {
namespace {

constexpr float k_size = 12;
constexpr double k_corridors_within = 5'000;  // metres per logical px: 1:20M
constexpr size_t k_longest_name = 40;         // characters; longer ones are for the legend

/// In two languages the one after the other.
std::string in_both(const std::string& first, const std::string& second) {
  return second.empty() || second == first ? first : first + " · " + second;
}

std::string corridor_text(const LabelInputs& in, const dataset::Corridor& corridor) {
  const std::string first = short_corridor_name(in, corridor);
  if (!in.second) return first;
  LabelInputs other{in.inputs, in.camera,  in.theme, in.pixel_scale, in.scene, in.content,
                    in.names,  *in.second, nullptr,  in.shaper,      in.memo,  {}};
  const std::string both = in_both(first, short_corridor_name(other, corridor));
  return characters_of(both).size() > k_longest_name ? first : both;
}

/// The drawn runs of a corridor's chains, the longest first.
void add_corridor(const LabelInputs& in, uint32_t corridor, const std::vector<char>& is_drawn,
                  std::vector<NamedCourse>& out) {
  NamedCourse course;
  course.kind = LabelKind::corridor;
  course.id = in.scene.dataset.corridors[corridor].id;
  course.text = corridor_text(in, in.scene.dataset.corridors[corridor]);
  course.size_px = k_size;
  course.ink = CourseInk::corridor;
  course.seen_within = k_corridors_within;
  course.repeat_px = 260;
  course.corridor = corridor;
  course.beside_px = 0.72f * k_size;
  if (course.text.empty() || characters_of(course.text).size() > k_longest_name) return;
  const size_t first = out.size();
  for (const LabelChain& chain : in.content.fine_chains) {
    if (chain.corridor != corridor) continue;
    NamedCourse run = course;
    const auto close_run = [&] {
      if (run.points.size() > 1) out.push_back(run);
      run.points.clear();
    };
    for (const LabelChain::Point& point : chain.points) {
      if (!is_drawn[point.link]) {
        close_run();
        continue;
      }
      double along_m = 0;
      if (!run.points.empty()) {
        const NamedCourse::Point& last = run.points.back();
        const double step_m = glm::length(point.place.base_m - last.place->base_m);
        if (step_m < 1) continue;
        along_m = last.along_m + step_m;
      }
      run.points.push_back({&point.place, along_m, point.lane, point.link});
    }
    close_run();
  }
  std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                   [](const NamedCourse& a, const NamedCourse& b) {
                     return a.points.back().along_m > b.points.back().along_m;
                   });
}

void add_points(const std::vector<DrapedPoint>& points, NamedCourse& course) {
  for (const DrapedPoint& point : points) {
    const double along_m = course.points.empty()
                               ? 0
                               : course.points.back().along_m +
                                     glm::length(point.base_m - course.points.back().place->base_m);
    course.points.push_back({&point, along_m, 0, dataset::k_none});
  }
}

void add_treaty_line(const LabelInputs& in, const LabelTreatyLine& label,
                     std::vector<NamedCourse>& out) {
  const dataset::TreatyLine& line = in.scene.dataset.lines[label.line];
  if (label.points.size() < 2) return;
  const dataset::Standing standing =
      dataset::standing_of(line, in.scene.dataset.convention(in.inputs.settings.convention));
  const auto words = [&](const Language& language) {
    return standing_words(language, line, standing);
  };
  NamedCourse course;
  course.kind = LabelKind::treaty_line;
  course.id = line.id;
  course.text = in_both(words(in.language), in.second ? words(*in.second) : std::string());
  course.size_px = 11;
  course.spacing_em = 0.03f;
  course.ink = CourseInk::quiet;
  course.beside_px = 10;
  course.seen_within = 1'700;
  course.repeat_px = 420;
  add_points(label.points, course);
  out.push_back(std::move(course));
}

/// Short words along the line and, near by, the whole sentence: that a zone is constructed and not
/// in force is always said.
void add_zone(const LabelInputs& in, const LabelZone& label, std::vector<NamedCourse>& out) {
  const ZoneLimit& zone = in.scene.zones[label.zone];
  if (in.inputs.settings.is_hidden(zone.id())) return;
  const std::string miles = std::to_string(zone.nautical_miles);
  for (const bool is_long : {false, true}) {
    NamedCourse course;
    course.kind = LabelKind::treaty_line;
    course.id = is_long ? zone.id() + ":whole" : zone.id();  // each with room of its own
    course.text = in.language.format(is_long ? "zone.label" : "zone.short_label", {miles});
    course.size_px = 11;
    course.spacing_em = 0.02f;
    course.ink = CourseInk::quiet;
    course.beside_px = 10;
    course.seen_within = is_long ? 450 : 2'600;
    course.repeat_px = is_long ? 1'200 : 420;
    for (const std::vector<DrapedPoint>& line : label.lines) {
      if (line.size() < 8) continue;
      course.points.clear();
      add_points(line, course);
      out.push_back(course);
    }
  }
}

void add_river(const LabelInputs& in, const LabelRiver& river, std::vector<NamedCourse>& out) {
  NamedCourse course;
  course.kind = LabelKind::river;
  course.id = river.place->id;
  const dataset::Names name = in.scene.dataset.convention(in.inputs.settings.convention)
                                  .names_of("place", river.place->id, river.place->name);
  course.text = in_both(name.in(in.language.dataset_index()),
                        in.second ? name.in(in.second->dataset_index()) : std::string());
  course.role = FontRole::serif_italic;
  course.size_px = 12;
  course.spacing_em = 0.1f;
  course.ink = CourseInk::water;
  course.beside_px = 9;
  course.seen_within = river.place->rank <= 3 ? 1'500 : 900;
  course.repeat_px = 640;
  for (const std::vector<DrapedPoint>& part : river.parts) {
    course.points.clear();
    add_points(part, course);
    out.push_back(course);
  }
}

}  // namespace

std::vector<NamedCourse> named_courses(const LabelInputs& in, const std::vector<char>& is_drawn) {
  std::vector<NamedCourse> courses;
  const ViewSettings& settings = in.inputs.settings;
  for (const uint32_t index : drawn_treaty_lines(in.scene, in.inputs.time, settings))
    add_treaty_line(in, in.content.treaty_lines[index], courses);
  if (settings.shows_zones())
    for (const LabelZone& label : in.content.zones) add_zone(in, label, courses);
  if (settings.layers.ribbons) {
    for (uint32_t i = 0; i < in.scene.dataset.corridors.size(); ++i)
      if (!settings.is_hidden(in.scene.dataset.corridors[i].id))
        add_corridor(in, i, is_drawn, courses);
  }
  if (settings.layers.rivers)
    for (const LabelRiver& river : in.content.rivers) add_river(in, river, courses);
  return courses;
}

std::string courses_key(const LabelInputs& in) {
  const ViewSettings& settings = in.inputs.settings;
  std::string key = settings.layers.ribbons ? "r" : "-";
  key += settings.layers.rivers ? "w" : "-";
  key += settings.shows_zones() ? "z" : "-";
  for (const std::string& id : settings.hidden) key += "," + id;
  for (const uint32_t index : drawn_treaty_lines(in.scene, in.inputs.time, settings))
    key += ";" + std::to_string(index);
  return key;
}

}  // namespace caspian::scene
