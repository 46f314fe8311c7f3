#include "tests/unit/interpret/build.h"

namespace tiao::test {

ExprId Build::add(const core::Type& type, core::Node node) { return program.exprs.add({type, std::move(node), {}}); }

ExprId Build::plain(const Rational& value) { return add(Plain, core::Const{value}); }
ExprId Build::yuan(const Rational& value) { return add(Money, core::Const{value}); }

} // namespace tiao::test
