/* One enterprise in Yuhang, evaluated by the district's evaluator: facts in, awards out. C11 and nothing else.
 *
 *   cc -std=c11 -Wall -Wextra -Werror firm.c ./libyuhang.so -Wl,-rpath,'$ORIGIN' -o firm
 */
#include "yuhang.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int64_t values[TIAO_INPUT_COUNT];
static uint8_t known[TIAO_INPUT_COUNT];

static void set(int32_t input, int64_t value) {
  values[input] = value;
  known[input] = 1;
}

/* A fact in every year (or for good, if it does not change); by its name in either language. */
static int set_always(const char* name, int64_t value) {
  int found = 0;
  for (int32_t i = 0; i < TIAO_INPUT_COUNT; ++i) {
    struct tiao_input input;
    if (tiao_input_at(i, &input) != TIAO_OK || input.role != TIAO_FACT) continue;
    if (strcmp(input.name_zh, name) != 0 && strcmp(input.name_en, name) != 0) continue;
    set(i, value);
    found = 1;
  }
  return found;
}

int main(void) {
  static const char* const truths[] = {"招引",
                                       "落户",
                                       "纳入国家统计局联网直报平台",
                                       "上报统计数据",
                                       "依法登记注册的独立法人",
                                       "已取得开展相关业务的资格",
                                       "切实履行申请承诺",
                                       "诚信守法经营",
                                       "在杭州市开展电商相关业务",
                                       "纳入杭州市电商统计监测体系",
                                       "能够如实提供电商相关数据信息"};
  /* A header and a library of two policies do not go together. */
  if (tiao_abi_version() != TIAO_ABI_VERSION || strcmp(tiao_policy_hash(), TIAO_POLICY_HASH) != 0) {
    fputs("the library is not the header's\n", stderr);
    return 1;
  }
  for (size_t i = 0; i < sizeof truths / sizeof *truths; ++i) {
    if (set_always(truths[i], 1)) continue;
    fprintf(stderr, "no fact is called %s\n", truths[i]);
    return 1;
  }
  set_always("punished for a serious breach of business rules", 0);
  set(TIAO_INPUT_ACTUAL_INVESTMENT_2022, 900000000); /* fen: 9 million yuan */
  set(TIAO_INPUT_ACTUAL_INVESTMENT_2023, 1200000000);
  set(TIAO_INPUT_ACTUAL_INVESTMENT_2024, 800000000);

  const struct tiao_options options = {sizeof options, 0, 2024, 0};
  struct tiao_outcome outcomes[TIAO_OUTPUT_COUNT];
  struct tiao_error error;
  if (tiao_evaluate_one(values, known, NULL, &options, outcomes, &error) != TIAO_OK) {
    fprintf(stderr, "%s: %s\n", error.column, tiao_code_text(error.code, TIAO_EN));
    return 1;
  }
  int asked = 0;
  for (int32_t i = 0; i < TIAO_OUTPUT_COUNT; ++i) {
    struct tiao_output output;
    (void)tiao_output_at(i, &output);
    if (outcomes[i].status == TIAO_ASK) ++asked;
    if (outcomes[i].amount == TIAO_NONE) continue;
    printf("%s,%s,%d,%s,%" PRId64 ".%02" PRId64 "\n", output.award_zh, output.award_en, output.year,
           tiao_status_text(outcomes[i].status, TIAO_ZH), outcomes[i].amount / 100, outcomes[i].amount % 100);
  }
  fprintf(stderr, "未定 %d 项\n", asked);
  return 0;
}
