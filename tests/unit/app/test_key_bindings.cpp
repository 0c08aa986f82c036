// Keys: what each does, that none does two things, and that the help sheet names strings that
// exist.
#include <doctest/doctest.h>

#include <set>

#include "app/key_bindings.h"
#include "scene/language.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using namespace caspian::app;
using platform::Key;
using platform::KeyChanged;

namespace {

template <typename What>
bool asks_for(const KeyChanged& key, const AppState& state = {}) {
  const auto meaning = meaning_of(key, state);
  return meaning && meaning->actions.size() == 1 &&
         std::holds_alternative<What>(meaning->actions[0]);
}

}  // namespace

TEST_CASE("keys: what they ask for") {
  CHECK(asks_for<actions::TogglePlay>({Key::space, true}));
  CHECK(asks_for<actions::NextEvent>({Key::n, true}));
  CHECK(asks_for<actions::PreviousEvent>({Key::n, true, false, {.shift = true}}));
  CHECK(asks_for<actions::SaveStill>({Key::s, true}));
  CHECK(asks_for<actions::Quit>({Key::q, true, false, {.control = true}}));
  CHECK_FALSE(meaning_of({Key::q, true}, {}));
  CHECK_FALSE(meaning_of({Key::space, false}, {}));
  CHECK_FALSE(meaning_of({Key::space, true, true}, {}));  // held down: still one press
  CHECK(asks_for<actions::Faster>({Key::up, true, true}));
  CHECK(meaning_of({Key::plus, true}, {})->step == scene::CameraStep::nearer);
}

TEST_CASE("keys: J and L run backward and forward at the speed there is") {
  AppState state;
  state.clock.speed_ms_per_s = 5000;
  const auto backward = meaning_of({Key::j, true}, state);
  REQUIRE(backward);
  CHECK(std::get<actions::SetSpeed>(backward->actions.at(0)).ms_per_s == -5000);
  CHECK(std::holds_alternative<actions::Play>(backward->actions.at(1)));
  state.clock.speed_ms_per_s = -5000;
  CHECK(std::get<actions::SetSpeed>(meaning_of({Key::l, true}, state)->actions.at(0)).ms_per_s ==
        5000);
}

TEST_CASE("keys: escape closes what lies on top") {
  AppState state;
  state.help_open = true;
  state.selection = Selection{"node", "aktau"};
  CHECK(asks_for<actions::ToggleHelp>({Key::escape, true}, state));
  state.help_open = false;
  CHECK(asks_for<actions::Deselect>({Key::escape, true}, state));
  state.selection.reset();
  CHECK(meaning_of({Key::escape, true}, state)->actions.empty());
}

TEST_CASE("keys: every line of the help sheet has its strings") {
  const Result<scene::Language> english =
      scene::Language::load(test::source_dir() / "assets", "en");
  REQUIRE(english.ok());
  std::set<std::string> seen;
  for (const KeyHelp& help : key_help()) {
    const std::string keys = help.keys;
    CHECK(english.value().text(help.meaning) != help.meaning);
    if (keys.starts_with("key.")) CHECK(english.value().text(keys) != keys);
    CHECK(seen.insert(keys).second);
  }
}
