#pragma once

#include "tests/lang/front_end.h"

#include <string>
#include <vector>

/// The founding policy, as the tests of this folder read it.
namespace tiao::policies {

inline const std::string Folder = TIAO_ROOT "/policies/hangzhou/2022-34/";
inline const std::string Chinese = Folder + "policy.tiao.md";
inline const std::string English = Folder + "policy.en.tiao.md";

std::string contents(const std::string& path);

/// A clause and where it stands.
struct ClauseAt {
  const syntax::Declaration* declaration;
  const syntax::Clause* clause;
  const source::Section* section;
};
/// The clauses in the order of the text.
std::vector<ClauseAt> clausesOf(const test::Compiled& compiled);

/// The trees of the clauses, without what they quote: 依据「…」 is Chinese only, as the official text is.
std::string clauseTrees(const test::Compiled& compiled);
/// The core, without the words of the sentences. Precondition: it compiled.
std::string coreWithoutWords(const test::Compiled& compiled);

} // namespace tiao::policies
