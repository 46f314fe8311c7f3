/*
 * The C interface of a compiled policy: an evaluator that stands alone.
 *
 * It needs nothing but malloc, free, memcpy, memmove and memset of the C library. It has no state: every function may
 * be called from any number of threads at once. It never prints, never ends the program, and reads no file.
 *
 * Money is a whole number of fen (1/100 yuan) throughout, dates are days since 1970-01-01, years are calendar years.
 * No amount is ever approximate: where the evaluator cannot decide an outcome (facts are missing, a value lies outside
 * its declared range, a rare combination that it was not compiled for) the status is TIAO_ASK, there is no amount, and
 * `tiao eval` decides with an explanation.
 */
#ifndef TIAO_EVALUATOR_H
#define TIAO_EVALUATOR_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* Of this interface. A program made for another one must not call anything but tiao_abi_version. */
#define TIAO_ABI_VERSION 1

/* ------------------------------------------------------------------------------------------------------------ Arrow */

/* The Arrow C Data Interface, as https://arrow.apache.org/docs/format/CDataInterface.html lays it down. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

/* ------------------------------------------------------------------------------------------------- what it is made of
 */

enum tiao_language { TIAO_ZH = 0, TIAO_EN = 1 };

/* What a value is, and how it is written as a whole number. */
enum tiao_type {
  TIAO_TRUTH = 0,  /* 0 or 1 */
  TIAO_NUMBER = 1, /* a whole number of its unit */
  TIAO_MONEY = 2,  /* fen: 12.34 yuan is 1234 */
  TIAO_DATE = 3,   /* days since 1970-01-01 */
  TIAO_MEMBER = 4, /* which of the members of a list: 0, 1 … */
  TIAO_YEAR = 5    /* a calendar year */
};

/* What an input says. */
enum tiao_role {
  TIAO_FACT = 0,
  TIAO_FIRST_YEAR = 1, /* the first year in which the subject exists; unknown: it always did */
  TIAO_LIST_GIVEN = 2, /* of a kind of items and a year: is the subject's list complete? Unknown: if there is a list */
  TIAO_LISTED = 3      /* of an item and a year: does the item stand in that year's list? Unknown: yes */
};

/* One value of a subject, or of an item that it has several of: a fact in a period. */
struct tiao_input {
  const char* id; /* ASCII, unique: the name of its column; TIAO_INPUT_… below is its index */
  const char* name_zh;
  const char* name_en;
  const char* unit_zh; /* 元, 件 …; empty without one. Money is given in fen all the same. */
  const char* unit_en;
  int32_t role;  /* enum tiao_role */
  int32_t type;  /* enum tiao_type */
  int32_t items; /* the kind of items whose value it is; -1: the subject's */
  int32_t year;  /* 0: it does not change */
  int32_t month; /* 0 unless it changes with months */
  int32_t members;
  int64_t scale;           /* a value n stands for n / scale of the unit: 100 for money, 1 for most */
  int64_t least, greatest; /* as declared: a value beyond them counts as unknown, and is told */
};

/* What one award gives in one period: to the subject, or to each item of a kind. */
struct tiao_output {
  const char* id;
  const char* award_zh;
  const char* award_en;
  const char* article;
  const char* left_to_ask; /* why its group of awards could not be compiled: it is always TIAO_ASK; else NULL */
  int32_t items;           /* the kind of items that it is counted by; -1: the subject */
  int32_t year;
  int32_t month;         /* 0: of the whole year */
  int32_t discretionary; /* 1: a body fixes the amount, within the ceiling */
  int32_t reasons;       /* how many reasons it may give: bits 0, 1 … */
};

uint32_t tiao_abi_version(void);
const char* tiao_policy_name(int32_t language);
/* The numbers of the documents (文号) of the policy and of the layers laid over it. */
const char* tiao_policy_version(void);
/* SHA-256 of the checked policy, in 64 hexadecimal digits: equal for equal policies. */
const char* tiao_policy_hash(void);
/* The version of the compiler. */
const char* tiao_compiler_version(void);
/* The first and last year that are evaluated. */
int32_t tiao_first_year(void);
int32_t tiao_last_year(void);

int32_t tiao_input_count(void);
int32_t tiao_output_count(void);
int32_t tiao_item_kind_count(void);
/* These return TIAO_OK, or TIAO_NO_SUCH_INDEX. What the pointers lead to stays where it is. */
int32_t tiao_input_at(int32_t index, struct tiao_input* input);
int32_t tiao_output_at(int32_t index, struct tiao_output* output);
/* Null where there is no such index. */
const char* tiao_item_kind_id(int32_t kind);
const char* tiao_item_kind_name(int32_t kind, int32_t language);
const char* tiao_member_name(int32_t input, int32_t member, int32_t language);
/* What a reason bit of an output says. */
const char* tiao_reason_text(int32_t output, int32_t bit, int32_t language);

/* ---------------------------------------------------------------------------------------------------------- evaluating
 */

