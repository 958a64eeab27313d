import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  formatDecimal,
  type ProblemList,
  parseDecimal,
  subtract,
} from '@tidemark/engine';
import type { Draft, StatedBalance } from './reading.ts';

/** A row that states the balance after it. */
export interface BalanceRow {
  readonly line: number;
  readonly date: string;
  readonly currency: string;
  readonly balance: Decimal;
  /** What the row itself moved. */
  readonly moved: Decimal;
}

const NOTHING = decimal(0, 0);

/** The balances of a file, the last of each currency; a warning where its events do not lead from the first to it. */
export function statedBalances(
  rows: readonly BalanceRow[],
  drafts: readonly Draft[],
  isDescending: boolean,
  problems: ProblemList,
): StatedBalance[] {
  if (rows.length === 0) return [];
  const inOrder = isDescending ? rows.toReversed() : rows;
  const cash = cashOf(drafts);
  return [...Map.groupBy(inOrder, ({ currency }) => currency)].map(([currency, own]) => {
    const [first, last] = [own[0], own[own.length - 1]];
    const stated = subtract(last.balance, subtract(first.balance, first.moved));
    const made = cash.get(currency) ?? NOTHING;
    // Brokers round each balance: a cent a row is no difference.
    if (compare(absolute(subtract(stated, made)), decimal(own.length + 1, 2)) > 0) {
      const message = `the balance in ${currency} changes by ${formatDecimal(stated)} over the file; its events make it ${formatDecimal(made)}`;
      problems.add('balance_differs', last.line, 'balance', message);
    }
    return { line: last.line, date: last.date, currency, amount: formatDecimal(last.balance) };
  });
}

/** What drafts do to cash, by currency. */
function cashOf(drafts: readonly Draft[]): Map<string, Decimal> {
  const sums = new Map<string, Decimal>();
  const put = (currency: unknown, amount: unknown): void => {
    const value = typeof amount === 'string' ? parseDecimal(amount) : null;
    if (value !== null) sums.set(String(currency), add(sums.get(String(currency)) ?? NOTHING, value));
  };
  for (const { event } of drafts) {
    put(event.settleCurrency ?? event.currency, event.amount);
    put(event.toCurrency, event.toAmount);
  }
  return sums;
}
