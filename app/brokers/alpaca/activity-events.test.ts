import { parseDay } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import type { ActivityReading, BrokerActivity } from '../../service/ports/index.ts';
import { readAlpaca } from './activity-events.ts';

type Fields = Readonly<Record<string, string>>;

const activity = (fields: Fields, k = 0): BrokerActivity => ({
  id: `20240301000000000::${k}`,
  type: fields.activity_type ?? '',
  day: parseDay('2024-03-01') as number,
  raw: JSON.stringify(fields),
});

const read = (...rows: Fields[]): ActivityReading[] => readAlpaca(rows.map(activity));
const columnsOf = (reading: ActivityReading) =>
  reading.events.map(({ columns: { date: _date, currency: _currency, ...rest } }) => rest);
const only = (fields: Fields) => {
  const [reading] = read(fields);
  return { ...reading, columns: columnsOf(reading)[0] };
};
const money = (type: string, amount: string, more: Fields = {}) =>
  only({ activity_type: type, net_amount: amount, ...more });

describe('trades of Alpaca', () => {
  test('a fill is a buy or a sale at its second, in New York', () => {
    const fill = { activity_type: 'FILL', symbol: 'LPCN', qty: '1', price: '1.63', side: 'buy' };
    const at = '2019-05-24T15:34:06.977Z';
    expect(only({ ...fill, transaction_time: at }).columns).toEqual({
      type: 'buy',
      time: '11:34:06',
      symbol: 'LPCN',
      quantity: '1',
      price: '1.63',
    });
    expect(only({ ...fill, side: 'sell' }).columns?.type).toBe('sell');
    expect(only({ ...fill, side: 'sell_short' }).columns?.type).toBe('sell');
  });

  test('a side that nobody knows is told', () => {
    const fill = { activity_type: 'FILL', symbol: 'A', qty: '1', price: '1', side: 'sell_undecided' };
    expect(only(fill).doubts).toHaveLength(1);
  });
});

describe('money of Alpaca', () => {
  test.each([
    ['CSD', '', '100', 'deposit', '100'],
    ['CSW', '', '-100', 'withdrawal', '-100'],
    ['TRANS', '', '5', 'deposit', '5'],
    ['TRANS', '', '-5', 'withdrawal', '-5'],
    ['DIV', 'CDIV', '1.02', 'dividend', '1.02'],
    ['DIVCGL', '', '2', 'dividend', '2'],
    ['DIVROC', '', '3', 'return_of_capital', '3'],
    ['DIVNRA', '', '-0.3', 'tax', '-0.3'],
    ['DIVFEE', '', '-0.1', 'fee', '-0.1'],
    ['INT', 'CDT', '4', 'interest', '4'],
    ['INT', 'MGN', '-4', 'interest', '-4'],
    ['INT', '', '-4', 'interest', '-4'],
    ['FEE', 'REG', '-0.02', 'fee', '-0.02'],
    ['PTR', '', '0.5', 'fee', '0.5'],
    ['WH', 'FWH', '-7', 'tax', '-7'],
    ['JNLC', '', '9', 'transfer_in', '9'],
    ['ACATC', '', '-9', 'transfer_out', '-9'],
  ])('%s/%s of %s is a %s of %s', (type, sub, said, event, amount) => {
    const reading = money(type, said, { activity_sub_type: sub, symbol: 'T' });
    expect(reading).toMatchObject({ outcome: 'read', doubts: [], columns: { type: event, amount } });
  });

  test('the type says the direction, and a sign that contradicts it is told', () => {
    expect(money('CSW', '100')).toMatchObject({ columns: { amount: '-100' }, doubts: [expect.any(String)] });
    expect(money('DIV', '-1')).toMatchObject({ columns: { amount: '1' }, doubts: [expect.any(String)] });
  });

  test('who is short pays the dividend', () => {
    const reading = money('DIV', '-1.02', { qty: '-2', symbol: 'T' });
    expect(reading).toMatchObject({ columns: { amount: '-1.02' }, doubts: [] });
  });

  test('a fee in coins sells them for what they were worth', () => {
    const [reading] = read({ activity_type: 'CFEE', symbol: 'ETHUSD', qty: '-0.0002', price: '20000' });
    // 0.0002 x 20,000 = 4.
    expect(columnsOf(reading)).toEqual([
      { type: 'sell', symbol: 'ETHUSD', quantity: '0.0002', price: '20000', amount: '4' },
      { type: 'fee', amount: '-4' },
    ]);
  });

  test('what was cancelled is no event', () => {
    expect(money('DIV', '1', { status: 'canceled' })).toMatchObject({ outcome: 'no_event', events: [] });
  });
});

