#pragma once

#include <optional>
#include <string>
#include <vector>

/// What each command was asked, as given on the command line.
namespace tiao::driver {

/// A register, and how it is computed.
struct BatchOptions {
  std::vector<std::string> inputs; // the register, in files,
  std::vector<std::string> items;  // with the items of its subjects
  std::string output;              // CSV; empty: the summary only
  std::string on;                  // the day of evaluation
  std::string ledger, ledgerThrough;
  std::string events; // what happened to awards, as CSV
  std::string years;
  unsigned threads = 0; // 0: as many as there are processors
  bool quiet = false;
};

struct CheckOptions {
  std::vector<std::string> files;
  std::string print; // tokens, tree or core; empty: the findings only
  bool notes = false;
  bool official = false; // also the account of the official text
  bool open = false;     // also what is left to judgement
  bool readings = false; // also the conventions that clauses depend on, and with a register, what readings are worth
  BatchOptions batch;    // of the readings
  std::string format;    // of the account or of the readings: text or json; empty: text
};

struct EvalOptions {
  std::vector<std::string> policy;   // files and folders: a policy, and layers of it
  std::string facts;                 // a case as JSON, or
  std::vector<std::string> registry; // a register, in files,
  std::vector<std::string> items;    // with the items of its subjects, and
  std::string subject;               // one subject of it
  std::string on;                    // the day of evaluation
  std::string ledger, ledgerThrough;
  std::string events; // what happened to awards, as CSV
  std::string years;
  std::string clause;
  std::string format = "text"; // json or html
  bool all = false;            // also what is plainly not given, in full
};

struct RunOptions {
  std::vector<std::string> policy;
  BatchOptions batch;
  std::string engine = "auto"; // or interpret, native
  std::string evaluator;       // a library that tiao build made; empty: none
  bool byItem = false;         // a row for each item
  bool timings = false;        // tell where the time went
};

struct ConsolidateOptions {
  std::vector<std::string> policy;
  std::string on;       // a day; empty: today, or the policy's last day
  std::string district; // empty: without the layers of districts
  std::string to;       // zh or en; empty: the policy's language
  std::string output;   // empty: standard output
};

struct NewDistrictOptions {
  std::string district;
  std::string policy = ".";
  std::string output; // empty: districts/〈name〉.tiao in the policy's folder
};

struct TestOptions {
  std::vector<std::string> files;
  bool coverage = false;           // tell which sides the tests reach
  std::string format = "text";     // of that; or json
  std::optional<double> failUnder; // per cent of the sides
  bool generate = false;           // write tests for those that are not reached
  std::string output;              // of the tests; empty: standard output
  unsigned steps = 0;              // of the solver for each assertion; 0: as many as usual
};

struct ProveOptions {
  std::vector<std::string> policy;
  std::string clause;
  std::string format = "text"; // or json
  bool readings = false;       // also what each other reading of a convention changes
  unsigned steps = 0;          // of the solver for each question; 0: as many as usual
};

struct DiffOptions {
  std::string before, after;                      // files, folders, or git:REV:PATH
  std::vector<std::string> withBefore, withAfter; // more of each: layers, tests
  std::vector<std::string> gitDriver;             // the seven words that git gives an external diff
  std::string only;                               // one clause
  std::string format = "text";                    // json, markdown, html, sarif, junit
  std::string output;                             // empty: standard output
  bool wordsOnly = false;                         // ask no solver
  std::string accept;                             // a file of accepted changes, as JSON
  bool writeAcceptance = false;                   // put what changed into it
  std::string reason, document;                   // why, and by which document
  unsigned steps = 0;                             // of the solver for each question; 0: as many as usual
  BatchOptions batch;                             // a register of enterprises, under both versions
  std::string engine = "auto";                    // of the register: interpret, native, auto
  std::string budget;                             // the increase that is allowed; empty: none was stated
  std::string facts;                              // a case as JSON, or
  std::string subject;                            // one of the register: why it is given what it is
};

struct BuildOptions {
  std::vector<std::string> policy; // files and folders: a policy, and layers of it
  std::vector<std::string> emit;   // library, object, header, manifest, llvm-ir; empty: the first, third and fourth
  std::string output;              // a file, or a folder
  std::string through;             // the last year that is evaluated; empty: the policy's last
  std::string district;            // the only one that it is for
  bool numericPlan = false;        // print that instead
  std::string format;              // of the plan: text or json; empty: text
};

struct FormatOptions {
  std::vector<std::string> files; // or folders; `-` is standard input
  bool check = false;             // say which would change, and change none
  bool print = false;             // on standard output instead of in place
  std::string to;                 // zh or en; empty: each statement in its own language
  std::string output;             // of a translation; empty: standard output
  std::string as;                 // what standard input is: where it lies, whether it is literate
};

} // namespace tiao::driver
