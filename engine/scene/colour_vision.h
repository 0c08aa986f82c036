// How eyes that lack a kind of cones see a colour: Machado, Oliveira, Fernandes 2009 (A
// physiologically-based model for simulation of color vision deficiency), severity 1, in linear
// light. A check of pictures, not a theme.
#pragma once
#include <string_view>

#include <glm/glm.hpp>

#include "scene/view_settings.h"

namespace caspian::scene {

/// `normal`, `deuteranopia`, `protanopia`, `tritanopia`.
std::string_view colour_vision_id(ColourVision kind);

/// Of linear RGB: seen = matrix * colour, clamped to 0..1.
glm::mat3 colour_vision_matrix(ColourVision kind);

/// A display colour (sRGB-encoded, 0..1) as it looks to such eyes, encoded again.
glm::vec3 as_seen(glm::vec3 display, ColourVision kind);

/// CIEDE2000 (Sharma, Wu, Dalal 2005) of two display colours: about 1 is just noticeable, from 12
/// on two colours are told apart at a glance.
double colour_difference(glm::vec3 a, glm::vec3 b);
/// The same of two colours in CIELAB.
double lab_difference(const glm::dvec3& one, const glm::dvec3& other);

}  // namespace caspian::scene
