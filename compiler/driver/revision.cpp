#include "compiler/driver/revision.h"

#include "compiler/driver/process.h"
#include "compiler/parse/keywords.h"
#include "compiler/source/literate.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <set>

namespace tiao::driver {

namespace {

namespace fs = std::filesystem;

/// git:HEAD~1:policies/hangzhou. A revision may hold no colon, so that the first one ends it.
struct Revision {
  std::string name, path;
};
std::optional<Revision> revisionOf(const std::string& given) {
  if (!given.starts_with("git:")) return std::nullopt;
  const size_t colon = given.find(':', 4);
  if (colon == std::string::npos) return Revision{given.substr(4), ""};
  return Revision{given.substr(4, colon - 4), given.substr(colon + 1)};
}

/// The files of one revision, read as they are asked for. Their paths begin with `git:REV:/`, so that imports find
/// their neighbours in the same revision.
class Reader {
public:
  Reader(Revision revision, source::SourceSet& sources, const Console& console)
      : revision_(std::move(revision)), prefix_(fmt::format("git:{}:/", revision_.name)), sources_(sources),
        console_(console) {}

  /// The paths of the files that the revision's path stands for; none, and that is told, where something is not there.
  std::vector<std::string> read() {
    if (!known()) return {};
    const std::string path = normal(revision_.path);
    const auto entry = entries(path.empty() ? std::vector<std::string>{} : std::vector<std::string>{path});
    std::vector<std::string> files;
    if (!path.empty() && !entry.empty() && entry.front().type == "blob") files.push_back(path);
    if (path.empty() || (!entry.empty() && entry.front().type == "tree")) {
      for (const Entry& each : path.empty() ? entry : entries({path + "/"})) {
        const std::string name = each.path.substr(each.path.rfind('/') + 1);
        const bool policy = name.ends_with(".tiao.md") || name.ends_with(".tiao");
        if (each.type == "blob" && policy && name.find(".en.tiao") == std::string::npos) files.push_back(each.path);
      }
      std::ranges::sort(files);
      if (files.empty()) return fail({"这里没有 *.tiao.md 或 *.tiao 文件", "there is no *.tiao.md or *.tiao file"});
    }
    if (files.empty()) return fail({"这个版本里没有这个文件或文件夹", "this revision has no such file or folder"});
    std::vector<std::string> out;
    for (const std::string& file : files) {
      if (!load(file)) return fail({"git 读不出 " + file, "git cannot read " + file});
      out.push_back(prefix_ + file);
    }
    return out;
  }

private:
  struct Entry {
    std::string type, path;
  };

  std::vector<std::string> fail(const Text& why) const {
    const std::string given = fmt::format("git:{}:{}", revision_.name, revision_.path);
    console_.fail({given + "：" + why.zh, given + ": " + why.en});
    return {};
  }

  bool known() {
    if (revision_.name.empty() || revision_.name.starts_with('-'))
      return fail({"应写作 git:版本:路径，如 git:HEAD~1:policies/hangzhou/2022-34",
                   "write git:REVISION:PATH, as in git:HEAD~1:policies/hangzhou/2022-34"}),
             false;
    const auto inside = run("git", {"rev-parse", "--git-dir"});
    if (!inside) return fail({"没有找到 git", "git was not found"}), false;
    if (inside->code != 0) return fail({"这里不是 git 的工作区", "this is no git repository"}), false;
    const auto commit = run("git", {"rev-parse", "--verify", "--quiet", revision_.name + "^{tree}"});
    if (!commit || commit->code != 0)
      return fail({"没有版本「" + revision_.name + "」", "there is no revision `" + revision_.name + "`"}), false;
    return true;
  }

  static std::string normal(const std::string& path) {
    std::string out = fs::path(path).lexically_normal().generic_string();
    while (out.ends_with('/')) out.pop_back();
    return out == "." ? "" : out;
  }

  /// What `git ls-tree` tells of some paths, or of the top.
  [[nodiscard]] std::vector<Entry> entries(const std::vector<std::string>& paths) const {
    std::vector<std::string> arguments{"ls-tree", "-z", "--full-tree", revision_.name, "--"};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    const auto ran = run("git", arguments);
    std::vector<Entry> out;
    if (!ran || ran->code != 0) return out;
    for (size_t at = 0; at < ran->out.size();) {
      const size_t end = std::min(ran->out.find('\0', at), ran->out.size());
      const std::string line = ran->out.substr(at, end - at); // 〈mode〉 〈type〉 〈hash〉\t〈path〉
      const size_t blank = line.find(' '), tab = line.find('\t');
      if (blank != std::string::npos && tab != std::string::npos)
        out.push_back({line.substr(blank + 1, line.find(' ', blank + 1) - blank - 1), line.substr(tab + 1)});
      at = end + 1;
    }
    return out;
  }

  /// A file and all that it imports. What it imports may be missing: the compiler says so at its place.
  bool load(const std::string& path) {
    if (!loaded_.insert(path).second) return true;
    const auto ran = run("git", {"cat-file", "blob", fmt::format("{}:{}", revision_.name, path)});
    if (!ran || ran->code != 0) return false;
    const uint32_t file = sources_.add(prefix_ + path, ran->out);
    if (source::firstInvalidUtf8(sources_[file].text())) return true;
    const fs::path folder = fs::path(path).parent_path();
    for (const std::string& import : imports(file)) load(normal((folder / import).generic_string()));
    return true;
  }

  [[nodiscard]] std::vector<std::string> imports(uint32_t file) const {
    std::vector<std::string> out;
    for (const source::Section& section : source::readDocument(sources_, file).sections)
      for (const source::Span code : section.code) {
        const std::string text(sources_.text(code));
        for (size_t at = 0; at < text.size();) {
          const size_t end = std::min(text.find('\n', at), text.size());
          const std::string line = text.substr(at, end - at);
          for (const auto* spellings : {&parse::keyword("IMPORT").zh, &parse::keyword("IMPORT").en})
            for (const std::string& word : *spellings)
              if (line.starts_with(word + " ")) out.push_back(trimmed(line.substr(word.size())));
          at = end + 1;
        }
      }
    return out;
  }
  static std::string trimmed(std::string text) {
    if (const size_t comment = text.find('#'); comment != std::string::npos) text.resize(comment);
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.back())) text.pop_back();
    while (!text.empty() && blank(text.front())) text.erase(text.begin());
    return text;
  }

  Revision revision_;
  std::string prefix_;
  source::SourceSet& sources_;
  const Console& console_;
  std::set<std::string> loaded_;
};

} // namespace

std::unique_ptr<Compiled> compileVersion(const std::vector<std::string>& paths, const Console& console) {
  source::SourceSet known;
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (const auto revision = revisionOf(path)) {
      const std::vector<std::string> read = Reader(*revision, known, console).read();
      if (read.empty()) return nullptr;
      files.insert(files.end(), read.begin(), read.end());
    } else {
      if (!allThere({path}, console)) return nullptr;
      files.push_back(path);
    }
  }
  return compileKnown(files, known);
}

} // namespace tiao::driver
