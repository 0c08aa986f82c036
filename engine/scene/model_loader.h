// Shapes from binary glTF files (assets/models, see its README). The only user of tinygltf.
#pragma once
#include <cstddef>
#include <filesystem>
#include <span>

#include "core/result.h"
#include "scene/model_set.h"

namespace caspian::scene {

/// One node with one mesh per level of detail, finest first; positions, normals and colours of the
/// vertices. Reads no other file and no pictures. `name` is what the failure's sentence begins
/// with.
Result<Model> read_model(std::span<const std::byte> glb, const std::string& name);

/// Every kind that the folder has; a file that is missing or broken is a sentence, not a failure.
ModelSet load_models(const std::filesystem::path& folder);

}  // namespace caspian::scene
