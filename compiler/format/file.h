#pragma once

#include "compiler/diagnostics/diagnostics.h"
#include "compiler/format/format.h"

#include <optional>

/// Whole files in canonical form. Only code changes: in a literate file every byte outside the fences stays, and so do
/// comments, the byte order mark, and the kind of line ends (those of the first line). A statement keeps its words as
/// its drafter wrote them; translation writes those of the other surface from the tree.
namespace tiao::format {

/// A name without a spelling in the language of a translation; it is written as it is, which reads back.
struct Untranslated {
  std::string name;
  source::Span declared;
};

struct Formatted {
  std::string text;
  std::vector<Untranslated> untranslated;
  /// Set if the text would not read back to the tree of the file, to the place where it first differs: then the
  /// formatter is wrong, and the text must not be written.
  std::optional<source::Span> lost;
};

/// `path` is a file on disk, or one whose text is in `sources` already. With `to`, the statements that are in the other
/// language are translated. Nothing when the file or an import of it does not parse, which is told to the sink.
std::optional<Formatted> formatFile(const std::string& path, std::optional<Language> to, source::SourceSet& sources,
                                    diagnostics::Sink& sink);

} // namespace tiao::format
