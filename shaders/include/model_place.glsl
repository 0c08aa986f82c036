// Where a point of a model is on the screen. Set 1 holds the models of the frame.
#ifndef CASPIAN_MODEL_PLACE_GLSL
#define CASPIAN_MODEL_PLACE_GLSL
#include "shared/frame.h"
#include "shared/model.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0, std430) readonly buffer Instances { ModelInstance instances[]; };
layout(push_constant) uniform Push { ModelPush push; };

vec3 turned(ModelInstance model, vec3 along) {
  vec3 right = cross(model.ahead.xyz, model.up.xyz);
  return model.ahead.xyz * along.x + model.up.xyz * along.y + right * along.z;
}

vec4 model_clip(ModelInstance model, vec3 from_eye_m, float pull) {
  vec4 clip = frame.view_projection * vec4(from_eye_m, 1);
  clip.xy += model.outline.zw * 2.0 * frame.viewport.zw * clip.w;
  clip.z *= 1.0 + pull;
  return clip;
}
#endif
