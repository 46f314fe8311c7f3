#include "runtime/abi/about.h"

#include "runtime/abi/tiao_evaluator.h"
#include "runtime/batch/cell.h"

/// What an evaluator tells of itself.
namespace tiao::abi {

using batch::InputKind;

Policy::Policy() : bytes_(tiao_tables) {}

namespace {

int32_t roleOf(uint32_t kind) {
  switch (static_cast<InputKind>(kind)) {
  case InputKind::Fact: return TIAO_FACT;
  case InputKind::FirstYear: return TIAO_FIRST_YEAR;
  case InputKind::ListGiven: return TIAO_LIST_GIVEN;
  case InputKind::Listed: return TIAO_LISTED;
  }
  return TIAO_FACT;
}

bool within(int32_t index, uint32_t count) { return index >= 0 && static_cast<uint32_t>(index) < count; }

const char* choose(const Policy& policy, Words zh, Words en, int32_t language) {
  const bool chinese = (language == TIAO_ZH && zh.count != 0) || en.count == 0;
  return policy.text(chinese ? zh : en);
}

} // namespace

} // namespace tiao::abi

using tiao::abi::Policy;

extern "C" {

uint32_t tiao_abi_version(void) { return TIAO_ABI_VERSION; }

const char* tiao_policy_name(int32_t language) {
  const Policy policy;
  return tiao::abi::choose(policy, policy->policyZh, policy->policyEn, language);
}

const char* tiao_policy_version(void) {
  const Policy policy;
  return policy.text(policy->version);
}

const char* tiao_policy_hash(void) {
  const Policy policy;
  return policy.text(policy->hash);
}

const char* tiao_compiler_version(void) {
  const Policy policy;
  return policy.text(policy->compiler);
}

int32_t tiao_first_year(void) { return Policy()->firstYear; }
int32_t tiao_last_year(void) { return Policy()->lastYear; }
int32_t tiao_input_count(void) { return static_cast<int32_t>(Policy()->inputs.count); }
int32_t tiao_output_count(void) { return static_cast<int32_t>(Policy()->outputs.count); }
int32_t tiao_item_kind_count(void) { return static_cast<int32_t>(Policy()->kinds.count); }

int32_t tiao_input_at(int32_t index, struct tiao_input* input) {
  const Policy policy;
  if (input == nullptr) return TIAO_NULL_ARGUMENT;
  if (!tiao::abi::within(index, policy->inputs.count)) return TIAO_NO_SUCH_INDEX;
  const auto& about = policy.about(static_cast<uint32_t>(index));
  const auto& table = policy.input(static_cast<uint32_t>(index));
  input->id = policy.text(about.id);
  input->name_zh = policy.text(about.zh);
  input->name_en = policy.text(about.en);
  input->unit_zh = policy.text(about.unitZh);
  input->unit_en = policy.text(about.unitEn);
  input->role = tiao::abi::roleOf(table.kind);
  input->type = about.type;
  input->items = table.itemKind;
  input->year = table.year;
  input->month = table.month;
  input->members = static_cast<int32_t>(about.members.count);
  input->scale = table.scale;
  input->least = table.lo;
  input->greatest = table.hi;
  return TIAO_OK;
}

int32_t tiao_output_at(int32_t index, struct tiao_output* output) {
  const Policy policy;
  if (output == nullptr) return TIAO_NULL_ARGUMENT;
  if (!tiao::abi::within(index, policy->outputs.count)) return TIAO_NO_SUCH_INDEX;
  const auto& about = policy.output(static_cast<uint32_t>(index));
  output->id = policy.text(about.id);
  output->award_zh = policy.text(about.awardZh);
  output->award_en = policy.text(about.awardEn);
  output->article = policy.text(about.article);
  output->left_to_ask = about.kernel < 0 ? policy.text(about.why) : nullptr;
  output->items = about.itemKind;
  output->year = about.year;
  output->month = about.month;
  output->discretionary = static_cast<int32_t>(about.discretionary);
  output->reasons =
      about.kernel < 0 ? 0 : static_cast<int32_t>(policy.begin(policy->kernels.outputs)[about.kernel].told.count);
  return TIAO_OK;
}

const char* tiao_item_kind_id(int32_t kind) {
  const Policy policy;
  return tiao::abi::within(kind, policy->kinds.count) ? policy.text(policy.begin(policy->kinds)[kind].id) : nullptr;
}

const char* tiao_item_kind_name(int32_t kind, int32_t language) {
  const Policy policy;
  if (!tiao::abi::within(kind, policy->kinds.count)) return nullptr;
  const auto& about = policy.begin(policy->kinds)[kind];
  return tiao::abi::choose(policy, about.zh, about.en, language);
}

const char* tiao_member_name(int32_t input, int32_t member, int32_t language) {
  const Policy policy;
  if (!tiao::abi::within(input, policy->inputs.count)) return nullptr;
  const auto& members = policy.about(static_cast<uint32_t>(input)).members;
  if (!tiao::abi::within(member, members.count)) return nullptr;
  const auto& about = policy.begin(members)[member];
  return tiao::abi::choose(policy, about.zh, about.en, language);
}

const char* tiao_reason_text(int32_t output, int32_t bit, int32_t language) {
  const Policy policy;
  if (!tiao::abi::within(output, policy->outputs.count)) return nullptr;
  const auto& about = policy.output(static_cast<uint32_t>(output));
  if (about.kernel < 0) return nullptr;
  const auto& told = policy.begin(policy->kernels.outputs)[about.kernel].told;
  if (!tiao::abi::within(bit, told.count)) return nullptr;
  return tiao::abi::choose(policy, policy.begin(told)[bit].zh, policy.begin(told)[bit].en, language);
}

const char* tiao_status_text(int32_t status, int32_t language) {
  const bool zh = language == TIAO_ZH;
  switch (status) {
  case TIAO_NOT_IN_FORCE: return zh ? "未施行" : "not in force";
  case TIAO_EXHAUSTED: return zh ? "已用尽" : "exhausted";
  case TIAO_NOT_ENTITLED: return zh ? "不符合" : "not entitled";
  case TIAO_FORGONE: return zh ? "择优放弃" : "forgone";
  case TIAO_LIMITED: return zh ? "限额给予" : "limited";
  case TIAO_GRANTED: return zh ? "给予" : "granted";
  case TIAO_ASK: return zh ? "未定，须另行计算" : "not decided here";
  case TIAO_ABSENT: return zh ? "当年无此条目" : "no such item in this year";
  case TIAO_LATER: return zh ? "尚未计算" : "of a later year";
  default: return nullptr;
  }
}

const char* tiao_code_text(int32_t code, int32_t language) {
  const bool zh = language == TIAO_ZH;
  switch (code) {
  case TIAO_OK: return zh ? "无误" : "no error";
  case TIAO_NO_SUCH_INDEX: return zh ? "没有这个序号" : "there is no such index";
  case TIAO_NULL_ARGUMENT: return zh ? "缺少参数（空指针）" : "an argument is a null pointer";
  case TIAO_NOT_A_TABLE:
    return zh ? "不是表：应是结构（+s），且与其说明一致" : "not a table: a struct (+s) that fits its schema is wanted";
  case TIAO_UNKNOWN_COLUMN: return zh ? "没有这样的输入列" : "no input is called by this column's name";
  case TIAO_SAME_COLUMN: return zh ? "两列是同一项输入" : "two columns are of the same input";
  case TIAO_COLUMN_TYPE: return zh ? "列的类型与这项输入不符" : "the column's type cannot hold this input";
  case TIAO_NULL_ROW: return zh ? "整行为空" : "a row is null as a whole";
  case TIAO_BAD_LIST: return zh ? "条目的起止位置有误" : "the places of a list do not ascend, or lie outside its items";
  case TIAO_BAD_OPTIONS: return zh ? "选项有误" : "the options are not valid";
  case TIAO_NO_MEMORY: return zh ? "内存不足" : "out of memory";
  default: return nullptr;
  }
}

} // extern "C"
