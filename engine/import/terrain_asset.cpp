// Four baked grids -> HeightField; their bands are unpacked by two threads.
#include "import/terrain_asset.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "import/grid_file.h"

namespace caspian::import {
namespace {

using Kind = GridFile::Kind;

/// Runs all jobs on this thread and one more; the first failure is kept.
Outcome run_all(const std::vector<std::function<Outcome()>>& jobs) {
  std::atomic<size_t> next{0};
  std::mutex guard;
  std::optional<Failure> failure;
  const auto work = [&] {
    for (size_t index = next++; index < jobs.size(); index = next++) {
      const Outcome outcome = jobs[index]();
      if (outcome) continue;
      const std::lock_guard lock(guard);
      if (!failure) failure = outcome.failure();
    }
  };
  {
    std::jthread other(work);
    work();
  }
  if (failure) return *failure;
  return Done{};
}

template <typename Target>
void copy_frame(const GridFile& file, Target& target) {
  target.width = file.width;
  target.height = file.height;
  target.west_deg = file.west_deg;
  target.north_deg = file.north_deg;
  target.step_deg = file.step_deg;
  target.metres_per_unit = file.metres_per_unit;
  target.values.resize(static_cast<size_t>(file.width) * static_cast<size_t>(file.height));
  target.source = file.about_or_empty("source");
  target.licence = file.about_or_empty("licence");
  target.date = file.about_or_empty("date");
}

geo::HeightGrid empty_heights(const GridFile& file) {
  geo::HeightGrid grid;
  copy_frame(file, grid);
  grid.datum = file.about_or_empty("datum");
  grid.resolution = file.about_or_empty("resolution");
  grid.caspian_floor_source = file.about_or_empty("caspian_floor_source");
  grid.is_caspian_floor_schematic = file.about_or_empty("schematic") == "caspian_floor";
  return grid;
}

geo::ShoreField empty_shore(const GridFile& file) {
  geo::ShoreField field;
  copy_frame(file, field);
  return field;
}

template <typename Target>
void add_jobs(const GridFile& file, Target& target, std::vector<std::function<Outcome()>>& jobs) {
  for (size_t band = 0; band < file.bands.size(); ++band)
    jobs.push_back([&file, &target, band] { return decode_band(file, band, target.values); });
}

Result<GridFile> open(const std::filesystem::path& path, Kind kind) {
  Result<GridFile> file = open_grid_file(path);
  if (file && file->kind != kind)
    return Failure{path.string() + ": holds samples of another size than this grid should"};
  return file;
}

}  // namespace

Result<geo::HeightField> load_terrain(const std::filesystem::path& assets) {
  const std::filesystem::path folder = assets / "data";
  const Result<GridFile> primary_file = open(folder / "heights_primary.grid", Kind::int16);
  const Result<GridFile> extended_file = open(folder / "heights_extended.grid", Kind::int16);
  const Result<GridFile> primary_shore_file = open(folder / "shore_primary.grid", Kind::int8);
  const Result<GridFile> extended_shore_file = open(folder / "shore_extended.grid", Kind::int8);
  for (const auto* file :
       {&primary_file, &extended_file, &primary_shore_file, &extended_shore_file})
    if (!*file) return file->failure();

  geo::HeightGrid primary = empty_heights(*primary_file), extended = empty_heights(*extended_file);
  geo::ShoreField primary_shore = empty_shore(*primary_shore_file),
                  extended_shore = empty_shore(*extended_shore_file);
  std::vector<std::function<Outcome()>> jobs;
  add_jobs(*extended_file, extended, jobs);
  add_jobs(*primary_file, primary, jobs);
  add_jobs(*primary_shore_file, primary_shore, jobs);
  add_jobs(*extended_shore_file, extended_shore, jobs);
  if (const Outcome outcome = run_all(jobs); !outcome) return outcome.failure();
  return geo::HeightField(std::move(primary), std::move(extended), std::move(primary_shore),
                          std::move(extended_shore));
}

}  // namespace caspian::import
