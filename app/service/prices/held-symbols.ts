import { setImmediate } from 'node:timers/promises';
import { type Day, hasErrors, type LedgerBook } from '@tidemark/engine';
import { derivePortfolio, type OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { WHOLE } from '../portfolio/portfolios.ts';
import type { OwnedSymbol, OwnerHoldings, OwnerReads, Store } from '../ports/index.ts';
import { isGenerated } from './generated.ts';

/** So many ledgers are looked through at most before symbols are answered: what is left has its turn the next time. */
const OWNERS_MAX = 250;

/** Every symbol that somebody holds now, or may have held on a day since `since`, and that has a market to ask. */
export async function heldSymbols(store: Store, today: Day, since?: number): Promise<readonly string[]> {
  return (await allHeld(store, today, since)).filter((symbol) => !isGenerated(symbol));
}

/** Whether somebody holds what is generated. */
export async function holdsGenerated(store: Store, today: Day): Promise<boolean> {
  return (await allHeld(store, today)).some(isGenerated);
}

/**
 * Every symbol that somebody holds now, over all users; with `since` also those that somebody may have held on a day since
 * then. What an owner holds is derived from his ledger when it has moved, and kept; so a round without edits is one
 * query. Of many that have moved some have their turn the next time, unless `since` asks for all.
 */
async function allHeld(store: Store, today: Day, since?: number): Promise<readonly string[]> {
  for (;;) {
    const outdated = await store.holdings.outdated(OWNERS_MAX);
    const derived: OwnerHoldings[] = [];
    for (const { owner } of outdated) {
      derived.push(await store.read(owner, (tx) => holdingsOf(tx, today)));
      // Requests come between two owners.
      await setImmediate();
    }
    if (derived.length > 0) await store.holdings.put(derived);
    if (since === undefined || outdated.length < OWNERS_MAX) return store.holdings.symbols(since);
  }
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
  const named = lastDays(facts.book);
  const owned = (isHeld: (symbol: string) => boolean, more: Iterable<string> = []): OwnedSymbol[] =>
    [...new Set([...named.keys(), ...more])].map((symbol) => ({
      symbol,
      held: isHeld(symbol),
      lastDay: named.get(symbol) ?? today,
    }));
  if (hasErrors([...facts.problems, ...history.problems])) return owned(() => true);
  if (history.last < history.first) return owned(() => false);
  const day = Math.min(Math.max(today, history.first), history.last) as Day;
  const open = history.positions(day, day).filter(({ quantity }) => quantity.units !== 0);
  const held = new Set(open.map(({ symbol }) => symbol));
  return owned((symbol) => held.has(symbol), held);
}

/** Every symbol of the ledger with the day of the last event that names it. */
function lastDays(book: LedgerBook): Map<string, number> {
  const { table } = book;
  const found = new Map<string, number>([...table.symbols.texts].filter(isText).map((symbol) => [symbol, 0]));
  for (const row of book.inForce()) {
    for (const number of [table.symbol.values[row], table.toSymbol.values[row]])
      if (number >= 0) found.set(table.symbols.texts[number], table.day.values[row]);
  }
  found.delete('');
  return found;
}

const isText = (symbol: string): boolean => symbol !== '';
