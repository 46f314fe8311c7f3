#include "compiler/driver/command_options.h"

#include "compiler/driver/commands.h"

#include <fmt/format.h>

namespace tiao::driver {

void Commands::addDiff() {
  CLI::App* command = add(
      "diff",
      say("比较两个版本：改了什么，谁因此多得、少得", "Compare two versions: what was changed, who gets more or less"),
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
  addThreads(command, diff_.batch.threads)->needs(registry);
  addEngine(command, diff_.engine)->needs(registry);
  command->add_flag("--quiet", diff_.batch.quiet, say("不显示进度", "No progress"))->needs(registry);
  command
      ->add_option("--git-driver", diff_.gitDriver,
                   say("由 git 作为外部比较程序调用", "Called by git as its external diff"))
      ->expected(1, 9)
      ->type_name("");
}

void Commands::addBuild() {
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
          ->add_option("--emit", build_.emit,
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

void Commands::addConsolidate() {
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

void Commands::addNewDistrict() {
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

void Commands::addFormat() {
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
  CLI::Option* check =
      command->add_flag("--check", format_.check,
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

void Commands::addCompletion() {
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

} // namespace tiao::driver
