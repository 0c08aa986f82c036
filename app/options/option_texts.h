// The texts of a command's options by name, and their way into a request's fields. One user of
// CLI11 besides the files beside it.
#pragma once
#include <CLI/CLI.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"

namespace caspian::app {

/// Texts of the options by name; an option that was not given is not in it.
class Texts {
 public:
  /// Adds an option whose text lands here under its long name or positional name.
  CLI::Option* add(CLI::App& app, const std::string& name, const std::string& help,
                   const std::string& value) {
    const std::string key = name.substr(name.find("--") == name.npos ? 0 : name.find("--"));
    CLI::Option* option = app.add_option(name, slots_[key], help);
    // One text per option: a second one is a mistake and must not be joined to the first.
    return option->type_name(value)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  }
  /// One or more texts.
  CLI::Option* add_list(CLI::App& app, const std::string& name, const std::string& help,
                        const std::string& value) {
    return app.add_option(name, lists_[name], help)->type_name(value);
  }
  const std::vector<std::string>& list(const std::string& key) const {
    static const std::vector<std::string> k_empty;
    const auto found = lists_.find(key);
    return found == lists_.end() ? k_empty : found->second;
  }
  CLI::Option* add_flag(CLI::App& app, const std::string& name, const std::string& help) {
    CLI::Option* option = app.add_flag(name, flags_[name], help);
    return option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  }
  const std::string& text(const std::string& key) const {
    static const std::string k_empty;
    const auto found = slots_.find(key);
    return found == slots_.end() ? k_empty : found->second;
  }
  bool flag(const std::string& key) const {
    const auto found = flags_.find(key);
    return found != flags_.end() && found->second;
  }

 private:
  std::map<std::string, std::string> slots_;
  std::map<std::string, std::vector<std::string>> lists_;
  std::map<std::string, bool> flags_;
};

/// Reads texts into fields and keeps the first failure.
class Reader {
 public:
  explicit Reader(const Texts& texts) : texts_(texts) {}

  template <typename Target, typename Read, typename... More>
  void into(Target& target, const std::string& key, Read read, More... more) {
    const std::string& text = texts_.text(key);
    if (text.empty() || failure_) return;
    auto value = read(key, text, more...);
    if (value)
      target = std::move(value).value();
    else
      failure_ = value.failure();
  }
  void fail(const std::string& sentence) {
    if (!failure_) failure_ = Failure{sentence, Failure::Kind::usage};
  }
  void fail(const Failure& failure) {
    if (!failure_) failure_ = failure;
  }
  const std::optional<Failure>& failure() const { return failure_; }
  const Texts& texts() const { return texts_; }

 private:
  const Texts& texts_;
  std::optional<Failure> failure_;
};

}  // namespace caspian::app
