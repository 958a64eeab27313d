import { describe, expect, test } from 'vitest';
import { journalOf } from '../../test/journals.ts';
import { dec } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/index.ts';
import { type Explanation, explain, explanationDocument, recombine, sameValue } from './index.ts';

// The example of docs/explain.md, where every figure is worked out by hand.
const { history } = journalOf({
  ledger: `
    date,type,symbol,quantity,price,amount,fee,currency,to_amount,to_currency
    2024-01-02,deposit,,,,2200.00,,USD,,
    2024-01-02,fx,,,,-1100.00,,USD,1000.00,EUR
    2024-01-02,buy,SAP,6,100.00,,,EUR,,
    2024-01-08,buy,SAP,3,110.00,,1.50,EUR,,
    2024-01-10,sell,SAP,4,125.00,,2.00,EUR,,
  `,
  prices: `
    date,symbol,price,currency
    2024-01-02,SAP,100.00,EUR
    2024-01-08,SAP,110.00,EUR
    2024-01-09,SAP,120.00,EUR
    2024-01-10,SAP,125.00,EUR
  `,
  rates: `
    date,pair,rate
    2024-01-02,EURUSD,1.10
    2024-01-09,EURUSD,1.12
    2024-01-10,EURUSD,1.15
  `,
});

const on = (date: string): Day => parseDay(date) as Day;

