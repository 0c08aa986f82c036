// The list for clearance: CSV, or pages with the view's picture where a device is at hand.
#include "app/clearance.h"
#include "app/commands/query.h"
#include "app/picture_maker.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "core/files.h"
#include "core/log.h"
#include "core/shared_module.h"
#include "output/output_path.h"

namespace caspian::app {
namespace {

Outcome write_pages(const pages::PageDocument& document, const std::string& path) {
  const Result<void*> found = find_in_module(pages::k_pages_module, pages::k_write_pages);
  if (!found) return Failure{found.failure().sentence, Failure::Kind::output};
  const auto write = reinterpret_cast<pages::WritePages>(*found);
  std::string failure;
  if (write(document, path, failure)) return Done{};
  return Failure{path + ": could not be written (" + failure + ")", Failure::Kind::output};
}

}  // namespace

Result<std::string> query_clearance(const QueryRequest& request, const DeviceRequest& device) {
  if (const Outcome writable = output::check_writable(request.output); !writable)
    return writable.failure();
  SessionOptions options = session_options(request.scene, device);
  const bool is_pages = request.output.ends_with(".pdf");
  options.without_device = !is_pages;
  Result<std::unique_ptr<Session>> opened = Session::open(options);
  if (!opened && opened.failure().kind == Failure::Kind::no_device) {
    log::warning(opened.failure().sentence + "; the pages have no picture");
    options.without_device = true;
    opened = Session::open(options);
  }
  if (!opened) return opened.failure();
  Session& session = **opened;
  const Result<AppState> state = set_up_scene(request.scene, session.dataset(), session.assets());
  if (!state) return state.failure();
  const scene::FrameInputs inputs =
      leaving_inputs_of(*state, request.scene.size.value_or(k_default_size));
  const Result<scene::Language> language =
      scene::Language::load(session.assets(), inputs.settings.language);
  if (!language) return language.failure();
  const Result<Clearance> clearance = find_clearance(session.geometry(), inputs, session.assets());
  if (!clearance) return clearance.failure();

  if (!is_pages) {
    const std::string csv = clearance_csv(*clearance, session.geometry(), inputs, *language);
    if (const Outcome written = write_file(request.output, csv); !written) return written.failure();
    return std::string();
  }
  pages::PageDocument document = clearance_pages(*clearance, session.geometry(), inputs, *language);
  if (!options.without_device)
    document.picture = PictureMaker(session, inputs.size, inputs.settings.supersample).make(inputs);
  if (const Outcome written = write_pages(document, request.output); !written)
    return written.failure();
  return std::string();
}

}  // namespace caspian::app
