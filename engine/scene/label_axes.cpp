// The plain picture: lines of corridors and signs of places as they lie on the level ground around
// the name.
#include "scene/label_axes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "scene/path_text.h"

namespace caspian::scene {
namespace {

constexpr double k_reach_px = 700;  // of the plain picture around its middle
constexpr float k_sign_px = 12;

/// Level ground around a place, px from it.
class PlainPicture {
 public:
  PlainPicture(const LabelInputs& in, const LabelPlan& plan, const DrapedPoint& middle,
               double metres_per_px, double reach_px)
      : middle_(middle),
        east_(glm::normalize(glm::cross(glm::dvec3(0, 0, 1), middle.up))),
        scale_(metres_per_px) {
    const double reach_m = reach_px * metres_per_px;
    const auto is_near = [&](const DrapedPoint& point, double more_m) {
      const glm::dvec3 apart = point.base_m - middle.base_m;
      return glm::dot(apart, apart) < (reach_m + more_m) * (reach_m + more_m);
    };
    for (const LabelChain& chain : in.content.chains) {
      for (size_t i = 1; i < chain.points.size(); ++i) {
        const LabelChain::Point &a = chain.points[i - 1], &b = chain.points[i];
        if (plan.is_drawn[a.link] && is_near(a.place, 20'000))
          lines_.push_back({at(a.place), at(b.place)});
      }
    }
    for (const NamedCourse& course : plan.courses) {
      if (course.kind != LabelKind::treaty_line) continue;
      for (size_t i = 1; i < course.points.size(); ++i)
        lines_.push_back({at(*course.points[i - 1].place), at(*course.points[i].place)});
    }
    for (size_t i = 0; i < in.content.nodes.size(); ++i) {
      const DrapedPoint& place = in.content.nodes[i].place;
      if (plan.node_reach[i] >= metres_per_px && is_near(place, 0)) signs_.push_back(at(place));
    }
    for (const CourseName& name : plan.names) {
      if (name.reach < metres_per_px || !is_near({name.place_m, middle.up, 0}, 0)) continue;
      for (const double share : {-0.42, -0.14, 0.14, 0.42}) {  // a name along a line
        const double along_m = share * name.width_px * metres_per_px;
        signs_.push_back(at({name.place_m + name.along * along_m, middle.up, 0}));
      }
    }
  }

  glm::vec2 at(const DrapedPoint& point) const {
    const glm::dvec3 apart = point.base_m - middle_.base_m;
    return glm::vec2(glm::dot(apart, east_) / scale_,
                     -glm::dot(apart, glm::cross(middle_.up, east_)) / scale_);
  }

  /// Share of the boxes that lines cross, and signs count double.
  double cover(std::span<const ScreenRect> boxes) const {
    double sum = 0;
    for (const ScreenRect& box : boxes) {
      for (const auto& [from, to] : lines_) {
        glm::vec2 a = from, b = to;
        if (!clip_segment(a, b, box)) continue;
        sum += 1;
        break;
      }
      for (const glm::vec2& sign : signs_) sum += box.grown(k_sign_px).contains(sign) ? 2 : 0;
    }
    return boxes.empty() ? 0 : sum / static_cast<double>(boxes.size());
  }

 private:
  const DrapedPoint& middle_;
  glm::dvec3 east_;
  double scale_;
  std::vector<std::pair<glm::vec2, glm::vec2>> lines_;
  std::vector<glm::vec2> signs_;
};

int level_of(double metres_per_px) {
  return static_cast<int>(std::lround(2 * std::log2(std::max(metres_per_px, 1.0))));
}

uint64_t key_of(size_t index, int level) {
  return (static_cast<uint64_t>(index) << 8) | static_cast<uint64_t>(level + 64);
}

}  // namespace

CountryType country_type(const NamedCountry& country) {
  switch (std::min(country.rank, 3)) {
    case 1:
      return {12'000, 350, 16, 0.55f};
    case 2:
      return {7'000, 300, 14, 0.35f};
    default:
      return {4'200, 160, 12.5f, 0.35f};
  }
}

AxisType axis_type(const NamedPlace& place) {
  switch (place.kind) {
    case PlaceKind::sea:
      if (place.rank == 1) return {15, 22, 0.10f, 0.65f, 1e9, 40};
      if (place.rank == 2) return {13, 18, 0.08f, 0.7f, 9'000, 40};
      return {11.5f, 15, 0.04f, 0.4f, place.rank == 3 ? 4'500.0 : 1'600.0, 25};
    case PlaceKind::lake:
      return {11, 13, 0.02f, 0.25f, place.rank <= 3 ? 3'000.0 : 1'500.0, 20};
    case PlaceKind::river:
      return {11, 12, 0.04f, 0.2f, 900, 30};
    case PlaceKind::range:
      if (place.rank <= 2) return {12, 15, 0.12f, 0.9f, 6'000, 60};
      return {11.5f, 13, 0.1f, 0.6f, place.rank == 3 ? 2'600.0 : 1'300.0, 50};
    case PlaceKind::lowland:
      return {11.5f, 14, 0.12f, 0.8f, place.rank <= 3 ? 2'600.0 : 1'300.0, 60};
    case PlaceKind::seafloor:
      return {11, 12.5f, 0.06f, 0.4f, 800, 40};
  }
  return {11, 12, 0.1f, 0.3f, 1'000, 0};
}

float axis_text_size(const AxisType& type, const ShapedText& text, float length_px, float unit_px) {
  // As large as lets the name take a good part of its axis.
  const float fitting = 0.5f * length_px / (std::max(text.width, 0.1f) * unit_px);
  return unit_px * std::clamp(fitting, type.least_px, type.greatest_px);
}

float axis_spacing(const AxisType& type, const ShapedText& text, float length_px, float size_px) {
  const float gaps = std::max(1.0f, static_cast<float>(text.glyphs.size()) - 1);
  return std::clamp((length_px / size_px - text.width) / gaps, type.least_spacing,
                    type.greatest_spacing);
}

const std::vector<AxisChoice>& axis_choices(const LabelInputs& in, LabelPlan& plan, size_t index,
                                            double metres_per_px) {
  const int level = level_of(metres_per_px);
  const auto [found, is_new] = plan.axis_choices.try_emplace(key_of(index, level));
  std::vector<AxisChoice>& choices = found->second;
  if (!is_new) return choices;
  const LabelAxis& axis = in.content.axes[index];
  const AxisType type = axis_type(*axis.place);
  const double scale = std::exp2(0.5 * level);
  const ShapedText& text = in.shaper.shape(
      in.scene.dataset.convention(in.inputs.settings.convention)
          .name_of("place", axis.place->id, axis.place->name, in.language.dataset_index()),
      FontRole::serif_italic);
  double length_m = 0;
  for (size_t i = 1; i < axis.points.size(); ++i)
    length_m += glm::length(axis.points[i].base_m - axis.points[i - 1].base_m);
  const PlainPicture picture(in, plan, axis.points[axis.points.size() / 2], scale,
                             std::min(k_reach_px, 0.6 * length_m / scale + 60));
  std::vector<glm::vec2> line;
  for (const DrapedPoint& point : axis.points) line.push_back(picture.at(point));
  const ScreenPath path(line, 40);
  const bool may_leave = axis.place->kind == PlaceKind::sea && axis.place->rank == 1;
  std::vector<std::pair<double, AxisChoice>> rated;
  for (const float aside : {0.0f, 1.2f, -1.2f, 2.4f, -2.4f, 3.6f, -3.6f}) {
    if (aside != 0 && !may_leave) break;
    for (const float share : {0.66f, 0.5f, 0.36f, 0.22f}) {
      TextStyle style;
      style.size_px = axis_text_size(type, text, path.length(), 1);
      style.spacing_em = axis_spacing(type, text, share * path.length(), style.size_px);
      const ScreenPath beside = aside == 0 ? path : path.beside(aside * style.size_px, 40);
      for (const float middle : {0.5f, 0.42f, 0.58f, 0.33f, 0.67f, 0.25f, 0.75f}) {
        const AxisChoice choice{middle, share, aside};
        double cost =
            double(std::abs(middle - 0.5f) + 0.12f * std::abs(aside) + 0.5f * (0.66f - share));
        const auto placed = text_on_path(beside, text, style, middle * beside.length(),
                                         in.shaper.cap_height(FontRole::serif_italic));
        cost += placed ? 2.5 * picture.cover(placed->boxes) : 4;
        rated.push_back({cost, choice});
      }
    }
  }
  std::stable_sort(rated.begin(), rated.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [cost, choice] : rated) choices.push_back(choice);
  return choices;
}

const std::vector<size_t>& anchor_order(const LabelInputs& in, LabelPlan& plan, size_t country,
                                        glm::vec2 size_px, double metres_per_px) {
  const int level = level_of(metres_per_px);
  const auto [found, is_new] = plan.anchor_orders.try_emplace(key_of(country, level));
  std::vector<size_t>& order = found->second;
  if (!is_new) return order;
  const LabelCountry& label = in.content.countries[country];
  std::vector<std::pair<double, size_t>> rated;
  for (size_t i = 0; i < label.anchors.size(); ++i) {
    const PlainPicture picture(in, plan, label.anchors[i], std::exp2(0.5 * level),
                               double(size_px.x));
    // However it is turned: letters on a few lines through the anchor.
    std::vector<ScreenRect> boxes;
    for (int turn = 0; turn < 6; ++turn) {
      const float angle = static_cast<float>(std::numbers::pi) / 6 * static_cast<float>(turn);
      for (float along = -0.45f; along < 0.5f; along += 0.18f) {
        const glm::vec2 at = glm::vec2(std::cos(angle), std::sin(angle)) * along * size_px.x;
        boxes.push_back({at.x - 6, at.y - 6, 12, 12});
      }
    }
    rated.push_back({static_cast<double>(i) + 1.5 * picture.cover(boxes), i});
  }
  std::stable_sort(rated.begin(), rated.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [cost, i] : rated) order.push_back(i);
  return order;
}

int free_side(const LabelInputs& in, LabelPlan& plan, CourseName& name) {
  if (name.side != 0) return name.side;
  constexpr float k_beside_px = 13, k_half_px = 6;
  const DrapedPoint middle{name.place_m, glm::normalize(name.place_m), 0};
  const PlainPicture picture(in, plan, middle, name.reach, name.width_px);
  const glm::vec2 along =
      picture.at({name.place_m + name.along * name.reach, middle.up, 0});  // a px long
  const glm::vec2 left(along.y, -along.x);
  double cover[2];
  for (const int side : {1, -1}) {
    std::vector<ScreenRect> boxes;
    for (float share = -0.5f; share < 0.51f; share += 0.125f) {
      const glm::vec2 at = along * share * static_cast<float>(name.width_px) +
                           left * k_beside_px * static_cast<float>(side);
      boxes.push_back({at.x - k_half_px, at.y - k_half_px, 2 * k_half_px, 2 * k_half_px});
    }
    cover[side > 0 ? 0 : 1] = picture.cover(boxes);
  }
  const int above = left.y < 0 ? 1 : -1;
  name.side = cover[0] == cover[1] ? above : cover[0] < cover[1] ? 1 : -1;
  return name.side;
}

}  // namespace caspian::scene
