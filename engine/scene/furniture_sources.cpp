// The sources line: credits of what is visible, from the words of the data themselves.
#include <algorithm>
#include <filesystem>

#include "scene/furniture.h"
#include "scene/ground_credits.h"

namespace caspian::scene {
namespace {

bool is_capital(const std::string& word) {
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
}

bool is_version(const std::string& word) {
  return !word.empty() && word[0] >= '0' && word[0] <= '9';
}

/// Words with the marks around them; a mark that ends a name stands alone as "".
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (word.ends_with('\'')) word.pop_back();
    if (word.ends_with("'s")) word.resize(word.size() - 2);
    while (word.ends_with('.')) word.pop_back();
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    const bool ends_name = c == ',' || c == ';' || c == '(' || c == ')' || c == ':';
    if (c == ' ' || ends_name)
      close();
    else
      word += c;
    if (ends_name) words.emplace_back();
  }
  close();
  return words;
}

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end())
    list.push_back(item);
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : ", ") + item;
  return text;
}

/// The works of these sources that are not named yet; `named` takes them in.
std::string new_works(std::initializer_list<const std::string*> sources,
                      std::vector<std::string>& named) {
  std::vector<std::string> works;
  for (const std::string* source : sources)
    for (const std::string& work : named_works(*source))
      if (std::find(named.begin(), named.end(), work) == named.end()) add_once(works, work);
  named.insert(named.end(), works.begin(), works.end());
  return joined(works);
}

}  // namespace

std::vector<std::string> named_works(const std::string& source) {
  std::vector<std::string> works;
  std::string name;
  for (const std::string& word : words_of(source)) {
    const bool carries_on = !name.empty() && (is_capital(word) || is_version(word));
    if (carries_on) {
      name += " " + word;
      continue;
    }
    add_once(works, name);
    name = is_capital(word) ? word : "";
  }
  add_once(works, name);
  if (works.empty()) add_once(works, source.substr(0, source.find_first_of(",;(")));
  return works;
}

std::string sources_line(const LabelInputs& inputs, bool shows_schematic_floor) {
  const Language& language = inputs.language;
  const ViewSettings& settings = inputs.inputs.settings;
  const LayerToggles& layers = settings.layers;
  std::vector<std::string> parts, named;
  const auto add = [&](const char* key, const std::string& credit) {
    if (!credit.empty()) parts.push_back(language.format(key, {credit}));
  };
  static const MapLineLevel k_no_lines;
  const MapLineLevel& lines =
      inputs.scene.map_lines.empty() ? k_no_lines : inputs.scene.map_lines.front();
  // The shore divides land from sea in every picture.
  const std::string& shore = inputs.scene.heights.primary_shore().source;
  const std::string none;
  named = named_works(shore);
  if (layers.terrain)
    add("source.relief", new_works({&inputs.scene.heights.primary().source}, named));
  if (layers.terrain) add("source.own_terrain", own_terrain_credit(inputs));
  if (shows_schematic_floor) add("source.depths", language.text("source.own_drawing"));
  named.clear();
  add("source.coasts", new_works({&shore, settings.shows_borders() ? &lines.borders_source : &none,
                                  layers.rivers ? &lines.waters_source : &none},
                                 named));
  if (settings.shows_lines()) add("source.lines", language.text("source.treaties"));
  if (layers.ribbons || layers.units) add("source.figures", language.text("source.as_listed"));
  if (!inputs.inputs.settings.organization.empty())
    add("source.membership", language.text("source.as_listed"));
  if (layers.overlays)
    for (const dataset::OverlayLayer& layer : inputs.scene.overlays)
      add_once(parts, language.format("source.own_layer",
                                      {std::filesystem::path(layer.file).filename().string()}));
  if (layers.nodes || layers.ribbons) {
    constexpr size_t k_longest = 60;
    for (const dataset::Credit& credit : inputs.scene.dataset.credits) {
      const bool is_data_set = credit.licence != "single facts" && credit.name.size() <= k_longest;
      if (!is_data_set) continue;
      // A work that is named already in another version is not named again.
      const std::vector<std::string> works = named_works(credit.name);
      const bool is_named = std::any_of(named.begin(), named.end(), [&](const std::string& one) {
        const std::string base = works[0].substr(0, works[0].find_first_of("0123456789"));
        return one.starts_with(base);
      });
      if (!is_named) parts.push_back(credit.name);
    }
  }
  std::string line;
  for (const std::string& part : parts) line += (line.empty() ? "" : "; ") + part;
  return line.empty() ? line : language.format("furniture.sources", {line});
}

}  // namespace caspian::scene
