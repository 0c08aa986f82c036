// Names stay while the camera moves: orbits, journeys and approaches frame by frame, each frame
// lettered on its own.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

#include <doctest/doctest.h>

#include "scene/drawn_ground.h"
#include "scene/label_stage.h"
#include "tests/support/built_in.h"
#include "tests/support/lettering_scene.h"

using namespace caspian;
using scene::LabelKind;

namespace {

constexpr PixelSize k_size{1280, 720};
constexpr int k_most_changes = 5, k_most_restless = 3;
constexpr float k_seen = 0.1f;   // paler names are on their way
constexpr float k_hop_px = 8;    // beyond what its place has moved
constexpr float k_edge_px = 60;  // a name that goes this near to the edge leaves with the picture

/// One label through a sequence of frames.
struct Course {
  int shows = 0, hides = 0;     // for whatever reason
  int comings = 0, goings = 0;  // well inside the free picture
  int hops = 0;
  bool was_seen = false, began_seen = false;
  glm::vec2 last_offset{0};
  scene::ScreenRect last_box;
};

struct Film {
  std::map<std::string, Course> labels;
  double seen = 0;
  int frames = 0;

  int sum(int Course::*count) const {
    int all = 0;
    for (const auto& [id, course] : labels) all += course.*count;
    return all;
  }
};

std::string key_of(const scene::PlacedLabel& label) {
  return std::to_string(static_cast<int>(label.kind)) + ":" + label.id;
}

scene::ScreenRect around(const scene::PlacedLabel& label) {
  scene::ScreenRect all = label.boxes[0];
  for (const scene::ScreenRect& box : label.boxes) {
    const float right = std::max(all.right(), box.right());
    const float bottom = std::max(all.bottom(), box.bottom());
    all = {std::min(all.x, box.x), std::min(all.y, box.y), 0, 0};
    all.width = right - all.x;
    all.height = bottom - all.y;
  }
  return all;
}

/// Whether a box is so near to the picture's edge or the furniture that it has to go.
bool is_leaving(const scene::ScreenRect& box, const std::vector<scene::ScreenRect>& furniture) {
  const scene::ScreenRect inner{k_edge_px, k_edge_px, k_size.width - 2 * k_edge_px,
                                k_size.height - 2 * k_edge_px};
  return !inner.contains(box) ||
         std::any_of(furniture.begin(), furniture.end(), [&](const scene::ScreenRect& taken) {
           return taken.grown(k_edge_px).overlaps(box);
         });
}

void add_frame(Film& film, const scene::FrameInputs& inputs) {
  const scene::LabelLayout layout = test::lettered(inputs);
  const std::vector<scene::ScreenRect> furniture = test::furnished(inputs).boxes();
  std::map<std::string, const scene::PlacedLabel*> now;
  for (const scene::PlacedLabel& label : layout.placed) {
    if (label.kind == LabelKind::port || label.kind == LabelKind::event) continue;
    if (label.opacity >= k_seen) now.emplace(key_of(label), &label);
  }
  film.seen += static_cast<double>(now.size());
  for (const auto& [key, label] : now) film.labels.try_emplace(key);
  for (auto& [key, course] : film.labels) {
    const auto found = now.find(key);
    const bool is_seen = found != now.end();
    const scene::ScreenRect box = is_seen ? around(*found->second) : course.last_box;
    if (film.frames == 0) {
      course.began_seen = is_seen;
    } else if (is_seen != course.was_seen) {
      ++(is_seen ? course.shows : course.hides);
      if (!is_leaving(box, furniture)) ++(is_seen ? course.comings : course.goings);
    }
    if (is_seen) {
      const glm::vec2 offset =
          glm::vec2(box.x, box.y) + 0.5f * glm::vec2(box.width, box.height) - found->second->anchor;
      if (course.was_seen && glm::length(offset - course.last_offset) > k_hop_px) ++course.hops;
      course.last_offset = offset;
      course.last_box = box;
    }
    course.was_seen = is_seen;
  }
  ++film.frames;
}

void report(const char* name, const Film& film) {
  int most = 0;
  std::string which;
  for (const auto& [id, course] : film.labels) {
    if (std::max(course.comings, course.goings) <= most) continue;
    most = std::max(course.comings, course.goings);
    which = id;
  }
  std::printf(
      "%-26s %5.1f names; shown %d (inside %d), hidden %d (inside %d), hops %d; most %d %s\n", name,
      film.seen / film.frames, film.sum(&Course::shows), film.sum(&Course::comings),
      film.sum(&Course::hides), film.sum(&Course::goings), film.sum(&Course::hops), most,
      which.c_str());
  if (std::getenv("LABELS_VERBOSE"))
    for (const auto& [id, course] : film.labels)
      if (course.comings + course.goings > 1 || course.hops > 3)
        std::printf("    %-34s shows %d/%d hides %d/%d hops %d\n", id.c_str(), course.comings,
                    course.shows, course.goings, course.hides, course.hops);
}

Film orbit(double longitude, double latitude, double range_m, double tilt, const char* language) {
  Film film;
  for (int heading = 0; heading <= 360; ++heading)
    add_frame(film,
              test::lettering_inputs({longitude, latitude, range_m, heading % 360 + 0.0, tilt},
                                     k_size, language));
  return film;
}

/// Hardly any name comes or goes more than twice while it is well inside the picture.
void check_calm(const Film& film) {
  int restless = 0;
  for (const auto& entry : film.labels) {
    CAPTURE(entry.first);
    const Course& course = entry.second;
    const int most = std::max(course.comings, course.goings);
    CHECK(most <= k_most_changes);
    restless += most > 2;
  }
  CHECK(restless <= k_most_restless);
}

}  // namespace

