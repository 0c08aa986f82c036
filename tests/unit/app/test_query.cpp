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

TEST_CASE("query units: every flow within one unit of its amount, every sum exact") {
  for (const char* date : {"1999-05-01", "2006-06-05T03:30", "2014-02-28", "2020-11-10",
                           "2024-12-31T23:59", "2025-10-21", "2026-01-01", "2030-07-01"}) {
    const json all = answer(app::query_units(request_at(QueryKind::units, date, "tripp_open")));
    struct Sum {
      double amount = 0, per_year = 0;
      int64_t count = 0, flows = 0;
    };
    std::map<std::string, Sum> sums;
    for (const json& flow : all.at("flows")) {
      const bool is_gas = flow.at("unit") == "bcm";
      const double size = all.at(is_gas ? "bcm_per_unit" : "tonnes_per_unit");
      const double amount = flow.at("amount");
      const int64_t count = flow.at("count");
      CHECK(count == flow.at("last").get<int64_t>() - flow.at("first").get<int64_t>() + 1);
      CHECK(std::abs(double(count) * size - amount) <= size * (1 + 1e-9));
      // What has entered within the journey's time is on the way, but for what a closing took.
      CHECK(amount <= flow.at("entered").get<double>() * (1 + 1e-9));
      Sum& sum = sums[flow.at("commodity")];
      sum.amount += amount;
      sum.per_year += flow.at("per_year").get<double>();
      sum.count += count;
      ++sum.flows;
    }
    CHECK(all.at("commodities").size() == sums.size());
    for (const json& told : all.at("commodities")) {
      const Sum& sum = sums.at(told.at("commodity"));
      CHECK(std::abs(told.at("amount").get<double>() - sum.amount) <= 1e-9 * sum.amount);
      CHECK(std::abs(told.at("per_year").get<double>() - sum.per_year) <= 1e-9 * sum.per_year);
      CHECK(told.at("count") == sum.count);
      CHECK(told.at("flows") == sum.flows);
      const double size = all.at(told.at("unit") == "bcm" ? "bcm_per_unit" : "tonnes_per_unit");
      CHECK(std::abs(double(sum.count) * size - sum.amount) <= double(sum.flows) * size);
    }
  }
}

TEST_CASE("query units: a filter to one commodity leaves exactly its amount") {
  const json all = answer(app::query_units(request_at(QueryKind::units, "2024-07-01")));
  REQUIRE(all.at("commodities").size() >= 3);
  for (const json& wanted : all.at("commodities")) {
    QueryRequest request = request_at(QueryKind::units, "2024-07-01");
    request.scene.filter.commodities = {wanted.at("commodity")};
    const json left = answer(app::query_units(request));
    REQUIRE(left.at("commodities").size() == 1);
    const json& found = left.at("commodities").at(0);
    for (const char* key : {"commodity", "unit", "amount", "per_year", "flows"})
      CHECK(found.at(key) == wanted.at(key));
    CHECK(left.at("drawn").get<int64_t>() > 0);
    for (const json& flow : left.at("flows")) CHECK(flow.at("commodity") == wanted.at("commodity"));
    // Fewer things to show: the units may be smaller, never larger.
    const char* size = wanted.at("unit") == "bcm" ? "bcm_per_unit" : "tonnes_per_unit";
    CHECK(left.at(size) <= all.at(size));
  }
  // Filters that part the flows part the amounts.
  double parts = 0, whole = 0;
  for (const json& one : all.at("commodities"))
    if (one.at("unit") == "t") whole += one.at("amount").get<double>();
  for (const char* direction : {"forward", "backward"}) {
    QueryRequest request = request_at(QueryKind::units, "2024-07-01");
    request.scene.filter.directions = {direction};
    const json part = answer(app::query_units(request));
    for (const json& one : part.at("commodities"))
      if (one.at("unit") == "t") parts += one.at("amount").get<double>();
  }
  CHECK(std::abs(parts - whole) <= 1e-9 * whole);
}

TEST_CASE("query flow: directions share a corridor's figure") {
  const auto per_year = [](const char* direction) {
    QueryRequest request = request_at(QueryKind::flow, "2024-07-01");
    request.corridor = "titr";
    if (*direction) request.scene.filter.directions = {direction};
    const json found = answer(app::query_flow(request));
    double sum = 0;
    for (const json& rate : found.at("rates")) sum += rate.at("per_year").get<double>();
    return sum;
  };
  CHECK(per_year("forward") > per_year("backward"));
  CHECK(std::abs(per_year("forward") + per_year("backward") - per_year("")) < 1e-9);
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
