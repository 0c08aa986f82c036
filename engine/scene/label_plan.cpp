// Every name's footprint grows with the scale; two names meet where their distance is less than
// their footprints at that scale. The lesser one is seen only nearer than that.
#include "scene/label_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scene/label_axes.h"
#include "scene/label_courses.h"
#include "scene/label_sides.h"

namespace caspian::scene {
namespace {

/// Metres per logical pixel from which on a rank is seen; 0.25 mm a pixel make 1:N (platform: 1:20M
/// is 5,000).
constexpr double k_seen_within[] = {0, 1e9, 3'600, 1'700, 750};
/// A place without any link in the tables is lettered for orientation, close by only.
constexpr double k_unlinked_within = 900;

constexpr double k_least_reach = 24;  // nearer, names are not told apart any more
constexpr double k_candidate_step_m = 4'000;
constexpr double k_greatest_bend = 0.5;  // rad between the halves of a name
constexpr size_t k_most_plans = 6;
constexpr double k_country_radius_px = 34;
constexpr double k_sign_radius_px = 13;  // names along lines keep off signs, names give way

/// Names that reach far meet many; those seen close up only their neighbours, which a grid finds.
class Reaches {
 public:
  void add(const glm::dvec3& place_m, double radius_px, double reach) {
    const Entry entry{place_m, radius_px, reach};
    if (reach * (radius_px + k_greatest_radius_px) > k_cell_m) {
      far_.push_back(entry);
    } else {
      cells_[cell_of(place_m)].push_back(entry);
    }
  }

  /// From what scale on a name here keeps clear of all that stand.
  double limit(const glm::dvec3& place_m, double radius_px, double reach) const {
    for (const Entry& entry : far_) narrow(entry, place_m, radius_px, reach);
    if (cells_.empty()) return reach;
    const Cell middle = cell_of(place_m);
    for (int64_t x = -1; x <= 1; ++x) {
      for (int64_t y = -1; y <= 1; ++y) {
        for (int64_t z = -1; z <= 1; ++z) {
          const auto found = cells_.find({middle[0] + x, middle[1] + y, middle[2] + z});
          if (found == cells_.end()) continue;
          for (const Entry& entry : found->second) narrow(entry, place_m, radius_px, reach);
        }
      }
    }
    return reach;
  }

 private:
  using Cell = std::array<int64_t, 3>;
  struct Entry {
    glm::dvec3 place_m;
    double radius_px, reach;
  };
  static constexpr double k_cell_m = 80'000, k_greatest_radius_px = 180;

  static Cell cell_of(const glm::dvec3& at) {
    return {static_cast<int64_t>(std::floor(at.x / k_cell_m)),
            static_cast<int64_t>(std::floor(at.y / k_cell_m)),
            static_cast<int64_t>(std::floor(at.z / k_cell_m))};
  }

  static void narrow(const Entry& entry, const glm::dvec3& place_m, double radius_px,
                     double& reach) {
    const glm::dvec3 apart = place_m - entry.place_m;
    const double room_px = entry.radius_px + radius_px;
    const double most_m = std::min(entry.reach, reach) * room_px;
    const double square = glm::dot(apart, apart);
    if (square >= most_m * most_m) return;
    reach = std::sqrt(square) / room_px;
  }

