import { describe, expect, test } from 'vitest';
import { formatDecimal } from '../amounts/index.ts';
import { DOLLARS, type EventInput, type LedgerContext, ledgerFrom } from './index.ts';

type Fields = Omit<EventInput, 'date'>;

function read(fields: Fields, context: LedgerContext = DOLLARS) {
  const { table, problems } = ledgerFrom([{ date: '2024-01-02', ...fields }], context);
  return { table, problems, found: problems.map((p) => `${p.code} ${p.source.field}`) };
}

function amountOf(fields: Fields, context: LedgerContext = DOLLARS): string | null {
  const { table, problems } = read(fields, context);
  expect(problems).toEqual([]);
  const amount = table.amount.get(0);
  return amount === null ? null : formatDecimal(amount);
}

const trade = { symbol: 'ACME', quantity: '10', price: '100' };

describe('Accounts and currencies', () => {
  const euro = {
    name: 'depot',
    type: 'cash',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    calendar: 'XETR',
    lotMethod: null,
    allowShort: false,
  } as const;
  const context: LedgerContext = {
    baseCurrency: 'USD',
    accounts: (name) => (name === 'depot' ? euro : undefined),
    instruments: () => undefined,
  };
  test('no account is main, and its currency is the base', () => {
    expect(read({ type: 'buy', ...trade }).table.event(0)).toMatchObject({
      account: 'main',
      currency: 'USD',
      settleCurrency: 'USD',
    });
  });
  test('no currency is that of the account', () => {
    expect(read({ type: 'buy', ...trade, account: 'depot' }, context).table.event(0)).toMatchObject({
      currency: 'EUR',
      settleCurrency: 'EUR',
    });
  });
  test('an account that is not in the list is refused', () => {
    expect(read({ type: 'buy', ...trade, account: 'other' }, context).found).toEqual([
      'account_unknown account',
    ]);
    expect(read({ type: 'buy', ...trade }, context).found).toEqual(['account_unknown account']);
  });
  test('pence are hundredths of a pound', () => {
    const { table, problems } = read({
      type: 'buy',
      symbol: 'VOD',
      quantity: '100',
      price: '72.5',
      currency: 'GBX',
      stop: '70',
    });
    expect(problems).toEqual([]);
    const event = table.event(0);
    expect(event.currency).toBe('GBP');
    expect(event.price && formatDecimal(event.price)).toBe('0.725');
    expect(event.stop && formatDecimal(event.stop)).toBe('0.7');
    expect(event.amount && formatDecimal(event.amount)).toBe('-72.5');
  });
  test('a price in pence settles in pounds without an amount, and with one', () => {
    const pence = {
      type: 'buy',
      symbol: 'VOD',
      quantity: '100',
      price: '72.5',
      currency: 'GBp',
      settleCurrency: 'GBP',
    };
    expect(amountOf({ ...pence, fee: '1.5' })).toBe('-74');
    expect(amountOf({ ...pence, amount: '-74', fee: '1.5' })).toBe('-74');
  });
  test('an amount in pence is one in pounds', () => {
    expect(amountOf({ type: 'dividend', symbol: 'VOD', amount: '450', currency: 'GBX' })).toBe('4.5');
    expect(
      amountOf({
        type: 'buy',
        symbol: 'VOD',
        quantity: '100',
        price: '72.5',
        amount: '-7400',
        fee: '150',
        currency: 'GBX',
      }),
    ).toBe('-74');
    const { table } = read({ type: 'fx', amount: '-10', toAmount: '790', toCurrency: 'GBX' });
    expect(table.event(0).toCurrency).toBe('GBP');
    expect(formatDecimal(table.rare.toAmount.get(0) ?? { units: 0, scale: 0 })).toBe('7.9');
  });
  test('a conversion is between two currencies', () => {
    expect(read({ type: 'fx', amount: '-100', toAmount: '90', toCurrency: 'USD' }).found).toEqual([
      'currency_invalid to_currency',
    ]);
  });
  test('an amount in another currency than the price cannot be left out', () => {
    expect(read({ type: 'buy', ...trade, currency: 'EUR', settleCurrency: 'USD' }).found).toEqual([
      'field_required amount',
    ]);
    expect(
      amountOf({ type: 'buy', ...trade, currency: 'EUR', settleCurrency: 'USD', amount: '-1095.2' }),
    ).toBe('-1095.2');
  });
});

describe('Ids', () => {
  const deposit = { date: '2024-01-02', type: 'deposit', amount: '100', id: 'a1' };
  const codes = (events: EventInput[]) => {
    const { table, problems } = ledgerFrom(events, DOLLARS);
    return [table.count, ...problems.map((p) => `${p.code} ${p.severity}`)];
  };
  test('the same id with the same content is known and skipped', () => {
    expect(
      codes([deposit, { ...deposit, amount: '100.00', type: 'DEPOSIT', account: 'main', currency: 'usd' }]),
    ).toEqual([1, 'id_repeated info']);
  });
  test('the same id with other content is refused', () => {
    expect(codes([deposit, { ...deposit, amount: '101' }])).toEqual([1, 'id_conflict error']);
    expect(codes([deposit, { ...deposit, note: 'gift' }])).toEqual([1, 'id_conflict error']);
    expect(codes([deposit, { ...deposit, date: '2024-01-03' }])).toEqual([1, 'id_conflict error']);
  });
  test('an id belongs to its account', () => {
    expect(codes([deposit, { ...deposit, account: 'other', amount: '7' }])).toEqual([2]);
  });
  test('rows without an id all count', () => {
    const { id: _, ...anonymous } = deposit;
    expect(codes([anonymous, anonymous])).toEqual([2]);
  });
});
