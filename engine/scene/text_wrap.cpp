// Greedy: as many pieces on a line as fit.
#include "scene/text_wrap.h"

#include <utility>

namespace caspian::scene {
namespace {

/// What stays together, and whether a space stands before it.
struct Piece {
  std::string text;
  bool after_space = false;
};

/// Bytes of the character that begins here.
size_t character_bytes(std::string_view text, size_t at) {
  size_t bytes = 1;
  while (at + bytes < text.size() && (static_cast<unsigned char>(text[at + bytes]) & 0xC0) == 0x80)
    ++bytes;
  return bytes;
}

bool is_ideograph(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF00 && c <= 0xFFEF);
}

/// Marks that must not begin a line.
bool is_closing(char32_t c) {
  constexpr std::u32string_view k_closing = U"、。〉》」』】〕！），．：；？］｝·";
  return k_closing.find(c) != std::u32string_view::npos;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  bool after_space = false, may_join = false;  // the last piece may grow
  for (size_t at = 0; at < text.size();) {
    const size_t bytes = character_bytes(text, at);
    const std::string character(text.substr(at, bytes));
    at += bytes;
    if (character == " ") {
      after_space = true;
      may_join = false;
      continue;
    }
    const char32_t code = characters_of(character)[0];
    const bool joins =
        !pieces.empty() && !after_space && (is_closing(code) || (may_join && !is_ideograph(code)));
    if (joins)
      pieces.back().text += character;
    else
      pieces.push_back({character, after_space && !pieces.empty()});
    may_join = !is_ideograph(code) && code != U'\u2013';  // a line may end with a dash
    after_space = false;
  }
  return pieces;
}

}  // namespace

std::vector<std::string> wrap_text(TextShaper& shaper, std::string_view text,
                                   const TextStyle& style, float width_px) {
  const auto width_of = [&](const std::string& one) {
    return text_width(shaper.shape(one, style.role), style);
  };
  const float space = width_of("n n") - width_of("nn");
  std::vector<std::string> lines;
  std::string line;
  float used = 0;
  const auto close = [&] {
    if (!line.empty()) lines.push_back(std::exchange(line, {}));
    used = 0;
  };
  for (const Piece& piece : pieces_of(text)) {
    const float wide = width_of(piece.text), gap = piece.after_space ? space : 0;
    if (!line.empty() && used + gap + wide <= width_px) {
      line += (piece.after_space ? " " : "") + piece.text;
      used += gap + wide;
      continue;
    }
    close();
    if (wide <= width_px) {
      line = piece.text;
      used = wide;
      continue;
    }
    for (size_t at = 0; at < piece.text.size();) {  // a word that no line can hold
      const size_t bytes = character_bytes(piece.text, at);
      const std::string longer = line + piece.text.substr(at, bytes);
      if (!line.empty() && width_of(longer) > width_px) {
        close();
        continue;
      }
      line = longer;
      at += bytes;
    }
    used = width_of(line);
  }
  close();
  return lines;
}

}  // namespace caspian::scene
