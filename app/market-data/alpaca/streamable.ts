import type { SymbolFailure } from '../../service/ports/index.ts';
import { failure, unknownSymbol } from '../answer.ts';
import { ALPACA, canBeAsked, isCrypto } from './connection.ts';

/** The symbols that the stream of stocks takes, as many as the plan allows, and why not the others. */
export function streamable(
  symbols: readonly string[],
  most: number,
): { readonly followed: readonly string[]; readonly leftOut: readonly SymbolFailure[] } {
  const stocks = [...new Set(symbols)].filter((symbol) => canBeAsked(symbol) && !isCrypto(symbol));
  const others = symbols.filter((symbol) => !stocks.includes(symbol));
  const over = stocks.slice(most);
  return {
    followed: stocks.slice(0, most),
    leftOut: [
      ...others.map((symbol) => unknownSymbol(ALPACA, symbol)),
      ...over.map((symbol) => failure(symbol, 'not_entitled', `${ALPACA}: the plan streams ${most} symbols`)),
    ],
  };
}