describe('corporate actions of Alpaca', () => {
  const pair = (type: string, gone: Fields, come: Fields) =>
    read({ activity_type: type, group_id: 'g', ...gone }, { activity_type: type, group_id: 'g', ...come });

  test('a split of two rows has its ratio from them; the second row says nothing more', () => {
    const [first, second] = pair('SPLIT', { symbol: 'A', qty: '-10' }, { symbol: 'A', qty: '40' });
    expect(columnsOf(first)).toEqual([{ type: 'split', symbol: 'A', ratio: '4' }]);
    expect(second).toMatchObject({ outcome: 'read', events: [] });
  });

  test('a split of one row leaves its ratio to what is held', () => {
    const [reading] = read({ activity_type: 'SPLIT', symbol: 'A', qty: '30' });
    expect(reading.events).toMatchObject([{ columns: { type: 'split', symbol: 'A' }, splitUnits: '30' }]);
  });

  test('a change of name is one, at equal units', () => {
    const [reading] = pair('NC', { symbol: 'FB', qty: '-3' }, { symbol: 'META', qty: '3' });
    expect(columnsOf(reading)).toEqual([{ type: 'rename', symbol: 'FB', toSymbol: 'META' }]);
  });

  test('a merger has units and cash; one for cash alone is a sale', () => {
    const [both] = pair('MA', { symbol: 'A', qty: '-10' }, { symbol: 'B', qty: '5', net_amount: '20' });
    expect(columnsOf(both)).toEqual([
      { type: 'merger', symbol: 'A', toSymbol: 'B', ratio: '0.5', amount: '20' },
    ]);
    const [cash] = read({ activity_type: 'MA', symbol: 'A', qty: '-10', net_amount: '300' });
    expect(columnsOf(cash)).toEqual([{ type: 'sell', symbol: 'A', quantity: '10', amount: '300' }]);
  });

  test('a spin-off whose parent is not said is not guessed', () => {
    const [reading] = read({ activity_type: 'SPIN', symbol: 'NEW', qty: '5' });
    expect(reading.outcome).toBe('unclassified');
    expect(columnsOf(reading)).toMatchObject([{ type: 'unclassified', symbol: 'NEW', quantity: '5' }]);
  });

  test('an assigned option and the trade of its stock share a link', () => {
    const [end, trade] = read(
      { activity_type: 'OPASN', symbol: 'AAPL240301C00150000', qty: '1' },
      { activity_type: 'OPTRD', symbol: 'AAPL', qty: '-100', price: '150' },
    );
    const [ended, sold] = [columnsOf(end)[0], columnsOf(trade)[0]];
    expect(ended).toMatchObject({ type: 'option_assign', quantity: '1' });
    expect(sold).toMatchObject({ type: 'sell', symbol: 'AAPL', quantity: '100', price: '150' });
    expect(ended?.link).toBeDefined();
    expect(sold?.link).toBe(ended?.link);
  });
});

describe('what nobody knows', () => {
  test('moves what it states', () => {
    expect(money('ZZZ', '7')).toMatchObject({
      outcome: 'unclassified',
      columns: { type: 'unclassified', amount: '7' },
    });
  });

  test('is only kept where it states nothing', () => {
    expect(only({ activity_type: 'ZZZ' })).toMatchObject({ outcome: 'unclassified', events: [] });
  });
});
