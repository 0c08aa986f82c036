// A recorded session read from its file: steps as words. The format is described in README.md here.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace caspian::test {

struct RecordedStep {
  int line = 0;
  std::vector<std::string> words;
};

struct Recording {
  std::vector<std::string> options;
  std::vector<RecordedStep> steps;
};

Recording read_recording(const std::filesystem::path& file);

}  // namespace caspian::test
