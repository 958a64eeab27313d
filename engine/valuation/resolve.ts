import { type Decimal, equals, multiply, ONE } from '../amounts/index.ts';
import { contractTerms } from '../ledger/index.ts';
import type { AccountTerms, SymbolTerms } from '../lots/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { HistoryInput } from './history-input.ts';
import { statedMultipliers } from './multipliers.ts';

/** What each symbol of the ledger is priced in and worth; a currency that nothing states is base, with a warning. */
export function symbolTerms(
  input: HistoryInput,
  problems: Problem[],
): { terms: SymbolTerms[]; firstRows: Int32Array } {
  const { table } = input;
  const firstRows = firstEvents(input);
  const known = (number: number): Decimal | null => {
    const symbol = table.symbols.texts[number];
    const instrument = input.instruments(symbol);
    const { multiplier } = contractTerms(symbol, instrument);
    return instrument?.multiplier != null || !equals(multiplier, ONE) ? multiplier : null;
  };
  const multipliers = statedMultipliers(input, known, problems);
  const terms = table.symbols.texts.map((symbol, number) => {
    const first = firstRows[number];
    const instrument = input.instruments(symbol);
    const terms = contractTerms(symbol, instrument);
    const own = multipliers.get(number);
    const quoted = input.prices.find(symbol)?.currency ?? null;
    const said = instrument?.currency ?? null;
    if (said !== null && quoted !== null && said !== quoted) {
      const message = `the prices of ${symbol} are in ${quoted}, and its instrument is in ${said}`;
      problems.push(problem('price_currency_mixed', { field: 'currency' }, message, { symbol }));
    }
    const stated = said ?? quoted ?? table.currencies.texts[table.currency.get(first)] ?? null;
    // A symbol that only superseded rows name is nobody's concern any more.
    if (stated === null && isNamed(input, number)) {
      problems.push(
        problem(
          'currency_assumed',
          {},
          `${symbol}: no file states its currency; ${input.conventions.base} is assumed.`,
          { symbol },
        ),
      );
    }
    return {
      currency: table.currencies.numberOf(stated ?? input.conventions.base),
      unitValue: own === undefined ? terms.factor : multiply(own, terms.priceFactor),
      isFuture: terms.isFuture,
    };
  });
  return { terms, firstRows };
}

function isNamed({ table, order }: HistoryInput, symbol: number): boolean {
  return order.some((row) => table.symbol.get(row) === symbol || table.toSymbol.get(row) === symbol);
}

/** The row of each symbol's first event, -1 for a symbol that only others name. */
function firstEvents({ table, order }: HistoryInput): Int32Array {
  const rows = new Int32Array(table.symbols.texts.length).fill(-1);
  let missing = rows.length;
  for (let i = 0; i < order.length && missing > 0; i++) {
    const symbol = table.symbol.get(order[i]);
    if (symbol < 0 || rows[symbol] >= 0) continue;
    rows[symbol] = order[i];
    missing--;
  }
  return rows;
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
