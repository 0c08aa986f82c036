// Small geographic files made up byte by byte, good and bad ones, so that tests need no tool and no
// reference data: TIFF, NetCDF (classic), HGT.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace caspian::test {

/// Height of a cell: column from the west, row from the north.
using CellHeight = std::function<double(int column, int row)>;

struct TiffMade {
  int columns = 4, rows = 4;
  int bands = 1;
  enum class Sample { int16, float32, byte } sample = Sample::int16;
  double west = 49, north = 41;  // outer edge of the first cell, in the system's units
  double step_x = 0.01, step_y = 0.01;
  int geographic = 4326;  // EPSG code of the system; 0 = none
  int projected = 0;      // instead
  int vertical = 0;       // EPSG code of a vertical system
  bool has_place = true;
  std::string nodata, description;
  int tile = 0;  // > 0: in tiles of this side, with an overview of half the size: a COG
  bool is_rgb = false;
};
std::string tiff_bytes(const TiffMade& made, const CellHeight& height);

struct NetcdfMade {
  struct Variable {
    std::string name;
    std::vector<std::string> dimensions;
    int type = 3;  // 3 int16, 5 float, 6 double
    std::vector<double> values;
    std::vector<std::pair<std::string, std::string>> texts;
    std::vector<std::pair<std::string, double>> numbers;  // int16 variables: of their type
  };
  std::vector<std::pair<std::string, int>> dimensions;
  std::vector<std::pair<std::string, std::string>> texts;  // of the whole file
  std::vector<Variable> variables;
};
std::string netcdf_bytes(const NetcdfMade& made);
/// In the layout of a GEBCO or ETOPO download: `name` by lat and lon, centres from (west, south).
NetcdfMade grid_netcdf(const std::string& name, int columns, int rows, double west, double south,
                       double step, bool is_south_up, const CellHeight& height);

/// 1201 x 1201 or 3601 x 3601 samples, big-endian; row 0 is the northern edge.
std::string hgt_bytes(int side, const CellHeight& height);

void write_bytes(const std::string& path, const std::string& bytes);

}  // namespace caspian::test
