/** Figures as people read them: grouped by thousands, with a sign where it matters, a dash for unknown. */

import { signMeaning } from './style.ts';
import type { Cell } from './table.ts';

export const UNKNOWN = '–';

/** `-1234567.5` → `-1,234,567.5`. Takes and keeps exact text. */
export function grouped(plain: string): string {
  const [whole, fraction] = plain.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** Whole minor units as a grouped amount: 1234567 with 2 decimals → `12,345.67`. */
export function amount(minorUnits: number, decimals: number): string {
  return grouped((minorUnits / 10 ** decimals + 0).toFixed(decimals));
}

/** The same with a plus sign above zero. */
export function signedAmount(minorUnits: number, decimals: number): string {
  return minorUnits > 0 ? `+${amount(minorUnits, decimals)}` : amount(minorUnits, decimals);
}

/** A plain fraction as percent with two decimals: 0.2534 → `+25.34 %`. */
export function percent(fraction: number | null): string {
  if (fraction === null) return UNKNOWN;
  const text = grouped((fraction * 100).toFixed(2));
  return `${fraction > 0 ? '+' : ''}${text === '-0.00' ? '0.00' : text} %`;
}

/** A share or a deviation as percent, without a plus sign. */
export function unsignedPercent(fraction: number | null): string {
  return percent(fraction).replace('+', '');
}

/** A rate as a plain fraction with four decimals: 0.1828. */
export function rate(fraction: number): string {
  return fraction.toFixed(4);
}

/** A ratio such as Sharpe's with two decimals. */
export function ratio(value: number | null): string {
  return value === null ? UNKNOWN : value.toFixed(2);
}

/** A signed amount in its colour. */
export function gainCell(minorUnits: number, decimals: number): Cell {
  return { text: signedAmount(minorUnits, decimals), meaning: signMeaning(minorUnits) };
}

/** A percentage in its colour. */
export function percentCell(fraction: number | null): Cell {
  return { text: percent(fraction), meaning: signMeaning(fraction) };
}

/** A short form for axes: 1234567 → `1.23M`, 125000 → `125k`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  for (const [unit, letter] of [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (size >= unit) return `${trimmed(value / unit)}${letter}`;
  }
  return trimmed(value);
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(4)));
}
