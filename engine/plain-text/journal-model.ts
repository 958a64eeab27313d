import type { Decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { cashBalancesOn } from '../valuation/cash-balances.ts';
import type { Derivation } from '../valuation/derivation.ts';
import { positionsOn } from '../valuation/positions.ts';
import { type PlainPrice, plainPrices } from './market-prices.ts';
import { type PlainTransaction, plainTransactions } from './transactions.ts';

/** What an account has at the end, by the figures: a journal comes to the same. */
export interface PlainBalance {
  readonly account: string;
  readonly commodity: { readonly symbol: string } | { readonly currency: string };
  /** Of cash to the minor unit. */
  readonly amount: Decimal;
}

/** A ledger as journals tell it; transactions and prices are made as they are read. */
export interface JournalModel {
  readonly base: string;
  readonly first: Day;
  /** The last day that is in it. */
  readonly through: Day;
  readonly currencies: readonly string[];
  /** What an account of the ledger is called. */
  readonly calledBy: (account: string) => string;
  transactions(): Iterable<PlainTransaction>;
  prices(): Iterable<PlainPrice>;
  balances(): PlainBalance[];
}

export function journalModel(
  derivation: Derivation,
  through: Day,
  calledBy: JournalModel['calledBy'],
): JournalModel {
  const { world } = derivation;
  return {
    base: world.table.currencies.texts[world.baseCurrency],
    first: world.span.first,
    through,
    currencies: world.table.currencies.texts,
    calledBy,
    transactions: () => plainTransactions(derivation, through),
    prices: () => plainPrices(derivation, through),
    balances: () => balancesOn(derivation, through),
  };
}

function balancesOn(derivation: Derivation, day: Day): PlainBalance[] {
  const cash = derivation.world.table.accounts.texts.flatMap((account) =>
    cashBalancesOn(derivation, day, account).map(({ currency, amount }) => ({
      account,
      commodity: { currency },
      amount,
    })),
  );
  const known = new Set(derivation.world.table.accounts.texts);
  const units = positionsOn(derivation, day, day, 'account', null)
    .filter(({ account, quantity }) => account !== null && known.has(account) && quantity.units !== 0)
    .map(({ account, symbol, quantity }) => ({
      account: account as string,
      commodity: { symbol },
      amount: quantity,
    }));
  return [...cash, ...units];
}
