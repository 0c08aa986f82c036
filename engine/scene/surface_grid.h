// Heights of the drawn surface (land, or the water over a sea) on a grid over a region: what units
// of a record stand on, the same for the shader and for its reference.
#pragma once
#include <vector>

#include "geo/height_field.h"

namespace caspian::scene {

class SurfaceGrid {
 public:
  /// Over the box given in degrees, a little wider; at most `most` samples each way.
  SurfaceGrid(const geo::HeightField& heights, double west_deg, double south_deg, double east_deg,
              double north_deg, int most = 1024);

  int width() const { return width_; }
  int height() const { return height_; }
  double west_deg() const { return west_deg_; }
  double south_deg() const { return south_deg_; }
  double step_x_deg() const { return step_x_deg_; }
  double step_y_deg() const { return step_y_deg_; }
  /// Metres above sea level, row by row from the south-west.
  const std::vector<float>& heights_m() const { return heights_m_; }
  /// Bilinear; the edge's beyond the edge.
  double height_m(double longitude_deg, double latitude_deg) const;

 private:
  int width_ = 2, height_ = 2;
  double west_deg_ = 0, south_deg_ = 0, step_x_deg_ = 1, step_y_deg_ = 1;
  std::vector<float> heights_m_;
};

}  // namespace caspian::scene
