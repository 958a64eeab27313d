import { add, type Decimal, decimal, divideInteger, type Int, int } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { quoteDay } from '../prices/index.ts';
import type { Derivation } from './derivation.ts';
import type { Position } from './figures.ts';
import type { GroupState } from './group-state.ts';
import { cashParts, holdingParts, type Part, type PartSink } from './instrument-parts.ts';
import { markPrice, markTick } from './mark.ts';
import { toWhole } from './minor-units.ts';
import { openLotsOn } from './open-lots.ts';
import { markedTo, valuerOf } from './position-value.ts';
import type { World } from './world.ts';

type Holding = GroupState['lots']['timelines'][0];

/** The account that a position is in while it is between two accounts. */
export const IN_TRANSIT = 'in transit';

interface Sums {
  readonly symbol: number;
  readonly account: number | null;
  quantity: Decimal;
  /** In the instrument's currency, as units at `costScale`. */
  cost: Decimal;
  value: number;
  unrealized: number;
  estimated: boolean;
  readonly parts: Record<Part, number>;
}

/** Positions at the end of a day with their amounts of from…day, in order of symbol; closed ones have quantity 0. */
export function positionsOn(
  derivation: Derivation,
  day: Day,
  from: Day,
  by: 'symbol' | 'account',
  account: number | null,
): Position[] {
  const { world } = derivation;
  const sums = new Map<string, Sums>();
  const first = from - world.span.first;
  const last = day - world.span.first;
  const sinkInto =
    ({ parts }: Sums): PartSink =>
    (part, at, amount) => {
      if (at >= first && at <= last) parts[part] += amount;
    };
  for (const state of derivation.states.values()) {
    for (const holding of state.lots.timelines) {
      if (account !== null && holding.account !== account) continue;
      if ((holding.days[0] ?? Number.POSITIVE_INFINITY) > day) continue;
      const sum = sumOf(sums, holding.symbol, by === 'account' ? holding.account : null);
      holdingParts(derivation, state, holding, sinkInto(sum));
      addLevel(derivation, state, holding, last, sum);
    }
  }
  for (const sum of sums.values()) {
    const owner = sum.account ?? account;
    const sink = sinkInto(sum);
    for (const row of derivation.rowsOf(sum.symbol)) {
      if (owner === null || world.table.account.values[row] === owner) cashParts(derivation, row, sink);
    }
  }
  const bases = costBases(derivation, day, by, account);
  const positions = [...sums.values()]
    .filter((sum) => !isPastTransit(world, sum))
    .map((sum) => position(derivation, sum, day, bases.get(key(sum.symbol, sum.account)) ?? 0));
  return positions.sort(
    (a, b) => compareText(a.symbol, b.symbol) || compareText(a.account ?? '', b.account ?? ''),
  );
}

