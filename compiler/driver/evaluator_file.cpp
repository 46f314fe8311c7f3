#include "compiler/driver/evaluator_file.h"

#include "compiler/build/description.h"
#include "compiler/build/loader.h"
#include "compiler/build/seal.h"
#include "runtime/abi/entry.h"
#include "runtime/abi/version.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <new>

namespace tiao::driver {

struct EvaluatorFile::Code {
  build::Loader library;
  decltype(tiao_tile_scratch)* scratch = nullptr;
  decltype(tiao_tile_evaluate)* evaluate = nullptr;
  plan::Plan plan;
};

namespace {

/// No evaluator is as long as this.
constexpr std::streamoff MostBytes = 1 << 28;

Text because(const std::string& path, const std::string& zh, const std::string& en) {
  return {path + "：" + zh, path + ": " + en};
}

std::variant<std::string, Text> contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) {
    const std::string why = std::strerror(errno); // NOLINT(concurrency-mt-unsafe): before there are threads
    return because(path, "打不开（" + why + "）", "cannot be opened (" + why + ")");
  }
  const std::streamoff size = in.tellg();
  if (size < 0 || size > MostBytes)
    return because(path, "不是 tiao build 写出的求值器", "is no evaluator of tiao build");
  std::string bytes(static_cast<size_t>(size), '\0');
  in.seekg(0);
  in.read(bytes.data(), size);
  if (in.gcount() != size) return because(path, "读不完整", "cannot be read to its end");
  return bytes;
}

/// Is it of this policy and of this tiao?
std::optional<Text> stranger(const std::string& path, const build::Seal& seal, const core::Program& program) {
  if (seal.abi != AbiVersion || seal.compiler != TIAO_VERSION)
    return because(path,
                   fmt::format("是 tiao {}（接口 {}）写出的，这里是 tiao {}（接口 {}）；请用 tiao build 重新生成",
                               seal.compiler, seal.abi, TIAO_VERSION, AbiVersion),
                   fmt::format("was made by tiao {} (interface {}), and this is tiao {} (interface {}); build it anew",
                               seal.compiler, seal.abi, TIAO_VERSION, AbiVersion));
  if (!seal.district.empty())
    return because(
        path, fmt::format("只为「{}」而编译；名册需要不带 --district 的求值器", seal.district),
        fmt::format("is for `{}` alone; a register needs one that was built without --district", seal.district));
  if (seal.hash != build::hashOf(program))
    return because(path, "是另一政策的，或编译之后政策改过；请用 tiao build 重新生成",
                   "is of another policy, or the policy was changed after it was built; build it anew");
  return std::nullopt;
}

/// The columns of later years, of which nothing is known and on which no earlier year hangs: any value will do, and no
/// item is in their lists.
class LaterColumns {
public:
  LaterColumns(const batch::Layout& layout, int lastYear) : layout_(layout) {
    known_.assign(std::max(batch::TileSubjects, batch::TileItems) / 64, ~uint64_t{0});
    for (size_t i = 0; i < layout.inputs.size(); ++i) {
      const batch::Input& in = layout.inputs[i];
      if (in.year <= lastYear || (isOfItems(in) && in.kind != batch::InputKind::Listed)) continue;
      const int64_t value = in.kind == batch::InputKind::ListGiven ? 1 : std::clamp<int64_t>(0, in.lo, in.hi);
      const size_t rows = isOfItems(in) ? batch::TileItems : batch::TileSubjects;
      std::vector<uint8_t>& bytes = columns_.emplace_back(rows * batch::sizeOf(in.cell));
      for (size_t row = 0; row < rows; ++row) // little-endian
        std::memcpy(bytes.data() + row * batch::sizeOf(in.cell), &value, batch::sizeOf(in.cell));
      inputs_.push_back(i);
    }
  }

