/** 10^n as a double, exact for 0 ≤ n ≤ 22: for loops in which the power operator would be felt. */
export const TEN_TO: Float64Array = Float64Array.from({ length: 23 }, (_, n) => Number(10n ** BigInt(n)));
