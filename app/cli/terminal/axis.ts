/**
 * Round numbers from `lowest` to `highest`, about `wanted` steps apart, zero included where the range holds it.
 * Steps are 1, 2, 2.5 or 5 times a power of ten.
 * Source: P. Heckbert, "Nice numbers for graph labels", Graphics Gems (1990).
 */
export function niceTicks(lowest: number, highest: number, wanted: number): number[] {
  const span = highest > lowest ? highest - lowest : Math.abs(highest) || 1;
  const step = niceStep(span / wanted);
  const first = Math.ceil(lowest / step);
  const last = Math.floor(highest / step);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}
