#version 460
// The same, with an account of every unit.
#extension GL_GOOGLE_include_directive : require
#include "include/unit_count.glsl"
#define CASPIAN_COUNT
#include "include/flow_dashes.glsl"
