import { type Day, hasErrors } from '@tidemark/engine';
import { derivePortfolio, type OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { WHOLE } from '../portfolio/portfolios.ts';
import type { OwnedSymbol, OwnerHoldings, OwnerReads, Store } from '../ports/index.ts';
import { isGenerated } from './generated.ts';

/** So many ledgers are looked through at most before symbols are answered: what is left has its turn the next time. */
const OWNERS_MAX = 500;

/** Every symbol that somebody holds now, over all users, and that has a market to ask. */
export async function heldSymbols(store: Store, today: Day): Promise<readonly string[]> {
  return (await allHeld(store, today)).filter((symbol) => !isGenerated(symbol));
}

/** Whether somebody holds what is generated. */
export async function holdsGenerated(store: Store, today: Day): Promise<boolean> {
  return (await allHeld(store, today)).some(isGenerated);
}

/**
 * Every symbol that somebody holds now, over all users. What an owner holds is derived from his ledger when it has
 * moved, and kept; so a round without edits is one query.
 */
async function allHeld(store: Store, today: Day): Promise<readonly string[]> {
  const derived: OwnerHoldings[] = [];
  for (const { owner } of await store.holdings.outdated(OWNERS_MAX))
    derived.push(await store.read(owner, (tx) => holdingsOf(tx, today)));
  if (derived.length > 0) await store.holdings.put(derived);
  return store.holdings.symbols();
}

async function holdingsOf(tx: OwnerReads, today: Day): Promise<OwnerHoldings> {
  const version = await tx.versions();
  const whole = await tx.portfolios.find(WHOLE);
  if (whole === null) return { owner: tx.owner, version, symbols: [] };
  const portfolio = await derivePortfolio(tx, whole, today);
  return { owner: tx.owner, version, symbols: ownedBy(portfolio, today) };
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
