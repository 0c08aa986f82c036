// A convention changes status, names and disclaimer and nothing else; one key takes every boundary
// out of the picture; no picture leaves without saying under which convention it stands.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "app/frame_report.h"
#include "app/picture_maker.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "tests/support/test_device.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using namespace caspian::app;

namespace {

constexpr PixelSize k_size{640, 400};

/// Everything differs from the default: lines, borders, names, disclaimer.
std::string contrary_file() {
  const std::filesystem::path file = test::scratch_dir("contrary") / "contrary.toml";
  std::ofstream(file) << R"(id = "contrary"
[title]
en = "For a test: everything otherwise"
[disclaimer]
en = "This is a test."
[[lines]]
agreement = "any"
show = "not_agreed"
[[lines]]
countries = ["AZ", "TM"]
show = "agreed"
[[borders]]
show = "disputed"
[names.countries.TM]
en = "Another name"
[names.places.caspian_sea]
en = "The Sea"
[names.nodes.aktau]
en = "Shevchenko"
)";
  return file.string();
}

Session& session() {
  static const std::unique_ptr<Session> k_session = [] {
    SessionOptions options;
    options.device = {.software = true, .validation = true};
    options.convention = contrary_file();
    Result<std::unique_ptr<Session>> opened = Session::open(options);
    INFO((opened.ok() ? "" : opened.failure().sentence));
    REQUIRE(opened.ok());
    return std::move(opened).value();
  }();
  return *k_session;
}

struct View {
  const char* camera;
  scene::ThemeId theme;
};
constexpr View k_views[] = {{"50.6,41.8,900,0,20", scene::ThemeId::map},
                            {"51.2,39.6,600,0,0", scene::ThemeId::dusk},
                            {"49.6,45.0,380,330,45", scene::ThemeId::contrast}};

scene::FrameInputs inputs_of(const View& view, const std::string& convention, bool leaves) {
  SceneRequest request;
  request.camera = scene::parse_camera(view.camera);
  request.theme = view.theme;
  request.convention = convention;
  request.layers = {{"units", false}, {"zones", true}};
  const Result<AppState> state = set_up_scene(request, session().dataset(), session().assets());
  REQUIRE(state.ok());
  return leaves ? leaving_inputs_of(*state, k_size) : frame_inputs_of(*state, k_size);
}

Image draw(const scene::FrameInputs& inputs) {
  return PictureMaker(session(), inputs.size, 1).make(inputs);
}

bool differs(const Image& a, const Image& b, size_t pixel) {
  return !std::equal(a.rgba.begin() + ptrdiff_t(4 * pixel),
                     a.rgba.begin() + ptrdiff_t(4 * pixel + 4),
                     b.rgba.begin() + ptrdiff_t(4 * pixel));
}

/// Without anything that a convention may speak of.
scene::FrameInputs bare(scene::FrameInputs inputs) {
  inputs.settings.layers.boundaries = false;
  inputs.settings.layers.labels = false;
  inputs.settings.layers.furniture = false;
  inputs.leaves = false;
  return inputs;
}

}  // namespace

TEST_CASE("conventions: pixels outside lines, names and furniture stay as they are") {
  const test::NoValidationErrors silent;
  for (const View& view : k_views) {
    CAPTURE(view.camera);
    const scene::FrameInputs one = inputs_of(view, "restrained", true);
    const scene::FrameInputs other = inputs_of(view, "contrary", true);
    REQUIRE(one.settings.convention != other.settings.convention);
    const Image bare_one = draw(bare(one)), bare_other = draw(bare(other));
    CHECK(bare_one.rgba == bare_other.rgba);

    const Image whole_one = draw(one), whole_other = draw(other);
    size_t changed = 0, stray = 0;
    for (size_t pixel = 0; pixel < size_t(k_size.width) * k_size.height; ++pixel) {
      if (!differs(whole_one, whole_other, pixel)) continue;
      ++changed;
      // Only where the one or the other has a line, a name or furniture.
      if (!differs(whole_one, bare_one, pixel) && !differs(whole_other, bare_other, pixel)) ++stray;
    }
    CHECK(changed > 500);
    CHECK(stray == 0);
  }
}

TEST_CASE("conventions: lines alone change with the status, and one key hides them all") {
  const test::NoValidationErrors silent;
  const auto lines_only = [](const char* convention, bool boundaries) {
    scene::FrameInputs inputs = inputs_of(k_views[1], convention, false);
    inputs.settings.layers.labels = inputs.settings.layers.furniture = false;
    inputs.settings.layers.boundaries = boundaries;
    return draw(inputs);
  };
  const Image as_agreed = lines_only("restrained", true);
  CHECK(as_agreed.rgba != lines_only("contrary", true).rgba);
  CHECK(as_agreed.rgba != lines_only("lines-hidden", true).rgba);
  CHECK(as_agreed.rgba != lines_only("restrained", false).rgba);
  CHECK(lines_only("restrained", false).rgba == lines_only("contrary", false).rgba);
}

TEST_CASE("boundaries off: their names and rows of the legend go too") {
  const test::NoValidationErrors silent;
  // With boundaries off, what would be shown of them must not matter at all.
  scene::FrameInputs inputs = inputs_of(k_views[1], "restrained", false);
  inputs.settings.layers.boundaries = false;
  const Image without = draw(inputs);
  inputs.settings.layers.zones = false;
  inputs.settings.layers.lines = false;
  inputs.settings.layers.curtain = true;
  CHECK(draw(inputs).rgba == without.rgba);
}

TEST_CASE("what leaves tells its convention, in the picture without furniture and in its texts") {
  const test::NoValidationErrors silent;
  scene::FrameInputs inputs = inputs_of(k_views[0], "restrained", true);
  inputs.settings.layers.furniture = false;
  inputs.settings.layers.labels = false;
  scene::FrameInputs stays = inputs;
  stays.leaves = false;
  CHECK(draw(inputs).rgba != draw(stays).rgba);
  bool has_convention = false, has_disclaimer = false;
  for (const auto& [key, value] : frame_texts(session(), inputs)) {
    has_convention |= key == "Caspian-Convention" && value.starts_with("restrained: ");
    has_disclaimer |= key == "Disclaimer" && value.find("endorsement") != std::string::npos;
  }
  CHECK(has_convention);
  CHECK(has_disclaimer);
}
