// tinygltf takes the file apart; what it found is checked here before anything is copied.
#include "scene/model_loader.h"

#include <tiny_gltf.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/files.h"

namespace caspian::scene {
namespace {

constexpr size_t k_most_vertices = 100'000;  // of one level
constexpr size_t k_most_levels = 8;
constexpr float k_most_m = 10'000;

bool refuse_picture(tinygltf::Image*, int, std::string* error, std::string*, int, int,
                    const unsigned char*, int, void*) {
  if (error) *error += "found a picture, expected vertex colours only";
  return false;
}

/// A file that names others is not followed.
tinygltf::FsCallbacks no_files() {
  tinygltf::FsCallbacks callbacks{};
  callbacks.FileExists = [](const std::string&, void*) { return false; };
  callbacks.ExpandFilePath = [](const std::string& path, void*) { return path; };
  callbacks.ReadWholeFile = [](std::vector<unsigned char>*, std::string* error, const std::string&,
                               void*) {
    if (error) *error += "found the name of another file, expected all in one";
    return false;
  };
  callbacks.WriteWholeFile = [](std::string*, const std::string&, const std::vector<unsigned char>&,
                                void*) { return false; };
  return callbacks;
}

/// The values of an accessor, each `size` bytes, wherever they lie in the buffer.
class Values {
 public:
  /// Empty when the accessor does not fit its buffer or is of another type.
  Values(const tinygltf::Model& file, int accessor, int type, int component) {
    if (accessor < 0 || size_t(accessor) >= file.accessors.size()) return;
    const tinygltf::Accessor& values = file.accessors[size_t(accessor)];
    if (values.type != type || values.componentType != component || values.sparse.isSparse) return;
    if (values.bufferView < 0 || size_t(values.bufferView) >= file.bufferViews.size()) return;
    const tinygltf::BufferView& view = file.bufferViews[size_t(values.bufferView)];
    if (view.buffer < 0 || size_t(view.buffer) >= file.buffers.size()) return;
    const std::vector<unsigned char>& bytes = file.buffers[size_t(view.buffer)].data;
    const int stride = values.ByteStride(view);
    const size_t size = size_t(tinygltf::GetComponentSizeInBytes(uint32_t(component))) *
                        size_t(tinygltf::GetNumComponentsInType(uint32_t(type)));
    if (stride < int(size) || values.count == 0 || values.count > 4 * k_most_vertices) return;
    const size_t first = view.byteOffset + values.byteOffset;
    if (first < view.byteOffset || first > bytes.size() ||
        size_t(stride) * (values.count - 1) + size > bytes.size() - first)
      return;
    data_ = bytes.data() + first;
    stride_ = size_t(stride);
    count_ = values.count;
  }
  size_t count() const { return count_; }
  template <typename T>
  T at(size_t i) const {
    T value;
    std::memcpy(&value, data_ + i * stride_, sizeof value);
    return value;
  }

