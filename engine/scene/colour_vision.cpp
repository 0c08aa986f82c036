// Matrices and the colour difference, as published.
#include "scene/colour_vision.h"

#include <cmath>
#include <numbers>

namespace caspian::scene {
namespace {

glm::vec3 linear_of(glm::vec3 display) {
  for (int i = 0; i < 3; ++i)
    display[i] = display[i] <= 0.04045f ? display[i] / 12.92f
                                        : std::pow((display[i] + 0.055f) / 1.055f, 2.4f);
  return display;
}

glm::vec3 display_of(glm::vec3 linear) {
  for (int i = 0; i < 3; ++i)
    linear[i] = linear[i] <= 0.0031308f ? linear[i] * 12.92f
                                        : 1.055f * std::pow(linear[i], 1 / 2.4f) - 0.055f;
  return linear;
}

/// CIELAB under D65.
glm::dvec3 lab_of(glm::vec3 display) {
  const glm::dvec3 c(linear_of(display));
  const auto f = [](double v) {
    return v > 216.0 / 24389 ? std::cbrt(v) : (24389.0 / 27 * v + 16) / 116;
  };
  const double x = f((0.4124564 * c.x + 0.3575761 * c.y + 0.1804375 * c.z) / 0.95047);
  const double y = f(0.2126729 * c.x + 0.7151522 * c.y + 0.0721750 * c.z);
  const double z = f((0.0193339 * c.x + 0.1191920 * c.y + 0.9503041 * c.z) / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

constexpr double k_pi = std::numbers::pi;

double hue_of(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double hue = std::atan2(b, a);
  return hue < 0 ? hue + 2 * k_pi : hue;
}

double degrees(double value) {
  return value * k_pi / 180;
}

}  // namespace

std::string_view colour_vision_id(ColourVision kind) {
  switch (kind) {
    case ColourVision::deuteranopia:
      return "deuteranopia";
    case ColourVision::protanopia:
      return "protanopia";
    case ColourVision::tritanopia:
      return "tritanopia";
    case ColourVision::normal:
      break;
  }
  return "normal";
}

glm::mat3 colour_vision_matrix(ColourVision kind) {
  switch (kind) {  // rows as published
    case ColourVision::protanopia:
      return glm::transpose(glm::mat3(0.152286f, 1.052583f, -0.204868f, 0.114503f, 0.786281f,
                                      0.099216f, -0.003882f, -0.048116f, 1.051998f));
    case ColourVision::deuteranopia:
      return glm::transpose(glm::mat3(0.367322f, 0.860646f, -0.227968f, 0.280085f, 0.672501f,
                                      0.047413f, -0.011820f, 0.042940f, 0.968881f));
    case ColourVision::tritanopia:
      return glm::transpose(glm::mat3(1.255528f, -0.076749f, -0.178779f, -0.078411f, 0.930809f,
                                      0.147602f, 0.004733f, 0.691367f, 0.303900f));
    case ColourVision::normal:
      break;
  }
  return glm::mat3(1);
}

glm::vec3 as_seen(glm::vec3 display, ColourVision kind) {
  if (kind == ColourVision::normal) return display;
  const glm::vec3 seen = colour_vision_matrix(kind) * linear_of(display);
  return display_of(glm::clamp(seen, 0.0f, 1.0f));
}

double lab_difference(const glm::dvec3& one, const glm::dvec3& other) {
  const double c_mean = 0.5 * (std::hypot(one.y, one.z) + std::hypot(other.y, other.z));
  const double c7 = std::pow(c_mean, 7);
  const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + std::pow(25.0, 7))));
  const double a1 = (1 + g) * one.y, a2 = (1 + g) * other.y;
  const double c1 = std::hypot(a1, one.z), c2 = std::hypot(a2, other.z);
  const double h1 = hue_of(a1, one.z), h2 = hue_of(a2, other.z);
  double dh = h2 - h1, h_mean = h1 + h2;
  if (c1 * c2 == 0) {
    dh = 0;
  } else {
    if (dh > k_pi) dh -= 2 * k_pi;
    if (dh < -k_pi) dh += 2 * k_pi;
    if (std::abs(h1 - h2) > k_pi) h_mean += h_mean < 2 * k_pi ? 2 * k_pi : -2 * k_pi;
    h_mean *= 0.5;
  }
  const double dl = other.x - one.x, dc = c2 - c1;
  const double dh_big = 2 * std::sqrt(c1 * c2) * std::sin(0.5 * dh);
  const double l50 = std::pow(0.5 * (one.x + other.x) - 50, 2), c_bar = 0.5 * (c1 + c2);
  const double t = 1 - 0.17 * std::cos(h_mean - degrees(30)) + 0.24 * std::cos(2 * h_mean) +
                   0.32 * std::cos(3 * h_mean + degrees(6)) -
                   0.20 * std::cos(4 * h_mean - degrees(63));
  const double sl = 1 + 0.015 * l50 / std::sqrt(20 + l50);
  const double sc = 1 + 0.045 * c_bar, sh = 1 + 0.015 * c_bar * t;
  const double c_bar7 = std::pow(c_bar, 7);
  const double turn = std::exp(-std::pow((h_mean - degrees(275)) / degrees(25), 2));
  const double rt =
      -2 * std::sqrt(c_bar7 / (c_bar7 + std::pow(25.0, 7))) * std::sin(degrees(60) * turn);
  const double l = dl / sl, c = dc / sc, h = dh_big / sh;
  return std::sqrt(l * l + c * c + h * h + rt * c * h);
}

double colour_difference(glm::vec3 a, glm::vec3 b) {
  return lab_difference(lab_of(a), lab_of(b));
}

}  // namespace caspian::scene
