// Lines that fit: at spaces, between Chinese characters, in words that nothing else helps.
#include <doctest/doctest.h>

#include "scene/text_wrap.h"
#include "tests/support/lettering_scene.h"

using namespace caspian;

namespace {

std::vector<std::string> wrapped(const std::string& text, float width) {
  scene::TextStyle style;
  style.size_px = 12;
  auto& shaper = test::built_in_lettering().shaper();
  const auto lines = scene::wrap_text(shaper, text, style, width);
  for (const std::string& line : lines)
    CHECK_MESSAGE(scene::text_width(shaper.shape(line, style.role), style) <= width + 0.5f, line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines, const std::string& between) {
  std::string all;
  for (const std::string& line : lines) all += (all.empty() ? "" : between) + line;
  return all;
}

}  // namespace

TEST_CASE("text is broken at spaces and nothing is lost") {
  const std::string text =
      "Lines and names express no opinion on the legal status of any territory or boundary.";
  for (const float width : {90.0f, 140.0f, 260.0f, 2000.0f})
    CHECK(joined(wrapped(text, width), " ") == text);
  CHECK(wrapped(text, 2000).size() == 1);
  CHECK(wrapped("", 100).empty());
}

TEST_CASE("a word wider than a line is broken, a Chinese sentence anywhere but before its marks") {
  CHECK(joined(wrapped("Ordubadsadarakculfa", 40), "") == "Ordubadsadarakculfa");
  const std::string chinese = "地图上的线条和名称不表示对任何领土或边界法律地位的看法。";
  const auto lines = wrapped(chinese, 100);
  CHECK(lines.size() > 2);
  CHECK(joined(lines, "") == chinese);
  for (const std::string& line : lines) CHECK_FALSE(line.starts_with("。"));
}

TEST_CASE("names joined by dashes are broken after a dash before any letter is torn off") {
  const std::string route = "ბაქო–თბილისი–ყარსი";
  for (const float width : {80.0f, 100.0f, 130.0f}) {
    const auto lines = wrapped(route, width);
    CHECK(lines.size() > 1);
    CHECK(joined(lines, "") == route);
    for (size_t i = 0; i + 1 < lines.size(); ++i) CHECK(lines[i].ends_with("–"));
  }
}