  /// The same tile with them.
  const TiaoFrame& in(const TiaoFrame& frame) {
    values_.assign(frame.values, frame.values + layout_.inputs.size());
    masks_.assign(frame.known, frame.known + layout_.inputs.size());
    for (size_t i = 0; i < inputs_.size(); ++i) {
      values_[inputs_[i]] = columns_[i].data();
      masks_[inputs_[i]] = known_.data();
    }
    frame_ = frame;
    frame_.values = values_.data();
    frame_.known = masks_.data();
    return frame_;
  }

private:
  const batch::Layout& layout_;
  std::vector<size_t> inputs_;
  std::vector<std::vector<uint8_t>> columns_;
  std::vector<uint64_t> known_;
  std::vector<const void*> values_;
  std::vector<const uint64_t*> masks_;
  TiaoFrame frame_{};
};

struct Free {
  void operator()(void* memory) const { ::operator delete(memory, std::align_val_t(64)); }
};

/// Memory between kernels, of one thread.
class Memory {
public:
  void* of(decltype(tiao_tile_scratch)* lay, const TiaoFrame& frame) {
    bool fits = block_ != nullptr && frame.subjects <= rows_[0];
    for (size_t kind = 0; kind < 8; ++kind) fits = fits && frame.items[kind] <= rows_[kind + 1];
    if (!fits) {
      rows_[0] = std::max(rows_[0], frame.subjects);
      for (size_t kind = 0; kind < 8; ++kind) rows_[kind + 1] = std::max(rows_[kind + 1], frame.items[kind]);
      const size_t bytes = lay(rows_.data(), nullptr);
      block_.reset(::operator new(bytes, std::align_val_t(64)));
      std::memset(block_.get(), 0, bytes);
      (void)lay(rows_.data(), block_.get());
    }
    return block_.get();
  }

private:
  std::unique_ptr<void, Free> block_;
  std::array<int64_t, 9> rows_{};
};

} // namespace

std::variant<EvaluatorFile, Text> EvaluatorFile::open(const std::string& path, const core::Program& program) {
  auto read = contents(path);
  if (auto* why = std::get_if<Text>(&read)) return std::move(*why);
  const std::string& bytes = std::get<std::string>(read);
  const auto sealed = build::sealOf(bytes);
  if (const auto* fault = std::get_if<build::SealFault>(&sealed)) {
    if (*fault == build::SealFault::Foreign)
      return because(path, "不是 tiao build 写出的求值器，或已截断", "is no evaluator of tiao build, or is cut short");
    return because(path, "已损坏：校验和不符", "is damaged: its checksum is of other bytes");
  }
  const auto& seal = std::get<build::Seal>(sealed);
  if (auto why = stranger(path, seal, program)) return *std::move(why);
  plan::Plan plan = plan::plan(program, seal.lastYear);
  if (build::hashOf(plan) != seal.layout)
    return because(path, "与这个 tiao 的列不同；请用 tiao build 重新生成",
                   "has other columns than this tiao; build it anew");
  auto loaded = build::Loader::load(bytes);
  if (const auto* why = std::get_if<std::string>(&loaded))
    return because(path, "装不进来（" + *why + "）", "cannot be loaded (" + *why + ")");
  auto& library = std::get<build::Loader>(loaded);
  auto* scratch = library.function<decltype(tiao_tile_scratch)>("tiao_tile_scratch");
  auto* evaluate = library.function<decltype(tiao_tile_evaluate)>("tiao_tile_evaluate");
  if (scratch == nullptr || evaluate == nullptr) return because(path, "缺少函数", "lacks its functions");
  EvaluatorFile file;
  file.lastYear_ = seal.lastYear;
  file.code_ = std::make_shared<const Code>(Code{std::move(library), scratch, evaluate, std::move(plan)});
  return file;
}

Kernels EvaluatorFile::kernels(int lastYear) const {
  const auto code = code_;
  Kernels kernels{code->plan.layout, reasonsOf(code->plan), {}};
  kernels.evaluator = [code, lastYear]() -> TileEvaluator {
    const auto memory = std::make_shared<Memory>();
    const auto later = std::make_shared<LaterColumns>(code->plan.layout, lastYear);
    return [code, memory, later](const TiaoFrame& frame) {
      const TiaoFrame& whole = later->in(frame);
      code->evaluate(&whole, memory->of(code->scratch, whole));
    };
  };
  return kernels;
}

} // namespace tiao::driver
