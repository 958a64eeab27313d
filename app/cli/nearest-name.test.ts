import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

const NAMES = ['value', 'verify', 'trades', 'twr', 'sessions'];

test.each([
  ['valeu', 'value'],
  ['vaule', 'value'],
  ['sesions', 'sessions'],
  ['TRADES', 'trades'],
  ['ver', 'verify'],
])('%s was probably %s', (written, meant) => {
  expect(nearestName(written, NAMES)).toBe(meant);
});

test('what is near to nothing has no suggestion', () => {
  expect(nearestName('import', NAMES)).toBeNull();
  expect(nearestName('x', NAMES)).toBeNull();
});
