// GDAL as this module uses it: set up once, without network, plug-ins or side files; its messages
// kept for our sentences; what it opens closed again.
#pragma once
#include <gdal.h>
#include <ogr_srs_api.h>

#include <filesystem>
#include <memory>
#include <string>

#include "core/result.h"

namespace caspian::geofile {

/// Registers the drivers and sets the options; again and again costs nothing.
void set_up_gdal();

/// The last message GDAL had for this thread since forget_messages, without line breaks.
std::string gdal_message();
void forget_messages();
bool has_failed();  // since forget_messages

/// The file can be read and is one: a sentence when it is not.
Outcome check_readable(const std::filesystem::path& path);
/// The path as GDAL gets it: absolute, so that nothing in it is taken for a protocol.
std::string gdal_name(const std::filesystem::path& path);
/// Its first bytes, at most `most`.
std::string first_bytes(const std::filesystem::path& path, size_t most);
std::string lower_extension(const std::filesystem::path& path);

struct CloseDataset {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, CloseDataset>;

struct DestroySystem {
  void operator()(void* system) const {
    OSRDestroySpatialReference(static_cast<OGRSpatialReferenceH>(system));
  }
};
using System = std::unique_ptr<void, DestroySystem>;

/// WGS84 with longitude before latitude.
System longitude_latitude();
OGRSpatialReferenceH handle_of(const System& system);
std::string system_name(OGRSpatialReferenceH system);

}  // namespace caspian::geofile
