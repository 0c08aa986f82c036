// A small invented terrain for tests: rolling mountains, a round sea at the Caspian's level.
#pragma once
#include "geo/height_field.h"

namespace caspian::test {

/// 46-55 E, 37-47 N at 3', within 40-60 E, 30-50 N at 12'; the sea is within 250 km of 51 E 42 N.
geo::HeightField invented_terrain();

}  // namespace caspian::test
