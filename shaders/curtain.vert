// A curtain between the surface of the sea and its floor, both exaggerated.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "include/drawn_place.glsl"
#include "shared/frame.h"
#include "shared/line.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { CurtainPush curtain; };

layout(location = 0) in vec4 base;            // xyz at height 0, m from the origin; w: height, m
layout(location = 1) in vec2 distance_depth;  // m along the line; 1 = on the floor

layout(location = 0) out float distance_m;
layout(location = 1) out float depth_share;

void main() {
  vec3 place = curtain.origin.xyz + base.xyz;
  vec3 up = normal_at(place - frame.eye_centre.xyz);
  float height_m = drawn_height(base.w, frame.sea.x) * frame.scale.z;
  gl_Position = frame.view_projection * vec4(place + up * height_m, 1.0);
  gl_Position.z *= 1.0 + curtain.origin.w;
  distance_m = distance_depth.x;
  depth_share = distance_depth.y;
}
