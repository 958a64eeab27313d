import { describe, expect, test } from 'vitest';
import { dec } from '../amounts/index.ts';
import { formatDay } from '../calendar/day.ts';
import {
  DecimalColumn,
  DOLLARS,
  IntegerColumn,
  ledgerFrom,
  Names,
  parseOptionSymbol,
  sameEvent,
} from './index.ts';

describe('A column of decimals', () => {
  test('keeps every value exactly, and absence apart from zero', () => {
    const column = new DecimalColumn();
    const values = [
      dec('0'),
      null,
      dec('-1.50'),
      dec('123456789012345678901234567890.5'),
      dec('9007199254740993'),
    ];
    for (const [row, value] of values.entries()) column.set(row * 50, value);
    expect(values.map((_, row) => column.get(row * 50))).toEqual(values);
    expect(column.get(49)).toBeNull();
    expect(column.get(10_000)).toBeNull();
  });
  test('forgets a large value that another replaces', () => {
    const column = new DecimalColumn();
    column.set(0, dec('123456789012345678901234567890'));
    column.set(0, dec('5'));
    expect(column.get(0)).toEqual(dec('5'));
    column.set(0, null);
    expect([column.get(0), column.unitsOf(0), column.unitsAt(0, 3), column.scaleOf(0)]).toEqual([
      null,
      0,
      0,
      0,
    ]);
  });
  test('answers units at a finer scale', () => {
    const column = new DecimalColumn();
    column.set(0, dec('1.5'));
    expect([column.unitsAt(0, 1), column.unitsAt(0, 4), column.unitsAt(9999, 4)]).toEqual([15, 15_000, 0]);
  });
  test('refuses more decimals than it can count', () => {
    expect(() => new DecimalColumn().put(0, 1, 256)).toThrow(RangeError);
  });
});

test('A column of integers answers its own absent value beyond what was put', () => {
  const column = new IntegerColumn(-7);
  column.put(200, 5);
  expect([column.get(199), column.get(200), column.get(100_000)]).toEqual([-7, 5, -7]);
});

test('Names are numbered in the order of their first use', () => {
  const names = new Names();
  expect(['b', 'a', 'b'].map((name) => names.numberOf(name))).toEqual([0, 1, 0]);
  expect([names.find('a'), names.find('c'), names.texts]).toEqual([1, -1, ['b', 'a']]);
});

describe('An option symbol', () => {
  const read = (symbol: string) => {
    const option = parseOptionSymbol(symbol);
    return option && { ...option, expiry: formatDay(option.expiry) };
  };
  test.each(['AAPL240119C00150000', 'AAPL  240119C00150000'])('%s is read', (symbol) => {
    expect(read(symbol)).toEqual({ root: 'AAPL', expiry: '2024-01-19', right: 'call', strike: dec('150') });
  });
  test('may have a strike in thousandths and a digit in its root', () => {
    expect(read('BRKB1 251219P00002505')).toEqual({
      root: 'BRKB1',
      expiry: '2025-12-19',
      right: 'put',
      strike: { units: 2505, scale: 3 },
    });
  });
  test.each([
    'AAPL',
    'AAPL240119X00150000',
    'AAPL241319C00150000',
    'AAPL240119C0015000',
    'aapl240119C00150000',
    '240119C00150000',
  ])('%s is none', (symbol) => expect(read(symbol)).toBeNull());
});

describe('A row and the event that was stated', () => {
  const full = {
    date: '2024-05-06',
    time: '10:11:12',
    account: 'depot',
    type: 'sell',
    symbol: 'ACME',
    quantity: '10',
    price: '7.5',
    amount: '73',
    fee: '1.5',
    tax: '0.5',
    currency: 'EUR',
    multiplier: '1',
    lot: 'L1',
    id: 'I1',
    link: 'K1',
    stop: '6',
    target: '9',
    strategy: 'trend',
    tags: 'a b',
    note: 'first',
  };
  test('the event has every column', () => {
    const { table, problems } = ledgerFrom([full], DOLLARS);
    expect(problems).toEqual([]);
    expect(table.event(0)).toEqual({
      type: 'sell',
      day: 19849,
      time: 36672,
      account: 'depot',
      symbol: 'ACME',
      quantity: dec('10'),
      price: dec('7.5'),
      amount: dec('73'),
      fee: dec('1.5'),
      tax: dec('0.5'),
      currency: 'EUR',
      settleCurrency: 'EUR',
      ratio: null,
      toSymbol: null,
      toQuantity: null,
      toAmount: null,
      toCurrency: null,
      costFraction: null,
      multiplier: dec('1'),
      lot: 'L1',
      id: 'I1',
      link: 'K1',
      stop: dec('6'),
      target: dec('9'),
      strategy: 'trend',
      tags: 'a b',
      note: 'first',
      origin: { file: null, line: null, recordedAt: null },
    });
  });
  test('appended again as an event, it is the same', () => {
    const { table } = ledgerFrom([full], DOLLARS);
    const again = table.append(table.event(0));
    expect(table.event(again)).toEqual(table.event(0));
    expect(sameEvent(table, 0, again)).toBe(true);
  });
  test('another value in any column is another event', () => {
    const others: Record<string, string> = {
      date: '2024-05-07',
      time: '10:11',
      account: 'other',
      type: 'buy',
      symbol: 'X',
      quantity: '11',
      price: '7.4',
      amount: '74',
      fee: '1',
      tax: '0.4',
      currency: 'USD',
      multiplier: '1.5',
      lot: 'L2',
      id: 'I2',
      link: 'K2',
      stop: '5',
      target: '8',
      strategy: 'range',
      tags: 'b',
      note: 'second',
      settleCurrency: 'USD',
    };
    for (const [key, value] of Object.entries(others)) {
      const changed = { ...full, [key]: value, ...(key === 'type' && { amount: '-77', lot: '' }) };
      const { table } = ledgerFrom(
        [full, { ...changed, ...(key !== 'id' && { account: changed.account, id: '' }) }],
        DOLLARS,
      );
      expect([key, table.count]).toEqual([key, 2]);
      if (key !== 'id') table.rare.id.set(1, 'I1');
      expect([key, sameEvent(table, 0, 1)]).toEqual([key, false]);
    }
  });
});
