#version 460
// Every unit of every run, put into the visibility buffer.
#extension GL_GOOGLE_include_directive : require
#include "include/flow_splat.glsl"
