#include "runtime/table/failure.h"

namespace tiao::table {

Sentence describe(const Failure& failure) {
  const std::string& path = failure.path;
  const std::string line = std::to_string(failure.line);
  const auto& [zh, en] = failure.detail;
  switch (failure.kind) {
  case Failure::Kind::CannotOpen: return {"无法打开 " + path + "：" + zh, "cannot open " + path + ": " + en};
  case Failure::Kind::CannotRead: return {"读取 " + path + " 时出错：" + zh, "cannot read " + path + ": " + en};
  case Failure::Kind::CannotWrite: return {"写入 " + path + " 时出错：" + zh, "cannot write " + path + ": " + en};
  case Failure::Kind::Changed:
    return {path + " 在读取时被改动，请重新运行", path + " was changed while it was being read; run again"};
  case Failure::Kind::Utf16:
    return {path + " 是 UTF-16 编码，请另存为「CSV UTF-8」", path + " is in UTF-16; save it as CSV in UTF-8"};
  case Failure::Kind::Workbook:
    return {path + " 是电子表格工作簿，请另存为「CSV UTF-8」",
            path + " is a spreadsheet workbook; save it as CSV in UTF-8"};
  case Failure::Kind::NotText:
    return {path + " 第 " + line + " 行的字节既不是 UTF-8，也不是 GB18030",
            path + " has bytes on line " + line + " that are neither UTF-8 nor GB18030"};
  case Failure::Kind::NoHeader: return {path + " 没有表头", path + " has no header"};
  case Failure::Kind::BadHeader:
    return {path + " 第 " + line + " 行的表头有误：" + zh, path + " has a bad header on line " + line + ": " + en};
  }
  return {};
}

} // namespace tiao::table
