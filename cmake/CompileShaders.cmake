# Compiles shaders/*.{vert,frag,comp} to SPIR-V with dependency files and embeds them as one library:
# caspian_shaders, with caspian_shaders.h: std::span<const uint32_t> caspian::shader_code(name).
find_program(GLSLC glslc REQUIRED)
file(GLOB shader_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/shaders/*.vert
  ${CMAKE_SOURCE_DIR}/shaders/*.frag ${CMAKE_SOURCE_DIR}/shaders/*.comp)
set(shader_dir ${CMAKE_BINARY_DIR}/shaders)
file(MAKE_DIRECTORY ${shader_dir})
set(shader_incs "")
set(shader_rows "")
set(shader_bodies "")
foreach(source ${shader_sources})
  get_filename_component(name ${source} NAME)
  set(words ${shader_dir}/${name}.inc)
  add_custom_command(OUTPUT ${words}
    COMMAND ${GLSLC} --target-env=vulkan1.3 -O -mfmt=num -MD -MF ${words}.d
      -I ${CMAKE_SOURCE_DIR}/shaders -o ${words} ${source}
    DEPENDS ${source} DEPFILE ${words}.d COMMENT "shader ${name}" VERBATIM)
  string(MAKE_C_IDENTIFIER ${name} symbol)
  list(APPEND shader_incs ${words})
  string(APPEND shader_bodies
    "const uint32_t k_${symbol}[] = {\n#include \"${name}.inc\"\n};\n")
  string(APPEND shader_rows "  if (name == \"${name}\") return k_${symbol};\n")
endforeach()
file(CONFIGURE OUTPUT ${shader_dir}/caspian_shaders.cpp CONTENT
"// Made by CompileShaders.cmake.
#include \"caspian_shaders.h\"
namespace caspian {
namespace {
${shader_bodies}}  // namespace
std::span<const uint32_t> shader_code(std::string_view name) {
${shader_rows}  (void)name;
  return {};
}
}  // namespace caspian
" @ONLY)
file(CONFIGURE OUTPUT ${shader_dir}/caspian_shaders.h CONTENT
"// Made by CompileShaders.cmake: SPIR-V words of a shader by its file name, empty when unknown.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
namespace caspian {
std::span<const uint32_t> shader_code(std::string_view name);
}  // namespace caspian
" @ONLY)
set_source_files_properties(${shader_dir}/caspian_shaders.cpp PROPERTIES OBJECT_DEPENDS "${shader_incs}")
add_library(caspian_shaders STATIC ${shader_dir}/caspian_shaders.cpp)
target_include_directories(caspian_shaders PUBLIC ${shader_dir})
target_link_libraries(caspian_shaders PRIVATE caspian_options)
