import { civil, type Day, formatDecimal } from '@tidemark/engine';
import { SHARED_OWNER, WHOLE } from '../service/index.ts';
import { type FeedRound, fetchActions, heldSymbols, LAST_PRICE } from '../service/prices/index.ts';
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

/** Symbols that an owner held on some day of the days; of all owners those that somebody may have held since the first. */
export async function symbolsHeld(
  world: CaptureWorld,
  days: Days,
  owner?: string,
): Promise<readonly string[]> {
  const today = world.portfolios.today();
  if (owner === undefined) return heldSymbols(world.store, today, days.from);
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
 * be had. A session that has a close of any source, or of the owner, is not asked for, nor is one that goes on.
 */
export async function bringMarketData(
  world: CaptureWorld,
  symbols: readonly string[],
  days: Days,
  owner = SHARED_OWNER,
): Promise<MarketDataFound> {
  const sessions = await sessionsOf(world, days);
  const gapsOf = (names: readonly string[]) => symbolsWithGaps(world, names, sessions.closed, owner);
  const gaps = await gapsOf(symbols);
  const { feed } = world;
  const nothing = { wanted: gaps.names.length, missing: gaps.names, stored: 0, held_back: 0, errors: [] };
  if (feed === null) return nothing;
  const from = (gaps.first ?? days.to) as Day;
  const actions = await fetchActions(feed.world, symbols, (from - 7) as Day, days.to as Day);
  const rounds: FeedRound[] = [await feed.rates((days.from - 7) as Day, days.to as Day)];
  const last = sessions.closed.at(-1);
  if (gaps.names.length > 0 && last !== undefined) {
    rounds.push(await feed.closes(gaps.names, from, last, sessions.openSince));
    await closeByLastPrice(world, (await gapsOf(gaps.names)).names, last);
  }
  const left = await gapsOf(gaps.names);
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
 * A session for which no source has a close yet is closed at the last price that was paid in it. It stays missing: the
 * source's own close takes its place when it comes.
 */
async function closeByLastPrice(world: CaptureWorld, symbols: readonly string[], day: Day): Promise<void> {
  const { latest } = world.portfolios;
  await latest.look();
  const { year } = civil(day);
  await world.store.write(SHARED_OWNER, async (tx) => {
    const known = await tx.prices.segments({ names: symbols, fromYear: year, toYear: year });
    const closed = new Set(known.filter(({ days }) => days.includes(day)).map(({ name }) => name));
    const quotes = symbols.flatMap((symbol) => {
      const last = latest.now.bySymbol.get(symbol);
      if (last === undefined || last.day !== day || closed.has(symbol)) return [];
      return [{ name: symbol, day, value: formatDecimal(last.price), currency: last.currency }];
    });
    if (quotes.length > 0) await tx.prices.put(LAST_PRICE, quotes, world.clock.now());
  });
}

interface Gaps {
  readonly names: string[];
  /** The first day that something is missing on. */
  readonly first: number | null;
}

/** Which symbols lack a close of some of the sessions; the last price of one is none. */
async function symbolsWithGaps(
  world: CaptureWorld,
  symbols: readonly string[],
  sessions: readonly Day[],
  owner: string,
): Promise<Gaps> {
  if (symbols.length === 0 || sessions.length === 0) return { names: [], first: null };
  const names: string[] = [];
  let first: number | null = null;
  const fromYear = civil(sessions[0]).year;
  const toYear = civil(sessions[sessions.length - 1]).year;
  const segments = await world.store.of(owner).prices.segments({ names: symbols, fromYear, toYear });
  const quoted = new Map<string, Set<number>>();
  for (const { name, source, days: on } of segments) {
    if (source === LAST_PRICE) continue;
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

interface Sessions {
  /** Days on which the session of any calendar in use has closed, in order. */
  readonly closed: readonly Day[];
  /** The first day on which one goes on, or is to come; null where none does. */
  readonly openSince: Day | null;
}

/** Of exchanges: days on which only round-the-clock markets were open are no session of a stock. */
async function sessionsOf(world: CaptureWorld, { from, to }: Days): Promise<Sessions> {
  const all = await world.store.captures.calendars();
  const exchanges = all.filter((name) => name !== '24x7');
  const now = world.clock.now();
  const closed = new Set<Day>();
  let openSince: Day | null = null;
  for (const name of exchanges.length > 0 ? exchanges : all) {
    for (const { day, closeUtc } of world.calendars.of(name).sessions(from as Day, to as Day)) {
      if (closeUtc * 1000 <= now) closed.add(day);
      else if (openSince === null || day < openSince) openSince = day;
    }
  }
  return { closed: [...closed].sort((a, b) => a - b), openSince };
}
