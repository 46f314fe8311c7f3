#pragma once

#include "compiler/driver/row_facts.h"

/// The items of one subject, from the files of items.
///
/// With a file for a kind, its lists are given for every year of the register: a subject without rows has empty lists.
/// Where a year has its own list (每年若干), an item is in the lists of the years that its rows are of. Else it is
/// there from the first year that a row of it names, or in all years if none does, through its 最后年度 / last year, if
/// a row says one. A row that cannot be tied to an item and a year makes the lists it may belong to invalid.
namespace tiao::driver {

class ItemFiller {
public:
  ItemFiller(const core::Program& program, const Register& reg, const ValueReader& values, Language language);
  /// Adds the items of `subject` to `facts`, and what is wrong with their rows to `bad`.
  void fill(const Rows& rows, const Rows::Subject& subject, interpret::Case& facts, std::vector<BadData>& bad);

private:
  struct ItemRow {
    interpret::Key key;
    calendar::Period period;
    uint32_t row;
  };
  /// When an item of a kind that lives through the years is there, as far as its rows say.
  struct Life {
    std::optional<int> first, last;
    uint32_t lastRow = 0; // the row that says the last
  };
  /// What is known of the lists of one kind.
  struct Lists {
    core::Id<core::ItemKind> kind;
    bool given = false;                                    // there is a file
    std::vector<std::optional<interpret::Invalid>> spoilt; // by year of the register
  };

  void noteRow(uint32_t index, const Register::Table& table);
  void noteLife(uint32_t index, const Register::Table& table, interpret::Key key);
  void fillRows();
  void tellRepeated(const ItemRow& row, const ItemRow& before);
  void fillLists();
  void listItems();
  void checkCounts(Lists& lists);
  BadData& tell(const Rows::Row& row, std::optional<size_t> column, std::string_view text, const Text& reason);
  /// The lists of these years, of the kind of this row's file, cannot be used.
  void spoil(const Rows::Row& row, const BadData& why, int first, int last);
  void spoilFrom(const Rows::Row& row, const BadData& why);

  const core::Program& program_;
  const Register& register_;
  Language language_;
  std::vector<RowFacts> tables_; // by file, from the first file of items on
  size_t firstTable_ = 0;
  std::vector<Lists> lists_; // by kind

  // Of the subject at hand.
  const Rows* given_ = nullptr;
  const Rows::Subject* subject_ = nullptr;
  interpret::Case* facts_ = nullptr;
  std::vector<BadData>* bad_ = nullptr;
  std::vector<ItemRow> rows_;
  std::vector<Life> lives_; // by item
  std::vector<std::string_view> cells_;
};

} // namespace tiao::driver
