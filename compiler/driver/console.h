#pragma once

#include "compiler/core/program.h"
#include "compiler/diagnostics/diagnostics.h"
#include "runtime/table/failure.h"

#include <string>
#include <string_view>

/// How the tool speaks: results on standard output, everything else on standard error, in one language, with colour
/// only where a person looks on.
namespace tiao::driver {

using diagnostics::Text;
using source::Language;

/// What a command ends with.
enum class Exit : int {
  Fine = 0,
  Findings = 1,    // it did its work, and a person should look: bad data, failed tests
  NotCompiled = 2, // the policy has errors
  Failed = 3,      // the tool could not do its work: a file that cannot be read, a command that makes no sense
  // of tiao diff, where 0 is equal:
  NobodyLoses = 10,     // changed, and nobody loses
  SomebodyLoses = 11,   // somebody loses
  Undecided = 12,       // somebody may lose, which was not settled; of tiao test: an assertion was not settled
  InterfaceBroken = 13, // what feeds or reads the old version does not fit the new one
  OverBudget = 20,      // over a stated budget
};

struct Console {
  Language language = Language::En;
  bool languageAsked = false; // by --lang: it stays, whatever the policy is written in
  bool colourOut = false, colourErr = false;

  /// On standard error: "tiao: …" in red, "warning: …" in yellow, "note: …".
  void fail(const Text& words) const;
  void warn(const Text& words) const;
  void note(const Text& words) const;
  /// Lines that belong to what was said before.
  void more(const Text& words) const;
};

/// Chinese for LANG=zh…; LC_ALL and LC_MESSAGES go before it.
Language languageOfEnvironment();
/// Is this stream a terminal, and colour not refused by NO_COLOR?
bool colourOn(int descriptor);

/// The name in a language, or the only one it has.
const std::string& shown(const core::Name& name, Language language);
Text textOf(const core::Name& name);
Text textOf(const table::Sentence& sentence);
/// "file: why".
Text textOf(const table::Failure& failure);
/// Text in the marks of quotation of each language: 「…」 and `…`.
Text quoted(const Text& text);
/// 第37行「年营业收入」：「约三千万」不是金额 / line 37, column `revenue` (`much`): not an amount of money. `text` may
/// be empty.
std::string sayBad(const std::string& where, const std::string& text, const Text& why, Language language);

} // namespace tiao::driver
