import { expect, test } from 'vitest';
import { refreshInterval } from './refresh-interval.ts';

const alpaca = { name: 'alpaca', limits: { requestsAMinute: 200, symbolsARequest: 100 } };
const yahoo = { name: 'yahoo', limits: { requestsAMinute: 60, symbolsARequest: 1 } };

test.each([
  // 30 requests in 10 s are 180 a minute: nine tenths of 200.
  [alpaca, 3_000, 10_000],
  // 50 requests, 3 a second: 16 2/3 s.
  [alpaca, 5_000, 16_667],
  [alpaca, 1, 10_000],
  // 54 a minute.
  [yahoo, 9, 10_000],
  [yahoo, 10, 11_112],
])('%o with %s symbols is asked each %s ms', (source, symbols, ms) => {
  expect(refreshInterval(source, symbols, 10_000).ms).toBe(ms);
});

test('a stretched interval says why', () => {
  expect(refreshInterval(alpaca, 5_000, 10_000).because).toBe(
    'alpaca: 5000 symbols take 17 s at 200 requests a minute, 100 symbols each',
  );
  expect(refreshInterval(alpaca, 3_000, 10_000).because).toBeNull();
  expect(refreshInterval({ name: 'csv', limits: null }, 1e6, 10_000)).toEqual({ ms: 10_000, because: null });
});
