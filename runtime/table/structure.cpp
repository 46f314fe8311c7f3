#include "runtime/table/structure.h"

#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tiao::table {

namespace {

/// Of 64 bytes: a bit for each that is sought.
struct Found {
  uint64_t ends = 0, quotes = 0, nuls = 0, returns = 0;
};

template <bool commas> Found findOneByOne(const char* at) {
  Found found;
  for (unsigned i = 0; i < 64; ++i) {
    const uint64_t bit = uint64_t{1} << i;
    if (at[i] == '\n' || (commas && at[i] == ',')) found.ends |= bit;
    if (at[i] == '"') found.quotes |= bit;
    if (at[i] == '\0') found.nuls |= bit;
    if (at[i] == '\r') found.returns |= bit;
  }
  return found;
}

size_t write(uint64_t ends, uint32_t base, uint32_t* out) {
  const auto count = static_cast<size_t>(std::popcount(ends));
  for (; ends != 0; ends &= ends - 1) *out++ = base + static_cast<uint32_t>(std::countr_zero(ends));
  return count;
}

void add(Unusual& unusual, const Found& found) {
  unusual.quote = unusual.quote || found.quotes != 0;
  unusual.nul = unusual.nul || found.nuls != 0;
  unusual.carriageReturn = unusual.carriageReturn || found.returns != 0;
}

/// The last bytes, fewer than 64, with blanks after them.
template <bool commas> size_t findRest(std::string_view rest, uint32_t base, uint32_t* out, Unusual& unusual) {
  char padded[64];
  std::memset(padded, ' ', sizeof padded);
  std::memcpy(padded, rest.data(), rest.size());
  const Found found = findOneByOne<commas>(padded);
  add(unusual, found);
  return write(found.ends, base, out);
}

template <bool commas> size_t findPlainly(std::string_view bytes, uint32_t* out, Unusual& unusual) {
  const uint32_t* const begin = out;
  size_t at = 0;
  for (; at + 64 <= bytes.size(); at += 64) {
    const Found found = findOneByOne<commas>(bytes.data() + at);
    add(unusual, found);
    out += write(found.ends, static_cast<uint32_t>(at), out);
  }
  out += findRest<commas>(bytes.substr(at), static_cast<uint32_t>(at), out, unusual);
  return static_cast<size_t>(out - begin);
}

#if defined(__x86_64__)

template <bool commas>
__attribute__((target("avx2,bmi"))) size_t findAvx2(std::string_view bytes, uint32_t* out, Unusual& unusual) {
  const uint32_t* const begin = out;
  const __m256i feed = _mm256_set1_epi8('\n'), comma = _mm256_set1_epi8(','), quote = _mm256_set1_epi8('"'),
                nul = _mm256_setzero_si256(), carriage = _mm256_set1_epi8('\r');
  __m256i quotes = nul, nuls = nul, returns = nul;
  size_t at = 0;
  for (; at + 64 <= bytes.size(); at += 64) {
    uint64_t ends = 0;
    for (unsigned half = 0; half < 2; ++half) {
      const __m256i now = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes.data() + at + half * 32));
      quotes = _mm256_or_si256(quotes, _mm256_cmpeq_epi8(now, quote));
      nuls = _mm256_or_si256(nuls, _mm256_cmpeq_epi8(now, nul));
      returns = _mm256_or_si256(returns, _mm256_cmpeq_epi8(now, carriage));
      __m256i end = _mm256_cmpeq_epi8(now, feed);
      if (commas) end = _mm256_or_si256(end, _mm256_cmpeq_epi8(now, comma));
      ends |= uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(end))} << half * 32;
    }
    const auto base = static_cast<uint32_t>(at);
    while (ends != 0) {
      *out++ = base + static_cast<uint32_t>(std::countr_zero(ends));
      ends &= ends - 1;
    }
  }
  unusual.quote = unusual.quote || _mm256_testz_si256(quotes, quotes) == 0;
  unusual.nul = unusual.nul || _mm256_testz_si256(nuls, nuls) == 0;
  unusual.carriageReturn = unusual.carriageReturn || _mm256_testz_si256(returns, returns) == 0;
  out += findRest<commas>(bytes.substr(at), static_cast<uint32_t>(at), out, unusual);
  return static_cast<size_t>(out - begin);
}

#endif

template <bool commas> size_t find(std::string_view bytes, uint32_t* out, Unusual& unusual) {
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("avx2") != 0;
  if (wide) return findAvx2<commas>(bytes, out, unusual);
#endif
  return findPlainly<commas>(bytes, out, unusual);
}

} // namespace

size_t lineEnds(std::string_view bytes, uint32_t* out, Unusual& unusual) { return find<false>(bytes, out, unusual); }
size_t cellEnds(std::string_view bytes, uint32_t* out, Unusual& unusual) { return find<true>(bytes, out, unusual); }

bool onlyCrLf(std::string_view bytes) {
  for (size_t at = bytes.find('\r'); at != std::string_view::npos; at = bytes.find('\r', at + 1))
    if (at + 1 == bytes.size() || bytes[at + 1] != '\n') return false;
  return true;
}

} // namespace tiao::table
