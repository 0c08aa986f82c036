// Outcomes of work that may fail because of data or environment: a value or one sentence for the
// user, and the list of findings that loaders hand back beside what they could read.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace caspian {

/// Why something could not be done, as a sentence for the user, and the exit code it leads to.
struct Failure {
  enum class Kind { usage = 1, data = 2, no_device = 3, output = 4 };
  std::string sentence;
  Kind kind = Kind::data;
};

/// A value, or the failure that took its place.
template <typename T>
class Result {
 public:
  Result(T value) : outcome_(std::move(value)) {}
  Result(Failure failure) : outcome_(std::move(failure)) {}

  bool ok() const { return outcome_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(outcome_); }
  const T& value() const& { return std::get<0>(outcome_); }
  T&& value() && { return std::get<0>(std::move(outcome_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Failure& failure() const { return std::get<1>(outcome_); }

 private:
  std::variant<T, Failure> outcome_;
};

struct Done {};
using Outcome = Result<Done>;

/// One finding in a file people wrote. Line and column count from 1; 0 = unknown.
struct Problem {
  enum class Severity { error, warning };
  std::string file;
  int line = 0;
  int column = 0;
  std::string found;
  std::string expected;
  Severity severity = Severity::error;

  /// `file:line:column: found, expected`
  std::string text() const;
};

using ProblemList = std::vector<Problem>;

}  // namespace caspian
