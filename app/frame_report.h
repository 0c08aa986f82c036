// What a picture shows, in words: metadata of stills and films, and the file of --stats.
#pragma once
#include <string>
#include <vector>

#include "app/session.h"
#include "core/png.h"
#include "scene/frame_inputs.h"
#include "time/frame_schedule.h"

namespace caspian::app {

/// Title, date, motion time, mode, camera, scenario with digest, sources, disclaimer.
PngTexts frame_texts(const Session& session, const scene::FrameInputs& inputs);

/// "map motion": to scale at the date, or not.
std::string motion_text(const scene::FrameInputs& inputs);

/// `film`: null for a still; `inputs`: of the first frame.
std::string stats_json(Session& session, const scene::FrameInputs& inputs,
                       const time::FrameSchedule* film);

}  // namespace caspian::app
