// Set-up of GDAL and the few things that rasters and vectors share.
#include "geofile/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>

namespace caspian::geofile {
namespace {

struct Messages {
  std::string last;
  bool failed = false;
};
thread_local Messages t_messages;

void keep_message(CPLErr severity, CPLErrorNum, const char* text) {
  if (severity < CE_Failure) return;
  if (!t_messages.failed) t_messages.last = text;  // the first one is the reason
  t_messages.failed = true;
}

/// Some formats name addresses, of a coordinate system for one; nobody goes there.
CPLHTTPResult* fetch_nothing(const char*, CSLConstList, GDALProgressFunc, void*,
                             CPLHTTPFetchWriteFunc, void*, void*) {
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("the file points to another address");
  return result;
}

}  // namespace

void set_up_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Nothing but the file itself: no plug-ins, no side files, no statistics beside it, no net.
    for (const auto& [key, value] : {std::pair{"GDAL_DRIVER_PATH", "disable"},
                                     {"GDAL_PAM_ENABLED", "NO"},
                                     {"GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"},
                                     {"CPL_CURL_ENABLE_VSIMEM", "NO"},
                                     {"OGR_SQLITE_LOAD_EXTENSIONS", ""},
                                     {"OGR_ENABLE_PARTIAL_REPROJECTION", "NO"},
                                     {"GDAL_HTTP_MAX_RETRY", "0"},
                                     {"GTIFF_VIRTUAL_MEM_IO", "NO"},
                                     {"GTIFF_REPORT_COMPD_CS", "YES"}})
      CPLSetConfigOption(key, value);
    OSRSetPROJEnableNetwork(0);
    CPLHTTPSetFetchCallback(fetch_nothing, nullptr);
    GDALAllRegister();
    CPLSetErrorHandler(keep_message);
  });
  // The handler belongs to all threads, the texts to each.
  forget_messages();
}

std::string gdal_message() {
  std::string text = t_messages.last;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.empty() ? "no reason given" : text;
}

void forget_messages() {
  t_messages = {};
}

bool has_failed() {
  return t_messages.failed;
}

Outcome check_readable(const std::filesystem::path& path) {
  const std::string name = path.string();
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0)
    return Failure{name + ": cannot be opened (" + std::strerror(errno) +
                   "), expected a file that can be read"};
  if (S_ISDIR(facts.st_mode)) return Failure{name + ": found a folder, expected a file"};
  if (!S_ISREG(facts.st_mode))
    return Failure{name + ": found a device or pipe, expected a plain file"};
  if (facts.st_size == 0) return Failure{name + ": found an empty file, expected data"};
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return Failure{name + ": cannot be opened (" + std::strerror(errno) +
                   "), expected a file that can be read"};
  ::close(fd);
  const std::string absolute = gdal_name(path);
  if (absolute.starts_with("/vsi") || absolute.find('"') != absolute.npos)
    return Failure{name +
                   ": found a name that begins with /vsi or holds a quotation mark, "
                   "expected another one"};
  return Done{};
}

std::string gdal_name(const std::filesystem::path& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

std::string first_bytes(const std::filesystem::path& path, size_t most) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return "";
  std::string bytes(most, '\0');
  const ssize_t got = ::read(fd, bytes.data(), most);
  ::close(fd);
  bytes.resize(got > 0 ? static_cast<size_t>(got) : 0);
  return bytes;
}

std::string lower_extension(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return extension;
}

System longitude_latitude() {
  System system(OSRNewSpatialReference(nullptr));
  OSRImportFromEPSG(handle_of(system), 4326);
  OSRSetAxisMappingStrategy(handle_of(system), OAMS_TRADITIONAL_GIS_ORDER);
  return system;
}

OGRSpatialReferenceH handle_of(const System& system) {
  return static_cast<OGRSpatialReferenceH>(system.get());
}

std::string system_name(OGRSpatialReferenceH system) {
  const char* name = system ? OSRGetName(system) : nullptr;
  return name ? name : "";
}

}  // namespace caspian::geofile
