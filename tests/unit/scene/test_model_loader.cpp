// The models load, are what their README says, are made by their script, and broken ones are a
// sentence.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "core/files.h"
#include "scene/model_loader.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using namespace caspian::scene;
namespace fs = std::filesystem;

namespace {

fs::path models_folder() {
  return *find_assets() / "models";
}

std::vector<std::byte> bytes_of(const fs::path& path) {
  const auto bytes = read_bytes(path);
  REQUIRE(bytes);
  return *bytes;
}

}  // namespace

TEST_CASE("models: all are there, solid, coarser from level to level") {
  const ModelSet set = load_models(models_folder());
  CHECK(set.problems.empty());
  CHECK(set.has_vehicles());
  for (size_t kind = 0; kind < k_model_kinds; ++kind) {
    CAPTURE(k_model_names[kind]);
    REQUIRE(set.models[kind]);
    const Model& model = *set.models[kind];
    REQUIRE(model.levels.size() == 3);
    CHECK(model.levels[0].index_count / 3 <= 2000);
    CHECK(model.levels[0].index_count > model.levels[1].index_count);
    CHECK(model.levels[1].index_count > model.levels[2].index_count);
    CHECK(model.levels[2].index_count / 3 <= 150);
    CHECK(model.length_m() > 16);
    CHECK(model.length_m() < 160);
    CHECK(model.most_m.y > 3);  // stands on the ground, not in it
    CHECK(model.least_m.y > -3.0f);
    if (kind != size_t(ModelKind::port_crane))  // longer than broad: +x is ahead
      CHECK(model.length_m() > 3 * (model.most_m.z - model.least_m.z));
    bool has_cargo = false;
    for (const ModelVertex& vertex : model.vertices) {
      has_cargo |= vertex.colour[3] < 64;
      const double length = std::hypot(vertex.normal[0], vertex.normal[1], vertex.normal[2]);
      REQUIRE(length == doctest::Approx(127).epsilon(0.02));
    }
    if (kind < size_t(ModelKind::pulse)) CHECK(has_cargo);
  }
}

TEST_CASE("models: faces look outwards") {
  const ModelSet set = load_models(models_folder());
  for (const auto& model : set.models) {
    REQUIRE(model);
    for (size_t i = 0; i + 2 < model->indices.size(); i += 3) {
      const ModelVertex& a = model->vertices[model->indices[i]];
      const ModelVertex& b = model->vertices[model->indices[i + 1]];
      const ModelVertex& c = model->vertices[model->indices[i + 2]];
      const glm::vec3 normal = glm::cross(b.place_m - a.place_m, c.place_m - a.place_m);
      if (glm::length(normal) < 1e-3f) continue;
      const glm::vec3 written(a.normal[0], a.normal[1], a.normal[2]);
      REQUIRE(glm::dot(glm::normalize(normal), written / 127.0f) > 0.9f);
    }
  }
}

TEST_CASE("models: the script makes the same bytes") {
  const fs::path folder = fs::temp_directory_path() / "caspian-models-again";
  fs::remove_all(folder);
  const fs::path script = *find_assets() / "prepare" / "models" / "make_models.py";
  const std::string command =
      "python3 '" + script.string() + "' '" + folder.string() + "' > /dev/null";
  REQUIRE(std::system(command.c_str()) == 0);
  for (const std::string_view name : k_model_names) {
    const std::string file = std::string(name) + ".glb";
    CHECK_MESSAGE(bytes_of(folder / file) == bytes_of(models_folder() / file), file);
  }
  fs::remove_all(folder);
}

TEST_CASE("models: what carries what") {
  using dataset::Mode;
  CHECK(model_kind_of(Mode::rail, "oil") == ModelKind::tank_train);
  CHECK(model_kind_of(Mode::rail, "total") == ModelKind::container_train);
  CHECK(model_kind_of(Mode::ferry, "oil") == ModelKind::rail_ferry);
  CHECK(model_kind_of(Mode::sea, "oil") == ModelKind::tanker);
  CHECK(model_kind_of(Mode::sea, "grain") == ModelKind::container_ship);
  CHECK(model_kind_of(Mode::road, "metals") == ModelKind::truck);
  CHECK(model_kind_of(Mode::pipeline_gas, "gas") == ModelKind::pulse);
  CHECK(model_kind_of(Mode::pipeline_oil, "oil") == ModelKind::pulse);
}

TEST_CASE("models: a broken or absent file is a sentence") {
  const ModelSet none = load_models(fs::temp_directory_path() / "caspian-no-such-folder");
  CHECK(none.problems.size() == k_model_kinds);
  CHECK_FALSE(none.has_vehicles());
  const std::vector<std::byte> whole = bytes_of(models_folder() / "truck.glb");
  for (size_t length = 0; length < whole.size(); length += 1 + length / 7) {
    const auto model = read_model(std::span(whole).first(length), "cut.glb");
    REQUIRE_FALSE(model);
    CHECK(model.failure().sentence.starts_with("cut.glb: "));
  }
  std::mt19937 random(11);  // changed bytes: a sentence, or a model whose indices hold
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::byte> changed = whole;
    for (int i = 0; i < 4; ++i)
      changed[random() % (round % 2 ? changed.size() : 1600)] = std::byte(random() & 255u);
    const auto model = read_model(changed, "changed.glb");
    if (!model) {
      ++refused;
      continue;
    }
    for (const uint32_t index : model->indices) REQUIRE(index < model->vertices.size());
    for (const ModelLevel& level : model->levels)
      REQUIRE(level.first_index + level.index_count <= model->indices.size());
  }
  CHECK(refused > 50);
}
