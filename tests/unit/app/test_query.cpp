#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "app/commands/query.h"
#include "tests/support/built_in.h"

using namespace caspian;
using app::QueryKind;
using app::QueryRequest;
using nlohmann::json;

namespace {

QueryRequest request_at(QueryKind kind, const char* date, const char* variant = "") {
  QueryRequest request{.kind = kind};
  request.json = true;
  request.scene.time = time::parse_time(date);
  request.scene.variant = variant;
  return request;
}

json answer(const Result<std::string>& result) {
  REQUIRE(result.ok());
  return json::parse(*result);
}

std::map<std::string, json> by_id(const json& list) {
  std::map<std::string, json> found;
  for (const json& item : list) found[item.at("id")] = item;
  return found;
}

}  // namespace

TEST_CASE("query corridors: all of the table, each with its status at the date") {
  const auto at = [](const char* date, const char* variant = "") {
    return by_id(answer(app::query_corridors(request_at(QueryKind::corridors, date, variant))));
  };
  const auto early = at("1998-01-01");
  CHECK(early.size() == 23);
  CHECK(early.at("btk").at("shown") == false);
  CHECK(early.at("btk").at("status") == "none");
  CHECK(early.at("bri_kz").at("status") == "operating");
  CHECK(at("2018-01-01").at("btk").at("status") == "operating");
  CHECK(at("2018-01-01").at("btk").at("opened") == "2017-10-30");
  CHECK(at("2030-01-01").at("tripp").at("status") != "operating");
  CHECK(at("2030-01-01", "tripp_open").at("tripp").at("status") == "operating");
  CHECK(at("2029-12-31", "tripp_open").at("tripp").at("status") != "operating");
  CHECK(early.at("titr").at("length_km").get<double>() > 10'000);
  CHECK(!early.at("titr").at("source").get<std::string>().empty());
  CHECK(app::query_corridors(request_at(QueryKind::corridors, "2030", "dream")).ok() == false);
}

TEST_CASE("query lines: treaty points as the treaty has them, shown from signing") {
  const auto at = [](const char* date) {
    return by_id(answer(app::query_lines(request_at(QueryKind::lines, date))));
  };
  CHECK(at("1998-01-01").at("KZ-RU").at("shown") == false);
  CHECK(at("2004-01-01").at("KZ-RU").at("shown") == true);
  CHECK(at("2018-01-01").at("KZ-RU").at("shown") == true);
  const auto lines = at("2025-10-21");
  const json& points = lines.at("KZ-RU").at("points");
  REQUIRE(points.size() == 39);
  CHECK(points[0] == json::array({49.44, 46.22167}));
  const json junction = lines.at("TRIPOINT-KZ-AZ-RU").at("points").at(0);
  CHECK(std::abs(junction[0].get<double>() - (49 + 53.3 / 60)) < 5e-6);
  CHECK(std::abs(junction[1].get<double>() - (42 + 33.6 / 60)) < 5e-6);
  CHECK(points[38] == junction);
  CHECK(lines.at("KZ-RU").at("grade") == "A");
}

TEST_CASE("query flow: every row marked for flows, at mid-year") {
  for (const dataset::Volume& volume : test::built_in_dataset().volumes) {
    if (!volume.is_flow) continue;
    const std::string date = std::to_string(*volume.year) + "-07-01";
    QueryRequest request = request_at(QueryKind::flow, date.c_str(), volume.scenario.c_str());
    request.corridor = test::built_in_dataset().corridors[volume.corridor].id;
    const json found = answer(app::query_flow(request));
    bool is_there = false;
    for (const json& rate : found.at("rates"))
      is_there |=
          rate.at("commodity") == volume.commodity && rate.at("unit") == volume.unit &&
          rate.at("kind") == std::string(dataset::kind_id(volume.kind)) &&
          std::abs(rate.at("per_year").get<double>() - volume.value) <= 0.001 * volume.value &&
          rate.at("source") == volume.source && rate.at("quality") == "assumed";
    CHECK_MESSAGE(is_there, request.corridor, " ", date);
  }
}

TEST_CASE("query units: numbers that add up, and go on from day to day") {
  const auto at = [](const char* date) {
    return answer(app::query_units(request_at(QueryKind::units, date)));
  };
  const json first = at("2025-10-21"), later = at("2025-10-31");
  CHECK(first.at("tonnes_per_unit") == later.at("tonnes_per_unit"));
  int64_t total = 0;
  std::map<std::string, int64_t> last;
  for (const json& flow : first.at("flows")) {
    const int64_t count = flow.at("count");
    CHECK(count == flow.at("last").get<int64_t>() - flow.at("first").get<int64_t>() + 1);
    total += count;
    last[flow.at("id")] = flow.at("last");
  }
  CHECK(first.at("total") == total);
  CHECK(total > 1000);
  // CPC carries 70.52 Mt in 2025, 58 % of it from Tengiz: what entered in ten days, within one
  // unit.
  for (const json& flow : later.at("flows"))
    if (flow.at("id") == "cpc_tengiz_2") {
      const double entered = double(flow.at("last").get<int64_t>() - last.at("cpc_tengiz_2"));
      const double wanted = 70.52e6 * 0.58 * 10 / 365 / first.at("tonnes_per_unit").get<double>();
      CHECK(std::abs(entered - wanted) <= 1);
    }
  QueryRequest hidden = request_at(QueryKind::units, "2025-10-21");
  hidden.scene.hide = {"cpc"};
  const json fewer = answer(app::query_units(hidden));
  CHECK(fewer.at("total").get<int64_t>() < total);
  CHECK(fewer.at("tonnes_per_unit") == first.at("tonnes_per_unit"));
}

TEST_CASE("a table for people says the same in words") {
  QueryRequest request = request_at(QueryKind::units, "2025-10-21");
  request.json = false;
  const Result<std::string> text = app::query_units(request);
  REQUIRE(text.ok());
  CHECK(text->find("1 unit = 1000 t") != std::string::npos);
  request = request_at(QueryKind::flow, "2028-01-01");
  request.json = false;
  request.corridor = "btk";
  CHECK(*app::query_flow(request) == "no figure\n");
  request.corridor = "nowhere";
  CHECK(!app::query_flow(request).ok());
}
