import { type DailyColumns, exposure } from '@tidemark/engine';
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
  const onMargin = accounts.filter(({ type }) => type === 'margin');
  const length = Math.max(0, history.last - history.first + 1);
  const owed = new Map(accounts.map(({ id }) => [id, owedBy(history.cashByCurrency(id), length)]));
  const inMargin = onMargin.map(({ id }) => ({
    owed: owed.get(id) as Float64Array,
    columns: history.columns(id),
  }));
  return {
    borrowed: summed([...owed.values()], length),
    use: (at) => (inMargin.length === 0 ? null : useOf(inMargin, at)),
  };
}

function owedBy(balances: ReadonlyMap<string, Float64Array>, length: number): Float64Array {
  const owed = [...balances.values()].map((cash) =>
    cash.subarray(0, length).map((amount) => Math.max(0, -amount)),
  );
  return summed(owed, length);
}

function summed(columns: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length);
  for (const column of columns) for (let at = 0; at < length; at++) sum[at] += column[at];
  return sum;
}

function useOf(
  accounts: readonly { readonly owed: Float64Array; readonly columns: DailyColumns }[],
  at: number,
): number | null {
  const sum = (of: (one: (typeof accounts)[number]) => number): number =>
    accounts.reduce((all, one) => all + of(one), 0);
  const long = sum(({ columns }) => columns.longValue[at] ?? 0);
  const borrowed = sum(({ owed }) => owed[at] ?? 0);
  const holdings = [{ name: 'long', value: long }];
  return exposure(holdings, long - borrowed, -borrowed, { initialMargin: INITIAL_MARGIN }).marginUse;
}
