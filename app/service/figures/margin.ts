import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';

/** Regulation T: half of the market value may be borrowed. */
export const INITIAL_MARGIN = 0.5;

/** Money owed at the end of each day, in minor units of base, apart from what there is in other currencies. */
export interface Margin {
  /** Of all accounts. */
  readonly borrowed: Float64Array;
  /**
   * What margin accounts owe as a share of the loan that the initial margin allows on what they hold long. Null where
   * none is a margin account, or where they owe money against no long position.
   */
  use(at: number): number | null;
}

/** Of a portfolio, or of one of its accounts. */
export function marginOf({ facts, history }: OpenPortfolio, account?: string): Margin {
  const accounts = facts.accounts.filter(({ id }) => account === undefined || id === account);
  const length = Math.max(0, history.last - history.first + 1);
  const [borrowed, onMargin, long] = [0, 0, 0].map(() => new Float64Array(length));
  for (const { id, type } of accounts) {
    for (const cash of history.cashByCurrency(id).values()) {
      addTo(borrowed, cash, owed);
      if (type === 'margin') addTo(onMargin, cash, owed);
    }
    if (type === 'margin') addTo(long, history.columns(id).longValue, (value) => value);
  }
  const hasMargin = accounts.some(({ type }) => type === 'margin');
  return { borrowed, use: (at) => (hasMargin ? useOf(onMargin[at], long[at]) : null) };
}

const owed = (balance: number): number => Math.max(0, -balance);

function addTo(sum: Float64Array, column: Float64Array, of: (value: number) => number): void {
  for (let at = 0; at < sum.length && at < column.length; at++) sum[at] += of(column[at]);
}

function useOf(borrowed: number, long: number): number | null {
  if (borrowed === 0) return 0;
  const loanable = long * (1 - INITIAL_MARGIN);
  return loanable > 0 ? borrowed / loanable : null;
}
