#version 460
// A vertex of a model, with the unit's id.
#extension GL_GOOGLE_include_directive : require
#include "include/model_place.glsl"
#include "shared/pick.h"

layout(location = 0) in vec3 place_m;
layout(location = 0) flat out uvec2 id;

void main() {
  ModelInstance model = instances[gl_InstanceIndex];
  vec3 from_eye_m = model.place.xyz + turned(model, place_m) * model.place.w;
  gl_Position = model_clip(model, from_eye_m, push.look.x);
  id = uvec2(model.has_id == 0u ? 0u : k_pick_unit << k_pick_kind_shift, model.id);
}
