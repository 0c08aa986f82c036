#version 460
// Brings the timetables before the eye: every vertex's drawn place, and both ends of every segment
// as clip coordinates. Between these a unit's clip coordinates are linear, exactly.
#extension GL_GOOGLE_include_directive : require
#include "include/drawn_place.glsl"
#include "shared/flow.h"
#include "shared/frame.h"

layout(local_size_x = 64) in;
layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0, std430) readonly buffer Vertices { FlowVertex vertices[]; };
layout(set = 1, binding = 1, std430) readonly buffer Chunks { FlowChunk chunks[]; };
layout(set = 1, binding = 2, std430) writeonly buffer Segments { uvec4 segments[]; };
layout(set = 1, binding = 3, std430) writeonly buffer Places { vec4 places[]; };
layout(push_constant) uniform Push { FlowVertexPush push; };

const float k_hidden_w = -1e30;

vec3 drawn_place(uint index) {
  FlowVertex vertex = vertices[index];
  FlowChunk chunk = chunks[vertex.chunk];
  vec3 up = normal_at(chunk.origin_m.xyz + vertex.base_m);
  float height_m = drawn_height(vertex.height_m, frame.sea.x);
  return chunk.origin_from_eye_m.xyz + (vertex.base_m + up * (height_m * frame.scale.z));
}

/// Beyond the globe's edge as seen from the eye. The globe is taken 2 % small: depth decides close
/// calls.
bool is_behind_globe(vec3 position_m) {
  vec3 centre = frame.eye_centre.xyz;
  float tangent_squared = dot(centre, centre) - 6.23e6 * 6.23e6;
  if (tangent_squared <= 0.0) return false;
  float along = dot(position_m, centre);
  return along > tangent_squared && along * along > tangent_squared * dot(position_m, position_m);
}

vec3 clip_of(vec3 position_m) {
  return (frame.view_projection * vec4(position_m, 1)).xyw;
}

void main() {
  uint index = gl_GlobalInvocationID.x;
  if (index >= push.vertex_count) return;
  vec3 from_m = drawn_place(index);
  float lane = vertices[index].lane;
  places[index] = vec4(from_m, lane);
  uint next = min(index + 1u, push.vertex_count - 1u);
  vec3 to_m = drawn_place(next);
  vec3 from = clip_of(from_m), to = clip_of(to_m);
  uint heading = vertices[index].heading;
  vec3 way_from = from, way_to = to;
  if (heading != index) {
    way_from = clip_of(drawn_place(heading));
    way_to = clip_of(drawn_place(heading + 1u));
  }
  // The direction on the screen is the same all along a segment.
  vec2 way = (way_to.xy * way_from.z - way_from.xy * way_to.z) * frame.viewport.xy;
  float size = max(abs(way.x), abs(way.y));
  vec2 direction = size > 0.0 ? normalize(way / size) : vec2(1, 0);
  vec2 right = vec2(-direction.y, direction.x) * push.lane_px * 2.0 * frame.viewport.zw;
  from.xy += right * (lane * from.z);
  to.xy += right * (vertices[next].lane * to.z);
  // Nearer to the eye, in its place on the screen, as the lines are that it runs on (strip.glsl).
  from /= 1.0 + 1.2 * abs(lane * push.lane_px) / frame.scale.y;
  to /= 1.0 + 1.2 * abs(vertices[next].lane * push.lane_px) / frame.scale.y;
  if (is_behind_globe(from_m) && is_behind_globe(to_m)) from.z = to.z = k_hidden_w;
  segments[2u * index] = uvec4(floatBitsToUint(from), vertices[index].arrival);
  segments[2u * index + 1u] = uvec4(floatBitsToUint(to), vertices[next].arrival);
}
