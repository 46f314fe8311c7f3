#pragma once

namespace tiao {

/// Of the C interface of evaluators: TIAO_ABI_VERSION.
constexpr int AbiVersion = 1;

} // namespace tiao
