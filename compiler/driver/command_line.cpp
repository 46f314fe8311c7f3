#include "compiler/driver/command_line.h"

#include "compiler/driver/commands.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <functional>
#include <span>
#include <unistd.h>

namespace tiao::driver {

namespace {

/// Help is wanted before the options are read, so --lang is looked for by itself.
std::optional<Language> languageAsked(std::span<char*> arguments) {
  for (size_t i = 1; i < arguments.size(); ++i) {
    std::string_view word = arguments[i];
    if (word == "--lang" && i + 1 < arguments.size())
      word = arguments[i + 1];
    else if (word.starts_with("--lang="))
      word.remove_prefix(7);
    else
      continue;
    if (word == "zh") return Language::Zh;
    if (word == "en") return Language::En;
  }
  return std::nullopt;
}

/// Help in columns, where a Chinese character takes two places.
class Help : public CLI::Formatter {
public:
  explicit Help(bool zh) : required_(zh ? "（必需）" : " (required)") {
    if (!zh) return;
    for (const auto& [key, word] : {std::pair("Usage", "用法"), std::pair("OPTIONS", "选项"),
                                    std::pair("SUBCOMMAND", "命令"), std::pair("Positionals", "参数")})
      label(key, word);
  }
  std::string make_option(const CLI::Option* option, bool positional) const override {
    const std::string type = option->get_type_name();
    return line(make_option_name(option, positional) + (type.empty() ? "" : " " + type),
                option->get_description() + (option->get_required() ? required_ : ""));
  }
  std::string make_subcommand(const CLI::App* command) const override {
    return line(command->get_name(), command->get_description());
  }

private:
  std::string required_;
  static std::string line(const std::string& name, const std::string& words) {
    constexpr size_t Column = 34;
    const size_t width = 2 + source::displayWidth(name);
    return "  " + name + (width + 1 < Column ? std::string(Column - width, ' ') : "\n" + std::string(Column, ' ')) +
           words + "\n";
  }
};

/// The commands and their options, with help in one language.
class Commands {
public:
  explicit Commands(Language language) : zh_(language == Language::Zh) {
    app.description(say("条（Tiao）：政策的句子就是程序", "Tiao (条): the sentence is the program"));
    app.footer(
        say("退出码：0 无事；1 有需要人看的（数据有误、测试失败、警告）；2 政策未能编译；3 工具未能完成\n"
            "例：tiao run policies/hangzhou/2022-34 --input examples/register/register.csv --output awards.csv",
            "Exit codes: 0 fine; 1 findings (bad data, failed tests, warnings); 2 the policy does not compile; 3 the "
            "tool failed\n"
            "Example: tiao run policies/hangzhou/2022-34 --input examples/register/register.csv --output awards.csv"));
    app.set_version_flag("--version", "tiao " TIAO_VERSION, say("版本", "The version"));
    app.require_subcommand(1);
    app.option_defaults()->group(say("选项", "Options"));
    common(app);
    addCheck();
    addEval();
    addRun();
    addTest();
    addProve();
    addDiff();
    addBuild();
    addConsolidate();
    addNewDistrict();
    addFormat();
    addCompletion();
  }

  CLI::App app{"", "tiao"};
  std::function<Exit(Console)> chosen; // the command that was read

private:
  [[nodiscard]] std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }

  /// What every command has.
  void common(CLI::App& command) {
    command.set_help_flag("-h,--help", say("显示帮助", "Show this help"));
    command
        .add_option(
            "--lang", language_,
            say("消息与输出的语言（默认：政策的语言）", "Language of messages and output (default: the policy's)"))
        ->check(CLI::IsMember({"zh", "en"}).description(""))
        ->type_name("zh|en");
    command.formatter(std::make_shared<Help>(zh_));
  }

  CLI::App* add(const char* name, const std::string& what, const std::string& example,
                const std::function<Exit(Console)>& run) {
    CLI::App* command = app.add_subcommand(name, what);
    command->footer(say("例：", "Example: ") + example);
    command->group(say("命令", "Commands"));
    command->callback([this, run] { chosen = run; });
    common(*command);
    return command;
  }

