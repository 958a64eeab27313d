import { type MarketData, ProviderError, SYMBOLS_A_REQUEST_MAX, type SymbolFailure } from '../ports/index.ts';
import type { SourceOrder } from './source-order.ts';

/** What a round of questions came to. */
export interface Asked {
  /** Symbols for which no source had an answer that is believed: of each the reason of the last one asked. */
  readonly failures: readonly SymbolFailure[];
  /** What was wrong with sources as a whole. */
  readonly errors: readonly ProviderError[];
}

/** What came of a question for some symbols: those without go on to the next source. */
export interface Taken {
  readonly without: readonly SymbolFailure[];
}

/**
 * Asks the sources of each symbol in their order, in batches, until one has what is believed. `ask` answers null
 * where a source has no such data; then it is passed over.
 */
export async function fallThrough(
  order: SourceOrder,
  symbols: readonly string[],
  ask: (source: MarketData, symbols: readonly string[]) => Promise<Taken> | null,
): Promise<Asked> {
  const left = new Map([...new Set(symbols)].map((symbol) => [symbol, [...order.of(symbol)]]));
  const failures = new Map<string, SymbolFailure>();
  const errors: ProviderError[] = [];
  while (left.size > 0) {
    const bySource = Map.groupBy(left.keys(), (symbol) => left.get(symbol)?.shift());
    for (const symbol of bySource.get(undefined) ?? []) left.delete(symbol);
    for (const [source, own] of bySource) {
      if (source === undefined) continue;
      for (const some of batches(own)) {
        const without = await asked(source, some, ask, errors);
        if (without === null) continue;
        for (const one of without) failures.set(one.symbol, one);
        const missing = new Set(without.map(({ symbol }) => symbol));
        for (const symbol of some) if (!missing.has(symbol)) finish(symbol);
      }
    }
  }
  return { failures: [...failures.values()], errors };

  function finish(symbol: string): void {
    left.delete(symbol);
    failures.delete(symbol);
  }
}

async function asked(
  source: MarketData,
  symbols: readonly string[],
  ask: (source: MarketData, symbols: readonly string[]) => Promise<Taken> | null,
  errors: ProviderError[],
): Promise<readonly SymbolFailure[] | null> {
  try {
    return (await ask(source, symbols))?.without ?? null;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // The same of a batch before says nothing new.
    if (!errors.some(({ message }) => message === error.message)) errors.push(error);
    return symbols.map((symbol) => ({ symbol, reason: error.kind, message: error.message }));
  }
}

function* batches(symbols: readonly string[]): Iterable<string[]> {
  for (let from = 0; from < symbols.length; from += SYMBOLS_A_REQUEST_MAX)
    yield symbols.slice(from, from + SYMBOLS_A_REQUEST_MAX);
}
