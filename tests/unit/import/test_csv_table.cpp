#include <doctest/doctest.h>

#include "import/csv_table.h"

using namespace caspian;
using import::CsvTable;

TEST_CASE("typed cells: what is good is read, what is not has a place and a reason") {
  ProblemList problems;
  CsvTable table("t.csv",
                 "id,n,i,d,w,p\n"
                 "a, 1.5 ,7,2003-05,yes,50 42; 51.5 -3\n"
                 "b,nan,7.5,2003-13,maybe,50\n"
                 "c,1e999,99,1799,no,181 0\n"
                 "d d,inf,,,no,\n",
                 problems);
  const auto id = table.require("id"), n = table.require("n"), i = table.require("i"),
             d = table.require("d"), w = table.require("w"), p = table.require("p");
  const auto read = [&] {
    table.id(id);
    table.number(n, -10, 10);
    table.integer(i, 1, 9);
    table.date(d);
    table.yes_or_no(w);
    table.points(p);
  };
  REQUIRE(table.next_row());
  CHECK(table.number(n, -10, 10) == 1.5);
  CHECK(table.integer(i, 1, 9) == 7);
  CHECK(table.date(d)->first == time::from_calendar({2003, 5, 1}));
  CHECK(table.date(d)->text == "2003-05");
  CHECK(table.yes_or_no(w));
  REQUIRE(table.points(p).size() == 2);
  CHECK(table.points(p)[1].latitude_deg == -3);
  CHECK(table.is_good());
  CHECK(problems.empty());

  REQUIRE(table.next_row());
  read();
  CHECK(!table.is_good());
  REQUIRE(problems.size() == 5);
  CHECK(problems[0].text() == "t.csv:3:3: found 'nan', expected a number from -10 to 10");
  CHECK(problems[1].text() == "t.csv:3:7: found '7.5', expected a whole number from 1 to 9");
  CHECK(problems[2].column == 11);
  CHECK(problems[3].text() == "t.csv:3:19: found 'maybe', expected one of no, yes");
  CHECK(problems[4].found == "'50'");

  problems.clear();
  REQUIRE(table.next_row());
  read();
  CHECK(problems.size() == 4);
  problems.clear();
  REQUIRE(table.next_row());
  read();
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].found == "'d d'");
  CHECK(problems[2].found == "an empty field");
  CHECK(!table.next_row());
  CHECK(table.column_of(3, "d") == 11);
  CHECK(table.column_of(9, "d") == 0);
}

TEST_CASE("the header is held to what is needed") {
  ProblemList problems;
  CsvTable table("t.csv", "id,lat\na,1\n", problems);
  table.require("id");
  table.require("lon");
  CHECK(!table.next_row());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].text() ==
        "t.csv:1:1: found no column 'lon', expected a column of that name in the header");

  problems.clear();
  CsvTable twice("t.csv", "id,lat,id\na,1,2\n", problems);
  CHECK(!twice.next_row());
  CHECK(problems.size() == 1);

  problems.clear();
  CsvTable semicolons("t.csv", "id;lat\na;1\n", problems);
  CHECK(problems.size() == 1);

  problems.clear();
  CsvTable empty("t.csv", "", problems);
  CHECK(!empty.next_row());
  CHECK(problems.size() == 1);
}

TEST_CASE("a column that is absent reads as empty") {
  ProblemList problems;
  CsvTable table("t.csv", "id\na\n", problems);
  table.require("id");
  REQUIRE(table.next_row());
  CHECK(table.text(table.find("note")).empty());
  CHECK(table.items(table.find("note")).empty());
  CHECK(!table.date(table.find("note")));
  CHECK(table.is_good());
}