  void addCheck() {
    CLI::App* command =
        add("check", say("检查政策，列出全部错误、警告与说明", "Check a policy: all errors, warnings and notes"),
            "tiao check policies/hangzhou/2022-34",
            [this](const Console& console) { return checkPolicy(check_, console); });
    command->add_option("files", check_.files, say("政策文件或文件夹", "Policy files or folders"))
        ->required()
        ->type_name("");
    command
        ->add_option(
            "--print", check_.print,
            say("同时打印某一阶段：词、语法树、核心程序", "Also print a stage: tokens, syntax tree, core program"))
        ->check(CLI::IsMember({"tokens", "tree", "core"}).description(""))
        ->type_name("tokens|tree|core");
    command->add_flag("--notes", check_.notes,
                      say("逐条显示说明，而不归并", "Show each note in full instead of grouped"));
    CLI::Option* official = command->add_flag(
        "--official", check_.official,
        say("逐句核对官方文本：哪些是规则，哪些声明为非规则，哪些没有对应",
            "Account for each official sentence: what is a rule, what is declared to be none, what is open"));
    CLI::Option* readings = command->add_flag(
        "--readings", check_.readings,
        say("列出原文没有说死之处：各约定的读法、涉及的条款；有名册时，各读法值多少钱",
            "List what the text leaves open: each convention, its readings, the clauses; with a register, what each "
            "reading is worth"));
    command
        ->add_option("--format", check_.format,
                     say("核对结果或读法的形式", "The form of the account or of the readings"))
        ->check(CLI::IsMember({"text", "json"}).description(""))
        ->type_name("text|json");
    command
        ->add_flag(
            "--open", check_.open,
            say("列出留待评定、核定的事项，按评定者归类", "List what is left to judgement, by the body that decides"))
        ->excludes(official)
        ->excludes(readings);
    readings->excludes(official);
    CLI::Option* input = addInput(command, check_.batch)->needs(readings);
    addOutput(command, check_.batch,
              say("每种读法下有变化的每项结果（CSV；- 为标准输出）",
                  "Every outcome that a reading changes, as CSV (- for standard output)"))
        ->needs(input);
    addBatch(command, check_.batch, input);
  }

  void addEval() {
    CLI::App* command = add(
        "eval", say("计算一个主体，并解释", "Compute one subject, and explain"),
        "tiao eval policies/hangzhou/2022-34 --facts case.json\n"
        "      tiao eval policies/hangzhou/2022-34 --register register.csv --subject 杭州某某科技 --years 2022-2025",
        [this](const Console& console) { return evalSubject(eval_, console); });
    command->add_option("policy", eval_.policy, say("政策文件或文件夹", "Policy files or folders"))
        ->required()
        ->type_name("");
    CLI::Option* facts = command->add_option(
        "--facts", eval_.facts, say("事实（JSON；- 为标准输入）", "The facts, as JSON (- for standard input)"));
    CLI::Option* registry = command->add_option(
        "--register", eval_.registry,
        say("从名册（CSV，可有多个文件）中取一个主体", "Take the subject from a register (CSV, in one file or more)"));
    CLI::Option* subject = command->add_option("--subject", eval_.subject, say("主体的名称", "The subject's name"));
    facts->type_name(say("文件", "FILE"))->excludes(registry);
    registry->type_name(say("文件", "FILE"))->needs(subject)->allow_extra_args(false);
    subject->type_name(say("名称", "NAME"))->needs(registry);
    addItems(command, eval_.items)->needs(registry);
    command->add_option("--clause", eval_.clause, say("只看一个条款", "Show one clause only"))
        ->type_name(say("名称", "NAME"));
    command->add_option("--format", eval_.format, say("输出的形式", "The form of the output"))
        ->check(CLI::IsMember({"text", "json", "html"}).description(""))
        ->type_name("text|json|html");
    command->add_flag("--all", eval_.all, say("不给予的也逐年详细解释", "Explain in full also what is not given"));
    addYears(command, eval_.years);
    addDay(command, eval_.on);
    addLedger(command, eval_.ledger, eval_.ledgerThrough);
    addEvents(command, eval_.events);
  }

