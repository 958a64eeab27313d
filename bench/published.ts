/** Whether a program came to the right figures. */
import type { Figures } from './baseline.ts';
import type { Dataset } from './datasets.ts';
import type { Size } from './options.ts';

/** Final equity that the README of the peers states for their data, and what it states beside it for L. */
const PUBLISHED: Readonly<Record<Size, { final: number; twr?: number; xirr?: number }>> = {
  S: { final: 1_085_650.6716 },
  M: { final: 2_002_751.0325 },
  L: { final: 34_169_965.8433, twr: 2.926476760938, xirr: 0.048227436362 },
};

/** Digits that are published. */
const FINAL_DIGITS = 1e-4;
const RATE_DIGITS = 1e-12;
const HALF_A_CENT = 0.005;
/** What rounding each position of each day to the cent can do to a rate over thousands of linked days. */
const RATE_OF_ROUNDED = 1e-6;

/** How far figures may lie from the exact ones. */
export interface Tolerance {
  readonly final: number;
  readonly rate: number;
}

/** For programs that round nothing. */
export const UNROUNDED: Tolerance = { final: FINAL_DIGITS, rate: 1e-9 };

/** For market values rounded to the cent, position by position, and cash with them. */
export function roundedPositions(dataset: Dataset): Tolerance {
  return { final: HALF_A_CENT * (dataset.shape.symbols + 1), rate: RATE_OF_ROUNDED };
}

/** Why figures are not the expected ones; null where they are. A figure that is not stated is not compared. */
export function difference(found: Partial<Figures>, expected: Figures, tolerance: Tolerance): string | null {
  const allowed = { final: tolerance.final, twr: tolerance.rate, xirr: tolerance.rate };
  for (const name of ['final', 'twr', 'xirr'] as const) {
    const figure = found[name];
    if (figure === undefined) continue;
    const off = Math.abs(figure - expected[name]);
    if (!(off <= allowed[name])) return `${name} is ${figure}, not ${expected[name]}`;
  }
  return null;
}

/** Throws where the baseline does not come to the published figures; on data of our own there are none. */
export function checkPublished(dataset: Dataset, found: Figures): void {
  if (!dataset.fromPeers) return;
  const { final, twr, xirr } = PUBLISHED[dataset.name as Size];
  const expected: Figures = { final, twr: twr ?? found.twr, xirr: xirr ?? found.xirr };
  const wrong = difference(found, expected, { final: FINAL_DIGITS, rate: RATE_DIGITS });
  if (wrong !== null) throw new Error(`the baseline on ${dataset.name}: ${wrong}`);
}
