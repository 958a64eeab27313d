import type { Transaction } from '@tidemark/contract';
import { expect, test } from 'vitest';
import { draftOf, inputOf, isComplete, newDraft, retyped, typed } from './draft.ts';

const reader = { locale: 'en-US', timeZone: 'UTC', isHidden: false };
const on = { date: '2024-01-02', currency: 'USD' };

test('What is withdrawn or charged is typed as it is spoken of, and is negative in the ledger', () => {
  const amountOf = (type: 'withdrawal' | 'fee' | 'deposit' | 'fx', amount: string) =>
    inputOf(newDraft(type, { ...on, amount }), reader).amount;
  expect(amountOf('withdrawal', '500')).toBe('-500');
  expect(amountOf('fee', '-2.50')).toBe('2.50');
  expect(amountOf('deposit', '1,000.00')).toBe('1000.00');
  expect(amountOf('fx', '551')).toBe('-551');
});

test('A correction begins with what is there, digit for digit, and states it again', () => {
  const stated: Partial<Transaction> = {
    type: 'withdrawal',
    date: '2024-01-02',
    amount: -500.25,
    fee: 0,
    tax: 0,
    currency: 'USD',
  };
  const absent: Partial<Transaction> = { symbol: null, quantity: null, price: null, note: null, tags: null };
  const draft = draftOf({ ...stated, ...absent } as Transaction);
  expect(draft.columns.amount).toBe('500.25');
  expect(inputOf(draft, reader)).toMatchObject({ type: 'withdrawal', amount: '-500.25', date: '2024-01-02' });
});

test('A trade whose quantity is corrected has its total made anew; one of two currencies keeps it', () => {
  const trade = newDraft('buy', { ...on, symbol: 'ACME', quantity: '10', price: '5', amount: '50' });
  expect(typed(trade, 'quantity', '20').columns).toMatchObject({ quantity: '20', amount: '' });
  const other = { ...trade, columns: { ...trade.columns, settle_currency: 'EUR' } };
  expect(typed(other, 'quantity', '20').columns).toMatchObject({ amount: '50' });
});

test('Another type leaves out what it has not', () => {
  const buy = newDraft('buy', { ...on, symbol: 'ACME', quantity: '10', price: '5', note: 'x' });
  expect(retyped(buy, 'deposit').columns).toEqual({ ...on, note: 'x' });
  expect(inputOf({ ...buy, type: 'deposit' }, reader)).not.toHaveProperty('quantity');
});

test('An event is complete where its type has what it cannot be without', () => {
  expect(isComplete(newDraft('buy', { ...on, symbol: 'ACME', quantity: '1' }))).toBe(false);
  expect(isComplete(newDraft('buy', { ...on, symbol: 'ACME', quantity: '1', price: '5' }))).toBe(true);
  expect(isComplete(newDraft('opening', { ...on }))).toBe(false);
  expect(isComplete(newDraft('opening', { ...on, amount: '5' }))).toBe(true);
  expect(isComplete(newDraft('split', { ...on, symbol: 'ACME', ratio: ' ' }))).toBe(false);
});