  void addRun() {
    CLI::App* command =
        add("run", say("计算整个名册，写出结果与汇总", "Compute a whole register: a row for each award, and a summary"),
            "tiao run policies/hangzhou/2022-34 --input register.csv --output awards.csv",
            [this](const Console& console) { return runRegister(run_, console); });
    command->add_option("policy", run_.policy, say("政策文件或文件夹", "Policy files or folders"))
        ->required()
        ->type_name("");
    addInput(command, run_.batch)->required();
    addOutput(command, run_.batch,
              say("结果（CSV；- 为标准输出；不写则只有汇总）",
                  "The awards, as CSV (- for standard output; without it, the summary only)"));
    command->add_flag("--by-item", run_.byItem,
                      say("按条目计的条款，每个条目一行", "A row for each item of clauses that are counted by items"));
    addBatch(command, run_.batch);
    CLI::Option* engine = addEngine(command, run_.engine);
    command
        ->add_option("--evaluator", run_.evaluator,
                     say("用 tiao build 编译好的求值器计算", "Evaluate with a library that tiao build made"))
        ->type_name(say("文件", "FILE"))
        ->excludes(engine);
    command->add_flag(
        "--timings", run_.timings,
        say("写明读取、计算、写出各用了多少时间", "Tell the time that reading, evaluating and writing took"));
  }

  CLI::Option* addEngine(CLI::App* command, std::string& engine) const {
    return command
        ->add_option("--engine", engine,
                     say("用什么计算：interpret 解释器，native 编译的内核，auto 按名册大小选（默认）",
                         "What evaluates: interpret, the interpreter; native, compiled kernels; auto, by the "
                         "register's size (default)"))
        ->check(CLI::IsMember({"auto", "interpret", "native"}).description(""))
        ->type_name("auto|interpret|native");
  }

