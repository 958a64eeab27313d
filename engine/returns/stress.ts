/**
 * Stress test: what named moves of prices, yields and currencies would do to every position.
 *
 *   price    exposure · move                       the rule most specific to the position counts:
 *                                                  symbol before sector before kind before all
 *   yield    -modified duration · change · value   bonds; first order
 *   base     value / (1 + move) - value            positions in other currencies: one unit of base buys
 *                                                  (1 + move) times as much of each of them
 *
 * Several moves compound: (value + price effect + yield effect) / (1 + move) - value. Effects are rounded
 * to the minor unit per position, so that they sum to the total exactly.
 * Source: Basel Committee on Banking Supervision, Stress testing principles (2018); J. Hull, Options,
 * Futures, and Other Derivatives chapter on interest rates (modified duration).
 */
import type { MeasureProblem, MeasureProblemCode } from './measure.ts';

export type StressPosition = {
  readonly symbol: string;
  /** As in the instrument file: stock, etf, fund, bond, option, future, crypto, fx; or cash. */
  readonly kind: string;
  readonly sector: string | null;
  readonly currency: string;
  /** Market value in minor units of the base currency; negative for a short. */
  readonly value: number;
  /** What a price move acts on, in the same units: delta times the underlying's value for an option, the
   * notional for a future. Null elsewhere: the value itself. */
  readonly exposure: number | null;
  /** Modified duration in years, for bonds. */
  readonly modifiedDuration: number | null;
};

export type PriceMove = {
  readonly on: 'symbol' | 'sector' | 'kind' | 'all';
  /** The symbol, sector or kind that moves; absent for `all`. */
  readonly name?: string;
  /** -0.2 = prices fall by a fifth. */
  readonly move: number;
};

export type Scenario = {
  readonly name: string;
  readonly prices: readonly PriceMove[];
  /** 0.01 = bond yields rise by 100 basis points. */
  readonly yieldChange: number;
  /** 0.1 = the base currency rises by a tenth against every other. */
  readonly baseCurrencyMove: number;
};

export type StressResult = {
  readonly scenario: string;
  /** In the order given; null where it is unknown. */
  readonly positions: readonly { readonly symbol: string; readonly effect: number | null }[];
  /** The sum of the known effects. */
  readonly knownEffect: number;
  /** The same; null where a position's effect is unknown. */
  readonly total: number | null;
  /** `duration_missing` and `exposure_missing`; `at` is the position. */
  readonly problems: readonly MeasureProblem[];
};

/** Kinds whose value does not move one for one with a price. */
const NEEDS_EXPOSURE: readonly string[] = ['option', 'future'];
const SPECIFIC = ['symbol', 'sector', 'kind', 'all'] as const;

/**
 * The effect of a scenario on every position, in minor units of the base currency.
 * @throws RangeError when a value is not an integer below 2^53.
 */
export function stress(
  positions: readonly StressPosition[],
  scenario: Scenario,
  baseCurrency: string,
): StressResult {
  const problems: MeasureProblem[] = [];
  const effects = positions.map((position, at) => {
    if (!Number.isSafeInteger(position.value)) {
      throw new RangeError(`the value of ${position.symbol} is not in minor units: ${position.value}`);
    }
    const effect = effectOn(position, scenario, baseCurrency);
    if (typeof effect === 'number') return { symbol: position.symbol, effect };
    problems.push({ code: effect, at });
    return { symbol: position.symbol, effect: null };
  });
  const knownEffect = effects.reduce((sum, { effect }) => sum + (effect ?? 0), 0);
  const total = problems.length === 0 ? knownEffect : null;
  return { scenario: scenario.name, positions: effects, knownEffect, total, problems };
}

function effectOn(
  position: StressPosition,
  scenario: Scenario,
  baseCurrency: string,
): number | MeasureProblemCode {
  const { value, kind, modifiedDuration } = position;
  const move = priceMove(position, scenario.prices);
  if (move !== 0 && position.exposure === null && NEEDS_EXPOSURE.includes(kind)) return 'exposure_missing';
  let after = value + (position.exposure ?? value) * move;
  // A bought option loses no more than it is worth, whatever a straight line from its delta says.
  if (kind === 'option' && value > 0) after = Math.max(after, 0);
  if (kind === 'bond' && scenario.yieldChange !== 0) {
    if (modifiedDuration === null) return 'duration_missing';
    after -= modifiedDuration * scenario.yieldChange * value;
  }
  if (position.currency !== baseCurrency) after /= 1 + scenario.baseCurrencyMove;
  return roundHalfAwayFromZero(after) - value;
}

/** The move that the most specific rule gives the position; 0 where none does. `all` spares cash. */
function priceMove(position: StressPosition, moves: readonly PriceMove[]): number {
  const { symbol, sector, kind } = position;
  const names = { symbol, sector, kind, all: undefined };
  for (const on of SPECIFIC) {
    if (on === 'all' && kind === 'cash') continue;
    const rule = moves.find((move) => move.on === on && move.name === (names[on] ?? undefined));
    if (rule !== undefined) return rule.move;
  }
  return 0;
}

function roundHalfAwayFromZero(amount: number): number {
  return amount < 0 ? 0 - Math.round(-amount) : Math.round(amount);
}
