# Compiles GLSL to SPIR-V with dependency files (a changed include rebuilds its users) and embeds it.
find_program(GLSLC glslc REQUIRED)

# caspian_shader_library(target folder function): every <folder>/*.{vert,frag,comp} as a library `target` with
# <target>.h: std::span<const uint32_t> caspian::<function>(name), SPIR-V words by file name.
function(caspian_shader_library target folder function)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.vert ${folder}/*.frag ${folder}/*.comp)
  set(made ${CMAKE_BINARY_DIR}/${target})
  file(MAKE_DIRECTORY ${made})
  set(incs "")
  set(rows "")
  set(bodies "")
  foreach(source ${sources})
    get_filename_component(name ${source} NAME)
    set(words ${made}/${name}.inc)
    add_custom_command(OUTPUT ${words}
      COMMAND ${GLSLC} --target-env=vulkan1.3 -O -mfmt=num -MD -MF ${words}.d
        -I ${CMAKE_SOURCE_DIR}/shaders -o ${words} ${source}
      DEPENDS ${source} DEPFILE ${words}.d COMMENT "shader ${name}" VERBATIM)
    string(MAKE_C_IDENTIFIER ${name} symbol)
    list(APPEND incs ${words})
    string(APPEND bodies "const uint32_t k_${symbol}[] = {\n#include \"${name}.inc\"\n};\n")
    string(APPEND rows "  if (name == \"${name}\") return k_${symbol};\n")
  endforeach()
  file(CONFIGURE OUTPUT ${made}/${target}.cpp CONTENT
"// Made by CompileShaders.cmake.
#include \"${target}.h\"
namespace caspian {
namespace {
${bodies}}  // namespace
std::span<const uint32_t> ${function}(std::string_view name) {
${rows}  (void)name;
  return {};
}
}  // namespace caspian
" @ONLY)
  file(CONFIGURE OUTPUT ${made}/${target}.h CONTENT
"// Made by CompileShaders.cmake: SPIR-V words of a shader by its file name, empty when unknown.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
namespace caspian {
std::span<const uint32_t> ${function}(std::string_view name);
}  // namespace caspian
" @ONLY)
  set_source_files_properties(${made}/${target}.cpp PROPERTIES OBJECT_DEPENDS "${incs}")
  add_library(${target} STATIC ${made}/${target}.cpp)
  target_include_directories(${target} PUBLIC ${made})
  target_link_libraries(${target} PRIVATE caspian_options)
endfunction()

caspian_shader_library(caspian_shaders ${CMAKE_SOURCE_DIR}/shaders shader_code)
