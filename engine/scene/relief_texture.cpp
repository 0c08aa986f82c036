// Height grid and shore field -> texels and mips.
#include "scene/relief_texture.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <optional>
#include <thread>

#include "core/check.h"
#include "geo/ellipsoid.h"
#include "scene/lake_field.h"
#include "scene/sky_visibility.h"

namespace caspian::scene {
namespace {

constexpr double k_radians = std::numbers::pi / 180.0;
constexpr int k_least_level_side = 16;

/// Runs `work(first, last)` over 0..count in two halves at once.
void in_two_threads(int count, const std::function<void(int, int)>& work) {
  std::jthread other([&] { work(count / 2, count); });
  work(0, count / 2);
}

int32_t clamped(float value) {
  return static_cast<int32_t>(std::min(std::max(value, -32767.0f), 32767.0f));
}

/// Metres per degree of longitude and latitude.
glm::dvec2 metres_per_degree(double latitude_deg) {
  const double sine = std::sin(latitude_deg * k_radians);
  const double w = 1.0 - geo::k_eccentricity_squared * sine * sine;
  const double across_m = geo::k_semi_major_axis_m / std::sqrt(w);
  const double along_m = across_m * (1.0 - geo::k_eccentricity_squared) / w;
  return {across_m * std::cos(latitude_deg * k_radians) * k_radians, along_m * k_radians};
}

ReliefTexel packed(int32_t east, int32_t north, int32_t height, int32_t shore) {
  return {int16_t(east), int16_t(north), int16_t(height), int16_t(shore)};
}

/// Slopes by the 3x3 kernel of Horn (1981). Written in runs over whole rows that compilers turn
/// into vector instructions: this is most of the loading time.
void fill_rows(const geo::HeightGrid& grid, const geo::ShoreField& shore, ReliefLevel& level,
               int first, int last) {
  const size_t width = size_t(grid.width);
  const float height_unit = float(grid.metres_per_unit) * (32767.0f / k_relief_height_scale_m);
  const float shore_unit = float(shore.metres_per_unit) * (32767.0f / k_relief_shore_scale_m);
  const float reach = k_relief_shore_reach_m * (32767.0f / k_relief_shore_scale_m);
  // Sums down columns with one sample beyond either end.
  std::vector<int32_t> smooth(width + 2), change(width + 2), east(width), north(width);
  for (int row = first; row < last; ++row) {
    const auto line = [&](int at) {
      return grid.values.data() + size_t(std::clamp(at, 0, grid.height - 1)) * width;
    };
    const int16_t *above = line(row - 1), *here = line(row), *below = line(row + 1);
    for (size_t i = 0; i < width; ++i) {
      smooth[i + 1] = above[i] + 2 * here[i] + below[i];
      change[i + 1] = above[i] - below[i];
    }
    smooth.front() = smooth[1], smooth.back() = smooth[width];
    change.front() = change[1], change.back() = change[width];

    const glm::dvec2 degree_m = metres_per_degree(grid.north_deg - row * grid.step_deg);
    const double slope_unit =
        grid.metres_per_unit / (8 * grid.step_deg) * (32767.0 / double(k_relief_slope_scale));
    const float east_unit = float(slope_unit / degree_m.x),
                north_unit = float(slope_unit / degree_m.y);
    for (size_t i = 0; i < width; ++i)
      east[i] = clamped(float(smooth[i + 2] - smooth[i]) * east_unit);
    for (size_t i = 0; i < width; ++i)
      north[i] = clamped(float(change[i] + 2 * change[i + 1] + change[i + 2]) * north_unit);
    const int8_t* coast = shore.values.data() + size_t(row) * width;
    ReliefTexel* out = level.memory.get() + size_t(row) * width;
    for (size_t i = 0; i < width; ++i)
      out[i] = packed(east[i], north[i], clamped(float(here[i]) * height_unit),
                      int32_t(std::min(std::max(float(coast[i]) * shore_unit, -reach), reach)));
  }
}

ReliefLevel halved(const ReliefLevel& fine) {
  ReliefLevel level(fine.width / 2, fine.height / 2);
  in_two_threads(level.height, [&](int first, int last) {
    for (int row = first; row < last; ++row) {
      const ReliefTexel* a = fine.memory.get() + size_t(2 * row) * size_t(fine.width);
      const ReliefTexel* b = a + fine.width;
      ReliefTexel* out = level.memory.get() + size_t(row) * size_t(level.width);
      const auto mean = [](int p, int q, int r, int s) {
        return static_cast<int16_t>((p + q + r + s + 2) >> 2);
      };
      for (int i = 0; i < level.width; ++i, a += 2, b += 2)
        out[i] = {mean(a[0].slope_east, a[1].slope_east, b[0].slope_east, b[1].slope_east),
                  mean(a[0].slope_north, a[1].slope_north, b[0].slope_north, b[1].slope_north),
                  mean(a[0].height, a[1].height, b[0].height, b[1].height),
                  mean(a[0].shore, a[1].shore, b[0].shore, b[1].shore)};
    }
  });
  return level;
}

/// Bilinear texel of level 0, and the blend towards it: 1 = all of it.
void blend_towards(ReliefTexel& texel, const ReliefTexture& other, double longitude_deg,
                   double latitude_deg, float share) {
  const ReliefLevel& level = other.levels[0];
  const auto column =
      geo::linear_taps((longitude_deg - other.west_deg) / other.step_deg, level.width);
  const auto row =
      geo::linear_taps((other.north_deg - latitude_deg) / other.step_deg, level.height);
  const float x = float(column.fraction), y = float(row.fraction);
  const auto at = [&](size_t j, size_t i) -> const ReliefTexel& {
    return level.at(column.index[i], row.index[j]);
  };
  const ReliefTexel &p = at(0, 0), &q = at(0, 1), &r = at(1, 0), &s = at(1, 1);
  const auto blend = [&](int16_t ReliefTexel::*channel) {
    const float north = std::lerp(float(p.*channel), float(q.*channel), x);
    const float south = std::lerp(float(r.*channel), float(s.*channel), x);
    const float mixed = std::lerp(float(texel.*channel), std::lerp(north, south, y), share);
    texel.*channel = static_cast<int16_t>(std::lrintf(mixed));
  };
  blend(&ReliefTexel::slope_east);
  blend(&ReliefTexel::slope_north);
  blend(&ReliefTexel::height);
  blend(&ReliefTexel::shore);
}

/// The border strip fades into the coarser texture as HeightField's heights do.
void fade_border(ReliefTexture& texture, const ReliefTexture& outer) {
  ReliefLevel& level = texture.levels[0];
  const int strip = static_cast<int>(std::ceil(geo::k_grid_blend_deg / texture.step_deg));
  const auto share_inside = [&](int index, int count) {
    const double t = std::clamp(
        std::min(index, count - 1 - index) * texture.step_deg / geo::k_grid_blend_deg, 0.0, 1.0);
    return t * t * (3 - 2 * t);
  };
  in_two_threads(level.height, [&](int first, int last) {
    for (int row = first; row < last; ++row) {
      const double row_share = share_inside(row, level.height);
      for (int column = 0; column < level.width; ++column) {
        if (row_share == 1 && column == strip) column = std::max(strip, level.width - strip - 1);
        const double share = row_share * share_inside(column, level.width);
        if (share == 1) continue;
        blend_towards(level.memory[size_t(row) * size_t(level.width) + size_t(column)], outer,
                      texture.west_deg + column * texture.step_deg,
                      texture.north_deg - row * texture.step_deg, float(1 - share));
      }
    }
  });
}

float eased(float t) {
  t = std::clamp(t, 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

/// Lakes join the shores; inland the share of the sky that is hidden lies on top, fading out
/// towards any shore. Lakes' distances are stretched over the same reach: only their sign and
/// their slope's direction are looked at.
void add_lakes_and_sky(const geo::ShoreField& shore, const LakeField& lakes, const SkyShade& sky,
                       ReliefLevel& level, int first, int last) {
  constexpr float k_units = 32767.0f / k_relief_shore_scale_m;
  constexpr float k_reach = k_relief_shore_reach_m * k_units;
  constexpr float k_lake_edge = 4 * LakeField::k_unit, k_lake_far = 8 * LakeField::k_unit;
  const float shore_unit = float(shore.metres_per_unit) * k_units;
  // The finest field ends at 6350 m.
  const float inland = 6200 * k_units;
  for (int row = first; row < last; ++row)
    for (int column = 0; column < level.width; ++column) {
      const size_t at = size_t(row) * size_t(level.width) + size_t(column);
      int16_t& value = level.memory[at].shore;
      const float shore_value = float(shore.values[at]) * shore_unit;
      const float lake = float(lakes.distance[at]);
      if (lake < k_lake_edge) {
        value = static_cast<int16_t>(std::min(float(value), lake * (k_reach / k_lake_edge)));
        continue;
      }
      if (shore_value <= k_reach) continue;
      const float share = eased((shore_value - k_reach) / (inland - k_reach)) *
                          eased((lake - k_lake_edge) / (k_lake_far - k_lake_edge));
      value = static_cast<int16_t>(k_reach + share * sky.at(column, row) *
                                                 (k_relief_hidden_scale_m * k_units));
    }
}

ReliefTexture finest_level(const geo::HeightGrid& grid, const geo::ShoreField& shore,
                           const std::vector<MapLineLevel>& lines, int sky_stride) {
  CASPIAN_CHECK(grid.width == shore.width && grid.height == shore.height);
  ReliefTexture texture{grid.west_deg, grid.north_deg, grid.step_deg, {}};
  ReliefLevel& level = texture.levels.emplace_back(grid.width, grid.height);
  LakeField lakes;
  SkyShade sky;
  {
    std::jthread other([&] {
      lakes = lake_field({grid.west_deg, grid.north_deg, grid.step_deg, grid.width, grid.height},
                         lines);
    });
    sky = sky_shade(grid, sky_stride);
  }
  in_two_threads(grid.height, [&](int first, int last) {
    fill_rows(grid, shore, level, first, last);
    add_lakes_and_sky(shore, lakes, sky, level, first, last);
  });
  return texture;
}

void add_mips(ReliefTexture& texture) {
  while (std::min(texture.levels.back().width, texture.levels.back().height) >=
         2 * k_least_level_side)
    texture.levels.push_back(halved(texture.levels.back()));
}

}  // namespace

double ReliefTexture::u_of(double longitude_deg) const {
  return ((longitude_deg - west_deg) / step_deg + 0.5) / levels[0].width;
}

double ReliefTexture::v_of(double latitude_deg) const {
  return ((north_deg - latitude_deg) / step_deg + 0.5) / levels[0].height;
}

double ReliefTexture::height_m(size_t level_index, double longitude_deg,
                               double latitude_deg) const {
  const ReliefLevel& level = levels[std::min(level_index, levels.size() - 1)];
  const auto column = geo::linear_taps(u_of(longitude_deg) * level.width - 0.5, level.width);
  const auto row = geo::linear_taps(v_of(latitude_deg) * level.height - 0.5, level.height);
  const auto at = [&](size_t j, size_t i) {
    return double(level.at(column.index[i], row.index[j]).height);
  };
  const double north = std::lerp(at(0, 0), at(0, 1), column.fraction);
  const double south = std::lerp(at(1, 0), at(1, 1), column.fraction);
  return std::lerp(north, south, row.fraction) * (k_relief_height_scale_m / 32767.0);
}

namespace {

/// The heights of all sources over a box.
std::optional<ReliefTexture> sampled_relief(const geo::HeightField& heights, const geo::GeoBox& box,
                                            double wanted_step_deg,
                                            const std::vector<MapLineLevel>& lakes) {
  if (box.is_empty()) return {};
  const double wide_deg = box.east_deg - box.west_deg, tall_deg = box.north_deg - box.south_deg;
  const double step_deg =
      std::max(wanted_step_deg, std::max(wide_deg, tall_deg) / (k_own_relief_side - 1));
  geo::HeightGrid grid{.width = int(wide_deg / step_deg) + 1,
                       .height = int(tall_deg / step_deg) + 1,
                       .west_deg = box.west_deg,
                       .north_deg = box.north_deg,
                       .step_deg = step_deg,
                       .metres_per_unit = 0.3};
  geo::ShoreField shore{.width = grid.width,
                        .height = grid.height,
                        .west_deg = grid.west_deg,
                        .north_deg = grid.north_deg,
                        .step_deg = step_deg,
                        .metres_per_unit = 50};
  if (std::min(grid.width, grid.height) < 2 * k_least_level_side) return {};
  grid.values.resize(size_t(grid.width) * size_t(grid.height));
  shore.values.resize(grid.values.size());
  in_two_threads(grid.height, [&](int first, int last) {
    std::vector<float> line(static_cast<size_t>(grid.width));
    for (int row = first; row < last; ++row) {
      const double latitude = grid.north_deg - row * step_deg;
      heights.heights_m(grid.west_deg, latitude, step_deg, step_deg, grid.width, 1, line);
      for (int i = 0; i < grid.width; ++i) {
        const size_t at = size_t(row) * size_t(grid.width) + size_t(i);
        grid.values[at] = int16_t(clamped(line[size_t(i)] * (1 / 0.3f)));
        const double shore_m =
            heights.shore_distance_m(grid.west_deg + i * step_deg, latitude) / 50;
        shore.values[at] = int8_t(std::lrint(std::clamp(shore_m, -127.0, 127.0)));
      }
    }
  });
  ReliefTexture texture = finest_level(grid, shore, lakes, 2);
  add_mips(texture);
  return texture;
}

geo::GeoBox box_of(const geo::HeightGrid& grid) {
  return {grid.west_deg, grid.south_deg(), grid.east_deg(), grid.north_deg};
}

geo::GeoBox common(const geo::GeoBox& a, const geo::GeoBox& b) {
  return {std::max(a.west_deg, b.west_deg), std::max(a.south_deg, b.south_deg),
          std::min(a.east_deg, b.east_deg), std::min(a.north_deg, b.north_deg)};
}

}  // namespace

std::vector<ReliefTexture> build_own_reliefs(const geo::HeightField& heights,
                                             const std::vector<MapLineLevel>& lakes) {
  std::vector<ReliefTexture> reliefs;
  const geo::OwnHeights* own = heights.own();
  if (!own) return reliefs;
  for (const geo::HeightGrid* grid : {&heights.primary(), &heights.extended()}) {
    const geo::GeoBox box = common(own->box(), box_of(*grid));
    auto relief =
        sampled_relief(heights, box, std::min(grid->step_deg, own->finest_step_deg()), lakes);
    if (relief) reliefs.push_back(std::move(*relief));
    if (box == own->box()) break;
  }
  return reliefs;
}

ReliefTextures build_relief_textures(const geo::HeightField& heights,
                                     const std::vector<MapLineLevel>& lakes) {
  ReliefTextures textures{finest_level(heights.primary(), heights.primary_shore(), lakes, 2),
                          finest_level(heights.extended(), heights.extended_shore(), lakes, 1)};
  fade_border(textures.primary, textures.extended);
  add_mips(textures.primary);
  add_mips(textures.extended);
  return textures;
}

}  // namespace caspian::scene
