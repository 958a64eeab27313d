import { type MarketData, SHARED_OWNER, type Store } from '../ports/index.ts';

/** The setting of the shared owner: `{"*": ["csv", "alpaca"], "VOD.L": ["yahoo"]}`. */
export const SOURCE_ORDER_SETTING = 'price_sources';

/** Which sources are asked for a symbol, the first one first. */
export class SourceOrder {
  private readonly sources: readonly MarketData[];
  private readonly bySymbol: ReadonlyMap<string, readonly MarketData[]>;

  /** `sources`: those there are, in the order that holds where the setting says nothing. */
  constructor(sources: readonly MarketData[], setting: string | null) {
    const named = Object.entries(setting === null ? {} : (JSON.parse(setting) as Record<string, string[]>));
    const byName = new Map(sources.map((source) => [source.name, source]));
    const chosen = new Map(
      named.map(([symbol, names]) => [symbol, names.flatMap((name) => byName.get(name) ?? [])]),
    );
    this.sources = chosen.get('*') ?? sources;
    this.bySymbol = chosen;
  }

  of(symbol: string): readonly MarketData[] {
    return this.bySymbol.get(symbol) ?? this.sources;
  }

  /** 0 for the first one; what is not asked any more comes after all that are. */
  rank(symbol: string, source: string): number {
    const rank = this.of(symbol).findIndex(({ name }) => name === source);
    return rank < 0 ? Number.POSITIVE_INFINITY : rank;
  }
}

export async function sourceOrder(store: Store, sources: readonly MarketData[]): Promise<SourceOrder> {
  return new SourceOrder(sources, await store.of(SHARED_OWNER).settings.get(SOURCE_ORDER_SETTING));
}
