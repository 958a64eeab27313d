import { type Decimal, equals, formatDecimal, ONE } from '../amounts/index.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { HistoryInput } from './history-input.ts';
import { rowSource } from './row-source.ts';

/** Types whose price is money by the multiplier. */
const PRICED = new Set(
  (['buy', 'sell', 'opening', 'transfer_in'] as const).map((type) => EVENT_TYPES.indexOf(type)),
);

/**
 * The multiplier of each symbol that its rows state. An instrument has one: a row with another one, or a priced row
 * without one beside rows that state it, is an error. `known` is what the instruments file or the symbol says.
 */
export function statedMultipliers(
  { table, order }: HistoryInput,
  known: (symbol: number) => Decimal | null,
  problems: Problem[],
): Map<number, Decimal> {
  const stated = new Map<number, Decimal>();
  const { multiplier } = table.rare;
  if (multiplier.size === 0) return stated;
  for (const row of order) {
    const own = multiplier.get(row);
    const symbol = table.symbol.get(row);
    if (own === undefined || symbol < 0) continue;
    if (!stated.has(symbol)) stated.set(symbol, known(symbol) ?? own);
  }
  for (const row of order) {
    const expected = stated.get(table.symbol.get(row));
    if (expected === undefined) continue;
    const own = multiplier.get(row) ?? (isPriced(table, row) ? ONE : expected);
    if (equals(own, expected)) continue;
    const name = table.symbols.texts[table.symbol.get(row)];
    const message = `${name} has the multiplier ${formatDecimal(own)} here and ${formatDecimal(expected)} elsewhere.`;
    problems.push(
      problem('multiplier_differs', rowSource(table, row, 'multiplier'), message, { symbol: name }),
    );
  }
  return stated;
}

const isPriced = (table: HistoryInput['table'], row: number): boolean =>
  PRICED.has(table.type.values[row]) && table.quantity.has(row) && table.price.has(row);
