// Places back from the screen.
#include "app/workload_account.h"

#include <algorithm>
#include <cmath>

namespace caspian::app {

WorkloadAccount account_of(const dataset::Workload& work, const render::WorkloadView& view,
                           const render::WorkloadFates& fates) {
  WorkloadAccount account;
  const scene::CameraFrame& camera = view.camera;
  const double half_width = 0.5 * camera.size.width, half_height = 0.5 * camera.size.height;
  const double focal_px = camera.pixels_per_radian;
  for (size_t id = 0; id < work.units.size(); ++id) {
    const render::WorkloadFate& fate = fates.of_units.at(id);
    account.not_once += fates.times_met.at(id) != 1;
    account.drawn += fate.fate == shared::k_workload_drawn;
    account.culled += fate.fate == shared::k_workload_culled;
    account.hidden += fate.fate == shared::k_workload_hidden;
    account.lost += fate.fate == shared::k_workload_lost;
    const glm::dvec3 place =
        scene::drawn_place(scene::workload_place(work, work.units[id], view.t_s),
                           render::WorkloadScene::k_exaggeration) -
        camera.eye_m;
    const glm::dvec3 seen(fate.clip);
    // Right, up and ahead of the eye, in metres.
    const glm::dvec3 found(seen.x * half_width / focal_px, -seen.y * half_height / focal_px,
                           seen.z);
    const glm::dvec3 meant(glm::dot(place, camera.right()), glm::dot(place, camera.up()),
                           glm::dot(place, camera.forward()));
    account.worst_m = std::max(account.worst_m, glm::distance(found, meant));
    // Outside the picture, close to the plane of the eye, px mean nothing.
    const glm::dvec2 found_px = glm::dvec2(found) * (focal_px / found.z);
    const glm::dvec2 meant_px = glm::dvec2(meant) * (focal_px / meant.z);
    if (meant.z > camera.near_m && std::abs(meant_px.x) <= half_width &&
        std::abs(meant_px.y) <= half_height)
      account.worst_px = std::max(account.worst_px, glm::distance(found_px, meant_px));
  }
  return account;
}

}  // namespace caspian::app
