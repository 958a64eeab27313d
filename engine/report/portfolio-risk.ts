import { toNumber } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { type InstrumentLookup, instrumentKind } from '../ledger/index.ts';
import {
  type Concentration,
  type CorrelationMatrix,
  concentration,
  correlationMatrix,
  type Exposure,
  exposure,
  type Scenario,
  type StressPosition,
  type StressResult,
  stress,
} from '../returns/index.ts';
import type { Position } from '../valuation/figures.ts';
import type { History } from '../valuation/history.ts';

export interface RiskScope {
  readonly day: Day;
  readonly account?: string;
}

/** Long, short, gross and net exposure, leverage and margin use at the end of a day, in minor units of base. */
export function exposureOn(
  history: History,
  scope: RiskScope,
  convention: { readonly initialMargin: number },
): Exposure {
  const columns = history.columns(scope.account);
  const at = scope.day - columns.first;
  return exposure(holdingsOn(history, scope), columns.equity[at], columns.cash[at], convention);
}

/** Weights of the day's equity, and how concentrated the positions are. */
export function concentrationOn(
  history: History,
  scope: RiskScope,
  convention: { readonly top: number },
): Concentration {
  const columns = history.columns(scope.account);
  return concentration(holdingsOn(history, scope), columns.equity[scope.day - columns.first], convention);
}

function holdingsOn(history: History, scope: RiskScope) {
  return held(history, scope).map(({ symbol, value }) => ({ name: symbol, value }));
}

function held(history: History, { day, account }: RiskScope): Position[] {
  return history
    .positions(day, day, account === undefined ? {} : { account })
    .filter((position) => position.quantity.units !== 0);
}

/**
 * Correlations of the daily price returns of what is held on the last of `days`, over those days. A day on which an
 * instrument has no quote of its own has no return.
 */
export function positionCorrelations(
  history: History,
  { day, account }: RiskScope,
  days: readonly Day[],
  convention: { readonly minimumPeriods: number },
): CorrelationMatrix {
  const scope = account === undefined ? { day } : { day, account };
  const series = held(history, scope).map(({ symbol }) => ({
    name: symbol,
    returns: priceReturns(history, symbol, days),
  }));
  return correlationMatrix(series, convention);
}

/**
 * Returns from each of `days` to the next by the quotes of those very days, restated by splits between them; null
 * where one of both has no quote.
 */
export function priceReturns(history: History, symbol: string, days: readonly Day[]): (number | null)[] {
  const splits = history.splitsOfPrices(symbol);
  const returns: (number | null)[] = [];
  let next = 0;
  for (let i = 1; i < days.length; i++) {
    let ratio = 1;
    for (; next < splits.length && splits[next].day <= days[i]; next++)
      if (splits[next].day > days[i - 1]) ratio *= toNumber(splits[next].ratio);
    const before = history.quotedPrice(symbol, days[i - 1]);
    const now = history.quotedPrice(symbol, days[i]);
    returns.push(
      before === null || now === null || before.units === 0
        ? null
        : (toNumber(now) * ratio) / toNumber(before) - 1,
    );
  }
  return returns;
}

/** What is not in the ledger but decides how a position answers a shock; by symbol. */
export interface Sensitivities {
  /** Modified duration of a bond in years. */
  readonly modifiedDuration?: (symbol: string) => number | null;
  /** Of an option or future: what a price move acts on, in minor units of base. */
  readonly exposure?: (symbol: string) => number | null;
}

/** What a scenario would do to each position held on a day, and to all of them together. */
export function stressTest(
  history: History,
  instruments: InstrumentLookup,
  scope: RiskScope,
  scenario: Scenario,
  sensitivities: Sensitivities,
): StressResult {
  return stress(stressPositionsOn(history, instruments, scope, sensitivities), scenario, history.base);
}

/** What scenarios act on: each position held on a day, and each balance of cash. */
export function stressPositionsOn(
  history: History,
  instruments: InstrumentLookup,
  scope: RiskScope,
  sensitivities: Sensitivities,
): StressPosition[] {
  const positions = held(history, scope).map((position): StressPosition => {
    const instrument = instruments(position.symbol);
    return {
      symbol: position.symbol,
      kind: instrumentKind(position.symbol, instrument),
      sector: instrument?.sector ?? null,
      currency: position.currency,
      value: position.value,
      exposure: sensitivities.exposure?.(position.symbol) ?? null,
      modifiedDuration: sensitivities.modifiedDuration?.(position.symbol) ?? null,
    };
  });
  return [...positions, ...cashOn(history, scope)];
}

/** Foreign cash moves with the base currency; each balance is a position of its own. */
function cashOn(history: History, { day, account }: RiskScope): StressPosition[] {
  return history.cashBalances(day, account).map(({ currency, value }) => ({
    symbol: currency,
    kind: 'cash',
    sector: null,
    currency,
    value,
    exposure: null,
    modifiedDuration: null,
  }));
}
