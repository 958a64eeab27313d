import { columnOfQuotes, type Day, PriceBook, type PriceColumn, pairName, readPair } from '@tidemark/engine';
import type { LiveView } from '../live/latest-prices.ts';
import {
  BROKER_PROVIDERS,
  type OwnerReads,
  type QuoteReads,
  type QuoteSegment,
  SHARED_OWNER,
  type Versions,
} from '../ports/index.ts';
import { type LaidOver, LiveColumns } from './live-columns.ts';

/** Bytes of shared columns that are kept; the one used longest ago goes first. */
const BYTES_MAX = 192 * 1024 * 1024;

/** A column of shared quotes as of a version of them; null where there are none. */
interface Kept {
  readonly version: number;
  readonly column: PriceColumn | null;
}

/** What one read asks for. `names`: absent, every name there is. */
interface Asked {
  readonly kind: 'price' | 'rate';
  readonly reads: QuoteReads;
  readonly names: readonly string[];
  readonly versions: Versions;
}

/**
 * Prices and rates as columns. Those of quotes that all users share are made once for all of them and kept under the
 * version of the quotes: nobody may edit them. Where an owner has quotes of his own for a name, its column is his.
 */
export class QuoteColumns {
  private readonly kept = new Map<string, Kept>();
  /** Columns number their sources by one list, so that any of them can stand in any book. */
  private readonly sources: string[] = [];
  private readonly live = new LiveColumns(this.sources);
  private readonly bytesMax: number;
  private bytes = 0;

  constructor(bytesMax = BYTES_MAX) {
    this.bytesMax = bytesMax;
  }

  /** The prices of some symbols, as of the versions that the transaction sees. */
  prices(tx: OwnerReads, names: readonly string[], versions: Versions): Promise<PriceBook> {
    return this.book({ kind: 'price', reads: tx.prices, names: [...new Set(names)], versions });
  }

  /** Prices that `prices` gave, with the latest ones of some symbols laid over them. */
  layOver(stored: PriceBook, names: readonly string[], view: LiveView, today: Day): LaidOver {
    return this.live.layOver(stored, names, view, today);
  }

  /** The rates of every pair that there is. */
  async rates(tx: OwnerReads, versions: Versions): Promise<PriceBook> {
    return this.book({ kind: 'rate', reads: tx.rates, names: await tx.rates.names(), versions });
  }

  /** Bytes that are kept, roughly. */
  get size(): number {
    return this.bytes;
  }

  private async book(asked: Asked): Promise<PriceBook> {
    const own = await this.ownColumns(asked);
    const shared = await this.sharedColumns({
      ...asked,
      names: asked.names.filter((name) => !own.has(name)),
    });
    const columns = asked.names.flatMap((name) => own.get(name) ?? shared.get(name) ?? []);
    return new PriceBook(columns, this.sources);
  }

  /** Of the names for which the owner has quotes of his own. */
  private async ownColumns({
    kind,
    reads,
    names,
    versions,
  }: Asked): Promise<Map<string, PriceColumn | null>> {
    if (versions.prices === 0) return new Map();
    const own = new Set((await reads.segments({ names, of: 'own' })).map(({ name }) => name));
    if (own.size === 0) return new Map();
    return columnsOf(await reads.segments({ names: [...own] }), kind, this.sources);
  }

  private async sharedColumns({ kind, reads, names, versions }: Asked): Promise<Map<string, PriceColumn>> {
    const found = new Map<string, PriceColumn>();
    const missing: string[] = [];
    for (const name of names) {
      const key = kind + name;
      const kept = this.kept.get(key);
      if (kept?.version !== versions.sharedPrices) {
        missing.push(name);
        continue;
      }
      this.kept.delete(key);
      this.kept.set(key, kept);
      if (kept.column !== null) found.set(name, kept.column);
    }
    if (missing.length === 0) return found;
    const made = columnsOf(await reads.segments({ names: missing, of: 'shared' }), kind, this.sources);
    for (const name of missing) {
      const column = made.get(name) ?? null;
      this.keep(kind + name, { version: versions.sharedPrices, column });
      if (column !== null) found.set(name, column);
    }
    return found;
  }

  private keep(key: string, kept: Kept): void {
    this.drop(key);
    this.kept.set(key, kept);
    this.bytes += sizeOf(kept);
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.bytesMax) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const found = this.kept.get(key);
    if (found === undefined) return;
    this.bytes -= sizeOf(found);
    this.kept.delete(key);
  }
}

/** The books of what was known at an instant, ms since 1970; `names`: absent, every name there is. */
export async function quotesKnownAt(
  kind: Asked['kind'],
  reads: QuoteReads,
  asKnownAt: number | undefined,
  names?: readonly string[],
): Promise<PriceBook> {
  const sources: string[] = [];
  const query = { ...(names !== undefined && { names }), ...(asKnownAt !== undefined && { asKnownAt }) };
  const columns = columnsOf(await reads.segments(query), kind, sources);
  return new PriceBook(
    [...columns.values()].filter((column) => column !== null),
    sources,
  );
}

/** By name; `sources` is added to. */
function columnsOf(
  segments: readonly QuoteSegment[],
  kind: Asked['kind'],
  sources: string[],
): Map<string, PriceColumn | null> {
  const numbers = new Map(sources.map((source, n) => [source, n]));
  for (const { source } of segments) {
    if (numbers.has(source)) continue;
    numbers.set(source, sources.length);
    sources.push(source);
  }
  const columns = new Map<string, PriceColumn | null>();
  for (const [name, parts] of Map.groupBy(segments, (segment) => segment.name)) {
    const currency = parts.find((part) => part.currency !== null)?.currency ?? null;
    const quotes = [...parts]
      .sort((a, b) => precedence(a) - precedence(b))
      .map((part) => ({ ...part, source: numbers.get(part.source) ?? 0 }));
    columns.set(name, columnOfQuotes(bookName(name, kind), currency, quotes, sources.length));
  }
  return columns;
}

/** The last quote of a day counts: a broker's own price before nothing, those of feeds, those that the user states. */
function precedence({ owner, source }: QuoteSegment): number {
  if (owner === SHARED_OWNER) return 1;
  return BROKER_PROVIDERS.some((one) => one === source) ? 0 : 2;
}

/** The engine's books call a pair EUR/USD. */
function bookName(name: string, kind: Asked['kind']): string {
  const pair = kind === 'rate' ? readPair(name) : null;
  return pair === null ? name : pairName(pair);
}

/** Bytes of a name, and of five for each day. */
const sizeOf = ({ column }: Kept): number => 200 + 5 * (column?.length ?? 0);
