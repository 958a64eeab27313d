import { civil, type Day, formatDecimal } from '@tidemark/engine';
import { SHARED_OWNER, WHOLE } from '../service/index.ts';
import { type FeedRound, fetchActions, heldSymbols } from '../service/prices/index.ts';
import type { CaptureWorld, Days } from './capture-world.ts';

export interface MarketDataFound {
  /** Instruments without a close for some session of the days, before and after the sources were asked. */
  readonly wanted: number;
  readonly missing: readonly string[];
  readonly stored: number;
  readonly held_back: number;
  /** What was wrong with sources as a whole. */
  readonly errors: readonly string[];
}

/** Symbols that an owner held on some day of the days; of all owners those that are held now. */
export async function symbolsHeld(
  world: CaptureWorld,
  days: Days,
  owner?: string,
): Promise<readonly string[]> {
  const today = world.portfolios.today();
  if (owner === undefined) return heldSymbols(world.store, today);
  return world.store.read(owner, async (tx) => {
    const whole = await tx.portfolios.find(WHOLE);
    if (whole === null) return [];
    const { history } = await world.portfolios.deriveRecord(tx, whole);
    const held = new Set<string>();
    const from = Math.max(days.from, history.first);
    for (let day = from; day <= Math.min(days.to, history.last); day++) {
      for (const account of history.holdingsState(day as Day)?.accounts ?? [])
        for (const { symbol } of account.holdings) held.add(symbol);
    }
    return [...held].sort();
  });
}

/**
 * Fetches what is missing of the closes of instruments, with their splits and dividends, and rates; says what cannot
 * be had. A session that has a quote of any source, or of the owner, is not asked for.
 */
export async function bringMarketData(
  world: CaptureWorld,
  symbols: readonly string[],
  days: Days,
  owner = SHARED_OWNER,
): Promise<MarketDataFound> {
  const gaps = await symbolsWithGaps(world, symbols, days, owner);
  const { feed } = world;
  const nothing = { wanted: gaps.names.length, missing: gaps.names, stored: 0, held_back: 0, errors: [] };
  if (feed === null) return nothing;
  const from = (gaps.first ?? days.to) as Day;
  const to = days.to as Day;
  const actions = await fetchActions(feed.world, symbols, (from - 7) as Day, to);
  const rounds: FeedRound[] = [await feed.rates((days.from - 7) as Day, to)];
  if (gaps.names.length > 0) rounds.push(await feed.closes(gaps.names, from, to));
  await closeByLastPrice(world, (await symbolsWithGaps(world, gaps.names, days, owner)).names, days.to);
  const left = await symbolsWithGaps(world, gaps.names, days, owner);
  const errors = [actions, ...rounds].flatMap((round) => round.errors.map(({ message }) => message));
  return {
    wanted: gaps.names.length,
    missing: left.names,
    stored: rounds.reduce((sum, { stored }) => sum + stored, 0),
    held_back: rounds.reduce((sum, { heldBack }) => sum + heldBack.length, 0),
    errors: [...new Set(errors)],
  };
}

/**
 * A session for which no source has a close yet is closed at the last price that was paid in it, said to be of the
 * source of that price. The source's own close takes its place when it comes.
 */
async function closeByLastPrice(world: CaptureWorld, symbols: readonly string[], day: number): Promise<void> {
  const { latest } = world.portfolios;
  await latest.look();
  const rows = symbols.flatMap((symbol) => {
    const last = latest.now.bySymbol.get(symbol);
    return last === undefined || last.day !== day ? [] : [last];
  });
  const session = await sessionsOf(world, { from: day, to: day });
  if (rows.length === 0 || session.length === 0) return;
  const now = world.clock.now();
  await world.store.write(SHARED_OWNER, async (tx) => {
    for (const [source, own] of Map.groupBy(rows, (row) => row.source)) {
      const quotes = own.map(({ symbol, price, currency }) => ({
        name: symbol,
        day,
        value: formatDecimal(price),
        currency,
      }));
      await tx.prices.put(source, quotes, now);
    }
  });
}

interface Gaps {
  readonly names: string[];
  /** The first day that something is missing on. */
  readonly first: number | null;
}

/** Which symbols lack a quote on some session that has closed: sessions on which any calendar in use was open. */
async function symbolsWithGaps(
  world: CaptureWorld,
  symbols: readonly string[],
  days: Days,
  owner: string,
): Promise<Gaps> {
  if (symbols.length === 0) return { names: [], first: null };
  const sessions = await sessionsOf(world, days);
  const names: string[] = [];
  let first: number | null = null;
  const fromYear = civil(days.from as Day).year;
  const toYear = civil(days.to as Day).year;
  const segments = await world.store.of(owner).prices.segments({ names: symbols, fromYear, toYear });
  const quoted = new Map<string, Set<number>>();
  for (const { name, days: on } of segments) {
    const known = quoted.get(name) ?? new Set<number>();
    quoted.set(name, known);
    for (const day of on) known.add(day);
  }
  for (const symbol of symbols) {
    const missing = sessions.find((day) => quoted.get(symbol)?.has(day) !== true);
    if (missing === undefined) continue;
    names.push(symbol);
    first = first === null ? missing : Math.min(first, missing);
  }
  return { names, first };
}

/** Sessions of exchanges; days on which only round-the-clock markets were open are no session of a stock. */
async function sessionsOf(world: CaptureWorld, { from, to }: Days): Promise<number[]> {
  const all = await world.store.captures.calendars();
  const exchanges = all.filter((name) => name !== '24x7');
  const now = world.clock.now();
  const found = new Set<number>();
  for (const name of exchanges.length > 0 ? exchanges : all) {
    for (const { day } of world.calendars.closedSessions(name, from as Day, to as Day, now, 0))
      found.add(day);
  }
  return [...found].sort((a, b) => a - b);
}
