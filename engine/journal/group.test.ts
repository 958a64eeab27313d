import { describe, expect, test } from 'vitest';
import { type JournalFiles, journalOf } from '../../test/journals.ts';
import { formatDecimal, normalize } from '../amounts/index.ts';
import type { Trade } from './trade.ts';

/** Trades of a ledger in order of opening, in words: side symbol quantity @entry → exit, realized, status. */
function tradesOf(files: JournalFiles | string): Trade[] {
  const { journal } = journalOf(typeof files === 'string' ? { ledger: files } : files);
  return journal.trips.map((trip) => journal.trade(trip));
}

const text = (value: Parameters<typeof normalize>[0] | null) =>
  value === null ? '–' : formatDecimal(normalize(value));

function words(trade: Trade): string {
  const { quantity, entryPrice, exitPrice, realized } = trade.figures;
  const path = `${text(entryPrice)} → ${text(exitPrice)}`;
  return `${trade.trip.side} ${trade.symbol} ${text(quantity)} @ ${path} = ${text(realized)} ${trade.status}`;
}

const HEADER = 'date,type,symbol,quantity,price,amount,ratio,to_symbol,account,id,link';

describe('round trips', () => {
  test('run from flat to flat: scaling in and out is one trip at average prices', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-02,deposit,,,,100000
      2024-01-03,buy,ACME,10,100
      2024-01-04,buy,ACME,30,120
      2024-01-05,sell,ACME,15,130
      2024-01-08,sell,ACME,25,110
      2024-01-09,buy,ACME,5,90
      2024-01-10,sell,ACME,5,95`);
    // Entry (10·100 + 30·120) / 40 = 115; exit (15·130 + 25·110) / 40 = 117.5; 40 · 2.5 = 100.
    expect(trades.map(words)).toEqual([
      'long ACME 40 @ 115 → 117.5 = 100 closed',
      'long ACME 5 @ 90 → 95 = 25 closed',
    ]);
    expect(trades.map(({ openedAt, closedAt, holdingDays }) => [openedAt, closedAt, holdingDays])).toEqual([
      ['2024-01-03', '2024-01-08', 5],
      ['2024-01-09', '2024-01-10', 1],
    ]);
  });

  test('a short opens with a sale and gains when the price falls', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-03,sell,ACME,10,50
      2024-01-05,buy,ACME,10,45`);
    expect(trades.map(words)).toEqual(['short ACME 10 @ 50 → 45 = 50 closed']);
  });

  test('a flip through zero closes one trip and opens another, its costs shared by quantity', () => {
    const [closed, opened] = tradesOf(`date,type,symbol,quantity,price,fee
      2024-01-03,buy,ACME,10,50,1
      2024-01-05,sell,ACME,40,55,8
      2024-01-08,buy,ACME,30,60,3`);
    expect([closed, opened].map(words)).toEqual([
      'long ACME 10 @ 50 → 55 = 50 closed',
      'short ACME 30 @ 55 → 60 = -150 closed',
    ]);
    // The sale of 40 cost 8: a quarter closed, three quarters opened.
    expect([closed, opened].map(({ figures }) => text(figures.fees))).toEqual(['3', '9']);
    expect([closed, opened].map(({ figures }) => text(figures.net))).toEqual(['47', '-159']);
  });

  test('accounts and symbols do not mix', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-03,buy,ACME,10,50,,,,a
      2024-01-03,buy,ACME,20,50,,,,b
      2024-01-04,buy,BOLT,30,10,,,,a
      2024-01-05,sell,ACME,10,60,,,,a`);
    expect(trades.map((trade) => `${trade.account}: ${words(trade)}`)).toEqual([
      'a: long ACME 10 @ 50 → 60 = 100 closed',
      'b: long ACME 20 @ 50 → – = 0 open',
      'a: long BOLT 30 @ 10 → – = 0 open',
    ]);
  });

  test('a part that was closed has the gain that the lot method gives it', () => {
    const ledger = `${HEADER}
      2024-01-03,buy,ACME,10,50
      2024-01-04,buy,ACME,10,70
      2024-01-05,sell,ACME,10,80`;
    const realized = (lots: 'fifo' | 'lifo' | 'hifo' | 'average' | 'uk') =>
      text(tradesOf({ ledger, conventions: { lots } })[0].figures.realized);
    // 800 − 500; 800 − 700; 800 − 700; 800 − 600; the pool of `uk` is an average too.
    expect((['fifo', 'lifo', 'hifo', 'average', 'uk'] as const).map(realized)).toEqual([
      '300',
      '100',
      '100',
      '200',
      '200',
    ]);
  });

  test('fees are never part of prices or of the realized gain, whatever the convention for the daily figures', () => {
    const ledger = `date,type,symbol,quantity,price,fee,tax
      2024-01-03,buy,ACME,10,50,5,1
      2024-01-05,sell,ACME,10,60,4,0`;
    for (const fees of ['expense', 'capitalize'] as const) {
      const [trade] = tradesOf({ ledger, conventions: { fees } });
      expect(words(trade)).toBe('long ACME 10 @ 50 → 60 = 100 closed');
      expect([trade.figures.fees, trade.figures.taxes, trade.figures.net].map(text)).toEqual([
        '9',
        '1',
        '90',
      ]);
    }
  });

  test('a price that agrees with the rounded amount is shown as stated; one that does not gives way to the amount', () => {
    // 3 × 33.3333 = 99.9999, booked as 100.00. The second row is booked at 110.00, whatever its price says.
    const [trade] = tradesOf(`${HEADER}
      2024-01-03,buy,ACME,3,33.3333,-100
      2024-01-05,sell,ACME,3,40,110`);
    expect(words(trade)).toBe('long ACME 3 @ 33.3333 → 36.6666666667 = 10 closed');
  });
});

describe('round trips through what happens to an instrument', () => {
  test('a split restates quantity and prices of an open trip and changes no gain', () => {
    const [trade] = tradesOf(`${HEADER}
      2024-01-03,buy,ACME,10,400
      2024-01-04,sell,ACME,2,410
      2024-01-05,split,ACME,,,,4
      2024-01-08,sell,ACME,32,105`);
    // 10 → 40 units at 100; exits 2 → 8 units at 102.5 and 32 at 105: (820 + 3360) / 40 = 104.5; 40 · 4.5 = 180.
    expect(words(trade)).toBe('long ACME 40 @ 100 → 104.5 = 180 closed');
  });

  test('a split of the splits file counts like one of the ledger', () => {
    const ledger = `${HEADER}
      2024-01-03,buy,ACME,10,400
      2024-01-08,sell,ACME,40,105`;
    const [trade] = tradesOf({ ledger, splits: 'date,symbol,ratio\n2024-01-05,ACME,4' });
    expect(words(trade)).toBe('long ACME 40 @ 100 → 105 = 200 closed');
  });

  test('a rename continues the trip, its id unchanged', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-03,buy,ACME,10,50,,,,,b1
      2024-01-05,rename,ACME,,,,,NEWCO
      2024-01-08,sell,NEWCO,10,60`);
    expect(trades.map(words)).toEqual(['long NEWCO 10 @ 50 → 60 = 100 closed']);
    expect(trades[0].id).toBe('main:ACME:b1');
  });

  test('a rename into an instrument of another currency begins a trip in that currency', () => {
    const trades = tradesOf({
      ledger: `date,type,symbol,quantity,price,currency,to_symbol
        2024-01-03,buy,ACME,10,50,USD
        2024-01-05,rename,ACME,,,,ACME.DE
        2024-01-08,sell,ACME.DE,10,60,EUR`,
      instruments: 'symbol,kind,currency\nACME.DE,stock,EUR',
      rates: 'date,pair,rate\n2024-01-02,EURUSD,1.25',
    });
    // 500 USD are 400 EUR.
    expect(trades.map(words)).toEqual([
      'long ACME 10 @ 50 → – = 0 closed',
      'long ACME.DE 10 @ 40 → 60 = 200 closed',
    ]);
  });

  test('a merger continues the trip in the new units; its cash lowers what they cost', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-03,buy,ACME,10,50
      2024-01-05,merger,ACME,,,100,2,BOLT
      2024-01-08,sell,BOLT,20,30`);
    // 500 − 100 in cash = 400 for 20 units: 20 each.
    expect(trades.map(words)).toEqual(['long BOLT 20 @ 20 → 30 = 200 closed']);
  });

  test('a merger into something that is held joins that trip, and the old one ends at what it cost', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-03,buy,ACME,10,50
      2024-01-04,buy,BOLT,10,20
      2024-01-05,merger,ACME,,,,1,BOLT
      2024-01-08,sell,BOLT,20,40`);
    expect(trades.map(words)).toEqual([
      'long ACME 10 @ 50 → – = 0 closed',
      'long BOLT 20 @ 35 → 40 = 100 closed',
    ]);
  });

  test('a return of capital lowers the entry price; beyond the cost it is realized', () => {
    const [small, large] = ['200', '700'].map((amount) =>
      tradesOf(`${HEADER}
        2024-01-03,buy,ACME,10,50
        2024-01-05,return_of_capital,ACME,,,${amount}
        2024-01-08,sell,ACME,10,60`),
    );
    expect(small.map(words)).toEqual(['long ACME 10 @ 30 → 60 = 300 closed']);
    // 700 − 500 = 200 realized, then 600 for what has no cost left.
    expect(large.map(words)).toEqual(['long ACME 10 @ 0 → 60 = 800 closed']);
  });

  test('a spin-off opens a trip at the cost that moved', () => {
    const trades = tradesOf(`date,type,symbol,quantity,price,to_symbol,to_quantity,cost_fraction
      2024-01-03,buy,ACME,10,50
      2024-01-05,spinoff,ACME,,,BOLT,5,0.2
      2024-01-08,sell,ACME,10,45
      2024-01-09,sell,BOLT,5,18`);
    // 500 · 0.2 = 100 for 5 BOLT; 400 stay for 10 ACME.
    expect(trades.map(words)).toEqual([
      'long ACME 10 @ 40 → 45 = 50 closed',
      'long BOLT 5 @ 20 → 18 = -10 closed',
    ]);
  });

  test('an option that expires is closed at zero, one hundred units a contract', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-03,buy,ACME  240119C00050000,2,1.5
      2024-01-19,option_expire,ACME  240119C00050000,2`);
    expect(trades.map(words)).toEqual(['long ACME  240119C00050000 2 @ 1.5 → 0 = -300 closed']);
  });

  test('an option that becomes stock takes its premium along', () => {
    const trades = tradesOf(`date,type,symbol,quantity,price,fee,link
      2024-01-03,buy,ACME  240119C00050000,1,2,1
      2024-01-19,option_exercise,ACME  240119C00050000,1,,,x
      2024-01-19,buy,ACME,100,50,5,x
      2024-01-22,sell,ACME,100,60`);
    expect(trades.map(words)).toEqual([
      'long ACME  240119C00050000 1 @ 2 → – = 0 closed',
      'long ACME 100 @ 52 → 60 = 800 closed',
    ]);
    expect(trades.map(({ figures }) => text(figures.fees))).toEqual(['1', '5']);
  });
});

describe('round trips of units that come and go in kind', () => {
  test('an opening position and a transfer in open a trip at their cost', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-02,opening,ACME,10,40
      2024-01-03,transfer_in,BOLT,5,20
      2024-01-08,sell,ACME,10,60`);
    expect(trades.map(words)).toEqual([
      'long ACME 10 @ 40 → 60 = 200 closed',
      'long BOLT 5 @ 20 → – = 0 open',
    ]);
  });

  test('units that are transferred out leave at what they cost: no gain, no exit', () => {
    const trades = tradesOf(`${HEADER}
      2024-01-03,buy,ACME,10,50
      2024-01-05,sell,ACME,4,60
      2024-01-08,transfer_out,ACME,6`);
    expect(trades.map(words)).toEqual(['long ACME 10 @ 50 → 60 = 40 closed']);
  });

  test('an own transfer of the whole position continues the trip in the other account', () => {
    for (const day of ['2024-01-04', '2024-01-05', '2024-01-09']) {
      const trades = tradesOf(`${HEADER}
        2024-01-03,buy,ACME,10,50,,,,a
        2024-01-05,transfer_out,ACME,10,,,,,a,,move
        ${day},transfer_in,ACME,10,,,,,b,,move
        2024-01-10,sell,ACME,10,60,,,,b`);
      expect(trades.map((trade) => `${trade.account}: ${words(trade)}`)).toEqual([
        'b: long ACME 10 @ 50 → 60 = 100 closed',
      ]);
      expect(trades[0].id).toBe('a:ACME:2024-01-03.1');
    }
  });

  test('an own transfer of a part opens a trip at the cost that went along', () => {
    for (const day of ['2024-01-04', '2024-01-05', '2024-01-09']) {
      const trades = tradesOf(`${HEADER}
        2024-01-03,buy,ACME,10,50,,,,a
        2024-01-05,transfer_out,ACME,4,,,,,a,,move
        ${day},transfer_in,ACME,4,,,,,b,,move
        2024-01-10,sell,ACME,6,60,,,,a`);
      expect(trades.map((trade) => `${trade.account}: ${words(trade)}`)).toEqual([
        'a: long ACME 10 @ 50 → 60 = 60 closed',
        'b: long ACME 4 @ 50 → – = 0 open',
      ]);
      // Of the day on which the part left its trip.
      expect(trades[1].id).toBe(`b:ACME:${day < '2024-01-05' ? day : '2024-01-05'}.1`);
    }
  });
});

describe('the id of a trade', () => {
  test('is made of account, symbol and the id of the first fill, and safe in a path', () => {
    const [trade] = tradesOf(`${HEADER}
      2024-01-03,buy,BRK/B,10,50,,,,my account,x#1`);
    expect(trade.id).toBe('my~20account:BRK~2FB:x~231');
    expect(decodeURIComponent(new URL(`http://host/trades/${trade.id}`).pathname)).toBe(
      `/trades/${trade.id}`,
    );
  });

  test('without ids in the rows is made of the day, and does not change with what comes before or after', () => {
    const rows = '2024-01-03,buy,ACME,1,50\n2024-01-03,sell,ACME,1,51\n2024-01-03,buy,ACME,1,50';
    const ids = (ledger: string) => tradesOf(ledger).map(({ id }) => id);
    expect(ids(`${HEADER}\n${rows}`)).toEqual(['main:ACME:2024-01-03.1', 'main:ACME:2024-01-03.2']);
    const more = `${HEADER}\n2023-12-01,buy,ACME,1,50\n2023-12-04,sell,ACME,1,52\n${rows}\n2024-01-08,sell,ACME,1,53`;
    expect(ids(more).slice(1)).toEqual(ids(`${HEADER}\n${rows}`));
  });
});
