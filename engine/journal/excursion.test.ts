import { describe, expect, test } from 'vitest';
import { type JournalFiles, journalOf } from '../../test/journals.ts';
import { formatDecimal, normalize } from '../amounts/index.ts';
import { formatDay } from '../calendar/index.ts';

/** MAE and MFE of each trade, null where unknown. */
function excursionsOf(files: JournalFiles): (readonly [string, string] | null)[] {
  const { journal } = journalOf(files);
  return journal.trips.map((trip) => {
    const { excursion } = journal.trade(trip);
    if (excursion === null) return null;
    const [adverse, favourable] = [excursion.adverse, excursion.favourable].map((value) =>
      formatDecimal(normalize(value)),
    );
    return [adverse, favourable] as const;
  });
}

const LONG = 'date,type,symbol,quantity,price\n2024-01-03,buy,ACME,10,50\n2024-01-09,sell,ACME,10,55';

describe('maximum adverse and favourable excursion', () => {
  test('are the worst and the best of the closes while the trade was open', () => {
    // Closes 48, 47.5, 58, 54 on 3, 4, 5, 8 January: (47.5 − 50) · 10 and (58 − 50) · 10.
    const prices =
      'date,symbol,price\n2024-01-03,ACME,48\n2024-01-04,ACME,47.5\n2024-01-05,ACME,58\n2024-01-08,ACME,54';
    expect(excursionsOf({ ledger: LONG, prices })).toEqual([['-25', '80']]);
  });

  test('do not look at the close of the day on which the trade was closed, nor before it was opened', () => {
    const prices = 'date,symbol,price\n2024-01-02,ACME,10\n2024-01-03,ACME,51\n2024-01-09,ACME,500';
    // The own exit at 55 is the best price.
    expect(excursionsOf({ ledger: LONG, prices })).toEqual([['0', '50']]);
  });

  test('include the prices of its own fills', () => {
    const ledger = 'date,type,symbol,quantity,price\n2024-01-03,buy,ACME,10,50\n2024-01-03,sell,ACME,10,45';
    expect(excursionsOf({ ledger })).toEqual([['-50', '0']]);
  });

  test('of a short are the other way round', () => {
    const ledger = 'date,type,symbol,quantity,price\n2024-01-03,sell,ACME,10,50\n2024-01-09,buy,ACME,10,49';
    const prices = 'date,symbol,price\n2024-01-03,ACME,53\n2024-01-04,ACME,44';
    expect(excursionsOf({ ledger, prices })).toEqual([['-30', '60']]);
  });

  test('count what was already closed, so that scaling in and out is one sum', () => {
    const ledger = `date,type,symbol,quantity,price
      2024-01-03,buy,ACME,10,50
      2024-01-05,sell,ACME,5,60
      2024-01-08,buy,ACME,5,40
      2024-01-09,sell,ACME,10,52`;
    const prices = 'date,symbol,price\n2024-01-03,ACME,50\n2024-01-05,ACME,62\n2024-01-08,ACME,38';
    // 5 January: −500 + 300 + 5·62 = 110; 8 January: −500 + 300 − 200 + 10·38 = −20; at the fill of 40: 0; exit: 120.
    expect(excursionsOf({ ledger, prices })).toEqual([['-20', '120']]);
  });

  test('run through a split on both bases', () => {
    const ledger = `date,type,symbol,quantity,price,ratio
      2024-01-03,buy,ACME,10,400
      2024-01-05,split,ACME,,,4
      2024-01-09,sell,ACME,40,104`;
    const prices =
      'date,symbol,price\n2024-01-03,ACME,404\n2024-01-04,ACME,390\n2024-01-05,ACME,103\n2024-01-08,ACME,99';
    // Before: 10 · (390 − 400) = −100; after: 40 · (103 − 100) = 120, 40 · (99 − 100) = −40; exit 160.
    expect(excursionsOf({ ledger, prices })).toEqual([['-100', '160']]);
  });

  test('say on which day and at which price they were first reached, in the units of that day', () => {
    const placesOf = (files: JournalFiles) => {
      const { journal } = journalOf(files);
      const { excursion } = journal.trade(journal.trips[0]);
      return [excursion?.adverseAt, excursion?.favourableAt].map((place) =>
        place === null || place === undefined
          ? null
          : [formatDay(place.day), place.price === null ? null : formatDecimal(normalize(place.price))],
      );
    };
    // The lowest close is reached twice: the first counts. The highest price is that of the exit.
    const prices =
      'date,symbol,price\n2024-01-03,ACME,51\n2024-01-04,ACME,48\n2024-01-05,ACME,52\n2024-01-08,ACME,48';
    expect(placesOf({ ledger: LONG, prices })).toEqual([
      ['2024-01-04', '48'],
      ['2024-01-09', '55'],
    ]);
    const rising = 'date,symbol,price\n2024-01-03,ACME,51';
    expect(placesOf({ ledger: LONG, prices: rising })).toEqual([null, ['2024-01-09', '55']]);
    const split = `date,type,symbol,quantity,price,ratio
      2024-01-03,buy,ACME,10,400
      2024-01-05,split,ACME,,,4
      2024-01-09,sell,ACME,40,104`;
    const restated = 'date,symbol,price\n2024-01-03,ACME,404\n2024-01-04,ACME,390\n2024-01-05,ACME,105';
    expect(placesOf({ ledger: split, prices: restated })).toEqual([
      ['2024-01-04', '390'],
      ['2024-01-05', '105'],
    ]);
  });

  test('follow a renamed instrument from one price history to the other', () => {
    const ledger = `date,type,symbol,quantity,price,to_symbol
      2024-01-03,buy,ACME,10,50
      2024-01-05,rename,ACME,,,NEWCO
      2024-01-09,sell,NEWCO,10,52`;
    const prices = 'date,symbol,price\n2024-01-03,ACME,49\n2024-01-08,NEWCO,57\n2024-01-08,ACME,1';
    expect(excursionsOf({ ledger, prices })).toEqual([['-10', '70']]);
  });

  test('of an open trade go on to the last day of the history', () => {
    const ledger = 'date,type,symbol,quantity,price\n2024-01-03,buy,ACME,10,50';
    const prices = 'date,symbol,price\n2024-01-03,ACME,50\n2024-03-01,ACME,20';
    expect(excursionsOf({ ledger, prices })).toEqual([['-300', '0']]);
  });

  test('are unknown where the trade was open overnight and no price says what happened', () => {
    expect(excursionsOf({ ledger: LONG })).toEqual([null]);
    const laterPrices = 'date,symbol,price\n2024-02-01,ACME,70';
    expect(excursionsOf({ ledger: LONG, prices: laterPrices })).toEqual([null]);
  });

  test('are in the currency of the trade and count its contract size', () => {
    const ledger = `date,type,symbol,quantity,price,currency
      2024-01-03,buy,ACME  240119C00050000,2,3,EUR
      2024-01-09,sell,ACME  240119C00050000,2,3.5,EUR`;
    const prices = 'date,symbol,price\n2024-01-03,ACME  240119C00050000,2.5';
    const rates = 'date,pair,rate\n2024-01-02,EURUSD,1.10';
    expect(excursionsOf({ ledger, prices, rates })).toEqual([['-100', '100']]);
  });
});
