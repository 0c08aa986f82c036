// Cross-file sense of a dataset: dates out of order, shares that do not sum to one, journeys over
// closed links, lines that miss their junction. Says what is odd; the data stay as they are.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/dataset.h"

namespace caspian::dataset {

/// One oddity, by table and row; whoever knows the files turns it into a place.
struct Finding {
  std::string_view table;  // "links.csv"
  int line = 0;
  std::string_view column;  // "" = the row as a whole
  std::string found, expected;
  bool is_error = false;  // else a warning
};

/// `incomplete`: corridors of which rows could not be read; what follows from that alone is not
/// said again.
std::vector<Finding> check_dataset(const Dataset& dataset,
                                   const std::set<uint32_t>& incomplete = {});

}  // namespace caspian::dataset
