import { formatDay } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import type { MarketData, SymbolFailure } from '../../app/service/ports/index.ts';
import {
  CAPABILITIES,
  type Capability,
  type MarketKind,
  type MarketSubject,
  on,
} from './market-data-subjects.ts';

const reasons = (failures: readonly SymbolFailure[]) =>
  failures.map(({ symbol, reason }) => [symbol, reason]);
const ms = (text: string): number => Date.parse(text);

/** What every adapter answers, of whatever its provider has; a capability that it lacks is left out by name. */
export function marketDataLaws(kind: MarketKind, subject: () => MarketSubject): void {
  const market = (): MarketData => subject().market;
  const can = (what: Capability | 'pence' | 'crypto') => kind.can.has(what);

  test('it has what it can do as methods, and nothing else', () => {
    expect(CAPABILITIES.filter((one) => market()[one] !== undefined)).toEqual(CAPABILITIES.filter(can));
  });

  describe.skipIf(!can('latestPrices'))('latest prices', () => {
    test('are exact, with their instant, day, currency and source; an unknown symbol stands beside them', async () => {
      const { rows, failures } = (await market().latestPrices?.(['ACME', 'NONE', 'BOLT'])) ?? never();
      const source = market().name;
      const byName = rows.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
      expect(byName.map((one) => ({ ...one, at: Math.floor(one.at / 1000) }))).toEqual([
        {
          symbol: 'ACME',
          price: '129.12',
          at: ms('2024-06-12T15:30:00Z') / 1000,
          day: on('2024-06-12'),
          currency: 'USD',
          source,
        },
        {
          symbol: 'BOLT',
          price: '33.1',
          at: ms('2024-06-12T15:29:58Z') / 1000,
          day: on('2024-06-12'),
          currency: 'USD',
          source,
        },
      ]);
      expect(reasons(failures)).toEqual([['NONE', 'unknown_symbol']]);
    });

    test.skipIf(!can('pence'))('in pence are pounds', async () => {
      const { rows } = (await market().latestPrices?.(['VOD.L'])) ?? never();
      expect(rows).toMatchObject([{ price: '0.7155', currency: 'GBP' }]);
    });

    test.skipIf(!can('crypto'))('of a pair of crypto currencies are in its second one', async () => {
      const { rows } = (await market().latestPrices?.(['BTC/USD', 'ACME'])) ?? never();
      expect(rows.map(({ symbol, price, currency }) => [symbol, price, currency]).sort()).toEqual([
        ['ACME', '129.12', 'USD'],
        ['BTC/USD', '67123.45', 'USD'],
      ]);
    });
  });

  describe.skipIf(!can('dailyBars'))('daily bars', () => {
    test('of a period are as they were paid, whatever was split later; days without a trade are left out', async () => {
      const { rows, failures } =
        (await market().dailyBars?.(['ACME', 'BOLT'], on('2024-06-06'), on('2024-06-11'))) ?? never();
      const told = rows.map(
        ({ symbol, day, close, currency }) => `${symbol} ${formatDay(day)} ${close} ${currency}`,
      );
      expect(told.sort()).toEqual([
        'ACME 2024-06-06 499.23 USD',
        'ACME 2024-06-07 500.04 USD',
        'ACME 2024-06-10 126.55 USD',
        'ACME 2024-06-11 129.04 USD',
        'BOLT 2024-06-06 50 USD',
        'BOLT 2024-06-10 33.4 USD',
      ]);
      expect(failures).toEqual([]);
      expect(new Set(rows.map(({ source }) => source))).toEqual(new Set([market().name]));
    });

    test('include the first and the last day asked for, and no other', async () => {
      const { rows } = (await market().dailyBars?.(['ACME'], on('2024-06-07'), on('2024-06-10'))) ?? never();
      expect(rows.map(({ day }) => formatDay(day))).toEqual(['2024-06-07', '2024-06-10']);
    });

    test('of a symbol that is not known, or has none, are failures beside the others', async () => {
      const { rows, failures } =
        (await market().dailyBars?.(['NONE', 'BOLT', 'ACME'], on('2024-06-11'), on('2024-06-11'))) ?? never();
      expect(rows.map(({ symbol }) => symbol)).toEqual(['ACME']);
      expect(failures.map(({ symbol }) => symbol).sort()).toEqual(['BOLT', 'NONE']);
      expect(failures.find(({ symbol }) => symbol === 'BOLT')?.reason).toBe('no_data');
    });

    test.skipIf(!can('pence'))('in pence are pounds', async () => {
      const { rows } = (await market().dailyBars?.(['VOD.L'], on('2024-06-06'), on('2024-06-06'))) ?? never();
      expect(rows).toMatchObject([{ close: '0.715', currency: 'GBP' }]);
    });
  });

  describe.skipIf(!can('intradayBars'))('intraday bars', () => {
    test('begin within the time asked for', async () => {
      const [from, to] = [ms('2024-06-12T13:31:00Z'), ms('2024-06-12T14:00:00Z')];
      const { rows } = (await market().intradayBars?.(['ACME'], from, to, 5)) ?? never();
      expect(rows).toEqual([
        {
          symbol: 'ACME',
          from: ms('2024-06-12T13:35:00Z'),
          open: '129.25',
          high: '129.4',
          low: '129.2',
          close: '129.31',
          currency: 'USD',
          source: market().name,
        },
      ]);
    });
  });

  describe.skipIf(!can('corporateActions'))('splits and dividends', () => {
    test('of a period are told per unit as it was on the ex-day; three for two is 1.5', async () => {
      const { splits, dividends, failures } =
        (await market().corporateActions?.(['ACME', 'BOLT'], on('2024-05-01'), on('2024-06-12'))) ?? never();
      expect(splits.map(({ symbol, day, ratio }) => `${symbol} ${formatDay(day)} ${ratio}`)).toEqual([
        'ACME 2024-06-10 4',
        'BOLT 2024-06-10 1.5',
      ]);
      expect(
        dividends.map(
          ({ symbol, exDay, amount, currency }) => `${symbol} ${formatDay(exDay)} ${amount} ${currency}`,
        ),
      ).toEqual(['ACME 2024-05-10 0.84 USD', 'ACME 2024-06-11 0.205 USD']);
      expect(failures).toEqual([]);
    });

    test('outside of the period are left out', async () => {
      const { splits, dividends } =
        (await market().corporateActions?.(['ACME'], on('2024-05-11'), on('2024-06-09'))) ?? never();
      expect([splits, dividends]).toEqual([[], []]);
    });

    test.skipIf(!can('pence'))('in pence are pounds', async () => {
      const { dividends } =
        (await market().corporateActions?.(['VOD.L'], on('2024-06-01'), on('2024-06-12'))) ?? never();
      expect(dividends).toMatchObject([{ amount: '0.0387', currency: 'GBP' }]);
    });
  });

  describe.skipIf(!can('rates'))('exchange rates', () => {
    test.each([
      ['2024-06-12', '2024-06-12'],
      ['2024-06-10', '2024-06-11'],
      ['1999-01-04', '1999-01-05'],
    ])('from %s to %s are exact, by day and pair; what has none is left out', async (from, to) => {
      const rates = (await market().rates?.(on(from), on(to))) ?? never();
      const told = rates.map(({ pair, day, rate }) => `${formatDay(day)} ${pair} ${rate}`);
      expect(told).toEqual(
        {
          '2024-06-12': ['2024-06-12 EURGBP 0.8439', '2024-06-12 EURJPY 169.25', '2024-06-12 EURUSD 1.0765'],
          '2024-06-10': [
            '2024-06-10 EURJPY 168.86',
            '2024-06-10 EURUSD 1.0756',
            '2024-06-11 EURGBP 0.84293',
            '2024-06-11 EURJPY 168.71',
            '2024-06-11 EURUSD 1.073',
          ],
          '1999-01-04': ['1999-01-04 EURGBP 0.7111', '1999-01-04 EURJPY 133.73', '1999-01-04 EURUSD 1.1789'],
        }[from],
      );
    });
  });

  describe.skipIf(!can('calendar'))('sessions', () => {
    test('are told by instants, half days too', async () => {
      const sessions = (await market().calendar?.(on('2024-07-02'), on('2024-07-04'))) ?? never();
      expect(sessions).toEqual([
        { day: on('2024-07-02'), open: ms('2024-07-02T13:30:00Z'), close: ms('2024-07-02T20:00:00Z') },
        { day: on('2024-07-03'), open: ms('2024-07-03T13:30:00Z'), close: ms('2024-07-03T17:00:00Z') },
      ]);
    });

    test('of now are told by the clock', async () => {
      expect(await market().clock?.()).toEqual({
        at: ms('2024-06-12T15:31:00.112Z'),
        isOpen: true,
        nextOpen: ms('2024-06-13T13:30:00Z'),
        nextClose: ms('2024-06-12T20:00:00Z'),
      });
    });
  });
}

export function never(): never {
  throw new Error('the adapter does not have this');
}
