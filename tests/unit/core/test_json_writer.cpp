// JSON out: order, escapes, exact numbers.
#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/json_writer.h"

using namespace caspian;

TEST_CASE("json: what is written parses back to the same values") {
  JsonWriter json;
  json.begin_object();
  json.field("text", "line\nquote \" backslash \\ bell \x07 Каспий");
  json.field("tenth", 0.1).field("third", 1.0 / 3).field("big", int64_t{9007199254740993});
  json.field("yes", true).field("nothing", std::nan(""));
  json.key("list").begin_array().value(1).value(2.5).begin_object().end_object().end_array();
  json.key("empty").begin_array().end_array();
  json.key("place").numbers({50.25, -28});
  json.end_object();
  const auto read = nlohmann::json::parse(json.text());
  CHECK(read["text"] == "line\nquote \" backslash \\ bell \x07 Каспий");
  CHECK(read["tenth"].get<double>() == 0.1);
  CHECK(read["third"].get<double>() == 1.0 / 3);
  CHECK(read["big"].get<int64_t>() == 9007199254740993);
  CHECK(read["yes"] == true);
  CHECK(read["nothing"].is_null());
  CHECK(read["list"].size() == 3);
  CHECK(read["empty"].empty());
  CHECK(read["place"][1].get<double>() == -28);
}

TEST_CASE("json: a document that is one array") {
  JsonWriter json;
  json.begin_array();
  for (int i = 0; i < 3; ++i) json.begin_object().field("i", i).end_object();
  json.end_array();
  CHECK(nlohmann::json::parse(json.text()).size() == 3);
}
