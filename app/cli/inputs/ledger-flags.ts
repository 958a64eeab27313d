import { type Conventions, isCurrencyCode, LOT_METHODS, quotedCurrency } from '@tidemark/engine';
import type { Flag } from '../command.ts';
import type { Given } from '../given.ts';

/** The flags of every command that reads a ledger. */
export const LEDGER_FLAGS: readonly Flag[] = [
  {
    name: 'ledger',
    kind: 'many',
    value: 'FILE',
    help: 'Transactions (docs/cli/files.md says which columns).',
  },
  {
    name: 'prices',
    kind: 'many',
    value: 'FILE|DIR',
    help: 'date,symbol,price[,currency], or a folder of SYMBOL.csv.',
  },
  { name: 'fx', kind: 'many', value: 'FILE|DIR', help: 'date,pair,rate, or a folder of EURUSD.csv.' },
  { name: 'splits', kind: 'many', value: 'FILE', help: 'date,symbol,ratio: new units per old.' },
  {
    name: 'accounts',
    kind: 'one',
    value: 'FILE',
    help: 'Currency, time zone, lot method … of each account.',
  },
  { name: 'instruments', kind: 'one', value: 'FILE', help: 'Kind, currency, multiplier … of each symbol.' },
  { name: 'base', kind: 'one', value: 'CODE', help: 'The currency of the answer. Default USD.' },
  {
    name: 'lots',
    kind: 'one',
    value: LOT_METHODS.join('|'),
    help: 'How sales find their purchases. Default fifo.',
  },
  {
    name: 'fees',
    kind: 'one',
    value: 'expense|capitalize',
    help: 'Fees of trades as lines of their own (default), or in cost and proceeds.',
  },
  { name: 'prices-adjusted', kind: 'switch', help: 'The prices are split-adjusted; needs the splits.' },
  { name: 'stale-after', kind: 'one', value: 'DAYS', help: 'A price is stale when it is older. Default 5.' },
];

/** What the flags say on how figures are made, and which files they are made from. */
export interface LedgerSettings {
  readonly conventions: Conventions;
  readonly pricesAdjusted: boolean;
}

/** Reads the settings; what cannot be read is noted in `given`. */
export function ledgerSettings(given: Given): LedgerSettings {
  const base = given.text('base') ?? 'USD';
  if (quotedCurrency(base).shift !== 0)
    given.refuse(
      'base',
      `--base is ${base}, which is a hundredth of ${quotedCurrency(base).currency}; give that`,
    );
  else if (!isCurrencyCode(base))
    given.refuse('base', `--base is ${JSON.stringify(base)}, which is no currency code`);
  given.required('ledger', 'transactions.csv');
  return {
    conventions: {
      base: base.toUpperCase(),
      lots: given.choice('lots', LOT_METHODS) ?? 'fifo',
      fees: given.choice('fees', ['expense', 'capitalize'] as const) ?? 'expense',
      staleAfterDays: given.number('stale-after', 0) ?? 5,
    },
    pricesAdjusted: given.has('prices-adjusted'),
  };
}
