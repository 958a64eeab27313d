/** Repeatable draws: the same seed gives the same numbers on every machine. */
export interface Random {
  /** From 0 to 1, without 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** Source of the generator: T. Ettinger, mulberry32 (public domain); of the normal: Box and Muller (1958). */
export function seeded(seed: number): Random {
  let state = seed | 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