TEST_CASE("in an orbit no name is shown or hidden more than twice") {
  struct Place {
    double longitude, latitude, range_m, tilt;
  };
  for (const Place& place :
       {Place{50.5, 41.5, 1.9e6, 0}, Place{50.5, 41.5, 1.6e6, 55}, Place{49.5, 40.5, 300e3, 50},
        Place{45.5, 40.5, 500e3, 60}, Place{51.0, 43.5, 120e3, 40}, Place{62.0, 43.0, 2.5e6, 35}}) {
    const Film film = orbit(place.longitude, place.latitude, place.range_m, place.tilt, "en");
    char name[64];
    std::snprintf(name, sizeof name, "orbit %.0f,%.0f %.0f km %.0f", place.longitude,
                  place.latitude, place.range_m / 1000, place.tilt);
    report(name, film);
    check_calm(film);
  }
}

TEST_CASE("a journey of the camera brings and takes few names") {
  Film pan, zoom;
  for (int i = 0; i < 200; ++i) {
    add_frame(pan, test::lettering_inputs({44 + i * 0.06, 41, 700e3, 0, 40}, k_size, "en"));
    add_frame(zoom, test::lettering_inputs({50, 41, 4e6 * std::pow(0.98, i), 0, 35}, k_size, "en"));
  }
  report("pan", pan);
  report("zoom", zoom);
  for (const Film* film : {&pan, &zoom}) {
    check_calm(*film);
    CHECK(film->sum(&Course::hops) < 1.5 * film->frames);  // of some forty names
  }
}

TEST_CASE("no two names, signs or figures overlap, however the map is seen") {
  // A generator of its own, so that the views are the same everywhere (Park and Miller).
  uint32_t seed = 20251021;
  const auto random = [&seed](double from, double to) {
    seed = static_cast<uint32_t>(uint64_t{seed} * 48271 % 2147483647);
    return from + (to - from) * seed / 2147483647.0;
  };
  const char* languages[] = {"en", "ru", "kk", "az", "tr", "fa", "ka"};
  size_t labels = 0;
  for (int view = 0; view < 200; ++view) {
    const scene::Camera camera{random(38, 66), random(36, 48), 60e3 * std::pow(60, random(0, 1)),
                               random(0, 360), random(0, 78)};
    auto inputs = test::lettering_inputs(camera, k_size, languages[view % 7]);
    if (view % 3 == 0) inputs.settings.second_language = languages[(view / 7) % 5];
    CAPTURE(scene::camera_text(camera));
    CAPTURE(inputs.settings.language);
    const scene::LabelLayout layout = test::lettered(inputs);
    const auto furniture = test::furnished(inputs).boxes();
    labels += layout.placed.size();
    for (size_t i = 0; i < layout.placed.size(); ++i) {
      const scene::PlacedLabel& label = layout.placed[i];
      CAPTURE(label.id);
      for (const scene::ScreenRect& box : label.boxes) {
        CHECK(scene::ScreenRect{0, 0, k_size.width, k_size.height}.contains(box));
        for (const scene::ScreenRect& taken : furniture) CHECK_FALSE(taken.overlaps(box));
        for (size_t k = i + 1; k < layout.placed.size(); ++k) {
          CAPTURE(layout.placed[k].id);
          for (const scene::ScreenRect& other : layout.placed[k].boxes)
            CHECK_FALSE(other.grown(-0.01f).overlaps(box));
        }
      }
    }
  }
  CHECK(labels > 200 * 12);
}

