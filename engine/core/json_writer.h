// Writes JSON as it goes: keys in the order given, shortest exact numbers, no locale. Knows no
// reading.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caspian {

class JsonWriter {
 public:
  /// Indented by two blanks, one entry a line; arrays of plain numbers stay on one line.
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);  // null when not finite
  JsonWriter& value(int64_t number);
  JsonWriter& value(uint64_t number);
  JsonWriter& value(int number) { return value(int64_t{number}); }
  JsonWriter& value(uint32_t number) { return value(uint64_t{number}); }
  JsonWriter& value(bool truth);
  JsonWriter& null();

  template <typename T>
  JsonWriter& field(std::string_view name, const T& content) {
    return key(name).value(content);
  }
  /// [a, b, ...] on one line.
  JsonWriter& numbers(const std::vector<double>& values);

  /// The document, ended by a line break. All that was begun must have been ended.
  std::string text() const;

 private:
  void open_entry();
  JsonWriter& raw(std::string_view token);

  struct Level {
    bool is_array = false;
    bool has_entries = false;
  };
  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

/// Nearest number with so many decimals: for values whose further digits mean nothing.
double rounded_to(double value, int decimals);

/// Shortest text that reads back as the same number, e.g. `0.1`.
std::string number_text(double value);

}  // namespace caspian
