// Which flows pass which filters, and what values filters can have.
#include <doctest/doctest.h>

#include <algorithm>

#include "dataset/flow_filter.h"
#include "dataset/path_flows.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;
using namespace caspian::dataset;

namespace {

PathFlow oil() {
  PathFlow flow;
  flow.path = 0;
  flow.corridor = 0;
  flow.commodity = "oil";
  flow.quality = Quality::modelled;
  return flow;
}

/// One list of one value.
FlowFilter one(std::vector<std::string> FlowFilter::*list, const char* value) {
  FlowFilter filter;
  (filter.*list).push_back(value);
  return filter;
}

}  // namespace

TEST_CASE("a flow passes the filters that name what it is") {
  Dataset data = test::invented_network();
  data.links[0].transit = {"RU"};
  const PathFlow flow = oil();
  CHECK(FlowFilter{}.is_empty());
  CHECK(passes({}, data, flow));
  struct Named {
    std::vector<std::string> FlowFilter::*list;
    std::vector<const char*> good, bad;
  };
  const Named all[] = {{&FlowFilter::commodities, {"oil"}, {"gas", "", "oi"}},
                       {&FlowFilter::modes, {"rail", "sea"}, {"road", "ferry", "pipeline_oil"}},
                       {&FlowFilter::corridors, {"k"}, {"kk"}},
                       {&FlowFilter::directions, {"forward"}, {"backward"}},
                       {&FlowFilter::countries, {"KZ", "AZ", "GE", "RU"}, {"TM", "XX"}},
                       {&FlowFilter::qualities, {"modelled"}, {"measured", "assumed"}}};
  for (const Named& named : all) {
    for (const char* value : named.good)
      CHECK_MESSAGE(passes(one(named.list, value), data, flow), value);
    for (const char* value : named.bad)
      CHECK_MESSAGE(!passes(one(named.list, value), data, flow), value);
    FlowFilter either = one(named.list, named.bad[0]);
    (either.*named.list).push_back(named.good[0]);
    CHECK(passes(either, data, flow));  // one of a list is enough
    CHECK(!either.is_empty());
  }
  // Of several lists every one must let it pass.
  FlowFilter both = one(&FlowFilter::modes, "sea");
  both.directions = {"backward"};
  CHECK(!passes(both, data, flow));
  data.paths[0].backward = true;
  CHECK(passes(both, data, flow));
}

TEST_CASE("the values of a filter are those of the data, each once") {
  const Dataset& data = test::built_in_dataset();
  for (const FilterKey& key : filter_keys()) {
    std::vector<std::string> values = filter_values(data, key.key);
    CHECK_MESSAGE(values.size() >= 2, key.key);
    std::sort(values.begin(), values.end());
    CHECK(std::adjacent_find(values.begin(), values.end()) == values.end());
  }
  CHECK(filter_values(data, "colour").empty());
  // Every flow is found by the values of each key, and by no more than its own.
  for (const PathFlow& flow : build_path_flows(data, build_rate_series(data)))
    for (const FilterKey& key : filter_keys()) {
      int passing = 0;
      for (const std::string& value : filter_values(data, key.key))
        passing += passes(one(key.list, value.c_str()), data, flow);
      CHECK(passing >= 1);
      if (key.key != "mode" && key.key != "country") CHECK(passing == 1);
    }
}

TEST_CASE("a filter is written as the command line reads it") {
  CHECK(filter_text({}).empty());
  FlowFilter filter;
  filter.modes = {"sea"};
  filter.commodities = {"oil", "gas"};
  CHECK(filter_text(filter) == "commodity=oil,gas;mode=sea");
}
