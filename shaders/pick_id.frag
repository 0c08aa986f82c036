#version 460
// The id of whatever is drawn here.
layout(location = 0) flat in uvec2 id;
layout(location = 0) out uvec2 result;

void main() { result = id; }