TEST_CASE("a greater scale never takes a name away that the plan shows") {
  double last = 0;
  for (double scale = 100; scale > 1; scale *= 0.9) {
    const double now = scene::presence(scale, 50);
    CHECK(now >= last);
    last = now;
  }
  CHECK(last == 1);
  CHECK(scene::presence(50, 50) == 0);
}

TEST_CASE("text along a line is read from left to right, an upright line downwards") {
  CHECK_FALSE(scene::reading_of({1, 0}).is_reversed);
  CHECK(scene::reading_of({-1, 0}).is_reversed);
  for (const float lean : {-0.1f, -0.02f, 0.02f, 0.1f}) {  // no flicker around the upright
    CHECK_FALSE(scene::reading_of({lean, 1}).is_reversed);
    CHECK(scene::reading_of({lean, -1}).is_reversed);
    CHECK(scene::reading_of({lean, 1}).opacity > 0.9);
  }
  CHECK(scene::reading_of(glm::vec2(-0.16f, 0.987f)).opacity < 0.3);  // while it turns
}

TEST_CASE("relief hides a place by degrees") {
  // Tehran from the north: behind the Elburz when low, free from above, and pale between.
  const auto& heights = test::built_in_terrain();
  scene::Horizons horizons(heights);
  const scene::DrapedPoint tehran =
      scene::drape({51.42, 35.69, 0}, heights.surface_m(51.42, 35.69));
  const auto hidden = [&](double tilt) {
    const auto camera =
        scene::frame_on_ground({51.45, 36.45, 150'000, 180, tilt}, k_size, heights, 12);
    const double scale = glm::length(camera.eye_m - tehran.at(12)) / camera.pixels_per_radian;
    return horizons.hidden_px(tehran, camera.eye_m, 12, scale);
  };
  CHECK(hidden(84) > 14);
  CHECK(hidden(5) < 0);
  double last = hidden(84);
  for (double tilt = 83.9; tilt > 40; tilt -= 0.1) {
    const double now = hidden(tilt);
    if (last > -40) CHECK(std::abs(now - last) < 12);
    last = now;
  }
}

TEST_CASE("two languages stand one below the other") {
  auto inputs = test::lettering_inputs({50.5, 41.5, 1'900'000, 0, 0}, k_size, "kk");
  const auto one = test::lettered(inputs);
  inputs.settings.second_language = "en";
  const auto both = test::lettered(inputs);
  const auto box_of = [](const scene::LabelLayout& layout, LabelKind kind, const char* id) {
    for (const auto& label : layout.placed)
      if (label.kind == kind && label.id == id) return around(label);
    return scene::ScreenRect{};
  };
  CHECK(box_of(both, LabelKind::node, "astrakhan").height >
        1.6f * box_of(one, LabelKind::node, "astrakhan").height);
  CHECK(box_of(both, LabelKind::country, "KZ").height == 0);  // out of view in both
  CHECK(box_of(both, LabelKind::country, "AZ").height >
        1.6f * box_of(one, LabelKind::country, "AZ").height);
  CHECK(box_of(both, LabelKind::sea, "caspian_sea").height > 0);
  CHECK(both.overlay.glyphs.size() > one.overlay.glyphs.size() + 50);
  // Where both are the same, it is said once.
  inputs.settings.second_language = "kk";
  CHECK(test::lettered(inputs).overlay.glyphs.size() == one.overlay.glyphs.size());
}
