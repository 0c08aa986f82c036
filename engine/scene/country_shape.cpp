// A border is a piece that two rings have, in either direction.
#include "scene/country_shape.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace caspian::scene {
namespace {

using Line = std::vector<geo::GeoPoint>;

struct Piece {
  geo::GeoPoint a, b;
  bool operator==(const Piece&) const = default;
};

struct PieceHash {
  size_t operator()(const Piece& piece) const {
    size_t hash = 0;
    for (const double value :
         {piece.a.longitude_deg, piece.a.latitude_deg, piece.b.longitude_deg, piece.b.latitude_deg})
      hash = (hash ^ std::bit_cast<uint64_t>(value)) * 0x9E3779B97F4A7C15ull;
    return hash ^ hash >> 29;
  }
};

/// The same for both directions.
Piece piece_of(geo::GeoPoint a, geo::GeoPoint b) {
  a.height_m = b.height_m = 0;
  const bool is_ordered = a.longitude_deg < b.longitude_deg ||
                          (a.longitude_deg == b.longitude_deg && a.latitude_deg < b.latitude_deg);
  return is_ordered ? Piece{a, b} : Piece{b, a};
}

template <typename Take>
void each_piece(const Line& ring, Take&& take) {
  for (size_t i = 0; i < ring.size(); ++i) {
    const geo::GeoPoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
    if (!(a == b)) take(a, b);
  }
}

}  // namespace

std::vector<std::vector<Line>> shores_of(const std::vector<CountryShape>& countries) {
  std::unordered_map<Piece, int, PieceHash> uses;
  for (const CountryShape& country : countries)
    for (const Line& ring : country.rings)
      each_piece(ring, [&](const auto& a, const auto& b) { ++uses[piece_of(a, b)]; });
  std::vector<std::vector<Line>> all(countries.size());
  for (size_t i = 0; i < countries.size(); ++i)
    for (const Line& ring : countries[i].rings) {
      bool is_open = false;
      each_piece(ring, [&](const auto& a, const auto& b) {
        const bool is_shore = uses[piece_of(a, b)] == 1;
        if (is_shore && !is_open) all[i].push_back({a});
        if (is_shore) all[i].back().push_back(b);
        is_open = is_shore;
      });
    }
  return all;
}

}  // namespace caspian::scene
