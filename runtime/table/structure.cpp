#include "runtime/table/structure.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tiao::table {

namespace {

/// Of 64 bytes: a bit for each that is sought.
struct Found {
  uint64_t feeds = 0, commas = 0, quotes = 0, nuls = 0, returns = 0;
};

Found findOneByOne(const char* at) {
  Found found;
  for (unsigned i = 0; i < 64; ++i) {
    const uint64_t bit = uint64_t{1} << i;
    if (at[i] == '\n') found.feeds |= bit;
    if (at[i] == ',') found.commas |= bit;
    if (at[i] == '"') found.quotes |= bit;
    if (at[i] == '\0') found.nuls |= bit;
    if (at[i] == '\r') found.returns |= bit;
  }
  return found;
}

/// Where ends are written.
template <bool cells> class Writing {
public:
  Writing(uint32_t* out, uint32_t* lines) : out_(out), at_(out), lines_(lines), line_(lines) {}

  /// Of the 64 bytes from `base` on.
  void add(uint64_t feeds, uint64_t commas, size_t base) {
    uint64_t ends = feeds;
    if (cells) {
      ends |= commas;
      for (; feeds != 0; feeds &= feeds - 1)
        *line_++ = static_cast<uint32_t>(at_ - out_ + std::popcount(ends & ((feeds & -feeds) - 1)));
    }
    // Eight at a time, though some may be none: how many there are, nobody can tell beforehand.
    for (int left = std::popcount(ends); left > 0; left -= Together) {
      for (int k = 0; k < Together; ++k, ends &= ends - 1)
        at_[k] = static_cast<uint32_t>(base) + static_cast<uint32_t>(std::countr_zero(ends));
      at_ += std::min(left, Together);
    }
  }
  [[nodiscard]] Ends ends() const { return {static_cast<size_t>(at_ - out_), static_cast<size_t>(line_ - lines_)}; }

private:
  static constexpr int Together = cells ? 8 : 1;
  uint32_t *out_, *at_, *lines_, *line_;
};

void add(Unusual& unusual, const Found& found) {
  unusual.quote = unusual.quote || found.quotes != 0;
  unusual.nul = unusual.nul || found.nuls != 0;
  unusual.carriageReturn = unusual.carriageReturn || found.returns != 0;
}

/// From `at` on, one by one; the last bytes, fewer than 64, with blanks after them.
template <bool cells> Ends findPlainly(std::string_view bytes, size_t at, Writing<cells> to, Unusual& unusual) {
  for (; at < bytes.size(); at += 64) {
    char padded[64];
    const std::string_view now = bytes.substr(at, 64);
    std::memset(padded, ' ', sizeof padded);
    std::memcpy(padded, now.data(), now.size());
    const Found found = findOneByOne(padded);
    add(unusual, found);
    to.add(found.feeds, found.commas, at);
  }
  return to.ends();
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) inline uint64_t bitsOf(__m256i found) {
  return static_cast<uint32_t>(_mm256_movemask_epi8(found));
}

template <bool cells>
__attribute__((target("avx2,bmi,popcnt"))) Ends findAvx2(std::string_view bytes, Writing<cells> to, Unusual& unusual) {
  const __m256i feed = _mm256_set1_epi8('\n'), comma = _mm256_set1_epi8(','), quote = _mm256_set1_epi8('"'),
                nul = _mm256_setzero_si256(), carriage = _mm256_set1_epi8('\r');
  __m256i quotes = nul, nuls = nul, returns = nul;
  size_t at = 0;
  for (; at + 64 <= bytes.size(); at += 64) {
    uint64_t feeds = 0, commas = 0;
    for (unsigned half = 0; half < 2; ++half) {
      const __m256i now = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes.data() + at + half * 32));
      quotes = _mm256_or_si256(quotes, _mm256_cmpeq_epi8(now, quote));
      nuls = _mm256_or_si256(nuls, _mm256_cmpeq_epi8(now, nul));
      returns = _mm256_or_si256(returns, _mm256_cmpeq_epi8(now, carriage));
      feeds |= bitsOf(_mm256_cmpeq_epi8(now, feed)) << half * 32;
      if (cells) commas |= bitsOf(_mm256_cmpeq_epi8(now, comma)) << half * 32;
    }
    to.add(feeds, commas, at);
  }
  unusual.quote = unusual.quote || _mm256_testz_si256(quotes, quotes) == 0;
  unusual.nul = unusual.nul || _mm256_testz_si256(nuls, nuls) == 0;
  unusual.carriageReturn = unusual.carriageReturn || _mm256_testz_si256(returns, returns) == 0;
  return findPlainly(bytes, at, to, unusual);
}

#endif

template <bool cells> Ends find(std::string_view bytes, Writing<cells> to, Unusual& unusual) {
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("popcnt") != 0;
  if (wide) return findAvx2(bytes, to, unusual);
#endif
  return findPlainly(bytes, 0, to, unusual);
}

} // namespace

size_t lineEnds(std::string_view bytes, uint32_t* out, Unusual& unusual) {
  return find(bytes, Writing<false>(out, nullptr), unusual).cells;
}

Ends cellEnds(std::string_view bytes, uint32_t* out, uint32_t* lines, Unusual& unusual) {
  return find(bytes, Writing<true>(out, lines), unusual);
}

bool onlyCrLf(std::string_view bytes) {
  for (size_t at = bytes.find('\r'); at != std::string_view::npos; at = bytes.find('\r', at + 1))
    if (at + 1 == bytes.size() || bytes[at + 1] != '\n') return false;
  return true;
}

} // namespace tiao::table
