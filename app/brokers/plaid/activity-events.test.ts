import { parseDay } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import type { BrokerActivity } from '../../service/ports/index.ts';
import { readPlaid } from './activity-events.ts';

const only = (type: string, subtype: string, fields: Readonly<Record<string, string>>) => {
  const activity: BrokerActivity = {
    id: 'a',
    type: `${type}/${subtype}`,
    day: parseDay('2020-05-28') as number,
    raw: JSON.stringify({ type, subtype, iso_currency_code: 'USD', ...fields }),
  };
  const [reading] = readPlaid([activity]);
  const {
    date: _date,
    currency: _currency,
    ...columns
  } = reading.events[0]?.columns ?? { date: '', type: '' };
  return { ...reading, columns };
};

describe('what Plaid tells', () => {
  test('an amount above zero is cash that goes out; the fee is a part of what moved', () => {
    // 47.741 x 27.53 = 1,314.30973: what moved is less, and is the truth.
    const sale = { symbol: 'MIPTX', quantity: '-47.741', amount: '-1289.01', price: '27.53', fees: '7.99' };
    expect(only('sell', 'sell', sale)).toMatchObject({
      columns: { type: 'sell', quantity: '47.741', amount: '1289.01', fee: '7.99' },
      doubts: [],
    });
    expect(only('sell', 'sell', { ...sale, quantity: '47.741' }).columns.quantity).toBe('47.741');
    expect(only('buy', 'dividend reinvestment', { ...sale, amount: '1289.01' }).columns).toMatchObject({
      type: 'buy',
      amount: '-1289.01',
    });
  });

  test('a sign that contradicts the type is told', () => {
    const buy = { symbol: 'A', quantity: '1', amount: '-10', price: '10' };
    expect(only('buy', 'buy', buy)).toMatchObject({
      columns: { amount: '-10' },
      doubts: [expect.any(String)],
    });
  });

  test.each([
    ['cash', 'dividend', '-5', 'dividend', '5'],
    ['cash', 'qualified dividend', '-5', 'dividend', '5'],
    ['cash', 'interest', '-2', 'interest', '2'],
    ['fee', 'margin expense', '3', 'interest', '-3'],
    ['fee', 'account fee', '4', 'fee', '-4'],
    ['cash', 'tax withheld', '1', 'tax', '-1'],
    ['cash', 'contribution', '-9', 'deposit', '9'],
    ['cash', 'withdrawal', '9', 'withdrawal', '-9'],
    ['cash', 'return of principal', '-6', 'return_of_capital', '6'],
    ['transfer', 'transfer', '-7', 'transfer_in', '7'],
  ])('%s/%s of %s is a %s of %s', (type, subtype, said, event, amount) => {
    const reading = only(type, subtype, { symbol: 'A', amount: said });
    expect(reading).toMatchObject({ outcome: 'read', doubts: [], columns: { type: event, amount } });
  });

  test('contracts are told in units of their stock', () => {
    const option = { symbol: 'AAPL261218C00240000', quantity: '100', amount: '1230', price: '12.3' };
    expect(only('buy', 'buy', option).columns).toMatchObject({ quantity: '1', amount: '-1230' });
    expect(only('transfer', 'expire', { ...option, quantity: '-100', amount: '0' }).columns).toMatchObject({
      type: 'option_expire',
      quantity: '1',
    });
  });

  test('what is not posted yet is no event; what nobody knows moves what it states', () => {
    expect(only('cash', 'pending credit', { amount: '-5' })).toMatchObject({
      outcome: 'no_event',
      events: [],
    });
    expect(only('cash', 'mystery', { amount: '-5' })).toMatchObject({
      outcome: 'unclassified',
      columns: { type: 'unclassified', amount: '5' },
    });
    expect(only('cancel', '', {})).toMatchObject({ outcome: 'unclassified', events: [] });
  });
});
