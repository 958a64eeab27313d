import { type Day, problem } from '@tidemark/engine';
import { findings } from '../figures/findings.ts';
import { openPositions } from '../figures/positions.ts';
import { scopeOf } from '../figures/scope.ts';
import { type Portfolios, WHOLE } from '../portfolio/portfolios.ts';
import type { PriceFeed } from './price-feed.ts';

type RefreshedDocument = {
  readonly success: boolean;
  readonly updated: number;
  readonly job_id: null;
  readonly problems: ReturnType<typeof findings>;
};

/**
 * Asks the sources for the last prices now, whatever is open: of the symbols named that the owner's ledger has, else
 * of all that he holds. What could not be had is in `problems`; also that there is no source.
 */
export async function refreshPrices(
  { portfolios, feed }: { readonly portfolios: Portfolios; readonly feed: PriceFeed | null },
  owner: string,
  symbols: readonly string[] | undefined,
): Promise<RefreshedDocument> {
  const whole = await portfolios.open(owner, WHOLE);
  const held = () => openPositions(scopeOf(whole, portfolios.today() as Day)).map(({ symbol }) => symbol);
  const wanted = [...new Set(symbols ?? held())];
  const known = wanted.filter((symbol) => whole.facts.book.table.symbols.find(symbol) >= 0);
  const unknown = wanted
    .filter((symbol) => !known.includes(symbol))
    .map((symbol) => missing(symbol, 'the ledger does not name it', 'Record an event of it first.'));
  if (feed === null) return answer(0, [...unknown, problem('price_missing', {}, NO_SOURCE.what, NO_SOURCE)]);
  const round = await feed.latest(known);
  await portfolios.latest.look();
  const failed = round.failures.map(({ symbol, message }) => missing(symbol, message));
  return answer(round.stored, [...unknown, ...failed]);
}

const NO_SOURCE = {
  what: 'No source of prices is set up.',
  remedy: 'Set ALPACA_API_KEY, YAHOO_BASE_URL or PRICE_FOLDER, or give prices by PUT /prices.',
};

const missing = (symbol: string, why: string, remedy?: string) =>
  problem('price_missing', {}, `${symbol}: ${why}`, { symbol, ...(remedy !== undefined && { remedy }) });

const answer = (updated: number, problems: Parameters<typeof findings>[0]): RefreshedDocument => ({
  success: problems.length === 0,
  updated,
  job_id: null,
  problems: findings(problems),
});
