import { multiply } from '../amounts/index.ts';
import { contractTerms } from '../ledger/index.ts';
import type { AccountTerms, SymbolTerms } from '../lots/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { HistoryInput } from './history-input.ts';

/** What each symbol of the ledger is priced in and worth; a currency that nothing states is base, with a warning. */
export function symbolTerms(input: HistoryInput, problems: Problem[]): SymbolTerms[] {
  const { table } = input;
  const seen = firstCurrencies(input);
  return table.symbols.texts.map((symbol, number) => {
    const instrument = input.instruments(symbol);
    const terms = contractTerms(symbol, instrument);
    const own = instrument?.multiplier === undefined || instrument.multiplier === null ? seen[number]?.multiplier : undefined;
    const stated = instrument?.currency ?? input.prices.find(symbol)?.currency ?? seen[number]?.currency ?? null;
    if (stated === null) {
      problems.push(problem('currency_assumed', {}, `${symbol}: no file states its currency; ${input.conventions.base} is assumed.`, { symbol }));
    }
    return {
      currency: table.currencies.numberOf(stated ?? input.conventions.base),
      unitValue: own === undefined ? terms.factor : multiply(own, terms.priceFactor),
      isFuture: terms.isFuture,
    };
  });
}

interface Seen {
  readonly currency: string;
  readonly multiplier: ReturnType<HistoryInput['table']['rare']['multiplier']['get']>;
}

/** Currency and contract size in the first event of each symbol. */
function firstCurrencies({ table, order }: HistoryInput): (Seen | undefined)[] {
  const seen: (Seen | undefined)[] = new Array(table.symbols.texts.length);
  let missing = seen.length;
  for (let i = 0; i < order.length && missing > 0; i++) {
    const row = order[i];
    const symbol = table.symbol.values[row];
    if (symbol < 0 || seen[symbol] !== undefined) continue;
    seen[symbol] = { currency: table.currencies.texts[table.currency.values[row]], multiplier: table.rare.multiplier.get(row) };
    missing--;
  }
  return seen;
}

/** Lot method and shorts of each account; what is not stated is the caller's convention, with shorts allowed. */
export function accountTerms({ table, accounts, conventions }: HistoryInput): AccountTerms[] {
  const terms = table.accounts.texts.map((name) => {
    const account = accounts(name);
    return { method: account?.lotMethod ?? conventions.lots, allowShort: account?.allowShort ?? true };
  });
  // The account of what is in transit comes after those of the ledger.
  return [...terms, { method: 'fifo', allowShort: true }];
}
