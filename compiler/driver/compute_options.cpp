#include "compiler/driver/command_options.h"

#include "compiler/driver/commands.h"

namespace tiao::driver {

void Commands::addCheck() {
  CLI::App* command = add(
      "check", say("检查政策，列出全部错误、警告与说明", "Check a policy: all errors, warnings and notes"),
      "tiao check policies/hangzhou/2022-34", [this](const Console& console) { return checkPolicy(check_, console); });
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
      ->add_option("--format", check_.format, say("核对结果或读法的形式", "The form of the account or of the readings"))
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

void Commands::addEval() {
  CLI::App* command =
      add("eval", say("计算一个主体，并解释", "Compute one subject, and explain"),
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

void Commands::addRun() {
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

void Commands::addTest() {
  CLI::App* command =
      add("test", say("运行源文件中的测试，证明其中的断言", "Run the tests in the sources, and prove the assertions"),
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

void Commands::addProve() {
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

} // namespace tiao::driver
