/** Waits that grow twofold from `baseMs` to `mostMs`, each somewhere between half of itself and all of it. */
export function backoffMs(attempt: number, baseMs: number, mostMs: number, random: () => number): number {
  const whole = Math.min(mostMs, baseMs * 2 ** Math.min(attempt, 30));
  return Math.round(whole / 2 + (whole / 2) * random());
}
