import type { MarketData } from '../ports/index.ts';

/** A tenth of a provider's requests is left to closes, splits and people who ask. */
const SHARE = 0.9;

export interface RefreshInterval {
  readonly ms: number;
  /** Why it is longer than wished for, in words; null where it is not. */
  readonly because: string | null;
}

/** How often so many symbols can be asked for: as often as wished, or as the provider's limit allows. */
export function refreshInterval(
  { name, limits }: Pick<MarketData, 'name' | 'limits'>,
  symbols: number,
  wishedMs: number,
): RefreshInterval {
  if (limits === null) return { ms: wishedMs, because: null };
  const requests = Math.ceil(symbols / limits.symbolsARequest);
  const least = Math.ceil((requests * 60_000) / (limits.requestsAMinute * SHARE));
  if (least <= wishedMs) return { ms: wishedMs, because: null };
  const limit = `${limits.requestsAMinute} requests a minute, ${limits.symbolsARequest} symbols each`;
  const seconds = Math.ceil(least / 1_000);
  return { ms: least, because: `${name}: ${symbols} symbols take ${seconds} s at ${limit}` };
}