/* The status of an outcome. The first six are definite. */
enum tiao_status {
  TIAO_NOT_IN_FORCE = 0,
  TIAO_EXHAUSTED = 1,    /* given before, as often or as much as allowed */
  TIAO_NOT_ENTITLED = 2, /* some condition is not met */
  TIAO_FORGONE = 3,      /* another award was chosen instead */
  TIAO_LIMITED = 4,      /* given, cut by a limit */
  TIAO_GRANTED = 5,
  TIAO_ASK = 16,    /* not decided here: see the top */
  TIAO_ABSENT = 17, /* no item: it, or of all items together none, stands in the list of this year; the amount is 0 */
  TIAO_LATER = 18   /* of a year after `through_year` */
};
const char* tiao_status_text(int32_t status, int32_t language);

enum tiao_code {
  TIAO_OK = 0,
  TIAO_NO_SUCH_INDEX = 1,
  TIAO_NULL_ARGUMENT = 2,
  TIAO_NOT_A_TABLE = 3,    /* the schema is not a struct, or does not fit the array */
  TIAO_UNKNOWN_COLUMN = 4, /* no input is called so; see TIAO_OTHER_COLUMNS */
  TIAO_SAME_COLUMN = 5,    /* two columns for one input */
  TIAO_COLUMN_TYPE = 6,    /* the column's type cannot hold this input */
  TIAO_NULL_ROW = 7,       /* a row, or an item, is null as a whole */
  TIAO_BAD_LIST = 8,       /* the places of a list do not ascend, or lie outside its items */
  TIAO_BAD_OPTIONS = 9,
  TIAO_NO_MEMORY = 10
};
const char* tiao_code_text(int32_t code, int32_t language);

enum tiao_flag {
  TIAO_OTHER_COLUMNS = 1 /* pass over columns that no input is called by, instead of refusing them */
};

struct tiao_options {
  uint32_t size;        /* sizeof(struct tiao_options) */
  uint32_t flags;       /* of enum tiao_flag */
  int32_t through_year; /* facts are given through this year; later years are not evaluated. 0: all years */
  int32_t reserved;     /* 0 */
};

struct tiao_error {
  int32_t code;     /* enum tiao_code */
  int32_t input;    /* the first input with a value that cannot be used (see tiao_evaluate_one), or -1 */
  int64_t row;      /* where the fault lies, or -1 */
  char column[112]; /* its column, or empty */
};

/*
 * Evaluates a table of subjects. `schema` is a struct ("+s") whose fields are named as inputs are: by their ids, or by
 * their names in either language with the period after a space ("年营业收入 2024", "revenue 2024"). An input without
 * a column, and a null, is unknown. The items of a kind are a field "+l" of structs, named by the kind, whose fields
 * are the items' inputs. Types: truths "b" or an integer; numbers, money, dates and members any integer of 8 to 64
 * bits; dates also "tdD"; members also "u" or "U" with a name of the member.
 *
 * `out` and `out_schema` become a struct: first a field `invalid_input` (int32: the index of the first input of the row
 * whose value cannot be used, null where there is none), then for each output, in their order, a struct of `status`
 * (uint8), `amount` (int64, fen; null where not decided), `ceiling` (int64, fen; null where there is none) and
 * `reasons` (uint64, bits); of outputs that are counted by items a list of such structs. Release both as Arrow has it.
 * The arrays that are read stay the caller's. `options` and `error` may be null.
 *
 * Returns TIAO_OK, or what `error` says: then nothing has been made.
 */
int32_t tiao_evaluate_batch(const struct ArrowArray* facts, const struct ArrowSchema* schema,
                            const struct tiao_options* options, struct ArrowArray* out, struct ArrowSchema* out_schema,
                            struct tiao_error* error);

/* An amount that is none: of an outcome that is not decided here, and the ceiling of an award that has none. */
#define TIAO_NONE INT64_MIN

struct tiao_outcome {
  int64_t amount;   /* fen, or TIAO_NONE */
  int64_t ceiling;  /* fen, or TIAO_NONE */
  uint64_t reasons; /* bits: tiao_reason_text */
  int32_t status;   /* enum tiao_status */
  int32_t reserved;
};

/* The items of one kind. A row has a place for each input of the policy; only those of the kind are read. */
struct tiao_items {
  int64_t count;                 /* at least 0; -1: the list is unknown */
  const int64_t* values;         /* count × tiao_input_count() */
  const uint8_t* known;          /* likewise: 1 where the value is known */
  struct tiao_outcome* outcomes; /* room for count × tiao_output_count(), or null; outputs of the kind are written */
};

/*
 * Evaluates one subject. values[i] and known[i] are of the input with index i. `items`: by kind; null if every list is
 * unknown. `outcomes` has room for tiao_output_count(); an output that is counted by items holds there what the items
 * come to together. A value outside its range is unknown, and error->input is its index.
 */
int32_t tiao_evaluate_one(const int64_t* values, const uint8_t* known, const struct tiao_items* items,
                          const struct tiao_options* options, struct tiao_outcome* outcomes, struct tiao_error* error);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif /* TIAO_EVALUATOR_H */