  void addTest() {
    CLI::App* command = add(
        "test", say("运行源文件中的测试，证明其中的断言", "Run the tests in the sources, and prove the assertions"),
        "tiao test policies/hangzhou/2022-34", [this](const Console& console) { return testPolicy(test_, console); });
    test_.files = {"."};
    command
        ->add_option("files", test_.files,
                     say("政策文件或文件夹（默认：当前文件夹）", "Policy files or folders (default: this folder)"))
        ->type_name("");
    CLI::Option* coverage = command->add_flag(
        "--coverage", test_.coverage,
        say("按条文说明每个条件、界限、限制、分档的哪一侧测试到了，哪一侧没有",
            "Tell by article which sides of each condition, bound, limit and line the tests reach, and which not"));
    command->add_option("--format", test_.format, say("该说明的形式", "The form of that account"))
        ->check(CLI::IsMember({"text", "json"}).description(""))
        ->type_name("text|json")
        ->needs(coverage);
    command
        ->add_option("--fail-under", test_.failUnder,
                     say("测试到的不足百分之几时退出码为 1", "Exit with 1 where less than so many per cent is reached"))
        ->check(CLI::Range(0.0, 100.0).description(""))
        ->type_name("N")
        ->needs(coverage);
    CLI::Option* generate = command->add_flag(
        "--generate", test_.generate, say("为没有测试到的各侧写测试", "Write tests for the sides that none reaches"));
    generate->excludes(coverage);
    command
        ->add_option("--output", test_.output,
                     say("写到这个文件（默认：标准输出）", "Write them to this file (default: standard output)"))
        ->type_name(say("文件", "FILE"))
        ->needs(generate);
    command
        ->add_option("--steps", test_.steps,
                     say("每个断言、每一侧求解器最多走多少步（默认：二百万）",
                         "The most steps of the solver for an assertion or a side (default: two million)"))
        ->check(CLI::Range(1U, 4'000'000'000U).description(""))
        ->type_name("N");
  }

  void addProve() {
    CLI::App* command =
        add("prove",
            say("逐条证明：限额、条件、门槛、单调、拆分；不成立的给出最小例",
                "Prove each clause well-behaved: limits, conditions, thresholds; or show the least case against"),
            "tiao prove policies/hangzhou/2022-34 --clause 招引资助",
            [this](const Console& console) { return provePolicy(prove_, console); });
    command->add_option("policy", prove_.policy, say("政策文件或文件夹", "Policy files or folders"))
        ->required()
        ->type_name("");
    command->add_option("--clause", prove_.clause, say("只问一个条款", "Ask of one clause only"))
        ->type_name(say("名称", "NAME"));
    command->add_option("--format", prove_.format, say("输出的形式", "The form of the output"))
        ->check(CLI::IsMember({"text", "json"}).description(""))
        ->type_name("text|json");
    command->add_flag("--readings", prove_.readings,
                      say("逐条比较约定的另一种读法", "Also what each other reading of a convention changes"));
    command
        ->add_option("--steps", prove_.steps,
                     say("每个问题求解器最多走多少步（默认：一千万）",
                         "The most steps of the solver for a question (default: ten million)"))
        ->check(CLI::Range(1U, 4'000'000'000U).description(""))
        ->type_name("N");
  }

  void addDiff() {
    CLI::App* command = add("diff",
                            say("比较两个版本：改了什么，谁因此多得、少得",
                                "Compare two versions: what was changed, who gets more or less"),
                            "tiao diff policy.tiao.md policy.new.tiao.md\n"
                            "      tiao diff git:HEAD~1:policies/hangzhou/2022-34 policies/hangzhou/2022-34",
                            [this](const Console& console) { return diffVersions(diff_, console); });
    command->footer(
        say("退出码：0 意思相同；10 有变化，无人减少；11 有人减少；12 未决；13 数据接口不再相合；20 超出预算；2 "
            "有版本未能编译；3 "
            "工具未能完成\n"
            "例：tiao diff policy.tiao.md policy.new.tiao.md\n"
            "    tiao diff git:HEAD~1:policies/hangzhou/2022-34 policies/hangzhou/2022-34",
            "Exit codes: 0 the same; 10 changed, nobody loses; 11 somebody loses; 12 undecided; 13 the data interface "
            "breaks; 20 over the budget; 2 a version does not compile; 3 the tool failed\n"
            "Example: tiao diff policy.tiao.md policy.new.tiao.md\n"
            "         tiao diff git:HEAD~1:policies/hangzhou/2022-34 policies/hangzhou/2022-34"));
    const std::string what = say("文件、文件夹，或 git:版本:路径", "A file, a folder, or git:REVISION:PATH");
    command->add_option("before", diff_.before, say("原来的版本：", "The old version: ") + what)->type_name("");
    command->add_option("after", diff_.after, say("新的版本：同上", "The new version: likewise"))->type_name("");
    const auto more = [&](const char* name, std::vector<std::string>& files, const std::string& words) {
      command->add_option(name, files, words)->allow_extra_args(false)->type_name(say("文件", "FILE"));
    };
    more("--with-before", diff_.withBefore,
         say("与原来的版本一并读入的，如修改层", "Read with the old version: a layer of it"));
    more("--with-after", diff_.withAfter, say("与新的版本一并读入的", "Read with the new version"));
    CLI::Option* only = command->add_option("--only", diff_.only, say("只比较一个条款", "Compare one clause only"));
    only->type_name(say("名称", "NAME"));
    command->add_option("--format", diff_.format, say("输出的形式", "The form of the output"))
        ->check(CLI::IsMember({"text", "json", "markdown", "html", "sarif", "junit"}).description(""))
        ->type_name("text|json|markdown|html|sarif|junit");
    command
        ->add_option("-o,--output", diff_.output,
                     say("写入文件（默认：标准输出）", "Write to a file (default: standard output)"))
        ->type_name(say("文件", "FILE"));
    command->add_flag("--words-only", diff_.wordsOnly,
                      say("只说改了什么，不证明谁多得少得", "Say what was changed, prove nothing"));
    CLI::Option* accept =
        command->add_option("--accept", diff_.accept,
                            say("已认可的变化（JSON）：不再报告，也不影响退出码",
                                "Accepted changes (JSON): not reported again, and of no effect on the exit code"));
    accept->type_name(say("文件", "FILE"));
    CLI::Option* write = command->add_flag("--write-acceptance", diff_.writeAcceptance,
                                           say("把这次的变化写入该文件", "Add the changes found to that file"));
    write->needs(accept);
    command->add_option("--reason", diff_.reason, say("认可的理由", "Why they are accepted"))
        ->needs(write)
        ->type_name(say("文字", "TEXT"));
    command->add_option("--document", diff_.document, say("依据的文号", "The number of the document that accepts them"))
        ->needs(write)
        ->type_name(say("文号", "TEXT"));
    command
        ->add_option("--steps", diff_.steps,
                     say("每个问题求解器最多走多少步（默认：一百万）",
                         "The most steps of the solver for a question (default: a million)"))
        ->check(CLI::Range(1U, 4'000'000'000U).description(""))
        ->type_name("N");
    const std::string file = say("文件", "FILE");
    const auto files = [&](const char* name, std::vector<std::string>& to, const std::string& words) {
      return command->add_option(name, to, words)->allow_extra_args(false)->type_name(file);
    };
    CLI::Option* registry =
        files("--register", diff_.batch.inputs,
              say("名册（CSV，可重复）：两个版本各算一遍，谁多得、谁少得，由谁承担",
                  "A register (CSV, may be repeated) under both versions: who gets more or less, and who pays"));
    registry->excludes(only);
    addItems(command, diff_.batch.items)->needs(registry);
    command
        ->add_option("--changes", diff_.batch.output,
                     say("把每一笔变化写入该文件（CSV）", "Write each amount that changes to this file (CSV)"))
        ->needs(registry)
        ->type_name(file);
    command
        ->add_option("--budget", diff_.budget,
                     say("允许增加的金额，如 1000万元：超出时退出码为 20",
                         "The increase that is allowed, as in 10000000: exit 20 where it is more"))
        ->needs(registry)
        ->type_name(say("金额", "AMOUNT"));
    CLI::Option* subject =
        command->add_option("--subject", diff_.subject,
                            say("名册中的一个主体：两个版本各为什么给这么多", "One subject of the register: why each "
                                                                              "version gives it what it gives"));
    subject->needs(registry)->type_name(say("名称", "NAME"));
    CLI::Option* facts = command->add_option(
        "--facts", diff_.facts, say("同上，其事实写在该文件中（JSON）", "The same of facts in a file (JSON)"));
    facts->type_name(file)->excludes(registry)->excludes(only);
    addLedger(command, diff_.batch.ledger, diff_.batch.ledgerThrough);
    addYears(command, diff_.batch.years);
    addDay(command, diff_.batch.on);
    command
        ->add_option("--threads", diff_.batch.threads,
                     say("线程数（默认：处理器数）", "Number of threads (default: of processors)"))
        ->check(CLI::Range(0U, 256U).description(""))
        ->type_name("N")
        ->needs(registry);
    addEngine(command, diff_.engine)->needs(registry);
    command->add_flag("--quiet", diff_.batch.quiet, say("不显示进度", "No progress"))->needs(registry);
    command
        ->add_option("--git-driver", diff_.gitDriver,
                     say("由 git 作为外部比较程序调用", "Called by git as its external diff"))
        ->expected(1, 9)
        ->type_name("");
  }

  void addBuild() {
    CLI::App* command =
        add("build",
            say("编译成独立的求值器：C 接口的共享库、头文件与说明",
                "Compile an evaluator that stands alone: a library with a C interface, its header, its manifest"),
            "tiao build policies/hangzhou/2022-34/districts/yuhang.tiao --district 余杭区 -o evaluators/\n"
            "      tiao build policies/hangzhou/2022-34 --numeric-plan",
            [this](const Console& console) { return buildPolicy(build_, console); });
    command->add_option("policy", build_.policy, say("政策文件或文件夹", "Policy files or folders"))
        ->required()
        ->type_name("");
    CLI::Option* emit =
        command
            ->add_option(
                "--emit", build_.emit,
                say("写出什么：共享库、目标文件、头文件、说明（JSON）、LLVM "
                    "中间代码；可写几次（默认：library、header、manifest）",
                    "What to write: shared library, object file, C header, manifest (JSON), LLVM's code; may be "
                    "given several times (default: library, header, manifest)"))
            ->check(CLI::IsMember({"library", "object", "header", "manifest", "llvm-ir"}).description(""))
            ->type_name("library|object|header|manifest|llvm-ir");
    emit->allow_extra_args(false);
    command
        ->add_option("-o,--output", build_.output,
                     say("写到哪个文件；写几个时为文件夹（默认：当前文件夹，以政策的文件命名）",
                         "The file to write, or a folder for several (default: here, named after the policy's file)"))
        ->type_name(say("文件", "FILE"));
    command
        ->add_option(
            "--through", build_.through,
            say("计算到哪一年（默认：政策的最后一年）", "The last year to evaluate (default: the policy's last)"))
        ->type_name(say("年度", "YEAR"));
    command
        ->add_option("--district", build_.district,
                     say("只为一个区县：主体都在这个区县", "For one district only: all subjects are in it"))
        ->type_name(say("名称", "NAME"));
    CLI::Option* numbers = command->add_flag(
        "--numeric-plan", build_.numericPlan,
        say("不编译，只说明每个数在哪两个值之间、存为多少位、为什么",
            "Compile nothing; tell between which values each number lies, how many bits hold it, and why"));
    numbers->excludes(emit);
    command->add_option("--format", build_.format, say("该说明的形式", "The form of that account"))
        ->check(CLI::IsMember({"text", "json"}).description(""))
        ->type_name("text|json")
        ->needs(numbers);
  }

  void addConsolidate() {
    CLI::App* command =
        add("consolidate", say("某日某区县施行的政策全文", "The policy as it stands on a day, in a district"),
            "tiao consolidate policies/hangzhou/2022-34/districts/yuhang.tiao --on 2024-12-31 --district 余杭区",
            [this](const Console& console) { return consolidate(consolidate_, console); });
    command->add_option("policy", consolidate_.policy, say("政策文件或文件夹", "Policy files or folders"))
        ->required()
        ->type_name("");
    command
        ->add_option(
            "--on", consolidate_.on,
            say("哪一天（默认：今天，过了施行期则为最后一天）", "The day (default: today, or the policy's last)"))
        ->type_name(say("日期", "DATE"));
    command
        ->add_option("--district", consolidate_.district,
                     say("哪个区县（默认：不并入区县的规定）", "The district (default: without those of districts)"))
        ->type_name(say("名称", "NAME"));
    command->add_option("--to", consolidate_.to, say("写成哪种语言", "The language to write"))
        ->check(CLI::IsMember({"zh", "en"}).description(""))
        ->type_name("zh|en");
    command
        ->add_option(
            "--output", consolidate_.output,
            say("写到哪个文件（*.tiao.md；默认：标准输出）", "The file to write (*.tiao.md; default: standard output)"))
        ->type_name(say("文件", "FILE"));
  }

  void addNewDistrict() {
    CLI::App* command = add("new-district", say("为一个区县起草规定的文件", "Begin a district's file of its own rules"),
                            "tiao new-district 余杭区 --policy policies/hangzhou/2022-34",
                            [this](const Console& console) { return newDistrict(newDistrict_, console); });
    command->add_option("district", newDistrict_.district, say("区县的名称", "The district's name"))
        ->required()
        ->type_name("");
    command
        ->add_option("--policy", newDistrict_.policy,
                     say("政策文件或文件夹（默认：当前文件夹）", "Policy file or folder (default: this folder)"))
        ->type_name("");
    command
        ->add_option("--output", newDistrict_.output,
                     say("写到哪个文件（默认：政策文件夹中的 districts/）",
                         "The file to write (default: districts/ in the policy's folder)"))
        ->type_name(say("文件", "FILE"));
  }

  void addFormat() {
    CLI::App* command =
        add("format", say("统一排版，或译成另一种语言", "Put sources into canonical form, or into the other language"),
            "tiao format policies\n"
            "      tiao format policy.tiao.md --to en --output policy.en.tiao.md",
            [this](const Console& console) { return formatFiles(format_, console); });
    command
        ->add_option("files", format_.files,
                     say("源文件或文件夹，就地改写（- 为标准输入，写到标准输出）",
                         "Sources or folders, rewritten in place (- for standard input, to standard output)"))
        ->required()
        ->type_name("");
    CLI::Option* check = command->add_flag(
        "--check", format_.check,
        say("只列出会改动的文件，不改动；有则退出码为 1", "List files that would change, change none"));
    CLI::Option* print = command->add_flag("--stdout", format_.print,
                                           say("写到标准输出，不改动文件", "Print instead of rewriting the files"));
    CLI::Option* to = command->add_option("--to", format_.to,
                                          say("译成中文或英文；写到标准输出，或 --output 的文件",
                                              "Translate one file, to standard output or the file of --output"));
    to->check(CLI::IsMember({"zh", "en"}).description(""))->type_name("zh|en")->excludes(check);
    command->add_option("--output", format_.output, say("译文的文件", "The file of the translation"))
        ->type_name(say("文件", "FILE"))
        ->needs(to)
        ->excludes(print);
    command
        ->add_option("--as", format_.as,
                     say("标准输入当作哪个文件来读（决定引用的位置，以及是否 Markdown）",
                         "Read standard input as this file: where its imports lie, whether it is Markdown"))
        ->type_name(say("文件", "FILE"));
    print->excludes(check);
  }

  void addCompletion() {
    CLI::App* command = add("completion", say("命令补全脚本", "A script that completes commands"),
                            "source <(tiao completion bash)", [](const Console&) {
                              fmt::print("{}", bashCompletion());
                              return Exit::Fine;
                            });
    command->add_option("shell", shell_, say("外壳：bash", "The shell: bash"))
        ->required()
        ->check(CLI::IsMember({"bash"}).description(""))
        ->type_name("");
  }

  CLI::Option* addInput(CLI::App* command, BatchOptions& batch) {
    CLI::Option* input = command->add_option(
        "--input", batch.inputs,
        say("名册（CSV，每个主体每年或每月一行；不变的事实可另成文件，不写年度；- 为标准输入）",
            "The register: CSV, a row for each subject and year or month; what does not change may stand "
            "in a file without years (- for standard input)"));
    return input->allow_extra_args(false)->type_name(say("文件", "FILE"));
  }

  CLI::Option* addOutput(CLI::App* command, BatchOptions& batch, const std::string& what) {
    return command->add_option("--output", batch.output, what)->type_name(say("文件", "FILE"));
  }

  /// What goes with a register. Where one need not be given, each asks for it.
  void addBatch(CLI::App* command, BatchOptions& batch, CLI::Option* input = nullptr) {
    std::vector<CLI::Option*> all = {addItems(command, batch.items), addYears(command, batch.years),
                                     addDay(command, batch.on), addLedger(command, batch.ledger, batch.ledgerThrough),
                                     addEvents(command, batch.events)};
    all.push_back(command
                      ->add_option("--threads", batch.threads,
                                   say("线程数（默认：处理器数）", "Number of threads (default: of processors)"))
                      ->check(CLI::Range(0U, 256U).description(""))
                      ->type_name("N"));
    all.push_back(command->add_flag("--quiet", batch.quiet, say("不显示进度与汇总", "No progress and no summary")));
    for (CLI::Option* option : all)
      if (input != nullptr) option->needs(input);
  }

  CLI::Option* addItems(CLI::App* command, std::vector<std::string>& items) {
    return command
        ->add_option("--items", items,
                     say("条目（CSV，每个条目每年一行；每种条目一个或几个文件）",
                         "Items: CSV, a row for each item (and year); one file or more for each kind"))
        ->allow_extra_args(false)
        ->type_name(say("文件", "FILE"));
  }

  CLI::Option* addDay(CLI::App* command, std::string& day) {
    return command
        ->add_option("--on", day,
                     say("计算日，如 2024-06-30：到这一天尚未开始的期间不计算",
                         "The day of evaluation, as in 2024-06-30: periods that have not begun on it are left out"))
        ->type_name(say("日期", "DAY"));
  }

  CLI::Option* addYears(CLI::App* command, std::string& years) {
    return command
        ->add_option("--years", years,
                     say("显示的年度，如 2024 或 2022-2025", "The years to show, as in 2024 or 2022-2025"))
        ->type_name(say("年度", "YEARS"));
  }

  CLI::Option* addEvents(CLI::App* command, std::string& events) {
    return command
        ->add_option("--events", events,
                     say("办理与拨付的事件（CSV：主体、条款、年度、环节、结果、日期）",
                         "What happened to awards (CSV: subject, clause, period, stage, result, date)"))
        ->type_name(say("文件", "FILE"));
  }

  CLI::Option* addLedger(CLI::App* command, std::string& ledger, std::string& through) {
    CLI::Option* file = command->add_option(
        "--ledger", ledger,
        say("以前已给予的（JSON，或以前结果的 CSV）", "What was awarded before (JSON, or the CSV of an earlier run)"));
    file->type_name(say("文件", "FILE"));
    command
        ->add_option("--ledger-through", through, say("账本记全到哪一年", "The last year that the ledger has in full"))
        ->needs(file)
        ->type_name(say("年度", "YEAR"));
    return file;
  }

  bool zh_;
  std::string language_, shell_;
  CheckOptions check_;
  EvalOptions eval_;
  RunOptions run_;
  TestOptions test_;
  ProveOptions prove_;
  DiffOptions diff_;
  BuildOptions build_;
  ConsolidateOptions consolidate_;
  NewDistrictOptions newDistrict_;
  FormatOptions format_;
};

/// What is wrong with the command line. The library speaks English only.
Text textOf(const CLI::ParseError& error) {
  const std::string words = error.what(), name = error.get_name();
  const size_t colon = words.rfind(": ");
  const std::string last = colon == std::string::npos ? words : words.substr(colon + 2);
  if (name == "ExtrasError") return {"不认识的参数：" + last, words};
  if (name == "RequiredError") {
    const std::string what = words.substr(0, words.find(" is required"));
    return {what == "A subcommand" ? "没有写明命令" : "缺少 " + what, words};
  }
  if (name == "ArgumentMismatch") return {"缺少选项的值：" + words, words};
  if (name == "ValidationError") return {"选项的值有误：" + words, words};
  return {"命令行有误：" + words, words};
}

} // namespace

int commandLine(int argc, char** argv) {
  const std::span<char*> arguments(argv, static_cast<size_t>(argc));
  const std::optional<Language> asked = languageAsked(arguments);
  Console console{asked.value_or(languageOfEnvironment()), asked.has_value(), colourOn(STDOUT_FILENO),
                  colourOn(STDERR_FILENO)};
  Commands commands(console.language);
  try {
    commands.app.parse(argc, argv);
  } catch (const CLI::Success& helpOrVersion) {
    return commands.app.exit(helpOrVersion);
  } catch (const CLI::ParseError& error) {
    console.fail(textOf(error));
    console.more({"用法：tiao --help，或 tiao 命令 --help", "see tiao --help, or tiao COMMAND --help"});
    return static_cast<int>(Exit::Failed);
  }
  return static_cast<int>(commands.chosen(console));
}

} // namespace tiao::driver
