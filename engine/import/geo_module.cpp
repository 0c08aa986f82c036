// The one caller of the module's entry.
#include "import/geo_module.h"

#include "core/shared_module.h"

namespace caspian::import {

Result<const geofile::Module*> geo_module() {
  const Result<void*> entry = find_in_module(geofile::k_module_name, geofile::k_module_symbol);
  if (!entry) return entry.failure();
  const auto function = reinterpret_cast<geofile::ModuleFunction>(*entry);
  const geofile::Module* module = function();
  if (!module || module->version != geofile::k_module_version)
    return Failure{std::string(geofile::k_module_name) +
                   ".so: belongs to another version of the program, expected the one built with "
                   "it"};
  return module;
}

Result<std::unique_ptr<geofile::RasterFile>> open_raster(const geofile::OpenOptions& options) {
  const Result<const geofile::Module*> module = geo_module();
  if (!module) return module.failure();
  return (*module)->open_raster(options);
}

Result<std::unique_ptr<geofile::VectorFile>> open_vector(const geofile::OpenOptions& options) {
  const Result<const geofile::Module*> module = geo_module();
  if (!module) return module.failure();
  return (*module)->open_vector(options);
}

}  // namespace caspian::import