/** What was on its way between two accounts and has arrived: no account's position. */
function isPastTransit(world: World, { account, quantity }: Sums): boolean {
  return account === world.lotSettings.transitAccount && quantity.units === 0;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const key = (symbol: number, account: number | null): string => `${symbol} ${account}`;

function sumOf(sums: Map<string, Sums>, symbol: number, account: number | null): Sums {
  let sum = sums.get(key(symbol, account));
  if (sum === undefined) {
    const parts = Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<Part, number>;
    sum = {
      symbol,
      account,
      quantity: decimal(0, 0),
      cost: decimal(0, 0),
      value: 0,
      unrealized: 0,
      estimated: false,
      parts,
    };
    sums.set(key(symbol, account), sum);
  }
  return sum;
}

const PARTS: readonly Part[] = [
  'realized',
  'income',
  'fees',
  'taxes',
  'unexplained',
  'transferredGain',
  'transfersIn',
  'transfersOut',
  'ownIn',
  'ownOut',
  'fx',
  'opening',
];

function addLevel(derivation: Derivation, state: GroupState, holding: Holding, day: number, sum: Sums): void {
  const level = levelOn(derivation, state, holding, day);
  if (level === null) return;
  sum.quantity = add(sum.quantity, level.quantity);
  sum.cost = add(sum.cost, level.cost);
  sum.value += level.value;
  sum.unrealized += level.gain;
  sum.estimated ||= level.estimated;
}

/** Units of an instrument in an account at the end of a day, as they counted then, and the instrument's currency. */
export interface UnitsOnDay {
  readonly quantity: Decimal;
  readonly currency: string;
}

/** Null where the account never had any by then. */
export function unitsOn(
  { world, states }: Derivation,
  symbol: number,
  account: number,
  day: Day,
): UnitsOnDay | null {
  for (const { lots } of states.values()) {
    const holding = lots.timelines.find((one) => one.symbol === symbol && one.account === account);
    if (holding === undefined) continue;
    const at = indexOn(holding, day);
    if (at < 0) return null;
    const quantity = decimal(holding.quantities[at], lots.scales.quantity);
    const { currency } = world.lotSettings.symbols[symbol];
    return { quantity, currency: world.table.currencies.texts[currency] };
  }
  return null;
}

/** What a holding is at the end of a day. */
export interface HoldingLevel {
  readonly quantity: Decimal;
  /** In the instrument's currency. */
  readonly cost: Decimal;
  /** In minor units of base. */
  readonly value: number;
  readonly gain: number;
  readonly estimated: boolean;
}

/** Null before it was first opened. `day` is an index. */
export function levelOn(
  { world }: Derivation,
  state: GroupState,
  holding: Holding,
  day: number,
): HoldingLevel | null {
  const { scales } = state.lots;
  const terms = world.lotSettings.symbols[holding.symbol];
  const at = indexOn(holding, day + world.span.first);
  if (at < 0) return null;
  const quantity = holding.quantities[at];
  const decimals = world.minorDigits(terms.currency);
  const rate = world.rateSeries(terms.currency);
  const cost = toWhole(holding.costs[at], scales.cost - decimals);
  const mark = state.marks.get(holding.symbol) ?? null;
  const known = mark !== null && day >= mark.start;
  const local =
    quantity === 0
      ? 0
      : known
        ? markedTo(
            valuerOf(quantity, scales.quantity, terms.unitValue, mark.scale, decimals),
            markTick(mark, day),
          )
        : cost;
  const gain = rate.toBase(local - cost, day);
  return {
    quantity: decimal(quantity, scales.quantity),
    cost: decimal(holding.costs[at], scales.cost),
    value: terms.isFuture ? gain : rate.toBase(local, day),
    gain,
    estimated: quantity !== 0 && (!known || day < mark.quotedFrom || day < rate.estimatedBefore),
  };
}

/** Index of the last change on or before a day; -1 before the first. */
function indexOn(holding: Holding, day: number): number {
  let low = 0;
  let high = holding.days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holding.days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Cost at the rates of purchase: of instruments priced in base their cost, of others from their open lots. */
function costBases(
  derivation: Derivation,
  day: Day,
  by: 'symbol' | 'account',
  account: number | null,
): Map<string, number> {
  const { world } = derivation;
  const bases = new Map<string, number>();
  const give = (symbol: number, owner: number, amount: number): void => {
    const place = key(symbol, by === 'account' ? owner : null);
    bases.set(place, (bases.get(place) ?? 0) + amount);
  };
  let anyForeign = false;
  for (const { lots } of derivation.states.values()) {
    for (const holding of lots.timelines) {
      if (account !== null && holding.account !== account) continue;
      const at = indexOn(holding, day);
      if (at < 0) continue;
      // A future's cost is never money spent: it counts in its value.
      if (world.lotSettings.symbols[holding.symbol].isFuture) continue;
      if (world.lotSettings.symbols[holding.symbol].currency !== world.baseCurrency) anyForeign = true;
      else
        give(holding.symbol, holding.account, toWhole(holding.costs[at], lots.scales.cost - world.decimals));
    }
  }
  if (!anyForeign) return bases;
  for (const lot of openLotsOn(derivation, day)) {
    const symbol = world.table.symbols.find(lot.symbol);
    if (world.lotSettings.symbols[symbol].isFuture) continue;
    const owner =
      lot.account === '' ? world.lotSettings.transitAccount : world.table.accounts.find(lot.account);
    if (account !== null && owner !== account) continue;
    if (world.lotSettings.symbols[symbol].currency !== world.baseCurrency) give(symbol, owner, lot.costBase);
  }
  return bases;
}

/** Digits of an average cost that does not divide evenly. */
const AVERAGE_DIGITS = 10;

function averageCost(cost: Decimal, quantity: Decimal, unitValue: Decimal): Decimal | null {
  if (quantity.units === 0) return null;
  const units: Int = int.mul(quantity.units, unitValue.units);
  const scale = quantity.scale + unitValue.scale;
  const shifted = int.mul(cost.units, int.pow10(AVERAGE_DIGITS + scale));
  return decimal(
    divideInteger(shifted, int.mul(units, int.pow10(cost.scale)), 'half-away-from-zero'),
    AVERAGE_DIGITS,
  );
}

function position({ world }: Derivation, sum: Sums, day: Day, costBasis: number): Position {
  const terms = world.lotSettings.symbols[sum.symbol];
  const symbol = world.table.symbols.texts[sum.symbol];
  const column = world.prices.find(symbol);
  const { parts } = sum;
  return {
    symbol,
    account: sum.account === null ? null : (world.table.accounts.texts[sum.account] ?? IN_TRANSIT),
    quantity: sum.quantity,
    averageCost: averageCost(sum.cost, sum.quantity, terms.unitValue),
    costBasis,
    price: markPrice(world.marks[sum.symbol] ?? null, day - world.span.first),
    priceDate: column === undefined ? null : quoteDay(column, day),
    estimated: sum.estimated,
    currency: world.table.currencies.texts[terms.currency],
    value: sum.value,
    unrealized: sum.unrealized,
    realized: parts.realized,
    income: parts.income,
    fees: parts.fees,
    taxes: parts.taxes,
    fx: parts.fx,
  };
}
