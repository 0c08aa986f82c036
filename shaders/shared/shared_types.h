// Lets one header serve C++ and GLSL: vector names and alignment rules (std140/std430 with explicit
// padding).
#ifndef CASPIAN_SHARED_TYPES_H
#define CASPIAN_SHARED_TYPES_H
#ifdef __cplusplus
#include <cstdint>
#include <glm/glm.hpp>
namespace caspian::shared {
using mat4 = glm::mat4;
using vec2 = glm::vec2;
using vec3 = glm::vec3;
using vec4 = glm::vec4;
using uint = uint32_t;
}
#endif
#endif
