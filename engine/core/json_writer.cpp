// JSON text by RFC 8259.
#include "core/json_writer.h"

#include <charconv>
#include <cmath>

#include "core/check.h"

namespace caspian {
namespace {

std::string quoted(std::string_view text) {
  constexpr char k_hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out += "\\u00";
      out += {k_hex[byte >> 4], k_hex[byte & 15]};
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

double rounded_to(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

std::string number_text(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  return {buffer, end.ptr};
}

void JsonWriter::open_entry() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  if (levels_.back().has_entries) out_ += ',';
  levels_.back().has_entries = true;
  out_ += '\n';
  out_.append(levels_.size() * 2, ' ');
}

JsonWriter& JsonWriter::raw(std::string_view token) {
  open_entry();
  out_ += token;
  return *this;
}

JsonWriter& JsonWriter::begin_object() {
  raw("{");
  levels_.push_back({.is_array = false});
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  raw("[");
  levels_.push_back({.is_array = true});
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  CASPIAN_CHECK(!levels_.empty() && !levels_.back().is_array && !after_key_);
  const bool has_entries = levels_.back().has_entries;
  levels_.pop_back();
  if (has_entries) out_.append(1, '\n').append(levels_.size() * 2, ' ');
  out_ += '}';
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  CASPIAN_CHECK(!levels_.empty() && levels_.back().is_array);
  const bool has_entries = levels_.back().has_entries;
  levels_.pop_back();
  if (has_entries) out_.append(1, '\n').append(levels_.size() * 2, ' ');
  out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  CASPIAN_CHECK(!levels_.empty() && !levels_.back().is_array && !after_key_);
  raw(quoted(name));
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  return raw(quoted(text));
}
JsonWriter& JsonWriter::value(double number) {
  return std::isfinite(number) ? raw(number_text(number)) : null();
}
JsonWriter& JsonWriter::value(int64_t number) {
  return raw(std::to_string(number));
}
JsonWriter& JsonWriter::value(uint64_t number) {
  return raw(std::to_string(number));
}
JsonWriter& JsonWriter::value(bool truth) {
  return raw(truth ? "true" : "false");
}
JsonWriter& JsonWriter::null() {
  return raw("null");
}

JsonWriter& JsonWriter::numbers(const std::vector<double>& values) {
  std::string list = "[";
  for (const double number : values) {
    if (list.size() > 1) list += ", ";
    list += std::isfinite(number) ? number_text(number) : "null";
  }
  return raw(list + "]");
}

std::string JsonWriter::text() const {
  CASPIAN_CHECK(levels_.empty() && !after_key_);
  return out_ + "\n";
}

}  // namespace caspian
