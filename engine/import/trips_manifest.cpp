// JSON for what is small; names as length and bytes, appended to as they come.
#include "import/trips_manifest.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "core/files.h"

namespace caspian::import {
namespace {

constexpr const char* k_manifest = "manifest.json";

nlohmann::json to_json(const TripExtent& extent) {
  return {extent.first_ms, extent.last_ms,  extent.west_e7,
          extent.east_e7,  extent.south_e7, extent.north_e7};
}

TripsManifest from_json(const nlohmann::json& json) {
  TripsManifest m;
  m.input = json.at("input").get<std::string>();
  m.input_bytes = json.at("input_bytes").get<uint64_t>();
  m.input_modified_ns = json.at("input_modified_ns").get<int64_t>();
  m.options = json.at("options").get<std::string>();
  m.offset = json.at("offset").get<uint64_t>();
  m.line = json.at("line").get<int64_t>();
  m.rows = json.at("rows").get<uint64_t>();
  m.bad_rows = json.at("bad_rows").get<uint64_t>();
  m.numbered_time = json.at("numbered_time").get<int>();
  m.units_bytes = json.at("units_bytes").get<uint64_t>();
  m.facts_bytes = json.at("facts_bytes").get<uint64_t>();
  const auto& extent = json.at("extent");
  m.extent = {extent.at(0).get<int64_t>(), extent.at(1).get<int64_t>(),
              extent.at(2).get<int32_t>(), extent.at(3).get<int32_t>(),
              extent.at(4).get<int32_t>(), extent.at(5).get<int32_t>()};
  for (const auto& problem : json.at("problems"))
    m.problems.push_back({.file = problem.at(0).get<std::string>(),
                          .line = problem.at(1).get<int>(),
                          .column = problem.at(2).get<int>(),
                          .found = problem.at(3).get<std::string>(),
                          .expected = problem.at(4).get<std::string>()});
  for (const auto& run : json.at("runs"))
    m.runs.push_back({run.at(0).get<std::string>(), run.at(1).get<uint64_t>()});
  return m;
}

}  // namespace

std::string TripsManifest::json() const {
  nlohmann::json all{{"input", input},
                     {"input_bytes", input_bytes},
                     {"input_modified_ns", input_modified_ns},
                     {"options", options},
                     {"offset", offset},
                     {"line", line},
                     {"rows", rows},
                     {"bad_rows", bad_rows},
                     {"numbered_time", numbered_time},
                     {"units_bytes", units_bytes},
                     {"facts_bytes", facts_bytes},
                     {"extent", to_json(extent)},
                     {"problems", nlohmann::json::array()},
                     {"runs", nlohmann::json::array()}};
  for (const Problem& p : problems)
    all["problems"].push_back({p.file, p.line, p.column, p.found, p.expected});
  for (const RunFile& run : runs) all["runs"].push_back({run.path.filename().string(), run.bytes});
  return all.dump(1, ' ', true, nlohmann::json::error_handler_t::replace) + "\n";
}

std::optional<TripsManifest> read_manifest(const std::filesystem::path& folder) {
  const Result<std::string> text = read_text(folder / k_manifest);
  if (!text) return std::nullopt;
  try {
    TripsManifest manifest = from_json(nlohmann::json::parse(*text));
    for (RunFile& run : manifest.runs) {
      run.path = folder / run.path.filename();
      std::error_code error;
      if (std::filesystem::file_size(run.path, error) != run.bytes || error) return std::nullopt;
    }
    return manifest;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

Outcome write_manifest(const std::filesystem::path& folder, const TripsManifest& manifest) {
  return write_file(folder / k_manifest, manifest.json());
}

Result<uint64_t> append_names(const std::filesystem::path& file, uint64_t bytes,
                              const NameTable& names, uint32_t first) {
  std::error_code ignored;
  std::filesystem::create_directories(file.parent_path(), ignored);
  const auto failure = [&] {
    return Failure{file.string() + ": cannot be written (" + std::strerror(errno) + ")",
                   Failure::Kind::output};
  };
  std::string out;
  for (uint32_t i = first; i < names.size(); ++i) {
    const std::string_view name = names[i];
    const auto size = static_cast<uint32_t>(name.size());
    out.append(reinterpret_cast<const char*>(&size), sizeof size).append(name);
  }
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return failure();
  bool good = ::ftruncate(fd, static_cast<off_t>(bytes)) == 0;
  for (size_t at = 0; good && at < out.size();) {
    const ssize_t n =
        ::pwrite(fd, out.data() + at, out.size() - at, static_cast<off_t>(bytes + at));
    good = n > 0;
    if (good) at += static_cast<size_t>(n);
  }
  good = good && ::fsync(fd) == 0;
  ::close(fd);
  if (!good) return failure();
  return bytes + out.size();
}

bool read_names(const std::filesystem::path& file, uint64_t bytes, NameTable& names) {
  const Result<std::string> text = read_text(file);
  if (!text || text->size() < bytes) return false;
  const std::string_view all = std::string_view(*text).substr(0, bytes);
  for (size_t at = 0; at < all.size();) {
    uint32_t size = 0;
    if (all.size() - at < sizeof size) return false;
    std::memcpy(&size, all.data() + at, sizeof size);
    at += sizeof size;
    if (all.size() - at < size) return false;
    bool is_new = false;
    names.number_of(all.substr(at, size), is_new);
    if (!is_new) return false;
    at += size;
  }
  return true;
}

}  // namespace caspian::import
