import { add, type Decimal, decimal, type Int, isZero, negate } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { LotTotal } from '../lots/index.ts';
import { REALIZED, type Total } from '../valuation/bucket.ts';
import { addCashOf } from '../valuation/cash-flows.ts';
import type { Derivation } from '../valuation/derivation.ts';
import { type LotMove, LotMoves, type LotStep } from './lot-moves.ts';

/** What an account of a journal is of: the cash of an account of the ledger, its holdings, or where it comes from. */
export type Role = Exclude<Total, 'cash'> | 'cash' | 'holdings' | 'futures' | 'gains';

/** Money of one account; `account` is the name in the ledger, null for what is in transit. */
export interface MoneyPosting {
  readonly account: string | null;
  readonly role: Role;
  readonly currency: string;
  readonly amount: Decimal;
}

/** Units of a lot, with their cost. */
export interface LotPosting extends Omit<LotMove, 'account' | 'symbol'> {
  readonly account: string | null;
  readonly symbol: string;
  /** Of the cost. */
  readonly currency: string;
}

/** An event of the ledger as a transaction of double entry: what it weighs adds up to nothing in each currency. */
export interface PlainTransaction {
  readonly day: Day;
  /** The types of the events: `buy`, `option_exercise, buy`; `split` for one from outside the ledger. */
  readonly type: string;
  readonly symbol: string | null;
  readonly note: string | null;
  readonly lots: readonly LotPosting[];
  readonly money: readonly MoneyPosting[];
  /** The gains realized; the last thing that is left over. */
  readonly gains: readonly MoneyPosting[];
}

/** The sign of a total in a transaction: what came in as a deposit left the deposits. */
const SIGNS = new Map<Total, 1 | -1>(REALIZED);

/** Events in effective order up to the end of a day, each with what it moves. */
export function* plainTransactions(derivation: Derivation, through: Day): Generator<PlainTransaction> {
  const { order, world } = derivation;
  const { table } = world;
  const { byRow, splits } = stepsOf(derivation, through);
  let nextSplit = 0;
  for (let at = 0; at < order.length; ) {
    const rows = togetherFrom(derivation, at);
    at += rows.length;
    const day = table.day.values[rows[0]] as Day;
    if (day > through) break;
    while (nextSplit < splits.length && splits[nextSplit].day <= day)
      yield transactionOf(derivation, [], [splits[nextSplit++]]);
    const steps = rows.flatMap((row) => byRow.get(row) ?? []);
    const made = transactionOf(derivation, rows, steps);
    if (made.lots.length + made.money.length > 0) yield made;
  }
  while (nextSplit < splits.length) yield transactionOf(derivation, [], [splits[nextSplit++]]);
}

/** The events that are one: an option that ends and the trade of its stock carry one link. */
function togetherFrom({ order, world: { table } }: Derivation, at: number): number[] {
  const first = order[at];
  const link = table.rare.link.get(first);
  const rows = [first];
  if (link === undefined) return rows;
  const isWith = (row: number | undefined): boolean =>
    row !== undefined &&
    table.rare.link.get(row) === link &&
    table.day.values[row] === table.day.values[first] &&
    table.account.values[row] === table.account.values[first];
  while (isWith(order[at + rows.length])) rows.push(order[at + rows.length]);
  return rows;
}

function stepsOf(
  { states, world }: Derivation,
  through: Day,
): { byRow: Map<number, LotStep>; splits: LotStep[] } {
  const moves = new LotMoves(world);
  const byRow = new Map<number, LotStep>();
  const splits: LotStep[] = [];
  for (const state of states.values())
    for (const step of moves.stepsOf(state, through))
      if (step.row < 0) splits.push(step);
      else byRow.set(step.row, step);
  return { byRow, splits: splits.sort((a, b) => a.day - b.day) };
}

function transactionOf(
  derivation: Derivation,
  rows: readonly number[],
  steps: readonly LotStep[],
): PlainTransaction {
  const { world } = derivation;
  const { table } = world;
  const sums = new Sums();
  const owner = (account: number): string | null => table.accounts.texts[account] ?? null;
  const currencyOf = (symbol: number): string =>
    table.currencies.texts[world.lotSettings.symbols[symbol].currency];
  const total = (
    account: number,
    currency: number,
    name: Total | LotTotal,
    units: Int,
    scale: number,
  ): void => {
    const value = decimal(units, scale);
    const sign = name === 'cash' ? 1 : (SIGNS.get(name) ?? 1);
    sums.add(owner(account), name, table.currencies.texts[currency], sign > 0 ? value : negate(value));
  };
  const context = {
    ...derivation.cashContext(),
    bucket: (account: number, currency: number) => {
      const of = (name: Total) => ({
        add: (_day: number, units: Int, scale: number) => total(account, currency, name, units, scale),
      });
      return { cash: of('cash'), fees: of('fees'), total: of };
    },
  };
  for (const row of rows) addCashOf(context, row, 1);
  const lots: LotPosting[] = [];
  for (const { moves, entries } of steps) {
    for (const { account, currency, total: name, units, scale } of entries)
      total(account, currency, name, units, scale);
    for (const { account, symbol, ...move } of moves) {
      const currency = currencyOf(symbol);
      lots.push({ ...move, account: owner(account), symbol: table.symbols.texts[symbol], currency });
      // What a future cost was never paid: it is owed to the day of its closing.
      if (world.lotSettings.symbols[symbol].isFuture)
        sums.add(owner(account), 'futures', currency, negate(move.cost));
    }
  }
  const money = sums.postings();
  const [first] = rows;
  return {
    day: (steps[0]?.day ?? table.day.values[first]) as Day,
    type: rows.length === 0 ? 'split' : rows.map((row) => table.typeOf(row)).join(', '),
    symbol: rows.length === 0 ? (lots[0]?.symbol ?? null) : (table.event(first).symbol ?? null),
    note: rows.length === 0 ? null : table.event(first).note,
    lots,
    money,
    gains: leftOver(money, lots, first === undefined ? null : owner(table.account.values[first])),
  };
}

/** Sums by account, role and currency, in the order in which they came up. */
class Sums {
  private readonly found = new Map<string, MoneyPosting>();

  add(account: string | null, role: Role, currency: string, amount: Decimal): void {
    const key = JSON.stringify([account, role, currency]);
    const known = this.found.get(key);
    const sum = known === undefined ? amount : add(known.amount, amount);
    this.found.set(key, { account, role, currency, amount: sum });
  }

  postings(): MoneyPosting[] {
    return [...this.found.values()].filter(({ amount }) => !isZero(amount));
  }
}

function leftOver(
  money: readonly MoneyPosting[],
  lots: readonly LotPosting[],
  account: string | null,
): MoneyPosting[] {
  const sums = new Sums();
  for (const { currency, amount } of money) sums.add(account, 'gains', currency, negate(amount));
  for (const { currency, cost } of lots) sums.add(account, 'gains', currency, negate(cost));
  return sums.postings();
}
