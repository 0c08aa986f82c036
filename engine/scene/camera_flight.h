// A flight from one camera to another as a function of time: out, across and in again (van Wijk and
// Nuij, "Smooth and efficient zooming and panning", 2003), eased at both ends. Knows no clock.
#pragma once
#include "scene/camera.h"

namespace caspian::scene {

struct CameraFlight {
  Camera from, to;
  double duration_s = 1;
};

/// A flight with its length in time chosen by how far it looks: 0.8 to 3 s.
CameraFlight plan_flight(const Camera& from, const Camera& to);

/// `from` at 0, `to` at duration_s and after.
Camera camera_at(const CameraFlight& flight, double elapsed_s);

}  // namespace caspian::scene
