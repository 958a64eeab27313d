import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { CompleteDocument } from './documents.ts';
import { exposures } from './exposures.ts';
import { growth } from './growth.ts';
import type { RecordedWithin } from './known-within.ts';
import { performance } from './performance.ts';
import { positions } from './positions.ts';
import { dayOfInstant } from './sessions.ts';
import { summary } from './summary.ts';

const ALL = { limit: Number.POSITIVE_INFINITY } as const;

/**
 * All that a dashboard needs, in one answer; `now` in milliseconds since 1970. `recorded`: what was recorded within the
 * sessions of the last month; where it is absent they have their closes alone.
 */
export function complete(portfolio: OpenPortfolio, now: number, recorded?: RecordedWithin): CompleteDocument {
  const today = dayOfInstant(now);
  const { problems, ...figures } = summary(portfolio, now);
  return {
    ...figures,
    positions: positions(portfolio, { ...ALL, by: 'symbol', closed: false }, today).items,
    exposures: exposures(portfolio, {}, today),
    growth: growth(portfolio, { basis: 'realized' }, today),
    performance: performance(portfolio, { timeframe: '1M', recorded }, now),
    problems,
  };
}
