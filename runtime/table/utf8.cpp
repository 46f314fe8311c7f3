#include "runtime/table/utf8.h"

#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tiao::table {

size_t sequenceLength(const char* at, const char* end) {
  const auto byte = [&](ptrdiff_t i) { return static_cast<unsigned char>(at[i]); };
  const auto trails = [&](ptrdiff_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned char lead = byte(0);
  const ptrdiff_t room = end - at;
  if (lead >= 0xC2 && lead <= 0xDF) return room >= 2 && trails(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (room < 3 || !trails(1) || !trails(2)) return 0;
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0, surrogate = lead == 0xED && byte(1) >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (room < 4 || !trails(1) || !trails(2) || !trails(3)) return 0;
    const bool overlong = lead == 0xF0 && byte(1) < 0x90, tooGreat = lead == 0xF4 && byte(1) >= 0x90;
    return overlong || tooGreat ? 0 : 4;
  }
  return 0;
}

const char* skipAscii(const char* at, const char* end) {
  uint64_t eight = 0;
  while (end - at >= 8) {
    std::memcpy(&eight, at, 8);
    if ((eight & 0x8080808080808080U) != 0) break;
    at += 8;
  }
  while (at < end && static_cast<unsigned char>(*at) < 0x80) ++at;
  return at;
}

namespace {

bool isUtf8ByCharacter(const char* at, const char* end) {
  while ((at = skipAscii(at, end)) < end) {
    const size_t length = sequenceLength(at, end);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

#if defined(__x86_64__)

// J. Keiser, D. Lemire, "Validating UTF-8 in less than one instruction per byte" (2021): three tables, looked up by the
// two halves of the byte before and the upper half of this one, each tell which mistakes the pair may be; what all
// three agree on is one.
enum Mistake : uint8_t {
  TooShort = 1U << 0,     // a lead without what must follow
  TooLong = 1U << 1,      // ASCII followed by a trailing byte
  Overlong3 = 1U << 2,    //
  TooGreat = 1U << 3,     // above U+10FFFF
  Surrogate = 1U << 4,    //
  Overlong2 = 1U << 5,    //
  TooGreat1000 = 1U << 6, // likewise, F5 and above
  Overlong4 = 1U << 6,    //
  TwoTrails = 1U << 7,    // right only as the third or fourth byte of a sequence
};
constexpr uint8_t Carry = TooShort | TooLong | TwoTrails; // told by the byte before, whatever its lower half

#define TIAO_AVX2 __attribute__((target("avx2")))

TIAO_AVX2 __m256i twice(const uint8_t* table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table)));
}

/// The bytes `n` places before each of `now`, those of `before` coming in at the front.
template <int n> TIAO_AVX2 __m256i earlier(__m256i now, __m256i before) {
  return _mm256_alignr_epi8(now, _mm256_permute2x128_si256(before, now, 0x21), 16 - n);
}

TIAO_AVX2 bool isUtf8Avx2(const char* at, const char* end) {
  alignas(16) static constexpr uint8_t BeforeHigh[16] = {TooLong,
                                                         TooLong,
                                                         TooLong,
                                                         TooLong,
                                                         TooLong,
                                                         TooLong,
                                                         TooLong,
                                                         TooLong, // ASCII
                                                         TwoTrails,
                                                         TwoTrails,
                                                         TwoTrails,
                                                         TwoTrails, // a trailing byte
                                                         TooShort | Overlong2,
                                                         TooShort,
                                                         TooShort | Overlong3 | Surrogate,
                                                         TooShort | TooGreat | TooGreat1000 | Overlong4};
  alignas(16) static constexpr uint8_t BeforeLow[16] = {Carry | Overlong3 | Overlong2 | Overlong4,
                                                        Carry | Overlong2,
                                                        Carry,
                                                        Carry,
                                                        Carry | TooGreat,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000 | Surrogate,
                                                        Carry | TooGreat | TooGreat1000,
                                                        Carry | TooGreat | TooGreat1000};
  alignas(16) static constexpr uint8_t NowHigh[16] = {TooShort,
                                                      TooShort,
                                                      TooShort,
                                                      TooShort,
                                                      TooShort,
                                                      TooShort,
                                                      TooShort,
                                                      TooShort,
                                                      TooLong | Overlong2 | TwoTrails | Overlong3 | TooGreat1000 |
                                                          Overlong4,
                                                      TooLong | Overlong2 | TwoTrails | Overlong3 | TooGreat,
                                                      TooLong | Overlong2 | TwoTrails | Surrogate | TooGreat,
                                                      TooLong | Overlong2 | TwoTrails | Surrogate | TooGreat,
                                                      TooShort,
                                                      TooShort,
                                                      TooShort,
                                                      TooShort};
  const __m256i beforeHigh = twice(BeforeHigh), beforeLow = twice(BeforeLow), nowHigh = twice(NowHigh);
  const __m256i low = _mm256_set1_epi8(0x0F);
  __m256i before = _mm256_setzero_si256(), mistakes = _mm256_setzero_si256();
  bool open = false; // may a sequence go on from the block before?
  alignas(32) char padded[32];
  for (; at < end; at += 32) {
    const auto left = static_cast<size_t>(end - at);
    if (left < 32) { // ASCII after the end, so that a sequence which is cut is a mistake
      std::memset(padded, ' ', sizeof padded);
      std::memcpy(padded, at, left);
    }
    const __m256i now = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(left < 32 ? padded : at));
    const bool ascii = _mm256_movemask_epi8(now) == 0;
    if (ascii && !open) {
      before = now;
      continue;
    }
    open = !ascii;
    const __m256i one = earlier<1>(now, before);
    const __m256i pair = _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(beforeHigh, _mm256_and_si256(_mm256_srli_epi16(one, 4), low)),
                         _mm256_shuffle_epi8(beforeLow, _mm256_and_si256(one, low))),
        _mm256_shuffle_epi8(nowHigh, _mm256_and_si256(_mm256_srli_epi16(now, 4), low)));
    // The third byte of a sequence of three or four, and the fourth, must be the second of two trailing ones.
    const __m256i third = _mm256_subs_epu8(earlier<2>(now, before), _mm256_set1_epi8(static_cast<char>(0xE0 - 0x80)));
    const __m256i fourth = _mm256_subs_epu8(earlier<3>(now, before), _mm256_set1_epi8(static_cast<char>(0xF0 - 0x80)));
    const __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8(static_cast<char>(0x80)));
    mistakes = _mm256_or_si256(mistakes, _mm256_xor_si256(must, pair));
    before = now;
  }
  if (open) { // the last block was full: what it left open must be closed by nothing
    const __m256i now = _mm256_set1_epi8(' ');
    const __m256i one = earlier<1>(now, before), two = earlier<2>(now, before), three = earlier<3>(now, before);
    const __m256i lead =
        _mm256_or_si256(_mm256_subs_epu8(one, _mm256_set1_epi8(static_cast<char>(0xBF))),
                        _mm256_or_si256(_mm256_subs_epu8(two, _mm256_set1_epi8(static_cast<char>(0xDF))),
                                        _mm256_subs_epu8(three, _mm256_set1_epi8(static_cast<char>(0xEF)))));
    mistakes = _mm256_or_si256(mistakes, lead);
  }
  return _mm256_testz_si256(mistakes, mistakes) == 1;
}

#undef TIAO_AVX2
#endif

} // namespace

bool isUtf8(std::string_view bytes) {
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("avx2") != 0;
  if (wide) return isUtf8Avx2(bytes.data(), bytes.data() + bytes.size());
#endif
  return isUtf8ByCharacter(bytes.data(), bytes.data() + bytes.size());
}

} // namespace tiao::table
