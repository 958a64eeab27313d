import { afterEach, beforeEach, describe } from 'vitest';
import { marketDataLaws } from './market-data-laws.ts';
import { MARKET_KINDS, type MarketSubject } from './market-data-subjects.ts';
import { marketErrorLaws } from './market-error-laws.ts';
import { tradeStreamLaws } from './trade-stream-laws.ts';

describe.each(MARKET_KINDS)('market data of $title', (kind) => {
  let subject: MarketSubject;

  beforeEach(async () => {
    subject = await kind.open();
  });
  afterEach(() => subject.close());

  marketDataLaws(kind, () => subject);
  describe.skipIf(!kind.can.has('stream'))('its stream of trades', () => tradeStreamLaws(() => subject));
  describe.skipIf(kind.changed === null)('over HTTP', () => marketErrorLaws(kind, () => subject));
});