 private:
  const unsigned char* data_ = nullptr;
  size_t stride_ = 0, count_ = 0;
};

int attribute(const tinygltf::Primitive& primitive, const char* name) {
  const auto found = primitive.attributes.find(name);
  return found == primitive.attributes.end() ? -1 : found->second;
}

/// Adds one level; says what is wrong with it, "" = nothing.
std::string add_level(const tinygltf::Model& file, const tinygltf::Mesh& mesh, Model& model) {
  if (mesh.primitives.size() != 1) return "expected one primitive in each mesh";
  const tinygltf::Primitive& primitive = mesh.primitives.front();
  if (primitive.mode != TINYGLTF_MODE_TRIANGLES) return "expected triangles";
  const Values places(file, attribute(primitive, "POSITION"), TINYGLTF_TYPE_VEC3,
                      TINYGLTF_COMPONENT_TYPE_FLOAT);
  const Values normals(file, attribute(primitive, "NORMAL"), TINYGLTF_TYPE_VEC3,
                       TINYGLTF_COMPONENT_TYPE_FLOAT);
  const Values colours(file, attribute(primitive, "COLOR_0"), TINYGLTF_TYPE_VEC4,
                       TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE);
  const Values indices(file, primitive.indices, TINYGLTF_TYPE_SCALAR,
                       TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT);
  const size_t count = places.count();
  if (count == 0 || count > k_most_vertices || normals.count() != count || colours.count() != count)
    return "expected positions and normals as floats and colours as bytes, as many of each";
  if (indices.count() == 0 || indices.count() % 3 != 0)
    return "expected triangles with indices of 16 bits";
  const auto first_vertex = uint32_t(model.vertices.size());
  model.levels.push_back({uint32_t(model.indices.size()), uint32_t(indices.count())});
  for (size_t i = 0; i < count; ++i) {
    ModelVertex vertex{.place_m = places.at<glm::vec3>(i)};
    const auto normal = normals.at<glm::vec3>(i);
    for (int axis = 0; axis < 3; ++axis) {
      if (!(std::abs(vertex.place_m[axis]) <= k_most_m) || !(std::abs(normal[axis]) <= 1.01f))
        return "expected places within 10 km and normals of length 1";
      vertex.normal[axis] = int8_t(std::lround(std::clamp(normal[axis], -1.0f, 1.0f) * 127));
    }
    const auto colour = colours.at<uint32_t>(i);
    std::memcpy(vertex.colour, &colour, sizeof colour);
    model.least_m = model.vertices.empty() ? vertex.place_m : min(model.least_m, vertex.place_m);
    model.most_m = model.vertices.empty() ? vertex.place_m : max(model.most_m, vertex.place_m);
    model.vertices.push_back(vertex);
  }
  for (size_t i = 0; i < indices.count(); ++i) {
    const uint32_t index = indices.at<uint16_t>(i);
    if (index >= count) return "found an index beyond the vertices";
    model.indices.push_back(first_vertex + index);
  }
  return "";
}

}  // namespace

ModelKind model_kind_of(dataset::Mode mode, std::string_view commodity) {
  using dataset::Mode;
  const bool is_liquid = commodity == "oil" || commodity == "gas";
  switch (mode) {
    case Mode::rail:
      return is_liquid ? ModelKind::tank_train : ModelKind::container_train;
    case Mode::road:
      return ModelKind::truck;
    case Mode::sea:
      return is_liquid ? ModelKind::tanker : ModelKind::container_ship;
    case Mode::ferry:
      return ModelKind::rail_ferry;
    case Mode::pipeline_oil:
    case Mode::pipeline_gas:
      break;
  }
  return ModelKind::pulse;
}

bool ModelSet::has_vehicles() const {
  return std::all_of(models.begin(), models.begin() + size_t(ModelKind::port_crane),
                     [](const std::optional<Model>& model) { return model.has_value(); });
}

Result<Model> read_model(std::span<const std::byte> glb, const std::string& name) {
  tinygltf::TinyGLTF reader;
  reader.SetImageLoader(refuse_picture, nullptr);
  reader.SetFsCallbacks(no_files());
  tinygltf::Model file;
  std::string error, warning;
  const bool is_binary = glb.size() >= 4 && std::memcmp(glb.data(), "glTF", 4) == 0;
  if (!is_binary || glb.size() > UINT32_MAX ||
      !reader.LoadBinaryFromMemory(&file, &error, &warning,
                                   reinterpret_cast<const unsigned char*>(glb.data()),
                                   unsigned(glb.size()))) {
    std::replace(error.begin(), error.end(), '\n', ' ');
    return Failure{name + ": found no binary glTF that can be read" +
                   (error.empty() ? "" : " (" + error + ")") + ", expected a model"};
  }
  if (file.nodes.empty() || file.nodes.size() > k_most_levels)
    return Failure{name + ": found " + std::to_string(file.nodes.size()) +
                   " nodes, expected one for each level of detail"};
  Model model;
  for (const tinygltf::Node& node : file.nodes) {
    if (node.mesh < 0 || size_t(node.mesh) >= file.meshes.size())
      return Failure{name + ": found a node without a mesh, expected one"};
    if (const std::string wrong = add_level(file, file.meshes[size_t(node.mesh)], model);
        !wrong.empty())
      return Failure{name + ": " + wrong};
  }
  if (!(model.length_m() > 0)) return Failure{name + ": found no length, expected a solid"};
  return model;
}

ModelSet load_models(const std::filesystem::path& folder) {
  ModelSet set;
  for (size_t i = 0; i < k_model_kinds; ++i) {
    const std::filesystem::path path = folder / (std::string(k_model_names[i]) + ".glb");
    const Result<std::vector<std::byte>> bytes = read_bytes(path);
    if (!bytes) {
      set.problems.push_back(bytes.failure().sentence);
      continue;
    }
    Result<Model> model = read_model(*bytes, path.string());
    if (model)
      set.models[i] = std::move(model).value();
    else
      set.problems.push_back(model.failure().sentence);
  }
  return set;
}

}  // namespace caspian::scene
