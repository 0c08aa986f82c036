// The few records of each format that a reader needs.
#include "tests/support/geo_file_bytes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>

namespace caspian::test {
namespace {

template <typename Value>
void put_little(std::string& bytes, Value value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename Value>
void put_big(std::string& bytes, Value value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  std::reverse(raw, raw + sizeof value);
  bytes.append(raw, sizeof value);
}

// ---- TIFF

struct TiffEntry {
  uint16_t tag, type;
  uint32_t count;
  std::string data;  // little-endian
};

template <typename Value>
TiffEntry entry(uint16_t tag, uint16_t type, const std::vector<Value>& values) {
  TiffEntry made{tag, type, static_cast<uint32_t>(values.size()), {}};
  for (const Value value : values) put_little(made.data, value);
  return made;
}
TiffEntry shorts(uint16_t tag, std::vector<uint16_t> values) {
  return entry(tag, 3, values);
}
TiffEntry longs(uint16_t tag, std::vector<uint32_t> values) {
  return entry(tag, 4, values);
}
TiffEntry doubles(uint16_t tag, std::vector<double> values) {
  return entry(tag, 12, values);
}
TiffEntry text(uint16_t tag, const std::string& value) {
  return {tag, 2, static_cast<uint32_t>(value.size() + 1), value + '\0'};
}

void put_sample(std::string& bytes, TiffMade::Sample sample, double value) {
  if (sample == TiffMade::Sample::int16) put_little(bytes, static_cast<int16_t>(value));
  if (sample == TiffMade::Sample::float32) put_little(bytes, static_cast<float>(value));
  if (sample == TiffMade::Sample::byte) put_little(bytes, static_cast<uint8_t>(value));
}

std::vector<TiffEntry> geo_entries(const TiffMade& made) {
  std::vector<TiffEntry> entries;
  if (made.has_place) {
    entries.push_back(doubles(33550, {made.step_x, made.step_y, 0}));
    entries.push_back(doubles(33922, {0, 0, 0, made.west, made.north, 0}));
  }
  if (made.geographic || made.projected) {
    const bool is_projected = made.projected != 0;
    std::vector<uint16_t> keys{1,    1, 0, 2, 1024, 0, 1, uint16_t(is_projected ? 1 : 2),
                               1025, 0, 1, 1};
    const auto add = [&keys](int key, int value) {
      for (const int word : {key, 0, 1, value}) keys.push_back(static_cast<uint16_t>(word));
      ++keys[3];
    };
    if (is_projected)
      add(3072, made.projected);
    else
      add(2048, made.geographic);
    if (made.vertical) add(4096, made.vertical);
    entries.push_back(shorts(34735, keys));
  }
  if (!made.nodata.empty()) entries.push_back(text(42113, made.nodata));
  return entries;
}

/// Appends a directory and its data at the end of `file`; gives where the next offset stands.
size_t put_directory(std::string& file, std::vector<TiffEntry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const TiffEntry& a, const TiffEntry& b) { return a.tag < b.tag; });
  for (TiffEntry& one : entries) {
    if (one.data.size() > 4) {
      if (file.size() % 2) file += '\0';
      const auto at = static_cast<uint32_t>(file.size());
      file += one.data;
      one.data.clear();
      put_little(one.data, at);
    }
    one.data.resize(4, '\0');
  }
  if (file.size() % 2) file += '\0';
  const size_t begin = file.size();
  put_little(file, static_cast<uint16_t>(entries.size()));
  for (const TiffEntry& one : entries) {
    put_little(file, one.tag);
    put_little(file, one.type);
    put_little(file, one.count);
    file += one.data;
  }
  put_little(file, uint32_t{0});
  return begin;
}

struct TiffLevel {
  int columns, rows;
  bool is_overview;
};

size_t put_level(std::string& file, const TiffMade& made, const TiffLevel& level,
                 const CellHeight& height) {
  const int side_x = made.tile ? made.tile : level.columns;
  const int side_y = made.tile ? made.tile : level.rows;
  std::vector<uint32_t> offsets, sizes;
  for (int top = 0; top < level.rows; top += side_y)
    for (int left = 0; left < level.columns; left += side_x) {
      offsets.push_back(static_cast<uint32_t>(file.size()));
      for (int row = top; row < top + side_y; ++row)
        for (int column = left; column < left + side_x; ++column)
          for (int band = 0; band < made.bands; ++band)
            put_sample(file, made.sample,
                       height(std::min(column, level.columns - 1), std::min(row, level.rows - 1)));
      sizes.push_back(static_cast<uint32_t>(file.size() - offsets.back()));
    }
  const bool is_float = made.sample == TiffMade::Sample::float32;
  const uint16_t bits = is_float ? 32 : made.sample == TiffMade::Sample::byte ? 8 : 16;
  const uint16_t format = is_float ? 3 : made.sample == TiffMade::Sample::byte ? 1 : 2;
  const auto words = [&made](uint16_t value) {
    return std::vector<uint16_t>(static_cast<size_t>(made.bands), value);
  };
  std::vector<TiffEntry> entries{longs(256, {static_cast<uint32_t>(level.columns)}),
                                 longs(257, {static_cast<uint32_t>(level.rows)}),
                                 shorts(258, words(bits)),
                                 shorts(259, {1}),
                                 shorts(262, {static_cast<uint16_t>(made.is_rgb ? 2 : 1)}),
                                 shorts(277, {static_cast<uint16_t>(made.bands)}),
                                 shorts(284, {1}),
                                 shorts(339, words(format))};
  if (made.tile) {
    entries.push_back(longs(322, {static_cast<uint32_t>(made.tile)}));
    entries.push_back(longs(323, {static_cast<uint32_t>(made.tile)}));
    entries.push_back(longs(324, offsets));
    entries.push_back(longs(325, sizes));
  } else {
    entries.push_back(longs(273, offsets));
    entries.push_back(longs(278, {static_cast<uint32_t>(level.rows)}));
    entries.push_back(longs(279, sizes));
  }
  if (level.is_overview) {
    entries.push_back(longs(254, {1}));
  } else {
    if (!made.description.empty()) entries.push_back(text(270, made.description));
    for (TiffEntry& one : geo_entries(made)) entries.push_back(std::move(one));
  }
  return put_directory(file, std::move(entries));
}

// ---- NetCDF classic (CDF-1), big-endian

constexpr int k_tag_dimension = 10, k_tag_variable = 11, k_tag_attribute = 12;

void pad(std::string& bytes) {
  while (bytes.size() % 4) bytes += '\0';
}

void put_int(std::string& bytes, size_t value) {
  put_big(bytes, static_cast<int32_t>(value));
}

void put_name(std::string& bytes, const std::string& name) {
  put_int(bytes, name.size());
  bytes += name;
  pad(bytes);
}

void put_value(std::string& bytes, int type, double value) {
  if (type == 3) put_big(bytes, static_cast<int16_t>(std::lround(value)));
  if (type == 5) put_big(bytes, static_cast<float>(value));
  if (type == 6) put_big(bytes, value);
}

void put_attributes(std::string& bytes,
                    const std::vector<std::pair<std::string, std::string>>& texts,
                    const std::vector<std::pair<std::string, double>>& numbers, int type) {
  if (texts.empty() && numbers.empty()) {
    bytes.append(8, '\0');
    return;
  }
  put_int(bytes, k_tag_attribute);
  put_int(bytes, texts.size() + numbers.size());
  for (const auto& [name, value] : texts) {
    put_name(bytes, name);
    put_int(bytes, 2);
    put_name(bytes, value);
  }
  for (const auto& [name, value] : numbers) {
    const int own = name == "_FillValue" ? type : 6;
    put_name(bytes, name);
    put_int(bytes, static_cast<size_t>(own));
    put_int(bytes, 1);
    put_value(bytes, own, value);
    pad(bytes);
  }
}

}  // namespace