  std::vector<Entry> far_;
  std::map<Cell, std::vector<Entry>> cells_;
};

/// A name beside its sign may go to the other side: it needs less room than its length.
double radius_of(glm::vec2 name_size_px) {
  return 13 + 0.24 * double(name_size_px.x) + 0.3 * double(name_size_px.y - 14);
}

void plan_nodes(const LabelInputs& in, const std::vector<char>& is_drawn, LabelPlan& plan,
                Reaches& reaches) {
  for (const LabelNode& node : in.content.nodes) {
    plan.name_size_px.push_back(node_name_size(in, node));
    double& reach = plan.node_reach.emplace_back(0);
    if (node.links.empty()) {
      reach = k_unlinked_within;
    } else if (std::any_of(node.links.begin(), node.links.end(),
                           [&](uint32_t link) { return is_drawn[link] != 0; })) {
      reach = k_seen_within[node.rank];
    }
    if (reach <= 0) continue;
    const double radius_px = radius_of(plan.name_size_px.back());
    reach = reaches.limit(node.place.base_m, radius_px, reach);
    reaches.add(node.place.base_m, radius_px, reach);
  }
}

glm::dvec3 place_at(const NamedCourse& course, double along_m) {
  const auto after = std::lower_bound(
      course.points.begin(), course.points.end(), along_m,
      [](const NamedCourse::Point& point, double at) { return point.along_m < at; });
  if (after == course.points.begin()) return course.points.front().place->base_m;
  if (after == course.points.end()) return course.points.back().place->base_m;
  const NamedCourse::Point& before = *(after - 1);
  const double share = (along_m - before.along_m) / (after->along_m - before.along_m);
  return glm::mix(before.place->base_m, after->place->base_m, share);
}

double angle_between(const glm::dvec3& a, const glm::dvec3& b) {
  const double lengths = glm::length(a) * glm::length(b);
  return lengths > 0 ? std::acos(std::clamp(glm::dot(a, b) / lengths, -1.0, 1.0)) : 0;
}

/// Up to what scale the course under a name is straight enough to be read.
double straight_within(const NamedCourse& course, double at_m, double width_px, double most) {
  double fits = 0;
  for (double scale = k_least_reach; scale <= most * 1.42; scale *= 1.42) {
    const double span_m = std::min(scale, most) * width_px;
    glm::dvec3 points[5];
    for (int i = 0; i < 5; ++i)
      points[i] = place_at(course, at_m + span_m * (0.25 * static_cast<double>(i) - 0.5));
    double bend = 0;
    for (int i = 0; i < 3; ++i)
      bend =
          std::max(bend, angle_between(points[i + 1] - points[i], points[i + 2] - points[i + 1]));
    bend = std::max(bend, 0.8 * angle_between(points[2] - points[0], points[4] - points[2]));
    if (bend > k_greatest_bend) return fits;
    fits = std::min(scale, most);
  }
  return most;
}

struct Candidate {
  double at_m = 0;
  glm::dvec3 place_m{0};
  double reach = 0;
};

/// Names along one course: always the one that is seen from farthest next.
void plan_course(const LabelInputs& in, uint32_t index, LabelPlan& plan, const Reaches& of_signs,
                 Reaches& reaches, std::map<std::string, std::vector<CourseName>>& of_id) {
  const NamedCourse& course = plan.courses[index];
  const double width_px =
      double(text_width(in.shaper.shape(course.text, course.role),
                        {.size_px = course.size_px, .spacing_em = course.spacing_em}));
  const double length_m = course.points.back().along_m;
  // Names beside neighbouring lines may overlap a little lengthwise.
  const double radius_px = 0.4 * width_px + 4;
  const glm::dvec3 heart_m =
      in.content.nodes.empty() ? glm::dvec3(0) : in.content.nodes[0].place.base_m;
  const auto count = static_cast<size_t>(length_m / k_candidate_step_m) + 1;
  std::vector<CourseName>& alike = of_id[course.id];
  std::vector<Candidate> candidates;
  const auto keep_apart = [&](Candidate& candidate, const CourseName& name) {
    const double room_px = double(course.repeat_px) + width_px;
    const double away_m = glm::length(candidate.place_m - name.place_m);
    if (away_m < std::min(name.reach, candidate.reach) * room_px)
      candidate.reach = away_m / room_px;
  };
  for (size_t i = 0; i < count; ++i) {
    Candidate candidate;
    candidate.at_m = length_m * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    candidate.place_m = place_at(course, candidate.at_m);
    const double to_end_m = std::min(candidate.at_m, length_m - candidate.at_m);
    candidate.reach = std::min(course.seen_within, to_end_m / (0.56 * width_px));
    if (candidate.reach < k_least_reach) continue;
    candidate.reach = of_signs.limit(candidate.place_m, 0.5 * width_px + 4, candidate.reach);
    candidate.reach = reaches.limit(candidate.place_m, radius_px, candidate.reach);
    if (candidate.reach < k_least_reach) continue;
    candidate.reach = straight_within(course, candidate.at_m, width_px, candidate.reach);
    for (const CourseName& name : alike) keep_apart(candidate, name);
    if (candidate.reach >= k_least_reach) candidates.push_back(candidate);
  }
  while (!candidates.empty()) {
    const auto best = std::max_element(
        candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
          if (a.reach != b.reach) return a.reach < b.reach;
          return glm::distance(a.place_m, heart_m) > glm::distance(b.place_m, heart_m);
        });
    if (best->reach < k_least_reach) break;
    CourseName name{index,      static_cast<uint32_t>(alike.size()),
                    best->at_m, best->place_m,
                    width_px,   glm::dvec3(0),
                    best->reach};
    const double step_m = 0.5 * k_candidate_step_m;
    const glm::dvec3 way =
        place_at(course, name.at_m + step_m) - place_at(course, name.at_m - step_m);
    name.along = way / std::max(glm::length(way), 1.0);
    plan.names.push_back(name);
    alike.push_back(name);
    reaches.add(name.place_m, radius_px, name.reach);
    for (Candidate& candidate : candidates) keep_apart(candidate, name);
    std::erase_if(candidates,
                  [](const Candidate& candidate) { return candidate.reach < k_least_reach; });
  }
}

std::unique_ptr<LabelPlan> make_plan(const LabelInputs& in, const std::vector<DrawnLink>& drawn) {
  auto plan = std::make_unique<LabelPlan>();
  plan->is_drawn.assign(in.scene.dataset.links.size(), 0);
  for (const DrawnLink& link : drawn) plan->is_drawn[link.link] = 1;
  Reaches of_nodes, of_signs, reaches;
  plan_nodes(in, plan->is_drawn, *plan, of_nodes);
  for (size_t i = 0; i < plan->node_reach.size(); ++i)
    of_signs.add(in.content.nodes[i].place.base_m, k_sign_radius_px, plan->node_reach[i]);
  // The middle of a country's name; its ends may meet a line's.
  for (const LabelCountry& label : in.content.countries) {
    const CountryType type = country_type(*label.country);
    reaches.add(label.anchors[0].base_m, k_country_radius_px, type.seen_within);
  }
  plan->courses = named_courses(in, plan->is_drawn);
  std::map<std::string, std::vector<CourseName>> of_id;
  // The longest parts of a line first: there its name is looked for.
  for (uint32_t i = 0; i < plan->courses.size(); ++i)
    plan_course(in, i, *plan, of_signs, reaches, of_id);
  return plan;
}

}  // namespace

LabelPlan& LabelMemo::plan(const LabelInputs& inputs, const std::vector<DrawnLink>& drawn) {
  std::string key = inputs.language.code() + "," +
                    (inputs.second ? inputs.second->code() : std::string()) + "," +
                    inputs.inputs.settings.convention;
  std::vector<char> is_drawn(inputs.scene.dataset.links.size(), '0');
  for (const DrawnLink& link : drawn) is_drawn[link.link] = '1';
  key.append(is_drawn.begin(), is_drawn.end());
  key += courses_key(inputs);
  std::unique_ptr<LabelPlan>& plan = plans_[key];
  if (!plan) {
    plan = make_plan(inputs, drawn);
    if (plans_.size() > k_most_plans) {  // of other dates and languages
      std::erase_if(plans_, [&key](const auto& entry) { return entry.first != key; });
    }
  }
  return *plans_[key];
}

}  // namespace caspian::scene
