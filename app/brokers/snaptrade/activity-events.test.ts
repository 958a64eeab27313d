import { parseDay } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import type { BrokerActivity } from '../../service/ports/index.ts';
import { readSnapTrade } from './activity-events.ts';

type Fields = Readonly<Record<string, unknown>>;

const only = (type: string, fields: Fields) => {
  const activity: BrokerActivity = {
    id: 'a',
    type,
    day: parseDay('2024-03-22') as number,
    raw: JSON.stringify({ currency: { code: 'USD' }, ...fields }),
  };
  const [reading] = readSnapTrade([activity]);
  const [event] = reading.events;
  const { date: _date, currency: _currency, ...columns } = event?.columns ?? { date: '', type: '' };
  return { ...reading, columns, splitUnits: event?.splitUnits };
};
const dis = { symbol: { symbol: 'DIS' } };

describe('trades of SnapTrade', () => {
  test('what the cash moved by is the truth; the fee is a part of it', () => {
    // 5.2 x 50.5 = 262.60, and 1.22 of fee.
    const stated = { ...dis, units: '5.2', price: '50.5', amount: '-263.82', fee: '1.22' };
    expect(only('BUY', stated).columns).toEqual({
      type: 'buy',
      symbol: 'DIS',
      quantity: '5.2',
      price: '50.5',
      amount: '-263.82',
      fee: '1.22',
    });
  });

  test('an amount that is quantity times price has no fee in it', () => {
    const stated = { ...dis, units: '-2', price: '10', amount: '20', fee: '0.5' };
    expect(only('SELL', stated).columns).toMatchObject({ quantity: '2', amount: '19.5', fee: '0.5' });
  });

  test('a price may be missing; a sign that contradicts the type is told', () => {
    const reading = only('BUY', { ...dis, units: '2', price: null, amount: '20' });
    expect(reading).toMatchObject({ columns: { amount: '-20' }, doubts: [expect.any(String)] });
  });

  test('an option is for a hundred', () => {
    const option = { option_symbol: { ticker: 'AAPL  261218C00240000' }, units: '1', price: '12.3' };
    expect(only('BUY', option).columns).toMatchObject({ symbol: 'AAPL261218C00240000', amount: '-1230' });
  });
});

describe('other activities of SnapTrade', () => {
  test.each([
    ['CONTRIBUTION', '-100', 'deposit', '100', 1],
    ['WITHDRAWAL', '-100', 'withdrawal', '-100', 0],
    ['DIVIDEND', '5', 'dividend', '5', 0],
    ['RETURN_OF_CAPITAL', '5', 'return_of_capital', '5', 0],
    ['TAX', '-1', 'tax', '-1', 0],
    ['REBATE', '1', 'fee', '1', 0],
    ['INTERNAL_CASH_TRANSFER_OUT', '-9', 'transfer_out', '-9', 0],
    ['INTEREST', '-3', 'interest', '-3', 0],
  ])('%s of %s is a %s of %s', (type, said, event, amount, doubts) => {
    const reading = only(type, { ...dis, amount: said });
    expect(reading).toMatchObject({ outcome: 'read', columns: { type: event, amount } });
    expect(reading.doubts).toHaveLength(doubts);
  });

  test('interest that the words say was paid is paid, whatever its sign', () => {
    const reading = only('INTEREST', { amount: '4', description: 'USD DEBIT INT FOR MAR' });
    expect(reading).toMatchObject({ columns: { amount: '-4' }, doubts: [expect.any(String)] });
  });

  test('units that move by a transfer, a split or the end of an option', () => {
    const units = { ...dis, units: '-3', price: '2' };
    expect(only('TRANSFER', units).columns).toMatchObject({
      type: 'transfer_out',
      quantity: '3',
      price: '2',
    });
    expect(only('SPLIT', { ...dis, units: '30' })).toMatchObject({
      columns: { type: 'split' },
      splitUnits: '30',
    });
    const option = { option_symbol: { ticker: 'AAPL261218C00240000' }, units: '-1' };
    expect(only('OPTIONEXPIRATION', option).columns).toMatchObject({ type: 'option_expire', quantity: '1' });
  });

  test('a type that nobody knows moves what it states, or is only kept', () => {
    expect(only('SPINOFF', { ...dis, units: '4' })).toMatchObject({
      outcome: 'unclassified',
      columns: { type: 'unclassified', symbol: 'DIS', quantity: '4' },
    });
    expect(only('CARD', { amount: null })).toMatchObject({ outcome: 'unclassified', events: [] });
  });
});
