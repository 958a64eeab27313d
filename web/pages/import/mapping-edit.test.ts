import { expect, test } from 'vitest';
import { fieldOf, isReadable, withField, wordsOf } from './mapping-edit.ts';

const mapping = { name: '', columns: { date: ['Day'], fee: ['Costs'] }, types: { Kauf: 'buy' } };
const sample = {
  header: ['Day', 'Art', 'Costs', 'Tax'],
  rows: [
    ['1', 'Kauf', '2', '3'],
    ['2', 'Zins', '', ''],
  ],
};

test('A column means one thing; of fees several columns are summed', () => {
  expect(withField(mapping, 'Tax', 'fee').columns).toEqual({ date: ['Day'], fee: ['Costs', 'Tax'] });
  expect(withField(mapping, 'Art', 'date').columns).toEqual({ fee: ['Costs'], date: ['Art'] });
  expect(withField(mapping, 'Day', null).columns).toEqual({ fee: ['Costs'] });
  expect(fieldOf(withField(mapping, 'Costs', 'amount'), 'Costs')).toBe('amount');
});

test('A file is read from a date and an amount on', () => {
  expect(isReadable(mapping)).toBe(false);
  expect(isReadable(withField(mapping, 'Costs', 'amount'))).toBe(true);
});

test('The words of the column of types are asked for, and one for all where there is no such column', () => {
  expect(wordsOf(mapping, sample)).toEqual(['*']);
  expect(wordsOf(withField(mapping, 'Art', 'type'), sample)).toEqual(['Kauf', 'Zins']);
});
