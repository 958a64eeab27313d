import type { Fraction } from '../naive/fraction.ts';
import type { PlainInstrument } from '../naive/input.ts';
import type { Intent, LedgerWriter } from './ledger-writer.ts';

export type Priced = PlainInstrument & { readonly currency: string };

/** One intent on one instrument of one account. */
export type Context = {
  readonly writer: LedgerWriter;
  readonly intent: Intent;
  readonly account: string;
  readonly one: Priced;
};

export const isShare = ({ kind }: PlainInstrument): boolean => kind === 'stock' || kind === 'etf';

/** Notes units that came or went without a trade. */
export function moved({ writer, account }: Context, symbol: string, units: Fraction): void {
  writer.held.mixUp(account, symbol);
  writer.held.add(account, symbol, units);
}