std::string tiff_bytes(const TiffMade& made, const CellHeight& height) {
  std::string file("II*\0\0\0\0\0", 8);
  const auto link = [&file](size_t place, size_t directory) {
    const auto at = static_cast<uint32_t>(directory);
    std::memcpy(file.data() + place, &at, sizeof at);
  };
  const size_t first = put_level(file, made, {made.columns, made.rows, false}, height);
  link(4, first);
  if (made.tile) {
    const size_t next = file.size() - 4;  // of the directory just written
    const size_t second =
        put_level(file, made, {made.columns / 2, made.rows / 2, true},
                  [&](int column, int row) { return height(2 * column, 2 * row); });
    link(next, second);
  }
  return file;
}

std::string netcdf_bytes(const NetcdfMade& made) {
  // The head is made twice: its size decides where the values lie.
  std::string file;
  std::vector<size_t> begins(made.variables.size(), 0);
  for (const bool is_last : {false, true}) {
    file = std::string("CDF\x01\0\0\0\0", 8);
    put_int(file, k_tag_dimension);
    put_int(file, made.dimensions.size());
    for (const auto& [name, size] : made.dimensions) {
      put_name(file, name);
      put_int(file, static_cast<size_t>(size));
    }
    put_attributes(file, made.texts, {}, 2);
    put_int(file, k_tag_variable);
    put_int(file, made.variables.size());
    for (size_t v = 0; v < made.variables.size(); ++v) {
      const NetcdfMade::Variable& variable = made.variables[v];
      put_name(file, variable.name);
      put_int(file, variable.dimensions.size());
      for (const std::string& name : variable.dimensions)
        for (size_t d = 0; d < made.dimensions.size(); ++d)
          if (made.dimensions[d].first == name) put_int(file, d);
      put_attributes(file, variable.texts, variable.numbers, variable.type);
      put_int(file, static_cast<size_t>(variable.type));
      const size_t size = variable.type == 3 ? 2 : variable.type == 5 ? 4 : 8;
      put_int(file, (variable.values.size() * size + 3) / 4 * 4);
      put_int(file, begins[v]);
    }
    size_t at = file.size();
    for (size_t v = 0; v < made.variables.size(); ++v) {
      begins[v] = at;
      const int type = made.variables[v].type;
      at += (made.variables[v].values.size() * (type == 3 ? 2 : type == 5 ? 4 : 8) + 3) / 4 * 4;
    }
    if (!is_last) continue;
    for (const NetcdfMade::Variable& variable : made.variables) {
      for (const double value : variable.values) put_value(file, variable.type, value);
      pad(file);
    }
  }
  return file;
}

NetcdfMade grid_netcdf(const std::string& name, int columns, int rows, double west, double south,
                       double step, bool is_south_up, const CellHeight& height) {
  NetcdfMade made;
  made.dimensions = {{"lat", rows}, {"lon", columns}};
  NetcdfMade::Variable lat{"lat", {"lat"}, 6, {}, {{"units", "degrees_north"}}, {}};
  NetcdfMade::Variable lon{"lon", {"lon"}, 6, {}, {{"units", "degrees_east"}}, {}};
  NetcdfMade::Variable values{name, {"lat", "lon"}, 3, {}, {{"units", "m"}}, {}};
  for (int i = 0; i < columns; ++i) lon.values.push_back(west + i * step);
  for (int j = 0; j < rows; ++j) {
    const int from_south = is_south_up ? j : rows - 1 - j;
    lat.values.push_back(south + from_south * step);
    for (int i = 0; i < columns; ++i) values.values.push_back(height(i, rows - 1 - from_south));
  }
  made.variables = {lat, lon, values};
  return made;
}

std::string hgt_bytes(int side, const CellHeight& height) {
  std::string file;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column)
      put_big(file, static_cast<int16_t>(std::lround(height(column, row))));
  return file;
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace caspian::test