function tree(figure: string, date: string, more: object = {}): Explanation {
  const { explanation, problems } = explain(history, { figure, day: on(date), ...more });
  if (explanation === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return explanation;
}

function all(node: Explanation): Explanation[] {
  return [node, ...node.children.flatMap(all)];
}

const named = (node: Explanation, label: string): Explanation | undefined =>
  all(node).find((one) => one.label === label);

test('a day that the series leaves out is at its own level, not above the highest', () => {
  // 2386.32 on the 9th of the 2200.00 paid in, with no other day that counts: no fall, not a rise of 8 %.
  const { value } = tree('drawdown', '2024-01-09', { days: [on('2024-01-02')] });
  expect(value).toBe(0);
});

describe('P&L explains itself twice', () => {
  const pnl = tree('pnl', '2024-01-10');

  test('as what equity changed by, and by its sources: 2470.23 − 2386.32 = 115.00 − 58.75 − 2.30 + 29.96 = 83.91', () => {
    expect(pnl.children.map(({ label, as, value }) => [label, as ?? 'plus', value])).toEqual([
      ['equity', 'plus', dec('2470.23')],
      ['equity before', 'minus', dec('2386.32')],
    ]);
    expect(pnl.value).toEqual(dec('83.91'));
    const [bySource] = pnl.checks ?? [];
    expect(bySource.children.map(({ label, as, value }) => [label, as ?? 'plus', value])).toEqual([
      ['realized pnl', 'plus', dec('115.00')],
      ['change of unrealized pnl', 'plus', dec('-58.75')],
      ['fees', 'minus', dec('2.30')],
      ['fx pnl', 'plus', dec('29.96')],
    ]);
    expect(bySource.value).toEqual(dec('83.91'));
  });

  test('down to the rows of the ledger, the quote and the rate', () => {
    const sources = all(pnl).map(({ source }) => source);
    expect(sources).toContainEqual(expect.objectContaining({ kind: 'event', file: 'ledger.csv', line: 6 }));
    expect(sources).toContainEqual(
      expect.objectContaining({
        kind: 'price',
        symbol: 'SAP',
        source: 'prices.csv',
        quoted: on('2024-01-10'),
      }),
    );
    expect(sources).toContainEqual(expect.objectContaining({ kind: 'rate', path: ['EUR/USD'] }));
  });
});

test('What rates did is what they did to foreign cash and to the cost: 68.50 and 930 euros from 1.12 to 1.15', () => {
  const fx = tree('fx_pnl', '2024-01-10');
  expect(fx.children.map(({ label, value }) => [label, value])).toEqual([
    ['what the rate did to cash in EUR', dec('2.06')],
    ['what the rate did to the cost of SAP', dec('27.90')],
  ]);
  expect(fx.checks?.[0]?.value).toEqual(dec('29.96'));
});

test('A position goes down to its lots: when they were opened, by which event, what was taken of them', () => {
  const lots = named(tree('quantity', '2024-01-10', { symbol: 'SAP' }), 'quantity of SAP')?.children ?? [];
  expect(
    lots.map(({ label, value, source }) => [label, value, source?.kind === 'event' && source.line]),
  ).toEqual([
    ['lot of 2024-01-02, buy 6 SAP', dec('2'), 4],
    ['lot of 2024-01-08, buy 3 SAP', dec('3'), 5],
  ]);
  expect(lots[0].children.map(({ label, as, value }) => [label, as, value])).toEqual([
    ['units of buy 6 SAP', undefined, dec('6')],
    ['units taken by sell 4 SAP', 'minus', dec('4')],
  ]);
});

test('A level comes from the day before and the day’s events, or from every event', () => {
  const euros = (depth: 'day' | 'all') =>
    named(tree('cash', '2024-01-10', { depth }), 'cash in EUR')?.children ?? [];
  expect(euros('day').map(({ label, rule }) => [label, rule])).toEqual([
    ['cash in EUR the day before', 'as_of'],
    ['sell 4 SAP', 'sum'],
  ]);
  expect(euros('day')[0].ask).toEqual({
    figure: 'cash',
    day: on('2024-01-09'),
    account: 'main',
    symbol: null,
  });
  expect(euros('all').map(({ value }) => value)).toEqual(
    ['1000.00', '-600.00', '-331.50', '498.00'].map(dec),
  );
});

test('A balance that comes to nothing says what took it', () => {
  const gone = journalOf({
    ledger: 'date,type,amount\n2024-01-02,deposit,100\n2024-01-03,withdrawal,-100\n2024-01-05,deposit,1',
  }).history;
  const cash = (date: string) => explain(gone, { figure: 'cash', day: on(date) }).explanation;
  expect(named(cash('2024-01-03') as Explanation, 'withdrawal')).toMatchObject({ value: dec('-100') });
  expect(cash('2024-01-04')).toMatchObject({ value: dec('0'), children: [] });
});

test('Units that come in without any price are a flow at their cost', () => {
  const moved = journalOf({
    ledger: 'date,type,symbol,quantity,price\n2024-01-02,transfer_in,ACME,10,5.25',
  }).history;
  const { explanation } = explain(moved, { figure: 'transfers_in', day: on('2024-01-02') });
  expect(explanation).toMatchObject({
    value: dec('52.50'),
    certainty: 'estimated',
    children: [{ rule: 'at_cost' }],
  });
});

test('The cent that rounding leaves on a day that ends on half a cent is told', () => {
  // Cash: 22.40 − 0.23 − 2.495 = 19.675, rounded 19.68, 2.72 less. Of these 0.23 are income and 2.50 a withdrawal: a
  // cent more was taken off than cash went down by.
  const { history: halves } = journalOf({
    ledger: `
      date,type,amount,currency
      2024-01-02,deposit,22.40,USD
      2024-01-03,interest,-0.23,USD
      2024-01-03,withdrawal,-2.495,USD
    `,
  });
  const day = on('2024-01-03');
  for (const from of [undefined, on('2024-01-02')]) {
    const asked = { figure: 'realized_pnl', day, ...(from !== undefined && { from }) };
    const { explanation } = explain(halves, asked);
    expect(explanation?.value).toEqual(dec('0.01'));
    expect(recombine(explanation as Explanation).value).toEqual(dec('0.01'));
  }
});

describe('how sure a figure is', () => {
  test('exact with the quotes of the day, carried with those of an earlier day', () => {
    expect(tree('equity', '2024-01-10').certainty).toBe('exact');
    // The price is of the day, the rate of six days before.
    expect(tree('equity', '2024-01-08').certainty).toBe('carried');
    expect(tree('price', '2024-01-08', { symbol: 'SAP' }).certainty).toBe('exact');
  });

  test('stale beyond the days that the convention allows; the count of stale instruments names them', () => {
    const old = journalOf({
      ledger: 'date,type,symbol,quantity,price\n2024-01-02,buy,ACME,1,10\n2024-02-01,buy,BOLT,1,10',
      prices: 'date,symbol,price\n2024-01-02,ACME,10\n2024-02-01,BOLT,10',
    }).history;
    const { explanation } = explain(old, { figure: 'stale', day: on('2024-02-01') });
    expect(explanation).toMatchObject({ value: dec('1'), certainty: 'stale' });
    expect(explanation?.children[0]?.source).toMatchObject({ symbol: 'ACME', ageDays: 30, stale: true });
  });

  test('estimated where the first rate of a currency is still to come', () => {
    const early = journalOf({
      ledger: 'date,type,amount,currency\n2024-01-02,deposit,100,EUR',
      rates: 'date,pair,rate\n2024-01-04,EURUSD,1.10',
      prices: 'date,symbol,price\n2024-01-04,ACME,1',
      conventions: {},
    }).history;
    const { explanation } = explain(early, { figure: 'cash', day: on('2024-01-02') });
    expect(explanation).toMatchObject({ value: dec('110.00'), certainty: 'estimated' });
  });

  test('estimated where a trade’s price counts for want of a quote', () => {
    const bare = journalOf({
      ledger: 'date,type,symbol,quantity,price\n2024-01-02,buy,ACME,2,10.50',
    }).history;
    const kind = explain(bare, { figure: 'kind', day: on('2024-01-02') }).explanation;
    expect(kind).toMatchObject({ value: 'estimated', certainty: 'estimated' });
    const price = explain(bare, { figure: 'price', day: on('2024-01-02'), symbol: 'ACME' }).explanation;
    expect(price).toMatchObject({ rule: 'estimate', value: dec('10.50') });
  });
});

describe('recombining', () => {
  test('computes every value from the leaves alone', () => {
    const wiped = (node: Explanation): Explanation =>
      node.children.length === 0 ? node : { ...node, value: 'wiped', children: node.children.map(wiped) };
    const pnl = tree('pnl', '2024-01-10', { depth: 'all' });
    expect(sameValue(recombine(wiped(pnl)).value, pnl.value)).toBe(true);
  });

  test('another price of the last sale gives another figure: 4 × 1.00 euros at 1.15 are 4.60 dollars', () => {
    const raised = (node: Explanation): Explanation =>
      node.label === 'price' && sameValue(node.value, dec('125.00'))
        ? { ...node, value: dec('126.00') }
        : { ...node, children: node.children.map(raised) };
    expect(recombine(raised(tree('realized_pnl', '2024-01-10'))).value).toEqual(dec('119.60'));
  });
});

describe('questions that have no answer', () => {
  const asked = (figure: string, date: string, more: object = {}) =>
    explain(history, { figure, day: on(date), ...more });

  test('say which figures, days, symbols and accounts there are', () => {
    expect(asked('profit', '2024-01-10').problems[0]).toMatchObject({
      source: { field: '--figure' },
      remedy: expect.stringContaining('pnl'),
    });
    expect(asked('equity', '2024-01-11').problems[0].remedy).toContain('2024-01-02 to 2024-01-10');
    expect(asked('value', '2024-01-10', { symbol: 'SPA' }).problems[0].remedy).toContain('SAP');
    expect(asked('equity', '2024-01-10', { account: 'mian' }).problems[0].remedy).toContain('main');
  });

  test('an average cost of nothing is unknown', () => {
    const sold = journalOf({
      ledger: 'date,type,symbol,quantity,price\n2024-01-02,buy,ACME,1,10\n2024-01-03,sell,ACME,1,11',
    }).history;
    const { explanation, problems } = explain(sold, {
      figure: 'average_cost',
      day: on('2024-01-03'),
      symbol: 'ACME',
    });
    expect(explanation).toBeNull();
    expect(problems[0].message).toContain('nothing is held');
  });
});

test('As JSON: names in snake_case, exact text, days as dates', () => {
  const document = explanationDocument(tree('value', '2024-01-10', { symbol: 'SAP' }));
  expect(document).toMatchObject({
    figure: 'value',
    value: '718.75',
    unit: 'USD',
    rule: 'converted',
    digits: 2,
    children: [
      { value: '625.00', unit: 'EUR' },
      { value: '1.15', unit: 'USD/EUR', source: { kind: 'rate', day: '2024-01-10', quoted: '2024-01-10' } },
    ],
  });
});
