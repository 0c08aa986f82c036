// Words are separated by spaces; lines that begin with # are remarks.
#include "tests/recordings/recording.h"

#include <fstream>
#include <sstream>

namespace caspian::test {

Recording read_recording(const std::filesystem::path& file) {
  Recording recording;
  std::ifstream in(file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::istringstream words(line);
    RecordedStep step{number, {}};
    for (std::string word; words >> word;) step.words.push_back(word);
    if (step.words.empty() || step.words.front().starts_with("#")) continue;
    if (step.words.front() == "options")
      recording.options.assign(step.words.begin() + 1, step.words.end());
    else
      recording.steps.push_back(std::move(step));
  }
  return recording;
}

}  // namespace caspian::test
