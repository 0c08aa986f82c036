// Opens the files of a scenario folder, nothing outside it, and hands them to their readers.
#include "import/scenario_folder.h"

#include <functional>
#include <map>
#include <memory>

#include "core/files.h"
#include "core/sha256.h"
#include "dataset/dataset_checks.h"
#include "dataset/flow_bins.h"
#include "import/scenario_manifest.h"
#include "import/scenario_names.h"
#include "import/scenario_tables.h"

namespace caspian::import {
namespace {

namespace fs = std::filesystem;

constexpr const char* k_manifest = "scenario.toml";
constexpr const char* k_names = "names.toml";  // optional: further languages

struct TableFile {
  const char* name;
  bool is_needed;
  void (ScenarioTables::*read)(CsvTable&);
};

constexpr TableFile k_tables[] = {
    {"nodes.csv", true, &ScenarioTables::read_nodes},
    {"corridors.csv", true, &ScenarioTables::read_corridors},
    {"links.csv", true, &ScenarioTables::read_links},
    {"paths.csv", false, &ScenarioTables::read_paths},
    {"volumes.csv", false, &ScenarioTables::read_volumes},
    {"path_flows.csv", false, &ScenarioTables::read_path_flows},
    {"delimitation.csv", false, &ScenarioTables::read_delimitation},
    {"lines.csv", false, &ScenarioTables::read_lines},
    {"timeline.csv", false, &ScenarioTables::read_timeline},
    {"organizations.csv", false, &ScenarioTables::read_organizations},
};

/// A plain file of the folder itself: no device, no pipe, no link that leads elsewhere.
Result<std::string> read_inside(const fs::path& folder, const char* name) {
  const fs::path path = folder / name;
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error || !fs::is_regular_file(real, error)) return Failure{path.string() + ": no such file"};
  if (real.parent_path() != fs::canonical(folder, error))
    return Failure{path.string() + ": leads out of the scenario's folder"};
  return read_text(path);
}

void check_hash(const std::string& manifest, const char* name, const std::string& text,
                const WrittenHashes& hashes, ProblemList& problems) {
  const auto written = hashes.find(name);
  if (written == hashes.end()) return;
  if (const std::string hex = sha256_hex(text); hex != written->second.hex)
    problems.push_back({manifest, written->second.line, written->second.column,
                        std::string("another SHA-256 for ") + name + " than the file's",
                        hex + " (the table was changed since; assets/prepare/scenario_hashes)",
                        Problem::Severity::warning});
}

void read_names(const fs::path& folder, Sha256& digest, LoadedScenario& loaded) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(folder / k_names, error))) return;
  const std::string path = (folder / k_names).string();
  const Result<std::string> text = read_inside(folder, k_names);
  if (!text) {
    loaded.problems.push_back(
        {path, 0, 0, text.failure().sentence.substr(path.size() + 2), "names in TOML"});
    return;
  }
  digest.add(*text);
  read_scenario_names(path, *text, loaded.dataset, loaded.problems);
}

}  // namespace

Result<LoadedScenario> load_scenario(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return Failure{folder.string() + ": no such folder, expected a scenario folder"};
  const Result<std::string> manifest = read_inside(folder, k_manifest);
  if (!manifest)
    return Failure{manifest.failure().sentence + "; a scenario folder has a scenario.toml"};

  LoadedScenario loaded;
  ProblemList& problems = loaded.problems;
  loaded.dataset.id = fs::canonical(folder, error).filename().string();
  const std::string manifest_path = (folder / k_manifest).string();
  const WrittenHashes hashes = read_manifest(manifest_path, *manifest, loaded.dataset, problems);
  Sha256 digest;
  digest.add(*manifest);

  ScenarioTables tables(loaded.dataset);
  std::map<std::string_view, std::unique_ptr<CsvTable>> opened;
  for (const TableFile& table : k_tables) {
    Result<std::string> text = read_inside(folder, table.name);
    const std::string path = (folder / table.name).string();
    if (!text) {
      if (table.is_needed || hashes.contains(table.name) ||
          fs::exists(fs::symlink_status(folder / table.name, error)))
        problems.push_back(
            {path, 0, 0, text.failure().sentence.substr(path.size() + 2), "the table"});
      continue;
    }
    digest.add(std::string(table.name) + '\n' + std::to_string(text->size()) + '\n');
    digest.add(*text);
    check_hash(manifest_path, table.name, *text, hashes, problems);
    auto& csv = opened[table.name] = std::make_unique<CsvTable>(path, std::move(*text), problems);
    (tables.*table.read)(*csv);
  }
  read_names(folder, digest, loaded);
  loaded.dataset.digest = digest.hex().substr(0, 12);

  std::vector<dataset::Finding> findings = dataset::settle_flow_bins(loaded.dataset);
  for (dataset::Finding& finding :
       dataset::check_dataset(loaded.dataset, tables.incomplete_corridors()))
    findings.push_back(std::move(finding));
  for (dataset::Finding& finding : findings) {
    const CsvTable& table = *opened.at(finding.table);
    problems.push_back({table.file(), finding.line,
                        finding.column.empty() ? 1 : table.column_of(finding.line, finding.column),
                        std::move(finding.found), std::move(finding.expected),
                        finding.is_error ? Problem::Severity::error : Problem::Severity::warning});
  }
  return loaded;
}

}  // namespace caspian::import
