#include <doctest/doctest.h>

#include "core/result.h"

TEST_CASE("a finding is written as file:line:column: found, expected") {
  const caspian::Problem problem{"nodes.csv", 3, 7, "'abc'", "a number"};
  CHECK(problem.text() == "nodes.csv:3:7: found 'abc', expected a number");
}
