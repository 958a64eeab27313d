import { describe, expect, test } from 'vitest';
import { type JournalFiles, journalOf } from '../../test/journals.ts';
import { formatDecimal, normalize } from '../amounts/index.ts';
import { parseDay } from '../calendar/index.ts';
import { tradesReport } from './report.ts';
import { splitTags } from './trade.ts';

const EVERYTHING = { account: null, basis: 'realized', startingBalance: null, from: null, to: null } as const;

function reportOf(files: JournalFiles | string) {
  const { journal } = journalOf(typeof files === 'string' ? { ledger: files } : files);
  return tradesReport(journal, EVERYTHING);
}

const tradesOf = (files: JournalFiles | string) => reportOf(files).trades.map(({ trade }) => trade);

const text = (value: Parameters<typeof normalize>[0] | null) =>
  value === null ? null : formatDecimal(normalize(value));

describe('the risk of a trade', () => {
  // The trade that the formats page shows: 100 units at 150 with a stop at 145, sold at 165, account value 12,500.
  const EXAMPLE = `date,type,symbol,quantity,price,amount,fee,stop
    2024-01-02,deposit,,,,12500
    2024-01-03,buy,AAPL,100,150,,1,145
    2024-01-15,sell,AAPL,100,165,,1`;

  test('is what the distance to the stop would cost; R and the percentages follow', () => {
    const [{ trade, accountValue, riskPercent, sizePercent }] = reportOf(EXAMPLE).trades;
    expect(text(trade.figures.risk)).toBe('500');
    expect({ accountValue, riskPercent, sizePercent }).toEqual({
      accountValue: 1_250_000,
      riskPercent: 4,
      sizePercent: 120,
    });
    expect(trade.rMultiple).toBe(3);
    expect(trade.returnOnRisk).toBe(2.996);
    expect(trade.holdingDays).toBe(12);
  });

  test('another starting balance changes the percentages and nothing else', () => {
    const { journal } = journalOf({ ledger: EXAMPLE });
    const before = tradesReport(journal, EVERYTHING);
    // 25,000 to begin with, and the deposit of 12,500 stays a flow: 37,500.
    const after = tradesReport(journal, { ...EVERYTHING, startingBalance: 2_500_000 });
    expect(after.trades[0]).toMatchObject({ accountValue: 3_750_000, sizePercent: 40 });
    expect(after.trades[0].riskPercent).toBeCloseTo(4 / 3, 12);
    expect(after.trades[0].trade).toBe(before.trades[0].trade);
  });

  test('without a stop is unknown, and so is R', () => {
    const [{ trade, riskPercent }] = reportOf(EXAMPLE.replaceAll(',145', '')).trades;
    expect([trade.figures.risk, trade.rMultiple, trade.returnOnRisk, riskPercent]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('sums over all opening fills against the stop first given', () => {
    const [trade] = tradesOf(`date,type,symbol,quantity,price,stop
      2024-01-03,buy,ACME,10,100,95
      2024-01-04,buy,ACME,20,103,101
      2024-01-05,sell,ACME,30,110,`);
    // 10·|100 − 95| + 20·|103 − 95| = 50 + 160.
    expect(text(trade.figures.risk)).toBe('210');
    expect(text(trade.figures.stop)).toBe('95');
  });

  test('of a short counts the distance upwards', () => {
    const [trade] = tradesOf(`date,type,symbol,quantity,price,stop
      2024-01-03,sell,ACME,10,100,108
      2024-01-05,buy,ACME,10,84,`);
    expect(text(trade.figures.risk)).toBe('80');
    expect(trade.rMultiple).toBe(2);
  });

  test('counts the contract size', () => {
    const [option, future] = tradesOf({
      ledger: `date,type,symbol,quantity,price,stop,fee
        2024-01-03,buy,ACME  240119C00050000,2,3,2,
        2024-01-04,buy,ESH4,1,4700,4690,2.5
        2024-01-05,sell,ESH4,1,4720,,2.5`,
      instruments: 'symbol,kind,currency,multiplier\nESH4,future,USD,50',
    });
    expect(text(option.figures.risk)).toBe('200');
    // 10 points at 50 each; 20 points gained.
    expect(text(future.figures.risk)).toBe('500');
    expect([text(future.figures.realized), text(future.figures.net), future.rMultiple]).toEqual([
      '1000',
      '995',
      2,
    ]);
  });

  test('keeps its stop through a split', () => {
    const [trade] = tradesOf(`date,type,symbol,quantity,price,ratio,stop
      2024-01-03,buy,ACME,10,400,,380
      2024-01-05,split,ACME,,,4,
      2024-01-08,buy,ACME,40,105,,
      2024-01-09,sell,ACME,80,110,,`);
    // 10·20 before the split; after it the stop is 380 ÷ 4 = 95, and 40·|105 − 95| = 400.
    expect(text(trade.figures.risk)).toBe('600');
    expect(text(trade.figures.stop)).toBe('380');
  });

  test('of a trade that a flip opens comes from its own row, not from the trade that the row closes', () => {
    const trades = tradesOf(`date,type,symbol,quantity,price,stop,strategy,tags
      2024-01-03,buy,ACME,10,50,,,
      2024-01-05,sell,ACME,30,55,57,reversal,late
      2024-01-08,buy,ACME,20,50,,,`);
    expect(trades.map(({ figures }) => text(figures.risk))).toEqual([null, '40']);
    expect(trades.map(({ strategy, tags }) => [strategy, tags])).toEqual([
      [null, []],
      ['reversal', ['late']],
    ]);
  });

  test('of an open trade is known, its R-multiple is not yet', () => {
    const [trade] = tradesOf(`date,type,symbol,quantity,price,stop
      2024-01-03,buy,ACME,10,100,95
      2024-01-05,sell,ACME,4,110,`);
    expect([text(trade.figures.risk), text(trade.figures.realized)]).toEqual(['50', '40']);
    expect([trade.status, trade.rMultiple, trade.closedAt]).toEqual(['open', null, null]);
    expect(text(trade.figures.openQuantity)).toBe('6');
  });
});

describe('what a trade says of itself', () => {
  test('instants carry the offset of the account; rows without a time are dates', () => {
    const [timed, dated] = tradesOf({
      ledger: `date,time,type,symbol,quantity,price
        2024-01-03,09:45,buy,ACME,10,50
        2024-07-03,15:30:20,sell,ACME,10,55
        2024-07-04,,buy,ACME,1,50`,
      accounts: 'name,type,currency,time_zone,calendar\nmain,margin,USD,America/New_York,XNYS',
    });
    expect([timed.openedAt, timed.closedAt]).toEqual([
      '2024-01-03T09:45:00-05:00',
      '2024-07-03T15:30:20-04:00',
    ]);
    // 182 days, 5 h 45 min 20 s, less the hour that the clocks went forward.
    expect(timed.holdingSeconds).toBe(182 * 86400 + 5 * 3600 + 45 * 60 + 20 - 3600);
    expect([dated.openedAt, dated.holdingSeconds]).toEqual(['2024-07-04', null]);
  });

  test('an open trade has been held up to the last day of the history', () => {
    const [trade] = tradesOf({
      ledger: 'date,type,symbol,quantity,price\n2024-01-03,buy,ACME,10,50',
      prices: 'date,symbol,price\n2024-01-03,ACME,50\n2024-01-31,ACME,51',
    });
    expect(trade.holdingDays).toBe(28);
  });

  test('strategy and target are those first given, tags are of all fills, notes are kept', () => {
    const [trade] = tradesOf(`date,type,symbol,quantity,price,strategy,target,tags,note
      2024-01-03,buy,ACME,10,50,breakout,60,"gap; news",in
      2024-01-04,buy,ACME,10,52,other,70,"news; size",
      2024-01-05,sell,ACME,20,55,,,,out`);
    expect([trade.strategy, text(trade.target)]).toEqual(['breakout', '60']);
    expect(trade.tags).toEqual(['gap', 'news', 'size']);
    expect(trade.note).toBe('in\nout');
  });

  test('tags stand apart by commas or semicolons, else by spaces', () => {
    expect(splitTags('gap fill, news')).toEqual(['gap fill', 'news']);
    expect(splitTags('gap fill;news;')).toEqual(['gap fill', 'news']);
    expect(splitTags(' gap  news ')).toEqual(['gap', 'news']);
    expect(splitTags('')).toEqual([]);
  });
});

describe('a trade in another currency', () => {
  const rates = 'date,pair,rate\n2024-01-02,EURUSD,1.10\n2024-01-08,EURUSD,1.20';
  const ledger = `date,type,symbol,quantity,price,currency,amount,to_amount,to_currency,fee,stop
    2024-01-02,deposit,,,,USD,11000
    2024-01-03,fx,,,,USD,-5720,5200,EUR
    2024-01-04,buy,BMW,50,100,EUR,,,,2,96
    2024-01-08,sell,BMW,50,110,EUR,,,,2`;

  test('has its figures in that currency, and in base at the rates of their days', () => {
    const [{ trade, accountValue, riskPercent, sizePercent }] = reportOf({ ledger, rates }).trades;
    expect(trade.currency).toBe('EUR');
    expect([trade.figures.realized, trade.figures.net, trade.figures.risk].map(text)).toEqual([
      '500',
      '496',
      '200',
    ]);
    // Gain 500 at 1.20; fees 2 at 1.10 and 2 at 1.20; risk 200 and size 5,000 at the 1.10 of the opening.
    expect(trade.base).toEqual({
      realized: 60_000,
      fees: 460,
      taxes: 0,
      net: 59_540,
      risk: 22_000,
      size: 550_000,
    });
    // 5,280 USD and 5,200 EUR at 1.10 = 11,000.
    expect(accountValue).toBe(1_100_000);
    expect([riskPercent, sizePercent]).toEqual([2, 50]);
  });

  test('has costs that were paid in a third currency converted at the rates of their days', () => {
    const [trade] = tradesOf({
      ledger: `date,type,symbol,quantity,price,currency,settle_currency,amount,fee
        2024-01-04,buy,BMW,50,100,EUR,USD,-5502.20,2.20
        2024-01-08,sell,BMW,50,110,EUR,EUR,,3`,
      rates,
      instruments: 'symbol,kind,currency\nBMW,stock,EUR',
    });
    expect(text(trade.figures.fees)).toBe('5');
  });
});

describe('the trades report', () => {
  const TWO = `date,type,symbol,quantity,price,amount,account,stop,strategy
    2024-01-02,deposit,,,,1000,a
    2024-01-02,deposit,,,,500,b
    2024-01-03,buy,ACME,10,50,,a,48,trend
    2024-01-04,buy,BOLT,10,20,,b,19,gap
    2024-02-05,sell,BOLT,10,18,,b
    2024-02-08,sell,ACME,10,56,,a`;

  test('orders trades by opening and statistics by closing', () => {
    const report = reportOf(TWO);
    expect(report.trades.map(({ trade }) => trade.symbol)).toEqual(['ACME', 'BOLT']);
    expect(report.statistics).toMatchObject({
      closed: 2,
      wins: 1,
      losses: 1,
      netPnl: 4000,
      currentStreak: 1,
    });
    expect([...report.byStrategy.keys()].sort()).toEqual(['gap', 'trend']);
    expect(report.bySymbol.get('BOLT')).toMatchObject({ closed: 1, netPnl: -2000, expectancyR: -2 });
  });

  test('of one account measures risk against that account alone', () => {
    const { journal } = journalOf({ ledger: TWO });
    const values = (account: string | null) =>
      tradesReport(journal, { ...EVERYTHING, account }).trades.map((found) => found.accountValue);
    expect(values(null)).toEqual([150_000, 150_000]);
    expect(values('a')).toEqual([100_000]);
    expect(values('b')).toEqual([50_000]);
  });

  test('of a period holds the trades that were open on some day of it', () => {
    const { journal } = journalOf({ ledger: TWO });
    const symbols = (from: string, to: string) =>
      tradesReport(journal, { ...EVERYTHING, from: parseDay(from), to: parseDay(to) }).trades.map(
        ({ trade }) => trade.symbol,
      );
    expect(symbols('', '2024-01-03')).toEqual(['ACME']);
    expect(symbols('2024-02-06', '')).toEqual(['ACME']);
    expect(symbols('2024-02-05', '2024-02-05')).toEqual(['ACME', 'BOLT']);
  });

  test('where the account value is not above zero says so at the row, and leaves the percentages unknown', () => {
    const report = reportOf(`date,type,symbol,quantity,price,amount,stop
      2024-01-02,buy,ACME,10,50,,48
      2024-01-05,deposit,,,,1000
      2024-01-08,sell,ACME,10,55`);
    expect(report.trades[0]).toMatchObject({ accountValue: 0, riskPercent: null, sizePercent: null });
    expect(report.problems).toMatchObject([
      { code: 'account_value_not_positive', source: { file: 'ledger.csv', line: 2 }, symbol: 'ACME' },
    ]);
  });

  test('of a ledger that names no money measures against an assumed 10,000, and says so', () => {
    const report = reportOf(`date,type,symbol,quantity,price,stop
      2024-01-02,buy,ACME,10,50,48`);
    expect(report.trades[0]).toMatchObject({ accountValue: 1_000_000, riskPercent: 0.2 });
    expect(report.problems).toMatchObject([{ code: 'starting_balance_assumed' }]);
  });

  test('counts no outcome of what left in kind: it was neither won nor lost', () => {
    const report = reportOf(`date,type,symbol,quantity,price
      2024-01-02,buy,ACME,10,50
      2024-01-05,transfer_out,ACME,10`);
    expect(report.trades[0].trade.status).toBe('closed');
    expect(report.statistics).toMatchObject({ closed: 0, breakEven: 0 });
  });

  test('of opening futures starts with what they are worth, for they have cost nothing', () => {
    const { journal } = journalOf({
      ledger: 'date,type,symbol,quantity,price\n2024-01-02,opening,ESH4,1,4700',
      prices: 'date,symbol,price\n2024-01-02,ESH4,4710',
      instruments: 'symbol,kind,currency,multiplier\nESH4,future,USD,50',
    });
    const amount = (basis: 'realized' | 'market') => journal.startingBalance({ ...EVERYTHING, basis }).amount;
    expect([amount('realized'), amount('market')]).toEqual([0, 50_000]);
  });

  test('of an empty ledger is empty', () => {
    const report = reportOf('date,type');
    expect(report.trades).toEqual([]);
    expect(report.statistics).toMatchObject({ closed: 0, winRate: null });
  });
});
