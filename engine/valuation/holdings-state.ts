import { type Decimal, decimal, divideInteger, type Int, int, minorUnits } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { quoteDay } from '../prices/index.ts';
import type { Derivation } from './derivation.ts';
import type { GroupState } from './group-state.ts';
import { type Mark, markTick } from './mark.ts';
import { toWhole } from './minor-units.ts';
import { markedTo, valuerOf } from './position-value.ts';
import { IN_TRANSIT } from './positions.ts';

/** The exact rate of a currency into base: base per unit. */
export interface StatedRate {
  readonly numerator: Int;
  readonly denominator: Int;
}

/** Units that an account holds. */
export interface HeldUnits {
  readonly symbol: string;
  readonly currency: string;
  /** Below zero for a short. */
  readonly quantity: Decimal;
  /** In whole minor units of `currency`. */
  readonly cost: number;
  /** What a price is multiplied by for one unit: multiplier and price factor. */
  readonly unitValue: Decimal;
  /** Worth its gain alone. */
  readonly isFuture: boolean;
  /** In `currency`; null where none is known, and the cost counts. */
  readonly price: Decimal | null;
  /** The day of the quote; null where the price is a trade's, or there is none. */
  readonly quotedOn: Day | null;
}

/** What an account was at the end of a day. */
export interface AccountHoldings {
  readonly account: string;
  /** By currency, in whole minor units; rates are those of the day. */
  readonly cash: readonly { readonly currency: string; readonly amount: number }[];
  readonly holdings: readonly HeldUnits[];
  /** Of base, minor units: what a broker's last report differed by. */
  readonly unreconciled: number;
}

/** Everything that accounts are worth at the end of a day follows from: plain data, to be valued at other prices. */
export interface HoldingsState {
  readonly day: Day;
  readonly base: string;
  /** Every currency in use but base. */
  readonly rates: Readonly<Record<string, StatedRate>>;
  readonly accounts: readonly AccountHoldings[];
}

/** Minor units of base; equity = cash + long + short + unreconciled. */
export interface StateValue {
  readonly equity: number;
  readonly cash: number;
  readonly longValue: number;
  readonly shortValue: number;
}

/** The state of a derivation at the end of one of its days. */
export function holdingsStateOn(derivation: Derivation, day: Day): HoldingsState {
  const { world } = derivation;
  const at = derivation.dayIndex(day);
  const rates: Record<string, StatedRate> = {};
  const accounts = derivation.accounts().map((number): AccountHoldings => {
    const cash = [];
    for (const { currency, rate, levels } of bucketsOf(derivation, number)) {
      if (!rate.isBase) rates[currency] = rate.on(at);
      if (levels[at] !== 0) cash.push({ currency, amount: levels[at] });
    }
    const holdings = [...derivation.states.values()].flatMap((state) =>
      state.lots.timelines
        .filter((holding) => holding.account === number)
        .flatMap((holding) => heldOn(derivation, state, holding, day) ?? []),
    );
    const name = world.table.accounts.texts[number] ?? IN_TRANSIT;
    return { account: name, cash, holdings, unreconciled: derivation.columns(number)?.unreconciled[at] ?? 0 };
  });
  return { day, base: derivation.input.conventions.base, rates, accounts };
}

function bucketsOf(derivation: Derivation, account: number) {
  return [...derivation.books(account).buckets.values()].map((bucket) => ({
    currency: bucket.currency,
    rate: bucket.rate,
    levels: bucket.levels('cash'),
  }));
}

type Holding = GroupState['lots']['timelines'][0];

/** Null where nothing is held. */
function heldOn({ world }: Derivation, state: GroupState, holding: Holding, day: Day): HeldUnits | null {
  let k = holding.days.length - 1;
  while (k >= 0 && holding.days[k] > day) k--;
  if (k < 0 || holding.quantities[k] === 0) return null;
  const { scales } = state.lots;
  const { currency, unitValue, isFuture } = world.lotSettings.symbols[holding.symbol];
  const symbol = world.table.symbols.texts[holding.symbol];
  const column = world.prices.find(symbol);
  return {
    symbol,
    currency: world.table.currencies.texts[currency],
    quantity: decimal(holding.quantities[k], scales.quantity),
    cost: toWhole(holding.costs[k], scales.cost - world.minorDigits(currency)),
    unitValue,
    isFuture,
    price: priceIn(state.marks.get(holding.symbol) ?? null, day - world.span.first),
    quotedOn: column === undefined ? null : quoteDay(column, day),
  };
}

function priceIn(mark: Mark | null, at: number): Decimal | null {
  return mark === null || at < mark.start ? null : decimal(markTick(mark, at), mark.scale);
}

/** Prices and rates that take the place of a state's own; null or undefined: its own counts. */
export interface OtherMarks {
  readonly price?: (symbol: string) => Decimal | null | undefined;
  readonly rate?: (currency: string) => StatedRate | null | undefined;
}

/**
 * What the accounts of a state are worth, by the same roundings as a history that has these prices on that day: each
 * holding to the minor unit of its currency, then to that of base, half away from zero.
 */
export function valueOfState(state: HoldingsState, marks: OtherMarks = {}): StateValue {
  const total = { equity: 0, cash: 0, longValue: 0, shortValue: 0 };
  for (const account of state.accounts) {
    const value = valueOfAccount(state, account, marks);
    total.equity += value.equity;
    total.cash += value.cash;
    total.longValue += value.longValue;
    total.shortValue += value.shortValue;
  }
  return total;
}

export function valueOfAccount(
  state: HoldingsState,
  account: AccountHoldings,
  marks: OtherMarks = {},
): StateValue {
  let [cash, longValue, shortValue] = [0, 0, 0];
  for (const { currency, amount } of account.cash) cash += toBase(state, currency, amount, marks);
  for (const held of account.holdings) {
    const value = valueOfHeld(state, held, marks);
    if (held.isFuture ? value > 0 : held.quantity.units > 0) longValue += value;
    else shortValue += value;
  }
  return { equity: cash + longValue + shortValue + account.unreconciled, cash, longValue, shortValue };
}

/** Minor units of base. */
export function valueOfHeld(state: HoldingsState, held: HeldUnits, marks: OtherMarks = {}): number {
  const price = marks.price?.(held.symbol) ?? held.price;
  const local = price === null ? held.cost : marketValue(held, price);
  return toBase(state, held.currency, held.isFuture ? local - held.cost : local, marks);
}

function marketValue({ quantity, unitValue, currency }: HeldUnits, price: Decimal): number {
  const valuer = valuerOf(quantity.units, quantity.scale, unitValue, price.scale, minorUnits(currency));
  return Number(
    typeof price.units === 'number' ? markedTo(valuer, price.units) : exactlyMarked(valuer, price.units),
  );
}

const exactlyMarked = ({ factor, digits }: ReturnType<typeof valuerOf>, units: Int): Int =>
  divideInteger(int.mul(factor, units), int.pow10(digits), 'half-away-from-zero');

function toBase(state: HoldingsState, currency: string, amount: number, marks: OtherMarks): number {
  if (currency === state.base || amount === 0) return amount + 0;
  const rate = marks.rate?.(currency) ?? state.rates[currency];
  if (rate === undefined) throw new Error(`the state has no rate of ${currency}`);
  const shift = minorUnits(state.base) - minorUnits(currency);
  const above = int.mul(int.mul(amount, rate.numerator), shift > 0 ? int.pow10(shift) : 1);
  const below = int.mul(rate.denominator, shift < 0 ? int.pow10(-shift) : 1);
  return Number(divideInteger(above, below, 'half-away-from-zero'));
}
