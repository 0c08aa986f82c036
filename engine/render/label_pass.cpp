// Overlay -> quads in the frame's arena: boxes, then all halos, then all glyphs, so that no halo
// covers a letter.
#include "render/label_pass.h"

#include <algorithm>
#include <array>

#include "caspian_shaders.h"
#include "core/files.h"
#include "core/log.h"
#include "shared/label.h"

namespace caspian::render {
namespace {

std::array<gpu::Binding, 2> slots() {
  return {
      {{.slot = 0, .type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, .stages = VK_SHADER_STAGE_VERTEX_BIT},
       {.slot = 1,
        .type = VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE,
        .stages = VK_SHADER_STAGE_FRAGMENT_BIT}}};
}

uint32_t packed(glm::vec4 colour) {
  const glm::uvec4 byte(glm::clamp(colour, 0.0f, 1.0f) * 255.0f + 0.5f);
  return byte.r | byte.g << 8 | byte.b << 16 | byte.a << 24;
}

shared::LabelQuad quad_of(const scene::OverlayBox& box) {
  shared::LabelQuad quad{};
  quad.place = glm::vec4(box.centre, box.half + 1.0f);
  quad.turn = glm::vec4(box.along, 0.0f, std::min({box.radius_px, box.half.x, box.half.y}));
  quad.edge = glm::vec4(box.half, box.stroke_px, 0.0f);
  quad.colour = packed(box.fill);
  quad.stroke = packed(box.stroke);
  return quad;
}

/// The glyph's cell without the part of its padding that stays empty. `outside_px`: how far the ink
/// reaches beyond the outline, fading over `fade_px`.
shared::LabelQuad quad_of(const scene::OverlayGlyph& glyph, const scene::AtlasCell& cell,
                          float outside_px, float fade_px, glm::vec4 colour) {
  const float texels_per_px = scene::k_atlas_em_px / glyph.size_px;
  const float needed = (outside_px + 0.5f * fade_px + 0.5f) * texels_per_px;
  const float trim = std::max(0.0f, scene::k_atlas_reach_px + 1.0f - needed);
  const glm::vec2 size(cell.width, cell.height);
  const glm::vec2 middle = (glm::vec2(cell.left, cell.top) + 0.5f * size) / texels_per_px;
  const glm::vec2 down(-glyph.along.y, glyph.along.x);
  shared::LabelQuad quad{};
  quad.place = glm::vec4(glyph.pen + glyph.along * middle.x + down * middle.y,
                         (0.5f * size - trim) / texels_per_px);
  quad.turn = glm::vec4(glyph.along, texels_per_px, 0.0f);
  quad.edge = glm::vec4(outside_px, fade_px, 0.0f, 0.0f);
  quad.cell_origin = static_cast<uint32_t>(cell.x) | static_cast<uint32_t>(cell.y) << 16;
  quad.cell_size = static_cast<uint32_t>(cell.width) | static_cast<uint32_t>(cell.height) << 16;
  quad.colour = packed(colour);
  return quad;
}

std::vector<shared::LabelQuad> quads_of(const scene::Overlay& overlay, scene::GlyphAtlas& atlas) {
  std::vector<shared::LabelQuad> quads;
  quads.reserve(overlay.boxes.size() + 2 * overlay.glyphs.size());
  for (const scene::OverlayBox& box : overlay.boxes) quads.push_back(quad_of(box));
  for (const scene::OverlayGlyph& glyph : overlay.glyphs) {
    const scene::AtlasCell& cell = atlas.cell(glyph.font, glyph.glyph);
    if (cell.width == 0 || glyph.halo_px <= 0) continue;
    // Opaque next to the letters, faded out at the halo's width.
    const float reach_px = scene::k_atlas_reach_px * glyph.size_px / scene::k_atlas_em_px;
    const float halo_px = std::min(glyph.halo_px, reach_px);
    quads.push_back(quad_of(glyph, cell, 0.72f * halo_px, 0.56f * halo_px, glyph.halo));
  }
  for (const scene::OverlayGlyph& glyph : overlay.glyphs) {
    const scene::AtlasCell& cell = atlas.cell(glyph.font, glyph.glyph);
    if (cell.width > 0) quads.push_back(quad_of(glyph, cell, 0.0f, 1.0f, glyph.colour));
  }
  return quads;
}

}  // namespace

LabelPass::LabelPass(const PassSetup& setup, const scene::SceneGeometry& scene)
    : device_(&setup.device), layout_(setup.device, slots(), "lettering layout") {
  const auto assets = find_assets();
  if (!assets) {
    failure_ = assets.failure().sentence;
  } else if (auto lettering = scene::Lettering::create(scene, *assets)) {
    lettering_ = std::move(*lettering);
  } else {
    failure_ = lettering.failure().sentence;
  }
  if (!failure_.empty()) log::warning("The picture has no lettering: " + failure_);
  pipeline_ = gpu::Pipeline(*device_, {.vertex = shader_code("label.vert"),
                                       .fragment = shader_code("label.frag"),
                                       .sets = {setup.frame_layout, layout_.handle()},
                                       .topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_STRIP,
                                       .blend = gpu::Blend::premultiplied,
                                       .depth = gpu::DepthUse::none,
                                       .name = "lettering"});
}

void LabelPass::prepare(const PassFrame& frame) {
  quads_ = 0;
  if (!lettering_) return;
  const scene::LabelLayout layout =
      lettering_->lay_out(frame.inputs, frame.camera, frame.theme, frame.pixel_scale);
  for (const std::string& notice : lettering_->notices()) {
    if (said_.insert(notice).second) log::warning(notice);
  }
  scene::GlyphAtlas& atlas = lettering_->atlas();
  const std::vector<shared::LabelQuad> quads = quads_of(layout.overlay, atlas);
  if (quads.empty()) return;
  if (!atlas_ || atlas_revision_ != atlas.revision()) {
    // A fresh image: frames in flight may still read the old one.
    static constexpr std::array<std::byte, 4> k_nothing{};
    const bool is_empty = atlas.pixels().empty();
    const std::span<const std::byte> texels =
        is_empty ? std::span<const std::byte>(k_nothing) : std::as_bytes(atlas.pixels());
    const VkExtent2D extent = is_empty ? VkExtent2D{2, 2}
                                       : VkExtent2D{static_cast<uint32_t>(atlas.width()),
                                                    static_cast<uint32_t>(atlas.height())};
    atlas_ = gpu::make_texture(*device_, extent, VK_FORMAT_R8_UNORM, {&texels, 1}, "glyph atlas");
    atlas_revision_ = atlas.revision();
  }
  std::array<gpu::Binding, 2> bindings = slots();
  bindings[0] = gpu::bind_slice(0, bindings[0].type, frame.arena.store(quads), bindings[0].stages);
  bindings[1].view = atlas_.view();
  set_ = frame.arena.bind(layout_.handle(), bindings);
  quads_ = static_cast<uint32_t>(quads.size());
}

void LabelPass::draw(const PassFrame& frame) {
  if (quads_ == 0) return;
  const std::array<VkDescriptorSet, 2> sets{frame.frame_set, set_};
  vkCmdBindPipeline(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.handle());
  vkCmdBindDescriptorSets(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.layout(), 0,
                          static_cast<uint32_t>(sets.size()), sets.data(), 0, nullptr);
  vkCmdDraw(frame.commands, 4, quads_, 0, 0);
}

std::vector<std::string> LabelPass::notices() const {
  if (lettering_) return lettering_->notices();
  return {failure_};
}

}  // namespace caspian::render
