// In the picture's language; a convention always has both texts.
#include "scene/legal_notice.h"

namespace caspian::scene {

std::string convention_sentence(const dataset::Dataset& dataset, const ViewSettings& settings,
                                const Language& language) {
  const std::string& title =
      dataset.convention(settings.convention).title.in(language.dataset_index());
  return title.empty() ? "" : language.format("convention.sentence", {title});
}

std::string disclaimer_of(const dataset::Dataset& dataset, const ViewSettings& settings,
                          const Language& language) {
  const size_t index = language.dataset_index();
  std::string text = dataset.convention(settings.convention).disclaimer.in(index);
  if (text.empty()) text = language.text("furniture.disclaimer");
  const std::string& own = dataset.disclaimer.in(index);
  return own.empty() ? text : text + " " + own;
}

std::string legal_notice(const dataset::Dataset& dataset, const ViewSettings& settings,
                         const Language& language) {
  const std::string convention = convention_sentence(dataset, settings, language);
  return (convention.empty() ? "" : convention + " ") + disclaimer_of(dataset, settings, language);
}

}  // namespace caspian::scene
