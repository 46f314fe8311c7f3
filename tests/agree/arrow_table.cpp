#include "tests/agree/arrow_table.h"

#include <cstring>

namespace tiao::test {

namespace {

size_t sizeOf(const std::string& format) {
  switch (format[0]) {
  case 'c':
  case 'C': return 1;
  case 's':
  case 'S': return 2;
  case 'i':
  case 'I':
  case 't': return 4;
  default: return 8;
  }
}

} // namespace

ArrowTable::ArrowTable(std::string name, size_t rows, size_t skipped)
    : name_(std::move(name)), rows_(rows), skipped_(skipped) {}

ArrowTable::Field& ArrowTable::field(const std::string& name, const std::string& format,
                                     const std::vector<bool>& valid) {
  Field& field = fields_.emplace_back();
  field.name = name;
  field.format = format;
  field.validity.assign((rows_ + skipped_ + 7) / 8 + 1, 0);
  for (size_t row = 0; row < rows_; ++row)
    if (valid[row]) field.validity[(row + skipped_) / 8] |= static_cast<uint8_t>(1U << ((row + skipped_) % 8));
  field.array.length = static_cast<int64_t>(rows_ + skipped_);
  field.array.null_count = -1;
  return field;
}

void ArrowTable::add(const std::string& name, const std::string& format, const Values& values) {
  std::vector<bool> valid;
  for (const auto& value : values) valid.push_back(value.has_value());
  Field& made = field(name, format, valid);
  if (format == "b") {
    made.values.assign((rows_ + skipped_ + 7) / 8 + 1, 0);
    for (size_t row = 0; row < rows_; ++row)
      if (values[row].value_or(1) != 0)
        made.values[(row + skipped_) / 8] |= static_cast<uint8_t>(1U << ((row + skipped_) % 8));
  } else {
    const size_t size = sizeOf(format);
    made.values.assign((rows_ + skipped_) * size + 8, 0xA5); // what is null holds anything
    for (size_t row = 0; row < rows_; ++row)
      if (values[row]) std::memcpy(made.values.data() + (row + skipped_) * size, &*values[row], size); // little-endian
  }
  made.buffers = {made.validity.data(), made.values.data()};
}

void ArrowTable::addWords(const std::string& name, const std::vector<std::optional<std::string>>& values) {
  std::vector<bool> valid;
  for (const auto& value : values) valid.push_back(value.has_value());
  Field& made = field(name, "u", valid);
  std::vector<int32_t> offsets(skipped_ + 1, 0);
  std::string text;
  for (const auto& value : values) {
    text += value.value_or("");
    offsets.push_back(static_cast<int32_t>(text.size()));
  }
  made.values.resize(offsets.size() * 4);
  std::memcpy(made.values.data(), offsets.data(), made.values.size());
  made.more.assign(text.begin(), text.end());
  made.more.push_back(0);
  made.buffers = {made.validity.data(), made.values.data(), made.more.data()};
}

void ArrowTable::addLists(const std::string& name, ArrowTable items, const std::vector<std::optional<size_t>>& counts) {
  std::vector<bool> valid;
  for (const auto& count : counts) valid.push_back(count.has_value());
  Field& made = field(name, "+l", valid);
  std::vector<int32_t> offsets(skipped_ + 1, 0);
  for (const auto& count : counts) offsets.push_back(offsets.back() + static_cast<int32_t>(count.value_or(0)));
  made.values.resize(offsets.size() * 4);
  std::memcpy(made.values.data(), offsets.data(), made.values.size());
  made.buffers = {made.validity.data(), made.values.data()};
  ArrowTable& child = tables_.emplace_back(std::move(items));
  made.childArray = const_cast<ArrowArray*>(child.array());
  made.childSchema = const_cast<ArrowSchema*>(child.schema());
  made.array.n_children = made.schema.n_children = 1;
  made.array.children = &made.childArray;
  made.schema.children = &made.childSchema;
}

const ArrowArray* ArrowTable::array() {
  (void)schema();
  return &array_;
}

const ArrowSchema* ArrowTable::schema() {
  arrays_.clear();
  schemas_.clear();
  for (Field& each : fields_) {
    each.array.buffers = each.buffers.data();
    each.array.n_buffers = static_cast<int64_t>(each.buffers.size());
    each.schema.name = each.name.c_str();
    each.schema.format = each.format.c_str();
    arrays_.push_back(&each.array);
    schemas_.push_back(&each.schema);
  }
  array_.length = static_cast<int64_t>(rows_);
  array_.offset = static_cast<int64_t>(skipped_);
  array_.n_buffers = 1;
  array_.buffers = &noBuffer_;
  array_.n_children = schema_.n_children = static_cast<int64_t>(arrays_.size());
  array_.children = arrays_.data();
  schema_.children = schemas_.data();
  schema_.format = "+s";
  schema_.name = name_.c_str();
  return &schema_;
}

} // namespace tiao::test
