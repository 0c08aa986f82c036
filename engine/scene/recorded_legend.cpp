// Counted as they are drawn: what the filter leaves out is not counted.
#include "scene/recorded_legend.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace caspian::scene {
namespace {

constexpr size_t k_most_kinds = 6;

/// The language's word for an id, the id itself when it is none that languages have words for.
std::string word(const Language& language, const std::string& group, const std::string& id,
                 std::span<const std::string_view> known) {
  if (id.empty()) return language.text("inspector.unknown");
  const bool has_word = std::find(known.begin(), known.end(), id) != known.end();
  return has_word ? language.text(group + "." + id) : id;
}

std::string kind_name(const record::UnitFacts& unit, ColourBy by, const Language& language) {
  static constexpr std::string_view k_modes[] = {"rail", "road", "sea", "ferry"};
  const bool is_by_goods = by == ColourBy::commodity;
  if ((is_by_goods ? unit.commodity : unit.mode).empty())
    return language.text(is_by_goods ? "filter.commodity" : "filter.mode") + ": " +
           language.text("inspector.unknown");
  return is_by_goods ? word(language, "commodity", unit.commodity, commodities())
                     : word(language, "mode", unit.mode, k_modes);
}

}  // namespace

RecordedLegend recorded_legend(const RecordedScene& scene, time::SimTime t,
                               const ViewSettings& settings, const Language& language) {
  const record::SegmentStore& store = *scene.store;
  RecordedLegend legend;
  const std::string file = store.path().filename().string();
  std::string about = file;
  if (!store.source().empty() && store.source() != file) about += ", " + store.source();
  static constexpr std::string_view k_qualities[] = {"measured", "modelled", "assumed"};
  about += " (" + word(language, "quality", store.quality(), k_qualities) + ")";
  const auto units = recorded_units(scene, t, settings.filter);
  if (!units) {
    legend.title = language.text("recorded.none");
    legend.notes.push_back(about);
    return legend;
  }
  legend.title = language.format("recorded.units", {language.number(double(*units), 0)});
  for (const record::UnitFacts& kind : scene.kinds) {
    if (!passes(settings.filter, kind, store.quality())) continue;
    const std::string name = kind_name(kind, settings.colour_by, language);
    const bool is_known = std::any_of(legend.kinds.begin(), legend.kinds.end(),
                                      [&](const auto& known) { return known.text == name; });
    if (!is_known && legend.kinds.size() < k_most_kinds)
      legend.kinds.push_back(
          {recorded_colour(kind, settings.colour_by, theme_of(settings.theme)), name});
  }
  if (store.gap_count() > 0) legend.notes.push_back(language.text("recorded.gap"));
  legend.notes.push_back(about);
  return legend;
}

}  // namespace caspian::scene
