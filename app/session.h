// Owns what a picture needs: dataset, terrain, device, renderer. draw_frame is the one way to a
// picture, for window, still, film and test.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/request.h"
#include "app/stage_times.h"
#include "core/result.h"
#include "dataset/dataset.h"
#include "geo/height_field.h"
#include "gpu/device.h"
#include "gpu/frame_ring.h"
#include "render/offscreen.h"
#include "render/renderer.h"
#include "render/vision_pass.h"
#include "scene/frame_inputs.h"
#include "scene/picking.h"
#include "scene/recorded_scene.h"
#include "scene/scene_geometry.h"

namespace caspian::app {

struct SessionOptions {
  std::string scenario;  // as on the command line
  DeviceRequest device;
  std::vector<const char*> surface_extensions;  // of the window system; empty = no window
  std::string recorded{};                       // a .cseg file; "" = none
  std::string terrain{};                        // a .terrain file; "" = the built-in one alone
  std::vector<std::string> overlays{};          // files of vector layers
  std::string convention{};                     // an id or a file; "" = the default
  bool without_device = false;                  // what needs none: no frames, no picks
};

/// What a request needs to be loaded.
SessionOptions session_options(const SceneRequest& scene, const DeviceRequest& device);

class Session {
 public:
  /// Loads tables and terrain while the device starts.
  static Result<std::unique_ptr<Session>> open(const SessionOptions& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const std::filesystem::path& assets() const { return assets_; }
  const dataset::Dataset& dataset() const { return dataset_; }
  const geo::HeightField& heights() const { return *heights_; }
  const scene::SceneGeometry& geometry() const { return *geometry_; }
  /// Null when none was asked for.
  const scene::RecordedScene* recorded() const { return recorded_.get(); }
  render::RecordedUse recorded_use() const { return renderer_->recorded_use(); }
  const gpu::Device& device() const { return *device_; }
  gpu::FrameRing& ring() { return *ring_; }
  StageTimes& stages() { return stages_; }

  /// Records a frame of `inputs` into `offscreen`, which has the inputs' size and supersampling;
  /// its result is left in COLOR_ATTACHMENT_OPTIMAL.
  void draw_frame(const gpu::Frame& frame, const scene::FrameInputs& inputs,
                  const render::Offscreen& offscreen);
  /// The last step of a picture, after the interface: as other eyes see it, when that is asked for.
  void finish_picture(const gpu::Frame& frame, const render::FrameTarget& picture,
                      scene::ColourVision vision);
  /// What lies at a place of the picture of `inputs`, px from its top left. Draws a few px of ids
  /// and waits for them.
  std::optional<scene::Pick> pick(const scene::FrameInputs& inputs, double x, double y);

 private:
  Session() = default;
  Outcome load(const SessionOptions& options);
  Outcome open_recorded(const std::string& file);
  Outcome open_overlays(const std::vector<std::string>& files);

  StageTimes stages_;
  std::filesystem::path assets_;
  dataset::Dataset dataset_;
  std::unique_ptr<geo::HeightField> heights_;
  std::unique_ptr<scene::RecordedScene> recorded_;
  std::unique_ptr<scene::SceneGeometry> geometry_;
  std::unique_ptr<gpu::Device> device_;
  std::unique_ptr<gpu::FrameRing> ring_;
  std::unique_ptr<render::Renderer> renderer_;
  std::unique_ptr<render::VisionPass> vision_;  // once it has been asked for
};

}  // namespace caspian::app
