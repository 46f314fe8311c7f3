#pragma once

#include "runtime/batch/arguments.h"
#include "runtime/batch/tables.h"

/// What an evaluator says about its policy: the rest of the block whose beginning the kernels need.
namespace tiao::abi {

using batch::List;
using batch::Words;

struct MemberAbout {
  Words zh, en;
};

struct InputAbout {
  Words id, zh, en, unitZh, unitEn;
  Words columnZh, columnEn; // the names with the period: 年营业收入 2024
  List<MemberAbout> members;
  int32_t type = 0; // a tiao_type
};

struct OutputAbout {
  Words id, awardZh, awardEn, article;
  Words why;             // it is always to be asked; empty if compiled
  int32_t kernel = -1;   // its place among the kernels' outputs; -1: not compiled
  uint32_t group = 0;    //
  int32_t itemKind = -1; //
  int32_t year = 0, month = 0;
  int32_t listed = -1; // the input that says whether the item is there in this year; -1: there is none
  uint32_t discretionary = 0;
};

struct KindAbout {
  Words id, zh, en;
  int64_t most = 0; // items of one subject
};

struct About {
  batch::KernelTables kernels;
  Words policyZh, policyEn, version, hash, compiler;
  List<InputAbout> inputs; // as in the kernels' tables
  List<OutputAbout> outputs;
  List<KindAbout> kinds;
  int32_t firstYear = 0, lastYear = 0;
};

/// The block of this library.
class Policy {
public:
  Policy();
  const About* operator->() const { return reinterpret_cast<const About*>(bytes_); }
  const About& operator*() const { return *operator->(); }
  [[nodiscard]] batch::Block kernels() const { return batch::Block(bytes_); }
  template <typename T> [[nodiscard]] const T* begin(List<T> list) const {
    return reinterpret_cast<const T*>(bytes_ + list.at);
  }
  [[nodiscard]] const char* text(Words words) const { return begin(words); }
  [[nodiscard]] const batch::InputTable& input(uint32_t i) const { return begin((*this)->kernels.inputs)[i]; }
  [[nodiscard]] const InputAbout& about(uint32_t i) const { return begin((*this)->inputs)[i]; }
  [[nodiscard]] const OutputAbout& output(uint32_t i) const { return begin((*this)->outputs)[i]; }

private:
  const char* bytes_;
};

} // namespace tiao::abi

/// Made by the compiler for each policy, and linked to the rest.
extern "C" {
/// An About, and its lists.
extern const char tiao_tables[] __attribute__((visibility("hidden")));
/// By level of instructions (level.h), then by unit.
extern const TiaoKernel tiao_kernels[] __attribute__((visibility("hidden")));
}
