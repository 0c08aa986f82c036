#version 460
// A point per unit of one run, found as by the other back ends. For measurements.
#extension GL_GOOGLE_include_directive : require
#include "include/unit_position.glsl"
#include "shared/frame.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { FlowPush push; };  // first_unit: the run
layout(location = 0) flat out vec4 colour;

void main() {
  FlowRun run = runs[push.first_unit];
  UnitPosition position = unit_position(run, unit_age(run, gl_VertexIndex),
                                        unit_near(frame.view_projection, push.depth_pull));
  colour = unpackUnorm4x8(run.colour);
  gl_Position = position.clip;
  gl_PointSize = 1.0;
}
