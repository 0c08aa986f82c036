// No two panels overlap and none leaves the picture, whatever the size, scale and what is open.
#include <doctest/doctest.h>

#include <vector>

#include "app/panels/panel_layout.h"

using namespace caspian;

namespace {
bool overlap(const ui::Rect& a, const ui::Rect& b) {
  if (a.is_empty() || b.is_empty()) return false;
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
}  // namespace

TEST_CASE("panels keep apart at every size") {
  struct Case {
    PixelSize size;
    double scale;
  };
  for (const Case& one : {Case{{1280, 720}, 1},
                          {{1920, 1080}, 1},
                          {{1024, 768}, 1},
                          {{800, 1280}, 1},
                          {{3840, 2160}, 2},
                          {{3840, 2160}, 1},
                          {{640, 480}, 1},
                          {{1280, 720}, 1.5}})
    for (const bool panel : {true, false})
      for (const bool legend : {true, false})
        for (const float inspector : {0.0f, 200.0f, 2000.0f}) {
          CAPTURE(one.size.width);
          CAPTURE(one.scale);
          CAPTURE(panel);
          CAPTURE(legend);
          CAPTURE(inspector);
          const app::PanelLayout layout = app::lay_out({.size = one.size,
                                                        .ui_scale = one.scale,
                                                        .corridors_open = panel,
                                                        .legend_open = legend,
                                                        .legend_height = 420,
                                                        .inspector_open = inspector > 0,
                                                        .inspector_height = inspector,
                                                        .card_open = inspector == 0});
          if (inspector == 0 && one.size.width >= 800)
            CHECK(layout.cards.width() >= 340 * one.scale);
          const std::vector<ui::Rect> panels{layout.time_bar, layout.corridors, layout.toolbar,
                                             layout.inspector, layout.legend};
          for (size_t i = 0; i < panels.size(); ++i) {
            CAPTURE(i);
            if (panels[i].is_empty()) continue;
            CHECK(panels[i].x0 >= 0);
            CHECK(panels[i].y0 >= 0);
            CHECK(panels[i].x1 <= static_cast<float>(one.size.width));
            CHECK(panels[i].y1 <= static_cast<float>(one.size.height));
            for (size_t j = i + 1; j < panels.size(); ++j) {
              CAPTURE(j);
              CHECK(!overlap(panels[i], panels[j]));
            }
          }
          CHECK(layout.free.width() > 0);
          CHECK(!overlap(layout.cards, layout.time_bar));
          CHECK(!overlap(layout.cards, layout.legend));
          if (panel && layout.corridors.width() > 100)
            CHECK(!overlap(layout.cards, layout.corridors));
          CHECK(!overlap(layout.free,
                         layout.corridors.width() > 100 ? layout.corridors : ui::Rect{}));
          CHECK(!overlap(layout.free, layout.time_bar));
          CHECK(!overlap(layout.free, layout.legend));
        }
}
