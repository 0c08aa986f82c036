// What is known of the visibility buffer (set 2) by every shader that writes or reads it. A value
// is (depth bits, id); 0 is empty. Depth is reversed-Z, so the greater value is the nearer unit.
#ifndef CASPIAN_VISIBILITY_GLSL
#define CASPIAN_VISIBILITY_GLSL
#include "shared/visibility.h"

layout(set = 2, binding = 0) uniform Visibility { VisibilityView visibility; };
#endif
