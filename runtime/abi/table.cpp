#include "runtime/abi/table.h"

#include "runtime/abi/call.h"
#include "runtime/abi/words.h"
#include "runtime/batch/cell.h"

#include <cstdlib>
#include <initializer_list>

namespace tiao::abi {

namespace {

bool isStruct(const ArrowArray& array, const ArrowSchema& schema) {
  return schema.format != nullptr && same(schema.format, "+s") && schema.n_children == array.n_children &&
         array.n_children >= 0 && array.length >= 0 && array.offset >= 0 &&
         (array.n_children == 0 || (array.children != nullptr && schema.children != nullptr));
}

} // namespace

Table::~Table() { std::free(columns_); }

int32_t Table::open(const ArrowArray& facts, const ArrowSchema& schema, uint32_t flags, tiao_error* error) {
  const size_t inputs = policy_->inputs.count;
  columns_ = static_cast<Column*>(std::malloc((inputs + 1) * sizeof(Column)));
  if (columns_ == nullptr) return fail(error, TIAO_NO_MEMORY);
  for (size_t i = 0; i < inputs; ++i) columns_[i] = {};
  if (!isStruct(facts, schema)) return fail(error, TIAO_NOT_A_TABLE);
  rows = facts.length;
  offset = facts.offset;
  if (facts.n_buffers > 0 && facts.buffers != nullptr && someNull(facts, 0, rows))
    for (int64_t row = 0; row < rows; ++row)
      if (!valid(facts, offset + row)) return fail(error, TIAO_NULL_ROW, nullptr, row);
  return bind(facts, schema, -1, flags, error);
}

/// An input of these rows by one of its names; -1: none. `hint`: where columns in the inputs' order would have it.
int32_t Table::find(const char* name, int32_t kind, uint32_t& hint) const {
  const uint32_t count = policy_->inputs.count;
  for (uint32_t i = 0; i < count; ++i) {
    const uint32_t input = (hint + i) % count;
    const batch::InputTable& in = policy_.input(input);
    const bool ofSubject = in.itemKind < 0 || static_cast<batch::InputKind>(in.kind) == batch::InputKind::ListGiven;
    if ((ofSubject ? -1 : in.itemKind) != kind) continue;
    const InputAbout& about = policy_.about(input);
    for (const Words words : {about.id, about.columnZh, about.columnEn})
      if (words.count != 0 && same(policy_.text(words), name)) {
        hint = input + 1;
        return static_cast<int32_t>(input);
      }
  }
  return -1;
}

int32_t Table::findKind(const char* name) const {
  for (uint32_t kind = 0; kind < policy_->kinds.count; ++kind) {
    const KindAbout& about = policy_.begin(policy_->kinds)[kind];
    for (const Words words : {about.id, about.zh, about.en})
      if (words.count != 0 && same(policy_.text(words), name)) return static_cast<int32_t>(kind);
  }
  return -1;
}

int32_t Table::bind(const ArrowArray& array, const ArrowSchema& schema, int32_t kind, uint32_t flags,
                    tiao_error* error) {
  uint32_t hint = 0;
  for (int64_t i = 0; i < array.n_children; ++i) {
    const ArrowSchema* field = schema.children[i];
    const ArrowArray* values = array.children[i];
    if (field == nullptr || values == nullptr || field->format == nullptr) return fail(error, TIAO_NOT_A_TABLE);
    const char* name = field->name == nullptr ? "" : field->name;
    const int32_t ofKind = kind < 0 ? findKind(name) : -1;
    if (ofKind >= 0) {
      if (const int32_t code = bindLists(*values, *field, static_cast<uint32_t>(ofKind), flags, error); code != TIAO_OK)
        return code;
      continue;
    }
    const int32_t input = find(name, kind, hint);
    if (input < 0) {
      if ((flags & TIAO_OTHER_COLUMNS) != 0) continue;
      return fail(error, TIAO_UNKNOWN_COLUMN, name);
    }
    if (columns_[input].array != nullptr) return fail(error, TIAO_SAME_COLUMN, name);
    if (!holds(policy_, static_cast<uint32_t>(input), *field)) return fail(error, TIAO_COLUMN_TYPE, name);
    const bool isText = field->format[0] == 'u' || field->format[0] == 'U';
    if (values->length < array.length + array.offset || values->n_buffers != (isText ? 3 : 2) ||
        values->buffers == nullptr || values->offset < 0)
      return fail(error, TIAO_NOT_A_TABLE, name);
    if (values->length > 0 && (values->buffers[1] == nullptr)) return fail(error, TIAO_NOT_A_TABLE, name);
    columns_[input] = {values, field};
  }
  return TIAO_OK;
}

int32_t Table::bindLists(const ArrowArray& array, const ArrowSchema& schema, uint32_t kind, uint32_t flags,
                         tiao_error* error) {
  ItemLists& lists = lists_[kind];
  const char* name = schema.name;
  if (lists.array != nullptr) return fail(error, TIAO_SAME_COLUMN, name);
  const bool isLong = same(schema.format, "+L");
  if ((!isLong && !same(schema.format, "+l")) || schema.n_children != 1 || array.n_children != 1 ||
      schema.children == nullptr || array.children == nullptr)
    return fail(error, TIAO_COLUMN_TYPE, name);
  if (array.length < offset + rows || array.offset < 0 || array.n_buffers != 2 || array.buffers == nullptr ||
      (array.length > 0 && array.buffers[1] == nullptr))
    return fail(error, TIAO_NOT_A_TABLE, name);
  const ArrowArray& items = *array.children[0];
  if (!isStruct(items, *schema.children[0])) return fail(error, TIAO_COLUMN_TYPE, name);
  lists = {&array, isLong};
  for (int64_t row = 0; row < rows; ++row) {
    const int64_t begin = lists.place(offset + row), end = lists.place(offset + row + 1);
    if (begin < 0 || end < begin || end > items.length) return fail(error, TIAO_BAD_LIST, name, row);
  }
  if (items.n_buffers > 0 && items.buffers != nullptr)
    for (int64_t row = 0; row < rows; ++row)
      if (someNull(items, lists.place(offset + row), lists.place(offset + row + 1) - lists.place(offset + row)))
        return fail(error, TIAO_NULL_ROW, name, row);
  return bind(items, *schema.children[0], static_cast<int32_t>(kind), flags, error);
}

bool Table::listGiven(uint32_t kind, int64_t row) const {
  const ItemLists& lists = lists_[kind];
  return lists.array != nullptr && valid(*lists.array, lists.array->offset + offset + row);
}

int64_t Table::itemCount(uint32_t kind, int64_t row) const {
  if (!listGiven(kind, row)) return 0;
  return lists_[kind].place(offset + row + 1) - lists_[kind].place(offset + row);
}

} // namespace tiao::abi
