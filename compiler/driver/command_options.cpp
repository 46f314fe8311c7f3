#include "compiler/driver/command_options.h"

#include "compiler/driver/commands.h"

namespace tiao::driver {

namespace {

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

} // namespace

Commands::Commands(Language language) : zh_(language == Language::Zh) {
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

void Commands::common(CLI::App& command) {
  command.set_help_flag("-h,--help", say("显示帮助", "Show this help"));
  command
      .add_option(
          "--lang", language_,
          say("消息与输出的语言（默认：政策的语言）", "Language of messages and output (default: the policy's)"))
      ->check(CLI::IsMember({"zh", "en"}).description(""))
      ->type_name("zh|en");
  command.formatter(std::make_shared<Help>(zh_));
}

CLI::App* Commands::add(const char* name, const std::string& what, const std::string& example,
                        const std::function<Exit(Console)>& run) {
  CLI::App* command = app.add_subcommand(name, what);
  command->footer(say("例：", "Example: ") + example);
  command->group(say("命令", "Commands"));
  command->callback([this, run] { chosen = run; });
  common(*command);
  return command;
}

CLI::Option* Commands::addEngine(CLI::App* command, std::string& engine) const {
  return command
      ->add_option("--engine", engine,
                   say("用什么计算：interpret 解释器，native 编译的内核，auto 按名册大小选（默认）",
                       "What evaluates: interpret, the interpreter; native, compiled kernels; auto, by the "
                       "register's size (default)"))
      ->check(CLI::IsMember({"auto", "interpret", "native"}).description(""))
      ->type_name("auto|interpret|native");
}

CLI::Option* Commands::addInput(CLI::App* command, BatchOptions& batch) const {
  CLI::Option* input = command->add_option(
      "--input", batch.inputs,
      say("名册（CSV，每个主体每年或每月一行；不变的事实可另成文件，不写年度；- 为标准输入）",
          "The register: CSV, a row for each subject and year or month; what does not change may stand "
          "in a file without years (- for standard input)"));
  return input->allow_extra_args(false)->type_name(say("文件", "FILE"));
}

CLI::Option* Commands::addOutput(CLI::App* command, BatchOptions& batch, const std::string& what) const {
  return command->add_option("--output", batch.output, what)->type_name(say("文件", "FILE"));
}

void Commands::addBatch(CLI::App* command, BatchOptions& batch, CLI::Option* input) const {
  std::vector<CLI::Option*> all = {addItems(command, batch.items), addYears(command, batch.years),
                                   addDay(command, batch.on), addLedger(command, batch.ledger, batch.ledgerThrough),
                                   addEvents(command, batch.events)};
  all.push_back(addThreads(command, batch.threads));
  all.push_back(command->add_flag("--quiet", batch.quiet, say("不显示进度与汇总", "No progress and no summary")));
  for (CLI::Option* option : all)
    if (input != nullptr) option->needs(input);
}

CLI::Option* Commands::addThreads(CLI::App* command, unsigned& threads) const {
  return command
      ->add_option("--threads", threads, say("线程数（默认：处理器数）", "Number of threads (default: of processors)"))
      ->check(CLI::Range(0U, 256U).description(""))
      ->type_name("N");
}

CLI::Option* Commands::addItems(CLI::App* command, std::vector<std::string>& items) const {
  return command
      ->add_option("--items", items,
                   say("条目（CSV，每个条目每年一行；每种条目一个或几个文件）",
                       "Items: CSV, a row for each item (and year); one file or more for each kind"))
      ->allow_extra_args(false)
      ->type_name(say("文件", "FILE"));
}

CLI::Option* Commands::addDay(CLI::App* command, std::string& day) const {
  return command
      ->add_option("--on", day,
                   say("计算日，如 2024-06-30：到这一天尚未开始的期间不计算",
                       "The day of evaluation, as in 2024-06-30: periods that have not begun on it are left out"))
      ->type_name(say("日期", "DAY"));
}

CLI::Option* Commands::addYears(CLI::App* command, std::string& years) const {
  return command
      ->add_option("--years", years,
                   say("显示的年度，如 2024 或 2022-2025", "The years to show, as in 2024 or 2022-2025"))
      ->type_name(say("年度", "YEARS"));
}

CLI::Option* Commands::addEvents(CLI::App* command, std::string& events) const {
  return command
      ->add_option("--events", events,
                   say("办理与拨付的事件（CSV：主体、条款、年度、环节、结果、日期）",
                       "What happened to awards (CSV: subject, clause, period, stage, result, date)"))
      ->type_name(say("文件", "FILE"));
}

CLI::Option* Commands::addLedger(CLI::App* command, std::string& ledger, std::string& through) const {
  CLI::Option* file = command->add_option(
      "--ledger", ledger,
      say("以前已给予的（JSON，或以前结果的 CSV）", "What was awarded before (JSON, or the CSV of an earlier run)"));
  file->type_name(say("文件", "FILE"));
  command->add_option("--ledger-through", through, say("账本记全到哪一年", "The last year that the ledger has in full"))
      ->needs(file)
      ->type_name(say("年度", "YEAR"));
  return file;
}

} // namespace tiao::driver
