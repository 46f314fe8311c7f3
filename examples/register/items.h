#pragma once

#include "examples/register/firm.h"

/// What a firm has several of, in a file for each kind. An item that is bought or visited in one year has that year in
/// its name, since an item keeps its facts and its ledger through the years.
namespace tiao::examples {

enum ExhibitionColumn : size_t {
  ExhibitionFirm,
  ExhibitionYear,
  Exhibition,
  TakingPart,
  FeePerBooth,
  Booths,
  BoothFunding,
  ExhibitionColumns
};
inline constexpr std::array<Heading, ExhibitionColumns> ExhibitionHeadings = {{
    {"企业", "enterprise"},
    {"年度", "year"},
    {"展会", "exhibition"},
    {"参加新电商展会", "taking part in a new e-commerce exhibition"},
    {"单个展位费", "fee per booth"},
    {"标准展位数", "booths"},
    {"展位资助核定金额", "booth funding assessed amount"},
}};
/// Two firms in ten go to exhibitions, to up to four a year.
std::vector<Cells> exhibitionRows(const Firm& firm);

enum CabinetColumn : size_t { CabinetFirm, CabinetYear, CabinetLot, CabinetsPlaced, PurchasePrice, CabinetColumns };
inline constexpr std::array<Heading, CabinetColumns> CabinetHeadings = {{
    {"企业", "enterprise"},
    {"年度", "year"},
    {"外卖柜", "cabinet lot"},
    {"在核心写字楼、大型小区等区域设置物品投放外卖柜",
     "delivery cabinets placed in core office buildings, large housing estates and the like"},
    {"购买价", "purchase price"},
}};
/// Four firms in a hundred place cabinets; a lot is what was bought at one price.
std::vector<Cells> cabinetRows(const Firm& firm);

enum CentreColumn : size_t { CentreFirm, CentreYear, Centre, NewlyBuilt, CentreColumns };
inline constexpr std::array<Heading, CentreColumns> CentreHeadings = {{
    {"企业", "enterprise"},
    {"年度", "year"},
    {"县级邮政快递综合服务分拨中心", "county mail and courier sorting centre"},
    {"新建", "newly built"},
}};
/// Of couriers: a row in the year in which the centre opened. It stays.
std::vector<Cells> centreRows(const Firm& firm);

enum OutletColumn : size_t {
  OutletFirm,
  OutletYear,
  Outlet,
  NewInVillage,
  Operation,
  RuralParcels,
  LastYear,
  OutletColumns
};
inline constexpr std::array<Heading, OutletColumns> OutletHeadings = {{
    {"企业", "enterprise"},
    {"年度", "year"},
    {"网点", "village outlet"},
    {"在行政村中新设立基层服务网点", "opening a new service outlet in a village"},
    {"运营", "operation"},
    {"在农村地区的快递投递业务", "rural parcels delivered"},
    {"最后年度", "last year"},
}};
/// Of couriers: a row for each year of each outlet, from the one in which it opened.
std::vector<Cells> outletRows(const Firm& firm);

} // namespace tiao::examples
