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
  const inOrder = isDescending ? rows.toReversed() : rows;
  return [...Map.groupBy(inOrder, ({ currency }) => currency)].map(([currency, own]) => {
    const [first, last] = [own[0], own[own.length - 1]];
    const stated = subtract(last.balance, subtract(first.balance, first.moved));
    const made = drafts.reduce((sum, draft) => add(sum, cashOf(draft, currency)), NOTHING);
    // Brokers round each balance: a cent a row is no difference.
    if (compare(absolute(subtract(stated, made)), decimal(own.length + 1, 2)) > 0) {
      const message = `the balance in ${currency} changes by ${formatDecimal(stated)} over the file; its events make it ${formatDecimal(made)}`;
      problems.add('balance_differs', last.line, 'balance', message);
    }
    return { line: last.line, date: last.date, currency, amount: formatDecimal(last.balance) };
  });
}

/** What a draft does to the cash of a currency. */
export function cashOf({ event }: Draft, currency: string): Decimal {
  const own = event.settleCurrency ?? event.currency;
  const amount = own === currency ? parseDecimal(String(event.amount ?? '')) : null;
  const to = event.toCurrency === currency ? parseDecimal(String(event.toAmount ?? '')) : null;
  return add(amount ?? NOTHING, to ?? NOTHING);
}
