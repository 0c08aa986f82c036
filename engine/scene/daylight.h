// Where the light on the relief comes from: the atlas's upper left, or in Dusk, when asked for, the
// sun of the frame's date and hour.
#pragma once
#include <glm/glm.hpp>

#include "scene/frame_inputs.h"

namespace caspian::scene {

struct SunPlace {
  double azimuth_deg = 0;   // clockwise from north
  double altitude_deg = 0;  // above the horizon; without refraction
};
/// To about a hundredth of a degree between 1950 and 2050 (the Astronomical Almanac's low-precision
/// formulas after Michalsky 1988), a tenth for the years the program shows.
SunPlace sun_at(time::SimTime time, double longitude_deg, double latitude_deg);

struct Daylight {
  double azimuth_deg = 315;  // of the main light, clockwise from north
  double altitude_deg = 42;
  double side_share = 1;  // 0..1, of the second light
  float strength = 1;     // 0..1, of the relief's shading
  float day = 1;          // 1 by day, 0 by night
  glm::vec3 colour{1};    // multiplies the colours of ground and sky
};

/// A pure function of the frame. The atlas's light turns with the camera: from the upper left of
/// the picture, or hills would seem hollows.
Daylight daylight_of(const FrameInputs& inputs);

}  // namespace caspian::scene
