#include "examples/register/files.h"

#include "examples/register/items.h"
#include "examples/register/layers.h"
#include "examples/register/months.h"

namespace tiao::examples {

namespace {

std::vector<Cells> registerRows(const Firm& firm) { return firm.rows; }

constexpr File Files[] = {
    {"register", Headings, registerRows},
    {"months", MonthHeadings, monthRows},
    {"exhibitions", ExhibitionHeadings, exhibitionRows},
    {"cabinets", CabinetHeadings, cabinetRows},
    {"centres", CentreHeadings, centreRows},
    {"outlets", OutletHeadings, outletRows},
    {"rules", RuleHeadings, ruleRows},
    {"bases", BaseHeadings, baseRows},
};

} // namespace

std::span<const File> files() { return Files; }

Random streamOf(const Firm& firm, Stream stream) {
  return {firm.seed + (static_cast<uint64_t>(stream) << 56U), firm.number};
}

} // namespace tiao::examples
