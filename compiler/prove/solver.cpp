#include "compiler/prove/solver.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include <z3++.h>

namespace tiao::prove {

using Op = Node::Op;

/// Terms as Z3's expressions. A number that has a grain is the whole number of grains; any other is a real.
class Session::Door {
public:
  Door(const Terms& terms, uint64_t steps, Nonlinear nonlinear, Simplex simplex)
      : terms_(terms), nonlinear_(nonlinear), solver_(context_, z3::solver::simple()) {
    z3::params params(context_);
    // 0 would be no bound at all.
    params.set("rlimit", static_cast<unsigned>(std::clamp<uint64_t>(steps, 1, 4'000'000'000U)));
    params.set("random_seed", 0U);
    if (simplex == Simplex::Older && nonlinear == Nonlinear::AsUnknown) params.set("arith.solver", 2U);
    solver_.set(params);
  }

  void hold(Prop prop) { solver_.add(expr(prop)); }

  Found ask(const std::vector<Prop>& props) {
    std::vector<z3::expr> asked; // said first: the bounds of unknowns hold from here on
    for (const Prop prop : props) asked.push_back(expr(prop));
    solver_.push();
    for (const z3::expr& each : asked) solver_.add(each);
    Found found = check();
    solver_.pop();
    return found;
  }

  Found askLast(const std::vector<Prop>& props) {
    for (const Prop prop : props) hold(prop);
    return check();
  }

  [[nodiscard]] size_t nonlinear() const { return nonlinearTerms_; }

private:
  static constexpr uint32_t None = UINT32_MAX;

  Found check() {
    Found found;
    switch (solver_.check()) {
    case z3::sat:
      found.answer = Answer::Yes;
      found.model = assignment(solver_.get_model());
      break;
    case z3::unsat: found.answer = Answer::No; break;
    case z3::unknown:
      found.answer = Answer::Exhausted;
      found.failure = solver_.reason_unknown();
      break;
    }
    return found;
  }

  z3::expr expr(Prop prop) {
    translate(prop.index);
    return at(prop.index);
  }
  [[nodiscard]] z3::expr at(uint32_t index) const { return known_[place_[index]]; }

  /// Everything that this term is made of, operands first.
  void translate(uint32_t root) {
    if (place_.size() < terms_.size()) place_.resize(terms_.size(), None);
    if (place_[root] != None) return;
    const std::vector<bool> cone = terms_.cone({root});
    for (uint32_t i = 0; i <= root; ++i) {
      if (!cone[i] || place_[i] != None) continue;
      known_.push_back(make(i));
      place_[i] = static_cast<uint32_t>(known_.size() - 1);
    }
  }

  [[nodiscard]] std::optional<Rational> grain(uint32_t index) const { return terms_.bounds(Num{index}).grain; }
  z3::expr whole(const Rational& value) { return context_.int_val(value.toGmp().get_num().get_str().c_str()); }
  z3::expr real(const Rational& value) { return context_.real_val(value.toGmp().get_str().c_str()); }

  /// A number as a real.
  z3::expr asReal(uint32_t index) {
    const auto unit = grain(index);
    return unit ? z3::to_real(at(index)) * real(*unit) : at(index);
  }
  /// A number that is a whole multiple of `unit`, as how many of it.
  z3::expr in(uint32_t index, const Rational& unit) {
    const Rational own = *grain(index);
    if (own.isZero()) return context_.int_val(0);
    const Rational many = own / unit;
    return many == Rational(1) ? at(index) : whole(many) * at(index);
  }

  z3::expr make(uint32_t index) {
    const Node& n = terms_.node(index);
    switch (n.op) {
    case Op::Linear: return linear(n);
    case Op::Unknown: {
      const std::string name = "n" + std::to_string(n.a);
      z3::expr unknown = n.bounds.grain ? context_.int_const(name.c_str()) : context_.real_const(name.c_str());
      bound(unknown, n.bounds);
      unknowns_.emplace(n.a, unknown);
      return unknown;
    }
    case Op::Choose: {
      if (n.bounds.grain && !n.bounds.grain->isZero())
        return z3::ite(at(n.a), in(n.b, *n.bounds.grain), in(n.c, *n.bounds.grain));
      if (n.bounds.grain) return context_.int_val(0);
      return z3::ite(at(n.a), asReal(n.b), asReal(n.c));
    }
    case Op::Product:
    case Op::Quotient: return nonlinear(index, n);
    case Op::Floor: {
      const auto unit = grain(n.b);
      if (!unit) return z3::expr(context_, Z3_mk_real2int(context_, at(n.b)));
      const mpq_class parts = unit->toGmp();
      const z3::expr top = context_.int_val(parts.get_num().get_str().c_str()) * at(n.b);
      return z3::expr(context_, Z3_mk_div(context_, top, context_.int_val(parts.get_den().get_str().c_str())));
    }
    case Op::Always: return context_.bool_val(true);
    case Op::May: {
      z3::expr unknown = context_.bool_const(("t" + std::to_string(n.a)).c_str());
      truths_.emplace(n.a, unknown);
      return unknown;
    }
    case Op::AtMost0: return at(n.b) <= 0;
    case Op::Is0: return at(n.b) == 0;
    case Op::Not: return !at(n.a);
    case Op::All: {
      z3::expr_vector parts(context_);
      for (const uint32_t part : n.of) parts.push_back(at(part));
      return z3::mk_and(parts);
    }
    }
    return context_.bool_val(false);
  }

  z3::expr linear(const Node& n) {
    const auto unit = n.bounds.grain;
    if (unit && unit->isZero()) return context_.int_val(0);
    z3::expr_vector parts(context_);
    if (!n.constant.isZero() || n.parts.empty()) parts.push_back(unit ? whole(n.constant / *unit) : real(n.constant));
    for (const auto& [factor, term] : n.parts) {
      if (!unit) {
        parts.push_back(real(factor) * asReal(term));
        continue;
      }
      const Rational own = *grain(term);
      if (own.isZero()) continue;
      const Rational many = factor * own / *unit;
      parts.push_back(many == Rational(1) ? at(term) : whole(many) * at(term));
    }
    if (parts.empty()) return unit ? context_.int_val(0) : context_.real_val(0);
    return parts.size() == 1 ? parts[0] : z3::sum(parts);
  }

  z3::expr nonlinear(uint32_t index, const Node& n) {
    ++nonlinearTerms_;
    if (nonlinear_ == Nonlinear::AsUnknown) {
      const std::string name = "u" + std::to_string(index);
      z3::expr unknown = n.bounds.grain ? context_.int_const(name.c_str()) : context_.real_const(name.c_str());
      bound(unknown, n.bounds);
      return unknown;
    }
    if (n.op == Op::Quotient) return asReal(n.b) / asReal(n.c);
    return n.bounds.grain ? at(n.b) * at(n.c) : asReal(n.b) * asReal(n.c);
  }

  void bound(const z3::expr& unknown, const Bounds& of) {
    const auto value = [&](const Rational& end) { return of.grain ? whole(end / *of.grain) : real(end); };
    if (of.lo) solver_.add(unknown >= value(of.grain ? (*of.lo / *of.grain).ceil() * *of.grain : *of.lo));
    if (of.hi) solver_.add(unknown <= value(of.grain ? (*of.hi / *of.grain).floor() * *of.grain : *of.hi));
  }

  Assignment assignment(const z3::model& model) {
    Assignment result;
    result.numbers.resize(terms_.numbers());
    result.truths.resize(terms_.truths());
    for (uint32_t i = 0; i < result.numbers.size(); ++i) {
      const Bounds& of = terms_.boundsOfUnknown(i);
      result.numbers[i] = of.lo.value_or(0);
    }
    for (const auto& [number, unknown] : unknowns_) {
      const z3::expr value = model.eval(unknown, true);
      const Bounds& of = terms_.boundsOfUnknown(number);
      std::string text = Z3_get_numeral_string(context_, value);
      const Rational grains = Rational(mpq_class(text));
      result.numbers[number] = of.grain ? grains * *of.grain : grains;
    }
    for (const auto& [number, unknown] : truths_) {
      result.truths[number] = model.eval(unknown, true).is_true();
    }
    return result;
  }

  const Terms& terms_;
  Nonlinear nonlinear_;
  z3::context context_;
  z3::solver solver_;
  std::vector<z3::expr> known_;
  std::vector<uint32_t> place_; // by term: in known_
  std::unordered_map<uint32_t, z3::expr> unknowns_, truths_;
  size_t nonlinearTerms_ = 0;
};

Session::Session(const Terms& terms, uint64_t steps, Nonlinear nonlinear, Simplex simplex)
    : door_(std::make_unique<Door>(terms, steps, nonlinear, simplex)) {}
Session::~Session() = default;

namespace {

/// Z3 throws; nothing of ours does.
template <typename F> Found guarded(F ask) {
  try {
    return ask();
  } catch (const z3::exception& broken) {
    return {Answer::Failed, {}, broken.msg()};
  } catch (const std::exception& broken) {
    return {Answer::Failed, {}, broken.what()};
  }
}

} // namespace

void Session::hold(Prop prop) {
  const Found told = guarded([&] {
    door_->hold(prop);
    return Found{Answer::Yes, {}, {}};
  });
  if (told.answer == Answer::Failed) failure_ = told.failure;
}

Found Session::ask(const std::vector<Prop>& props) {
  if (!failure_.empty()) return {Answer::Failed, {}, failure_};
  return guarded([&] { return door_->ask(props); });
}

Found Session::askLast(const std::vector<Prop>& props) {
  if (!failure_.empty()) return {Answer::Failed, {}, failure_};
  return guarded([&] { return door_->askLast(props); });
}

size_t Session::nonlinear() const { return door_->nonlinear(); }

std::string solverVersion() {
  unsigned major = 0, minor = 0, build = 0, revision = 0;
  Z3_get_version(&major, &minor, &build, &revision);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(build);
}

} // namespace tiao::prove
