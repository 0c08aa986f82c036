// Slopes, heights, shores and the sky's visibility of one grid as texels with mip levels, for
// shading at the data's full resolution and for meshes seen from afar. Knows no Vulkan.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "geo/height_field.h"
#include "scene/map_lines.h"

namespace caspian::scene {

constexpr float k_relief_slope_scale = 2, k_relief_height_scale_m = 8192,
                k_relief_shore_scale_m = 32768;
/// Where distances to the shore end; what a texel has beyond this is the share of the sky that
/// heights around it hide, times k_relief_hidden_scale_m.
constexpr float k_relief_shore_reach_m = 4800, k_relief_hidden_scale_m = 24576;

/// Signed normalised: 32767 stands for the scales above. Slopes in metres per metre. `shore` is
/// negative in seas and lakes; lakes have heights well above the sea's level.
struct ReliefTexel {
  int16_t slope_east, slope_north, height, shore;
};

struct ReliefLevel {
  int width = 0, height = 0;
  std::unique_ptr<ReliefTexel[]> memory;  // width * height; null when only the frame is kept

  /// Not cleared: tens of megabytes that are written in full anyway.
  ReliefLevel(int columns, int rows)
      : width(columns),
        height(rows),
        memory(std::make_unique_for_overwrite<ReliefTexel[]>(size_t(columns) * size_t(rows))) {}
  std::span<const ReliefTexel> texels() const {
    return {memory.get(), memory ? size_t(width) * size_t(height) : 0};
  }
  const ReliefTexel& at(int column, int row) const {
    return memory[size_t(row) * size_t(width) + size_t(column)];
  }
};

struct ReliefTexture {
  double west_deg = 0, north_deg = 0, step_deg = 1;  // of level 0's first sample
  std::vector<ReliefLevel> levels;

  /// Texture coordinates of a place (0..1 over the texels' outer edges).
  double u_of(double longitude_deg) const;
  double v_of(double latitude_deg) const;
  /// Bilinear height of a level; clamped to the edge.
  double height_m(size_t level, double longitude_deg, double latitude_deg) const;
};

struct ReliefTextures {
  ReliefTexture primary;  // its border fades into the extended one
  ReliefTexture extended;
};

/// `lakes` are those among the lines, finest level first. Two threads.
ReliefTextures build_relief_textures(const geo::HeightField& heights,
                                     const std::vector<MapLineLevel>& lakes = {});

/// Over the box of a user's heights, within the primary grid and, where they reach beyond it,
/// within the extended one: as fine as they are or as fits into k_own_relief_side texels. None
/// without such data.
constexpr int k_own_relief_side = 3072;
std::vector<ReliefTexture> build_own_reliefs(const geo::HeightField& heights,
                                             const std::vector<MapLineLevel>& lakes = {});

}  // namespace caspian::scene
