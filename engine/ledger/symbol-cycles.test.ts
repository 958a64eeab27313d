import { describe, expect, test } from 'vitest';
import { DOLLARS, ledgerFrom } from './ledger-from.ts';
import { orderEvents } from './order.ts';
import { symbolCycles } from './symbol-cycles.ts';

/** `A>B` renames, `A=>B` merges; all of one day unless `later` ones follow. */
function cyclesOf(moves: readonly string[], later: readonly string[] = [], accounts: readonly string[] = []) {
  const event = (date: string) => (move: string, k: number) => {
    const [symbol, toSymbol] = move.split(/=?>/);
    const account = accounts[k] ?? 'main';
    return move.includes('=>')
      ? { date, type: 'merger', id: move, account, symbol, toSymbol, ratio: 1 }
      : { date, type: 'rename', id: move, account, symbol, toSymbol };
  };
  const { table } = ledgerFrom(
    [...moves.map(event('2024-01-02')), ...later.map(event('2024-01-03'))],
    DOLLARS,
  );
  return symbolCycles(
    table,
    orderEvents(
      table,
      Int32Array.from({ length: table.count }, (_, row) => row),
    ),
  );
}

describe('renames and mergers of one day', () => {
  test('that lead back to where they began are refused at the row that closes the circle', () => {
    expect(cyclesOf(['A>B', 'B>A'])).toMatchObject([
      { code: 'symbol_cycle', source: { eventId: 'B>A', field: 'to_symbol' }, symbol: 'B' },
    ]);
    expect(cyclesOf(['A=>B', 'B>C', 'C=>A']).map(({ source }) => source.eventId)).toEqual(['C=>A']);
    expect(cyclesOf(['B>C', 'A>B', 'C>A']).map(({ source }) => source.eventId)).toEqual(['C>A']);
  });

  test('that form a chain or come together are good', () => {
    expect(cyclesOf(['A>B', 'B>C', 'C>D'])).toEqual([]);
    expect(cyclesOf(['A=>C', 'B=>C'])).toEqual([]);
  });

  test('of two days or two accounts form no circle', () => {
    expect(cyclesOf(['A>B'], ['B>A'])).toEqual([]);
    expect(cyclesOf(['A>B', 'B>A'], [], ['x', 'y'])).toEqual([]);
  });
});
