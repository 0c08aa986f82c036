// The module's only way in. Exceptions of the libraries below end here.
#include <exception>
#include <string>

#include "geofile/raster_file.h"
#include "geofile/vector_file.h"

namespace caspian::geofile {
namespace {

template <typename File>
Result<std::unique_ptr<File>> guarded(Result<std::unique_ptr<File>> (*open)(const OpenOptions&),
                                      const OpenOptions& options) {
  try {
    return open(options);
  } catch (const std::exception& problem) {
    return Failure{options.path.string() + ": cannot be read (" + problem.what() + ")"};
  }
}

Result<std::unique_ptr<RasterFile>> open_raster(const OpenOptions& options) {
  return guarded<RasterFile>(open_raster_file, options);
}

Result<std::unique_ptr<VectorFile>> open_vector(const OpenOptions& options) {
  return guarded<VectorFile>(open_vector_file, options);
}

}  // namespace
}  // namespace caspian::geofile

extern "C" __attribute__((visibility("default"))) const caspian::geofile::Module*
caspian_geofile_module() {
  using namespace caspian::geofile;
  static const Module k_module{k_module_version, open_raster, open_vector};
  return &k_module;
}
