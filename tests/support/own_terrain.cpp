// Made heights, and the writer fed with them.
#include "tests/support/own_terrain.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "import/pyramid_writer.h"

namespace caspian::test {

double MadeHeights::share(double longitude_deg, double latitude_deg) const {
  const double inside = std::min({longitude_deg - box_.west_deg, box_.east_deg - longitude_deg,
                                  latitude_deg - box_.south_deg, box_.north_deg - latitude_deg});
  return std::clamp(inside / fade_deg_, 0.0, 1.0);
}

std::optional<double> MadeHeights::height_m(double longitude_deg, double latitude_deg,
                                            double step_deg) const {
  last_step_deg = step_deg;
  if (!box_.contains(longitude_deg, latitude_deg)) return std::nullopt;
  return height_(longitude_deg, latitude_deg);
}

std::optional<geo::HeightRange> MadeHeights::range_m(const geo::GeoBox& box) const {
  if (box_.within(box).is_empty()) return std::nullopt;
  return geo::HeightRange{-5000, 5000};
}

void write_terrain(const std::filesystem::path& path, const geo::GeoBox& box, double step_deg,
                   const PlaceHeight& height, const std::string& datum) {
  const auto cells = [step_deg](double from, double to) {
    return static_cast<uint32_t>(std::lround((to - from) / step_deg));
  };
  const import::PyramidFrame frame{box.west_deg,
                                   box.north_deg,
                                   step_deg,
                                   step_deg,
                                   cells(box.west_deg, box.east_deg),
                                   cells(box.south_deg, box.north_deg)};
  auto made = import::PyramidWriter::create(path, frame);
  REQUIRE(made.ok());
  import::PyramidWriter& writer = **made;
  constexpr uint32_t k_side = import::k_pyramid_tile;
  for (uint32_t row = 0; row < writer.levels()[0].tile_rows; ++row)
    for (uint32_t column = 0; column < writer.levels()[0].tile_columns; ++column) {
      std::vector<float> heights(import::k_tile_cells, NAN);
      for (uint32_t j = 0; j < std::min(k_side, frame.rows - row * k_side); ++j)
        for (uint32_t i = 0; i < std::min(k_side, frame.columns - column * k_side); ++i)
          heights[j * k_side + i] =
              static_cast<float>(height(box.west_deg + (column * k_side + i + 0.5) * step_deg,
                                        box.north_deg - (row * k_side + j + 0.5) * step_deg));
      REQUIRE(writer.add_tile(column, row, heights).ok());
    }
  REQUIRE(writer
              .finish({{"source", "own survey"}, {"datum", datum}, {"resolution", "made"}},
                      [](double) { return true; })
              .ok());
}

}  // namespace caspian::test
