#version 460
// Dashes: where every unit is on the screen and how large, and which are in view.
#extension GL_GOOGLE_include_directive : require
#include "include/flow_dashes.glsl"
