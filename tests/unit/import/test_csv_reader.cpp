#include <doctest/doctest.h>

#include "import/csv_reader.h"

using namespace caspian;
using import::CsvReader;
using import::CsvRow;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, ProblemList& problems, size_t expected = 0) {
  CsvReader reader("t.csv", text, &problems);
  reader.expect_cells(expected);
  Rows rows;
  CsvRow row;
  while (reader.next(row)) {
    rows.emplace_back();
    for (const auto& cell : row.cells) rows.back().emplace_back(cell.text);
  }
  return rows;
}

Rows good_rows_of(std::string_view text) {
  ProblemList problems;
  Rows rows = rows_of(text, problems);
  CHECK(problems.empty());
  return rows;
}

}  // namespace

TEST_CASE("cells, quotes and line ends") {
  CHECK(good_rows_of("a,b\n1,2\n") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(good_rows_of("a,b\r\n1,2") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(good_rows_of("a,b\r1,2\r") == Rows{{"a", "b"}, {"1", "2"}});
  CHECK(good_rows_of("\xef\xbb\xbf"
                     "a,b\n") == Rows{{"a", "b"}});
  CHECK(good_rows_of("a,\"b,c\",d\n") == Rows{{"a", "b,c", "d"}});
  CHECK(good_rows_of("\"say \"\"hi\"\"\",\"\"\"\"\n") == Rows{{"say \"hi\"", "\""}});
  CHECK(good_rows_of("\"two\nlines\",x\ny,z\n") == Rows{{"two\nlines", "x"}, {"y", "z"}});
  CHECK(good_rows_of("a,\n,b\n") == Rows{{"a", ""}, {"", "b"}});
  CHECK(good_rows_of("\n\na\n,,\n\nb\n") == Rows{{"a"}, {"b"}});
  CHECK(good_rows_of("5\" pipe,x\n") == Rows{{"5\" pipe", "x"}});
  CHECK(good_rows_of("").empty());
}

TEST_CASE("a slip costs one row, and its place is named") {
  ProblemList problems;
  CHECK(rows_of("a,b\n1,\"2\n3,4\n", problems) == Rows{{"a", "b"}, {"3", "4"}});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].text() ==
        "t.csv:2:3: found a quote that is never closed, expected a closing quote");

  problems.clear();
  CHECK(rows_of("a,b\n\"1\"x,2\n3,4\n", problems) == Rows{{"a", "b"}, {"3", "4"}});
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 2);
  CHECK(problems[0].column == 4);

  problems.clear();
  CHECK(rows_of("a,b\n1\n3,4\n5,6,7\n", problems, 2) == Rows{{"a", "b"}, {"3", "4"}});
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].text() == "t.csv:2:1: found 1 fields, expected 2 fields");
  CHECK(problems[1].text() == "t.csv:4:5: found 3 fields, expected 2 fields");
}

TEST_CASE("a quote that swallows lines gives them back") {
  ProblemList problems;
  CHECK(rows_of("a,b\n1,\"2\n3,4\n5,\"6\"\n7,8\n", problems, 2) ==
        Rows{{"a", "b"}, {"3", "4"}, {"5", "6"}, {"7", "8"}});
  CHECK(problems.size() == 1);
}

TEST_CASE("columns count characters, lines count through quoted line ends") {
  ProblemList problems;
  const std::string text = "h,i\n\"\xd0\xb0\xd0\xb1\r\nx\",q\n\xd0\x90\xd0\xba,\xff\n";
  CHECK(rows_of(text, problems).size() == 2);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].text() == "t.csv:4:4: found byte 0xFF, expected UTF-8 text");
}

TEST_CASE("what is not UTF-8 text is refused") {
  CHECK(import::first_bad_utf8("A\xd0\x96\xe2\x82\xac\xf0\x9f\x9a\x82") == std::string_view::npos);
  for (const char* bad :
       {"\x80", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\xf8\x88\x80\x80\x80"})
    CHECK(import::first_bad_utf8(bad) == 0);
  ProblemList problems;
  CHECK(rows_of(std::string_view("\xff\xfe"
                                 "a\0b\0",
                                 6),
                problems)
            .empty());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].found == "UTF-16 text");
  problems.clear();
  CHECK(rows_of(std::string_view("a\0b\nc\n", 6), problems) == Rows{{"c"}});
  CHECK(problems.size() == 1);
}

TEST_CASE("ten thousand rows are read as they were written") {
  std::string text = "id,text,number\n";
  for (int i = 0; i < 10'000; ++i)
    text += "n" + std::to_string(i) + ",\"a \"\"" + std::to_string(i % 7) + "\"\", b\"," +
            std::to_string(i * 0.5) + "\r\n";
  ProblemList problems;
  const Rows rows = rows_of(text, problems, 3);
  CHECK(problems.empty());
  REQUIRE(rows.size() == 10'001);
  CHECK(rows[1 + 777][1] == "a \"0\", b");
  CHECK(rows.back()[0] == "n9999");
}
