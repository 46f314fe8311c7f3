#pragma once

#include "compiler/interpret/expression.h"

/// Choice (core.md section 6): among awards that exclude each other, the allowed set with the greatest sum, found
/// exactly; on ranges, every set that no other surely beats. What holds for certain of all possible sets is what is
/// told.
namespace tiao::interpret {

/// Awards joined by the conflicts of one level, settled together. Awards are numbered within the group.
struct Group {
  std::optional<core::Id<core::ItemKind>> level;
  std::vector<AwardId> awards;
  std::vector<uint64_t> conflicts; // by award: a bit for each that it conflicts with
  bool elected = false;
  std::vector<uint32_t> rank; // numbers in the group
  std::optional<FactId> election;
  std::vector<uint32_t> byName; // numbers in the group, in order of name: what is left when nothing else decides
};

/// The graph of conflicts of each level, items before the subject, as its connected parts.
std::vector<Group> groupsOf(const core::Program& program, int year);
/// Is the choice in force in this year: on its last day, or on the policy's last (core.md section 9, Layers)?
bool inForce(const core::Program& program, const core::Choice& choice, int year);

/// What a group chooses from, in one year for one key of its level.
struct Offer {
  std::vector<Amount> amounts; // by award: c, the amount of the year
  uint64_t decided = 0;        // in every allowed set: a decision already taken
  bool electionKnown = false;
  std::optional<uint32_t> elected; // number in the group; empty if the elected award is none of it
};

enum class Held : uint8_t { InAll, InSome, InNone };

struct Verdict {
  std::vector<Held> held;       // by award: in how many of the possible sets
  std::vector<Truth> forgone;   // by award
  std::vector<uint64_t> lostTo; // by award: the chosen awards that conflict with it, in some possible set
  Amount total;
  bool electionNeeded = false; // an election would decide between possible sets
};

Verdict choose(const Group& group, const Offer& offer);

} // namespace tiao::interpret
