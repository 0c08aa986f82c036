// Bilinear samples of a shore field.
#include "geo/shore_field.h"

namespace caspian::geo {

double sample_m(const ShoreField& field, const LinearTaps& column, const LinearTaps& row) {
  const auto line = [&](int index) {
    return field.values.data() + static_cast<size_t>(index) * static_cast<size_t>(field.width);
  };
  const auto across = [&](const int8_t* values) {
    const double first = values[column.index[0]];
    return first + column.fraction * (values[column.index[1]] - first);
  };
  const double upper = across(line(row.index[0]));
  return (upper + row.fraction * (across(line(row.index[1])) - upper)) * field.metres_per_unit;
}

}  // namespace caspian::geo
