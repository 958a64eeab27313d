import type { EventTable } from '../ledger/index.ts';

/** The names that rows in force use, in the order in which the table first saw them. */
export interface NamesInForce {
  readonly accounts: readonly string[];
  readonly symbols: readonly string[];
}

/** A table keeps the names of superseded rows as well: those that nothing in force uses are left out. */
export function namesInForce(table: EventTable, order: Int32Array): NamesInForce {
  const accounts = new Uint8Array(table.accounts.texts.length);
  const symbols = new Uint8Array(table.symbols.texts.length);
  for (const row of order) {
    accounts[table.account.values[row]] = 1;
    for (const symbol of [table.symbol.get(row), table.toSymbol.get(row)])
      if (symbol >= 0) symbols[symbol] = 1;
  }
  return {
    accounts: table.accounts.texts.filter((_, number) => accounts[number] === 1),
    symbols: table.symbols.texts.filter((_, number) => symbols[number] === 1),
  };
}
