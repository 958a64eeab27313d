import { type Day, hasErrors } from '@tidemark/engine';
import { derivePortfolio, type OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { findPortfolio, WHOLE } from '../portfolio/portfolios.ts';
import type { HoldingsVersion, OwnedSymbol, OwnerReads, Store } from '../ports/index.ts';

/** So many owners are looked for at once. */
const OWNERS_AT_ONCE = 500;

/**
 * Every symbol that somebody holds now, over all users. What an owner holds is derived from his ledger when it has
 * moved, and kept; so a round without edits is one query.
 */
export async function heldSymbols(store: Store, today: Day): Promise<readonly string[]> {
  for (;;) {
    const outdated = await store.holdings.outdated(OWNERS_AT_ONCE);
    for (const { owner } of outdated) {
      const { version, symbols } = await store.read(owner, (tx) => holdingsOf(tx, today));
      await store.write(owner, (tx) => tx.holdings.put(version, symbols));
    }
    if (outdated.length < OWNERS_AT_ONCE) return store.holdings.symbols();
  }
}

async function holdingsOf(
  tx: OwnerReads,
  today: Day,
): Promise<{ readonly version: HoldingsVersion; readonly symbols: readonly OwnedSymbol[] }> {
  const version = await tx.versions();
  const portfolio = await derivePortfolio(tx, await findPortfolio(tx, WHOLE), today);
  return { version, symbols: ownedBy(portfolio, today) };
}

/** Where the facts contradict each other, everything that was ever owned may be held. */
function ownedBy({ facts, history }: OpenPortfolio, today: Day): OwnedSymbol[] {
  const symbols = [...new Set(facts.book.table.symbols.texts)].filter((symbol) => symbol !== '');
  if (hasErrors([...facts.problems, ...history.problems]))
    return symbols.map((symbol) => ({ symbol, held: true }));
  if (history.last < history.first) return symbols.map((symbol) => ({ symbol, held: false }));
  const day = Math.min(Math.max(today, history.first), history.last) as Day;
  const open = history.positions(day, day).filter(({ quantity }) => quantity.units !== 0);
  const held = new Set(open.map(({ symbol }) => symbol));
  return [...new Set([...symbols, ...held])].map((symbol) => ({ symbol, held: held.has(symbol) }));
}
