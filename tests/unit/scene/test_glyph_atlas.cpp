// Distances are distances, and a glyph's cell does not depend on what else is in the atlas.
#include <chrono>
#include <cmath>

#include <doctest/doctest.h>

#include "scene/distance_field.h"
#include "scene/glyph_atlas.h"
#include "scene/language.h"
#include "scene/text_shaper.h"
#include "tests/support/test_paths.h"

using namespace caspian;

TEST_CASE("distances to a disc's outline are right to a quarter of a texel") {
  constexpr int k_size = 40;
  constexpr double k_radius = 14.3, k_centre = 20;
  scene::CoverageImage disc{k_size, k_size, std::vector<uint8_t>(k_size * k_size)};
  for (int y = 0; y < k_size; ++y) {
    for (int x = 0; x < k_size; ++x) {
      int hits = 0;
      for (int i = 0; i < 256; ++i) {
        const double dx = x + (i % 16 + 0.5) / 16 - k_centre,
                     dy = y + (i / 16 + 0.5) / 16 - k_centre;
        hits += dx * dx + dy * dy < k_radius * k_radius;
      }
      disc.values[static_cast<size_t>(y * k_size + x)] = static_cast<uint8_t>(hits * 255 / 256);
    }
  }
  const auto field = scene::signed_distances(disc, 10, 10.0f);
  REQUIRE(field.width == 60);
  double worst = 0;
  for (int y = 0; y < 60; ++y) {
    for (int x = 0; x < 60; ++x) {
      const double true_distance = k_radius - std::hypot(x + 0.5 - 30, y + 0.5 - 30);
      if (std::abs(true_distance) > 9) continue;
      const double found = (field.values[static_cast<size_t>(y * 60 + x)] - 127.5) / 127.5 * 10;
      worst = std::max(worst, std::abs(found - true_distance));
    }
  }
  CHECK(worst < 0.25);  // 0.04 of it is the coding
}

TEST_CASE("a glyph's cell is the same in any atlas") {
  auto fonts = scene::FontFiles::find();
  REQUIRE(fonts.ok());
  auto shaper = scene::TextShaper::create(std::move(*fonts));
  REQUIRE(shaper.ok());
  scene::GlyphAtlas alone((*shaper)->fonts()), crowded((*shaper)->fonts());
  for (const auto& glyph :
       (*shaper)->shape("Қазақстан 0123456789 Ölçek", scene::FontRole::bold).glyphs) {
    crowded.cell(glyph.font, glyph.glyph);
  }
  const auto& wanted = (*shaper)->shape("g", scene::FontRole::regular).glyphs[0];
  const scene::AtlasCell a = alone.cell(wanted.font, wanted.glyph);
  const scene::AtlasCell b = crowded.cell(wanted.font, wanted.glyph);
  REQUIRE(a.width > 2 * scene::k_atlas_reach_px);
  CHECK(a.width == b.width);
  CHECK(a.height == b.height);
  CHECK(a.left == b.left);
  CHECK(a.top == b.top);
  CHECK(b.x != a.x);
  for (int y = 0; y < a.height; ++y) {
    for (int x = 0; x < a.width; ++x) {
      const size_t in_a = static_cast<size_t>((a.y + y) * alone.width() + a.x + x);
      const size_t in_b = static_cast<size_t>((b.y + y) * crowded.width() + b.x + x);
      REQUIRE(alone.pixels()[in_a] == crowded.pixels()[in_b]);
    }
  }
  const uint64_t before = crowded.revision();
  crowded.cell(wanted.font, wanted.glyph);
  CHECK(crowded.revision() == before);
}

TEST_CASE("cells do not overlap and a space has none") {
  auto fonts = scene::FontFiles::find();
  REQUIRE(fonts.ok());
  auto shaper = scene::TextShaper::create(std::move(*fonts));
  REQUIRE(shaper.ok());
  scene::GlyphAtlas atlas((*shaper)->fonts());
  std::vector<scene::AtlasCell> cells;
  const auto language = scene::Language::load(test::source_dir() / "assets", "kk");
  REQUIRE(language.ok());
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& key : language->keys()) {
    for (const auto& glyph :
         (*shaper)->shape(language->text(key), scene::FontRole::regular).glyphs) {
      const auto& cell = atlas.cell(glyph.font, glyph.glyph);
      CHECK((cell.width == 0) == glyph.is_space);
      cells.push_back(cell);
    }
  }
  const double ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  MESSAGE("shaping and atlas of all Kazakh strings: ", ms, " ms, atlas height ", atlas.height());
  std::vector<int> owner(atlas.pixels().size(), -1);
  for (const auto& cell : cells) {
    const int id = cell.y * 4096 + cell.x;
    for (int y = cell.y; y < cell.y + cell.height; ++y) {
      for (int x = cell.x; x < cell.x + cell.width; ++x) {
        int& who = owner[static_cast<size_t>(y * atlas.width() + x)];
        if (who != -1 && who != id) FAIL("two glyphs share a texel");
        who = id;
      }
    }
  }
}
