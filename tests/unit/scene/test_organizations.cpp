// Who belongs when, as the built-in table says it.
#include <doctest/doctest.h>

#include <set>

#include "scene/organizations.h"
#include "tests/support/built_in.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

std::set<std::string> codes_at(const char* id, const char* date) {
  std::set<std::string> codes;
  for (const OrganizationMember& member :
       members_at(test::built_in_dataset(), id, *time::parse_time(date)))
    codes.insert(member.row->country);
  return codes;
}

}  // namespace

TEST_CASE("organizations: membership is valid in time") {
  CHECK(codes_at("OTS", "2009-10-02").empty());
  CHECK(codes_at("OTS", "2010-01-01") == std::set<std::string>{"AZ", "KZ", "KG", "TR"});
  CHECK(codes_at("OTS", "2025-01-01") ==
        std::set<std::string>{"AZ", "KZ", "KG", "TR", "UZ", "HU", "TM", "XN", "XE"});
  CHECK(codes_at("CASPIAN5", "2018-08-11").empty());
  CHECK(codes_at("CASPIAN5", "2018-08-12").size() == 5);
  // Those without a date are always there: the mark says so.
  CHECK(codes_at("INSTC", "1999-01-01").count("KZ") == 1);
  CHECK(codes_at("INSTC", "1999-01-01").count("RU") == 0);
  CHECK(codes_at("NATO", "2025-01-01").empty());
}

TEST_CASE("organizations: members with private codes have the name of their source") {
  for (const OrganizationMember& member :
       members_at(test::built_in_dataset(), "OTS", *time::parse_time("2025-01-01"))) {
    const std::string& code = member.row->country;
    CHECK(private_name(*member.row) == (code == "XN"   ? "Northern Cyprus"
                                        : code == "XE" ? "Economic Cooperation Organization"
                                                       : ""));
  }
}

TEST_CASE("organizations: roles are members, observers or partners") {
  CHECK(membership_of("member") == Membership::member);
  CHECK(membership_of("founder: KTZ; Aktau Sea Port") == Membership::member);
  CHECK(membership_of("signatory") == Membership::member);
  CHECK(membership_of("observer") == Membership::observer);
  CHECK(membership_of("member company") == Membership::partner);
  CHECK(membership_of("dialogue partner") == Membership::partner);
}

TEST_CASE("organizations: tints by strength, hatched without a date, none for others") {
  const std::vector<CountryShape> countries{
      {"RU", {}}, {"BG", {}}, {"KZ", {}}, {"", {}}, {"FR", {}}};
  FrameInputs inputs;
  inputs.time = *time::parse_time("2025-01-01");
  const auto tints_of = [&](const char* id, ThemeId theme) {
    inputs.settings.organization = id;
    return country_tints(test::built_in_dataset(), countries, inputs, theme_of(theme));
  };
  CHECK(tints_of("", ThemeId::dusk).empty());
  for (const ThemeId theme : {ThemeId::dusk, ThemeId::map, ThemeId::contrast}) {
    const auto tints = tints_of("INSTC", theme);
    REQUIRE(tints.size() == countries.size());
    CHECK(tints[0].a > 0);  // founder, 2000
    CHECK(tints[2].a < 0);  // member without a date
    CHECK(tints[1].a < 0);  // observer without a date
    CHECK(tints[0].a > -tints[1].a);
    CHECK(tints[0].a <= 0.4f);  // the relief stays
    CHECK(tints[3].a == 0);
    CHECK(tints[4].a == 0);
  }
  CHECK(tints_of("OTS", ThemeId::map)[2].a > 0);
  inputs.time = *time::parse_time("2000-01-01");
  CHECK(tints_of("OTS", ThemeId::map).empty());
}
