import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseExactJson } from './exact-json.ts';
import { retryAt } from './retry-after.ts';
import { TokenBucket } from './token-bucket.ts';
import { whatIsWrong, wireDay, wireDecimal, wireInstant, wirePositive } from './wire.ts';

test('numbers of the wire keep every digit', () => {
  const text = '{"a":0.1000,"b":12345678901234567890.123456789,"c":["1.50",-7],"d":1.5e-7,"e":2E3,"f":null}';
  expect(parseExactJson(text)).toEqual({
    a: '0.1000',
    b: '12345678901234567890.123456789',
    c: ['1.50', '-7'],
    d: '1.5e-7',
    e: '2E3',
    f: null,
  });
});

test.each([
  ['1.50', '1.5'],
  ['1.5e-7', '0.00000015'],
  ['2E3', '2000'],
  ['-0.25e1', '-2.5'],
  ['12345678901234567890.1', '12345678901234567890.1'],
])('the decimal %s is %s', (text, plain) => {
  expect(wireDecimal.parse(text)).toBe(plain);
});

test.each(['', 'NaN', 'Infinity', '1,5', '0x10', '1e999', '--1'])('%j is no decimal', (text) => {
  expect(wireDecimal.safeParse(text).success).toBe(false);
});

test('what must be above zero is neither zero nor below', () => {
  expect(['0', '0.00', '-1', '0.01'].map((one) => wirePositive.safeParse(one).success)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test.each([
  ['2021-02-22T15:51:44.208987654Z', '2021-02-22T15:51:44.208Z'],
  ['2024-06-12T11:31:00-04:00', '2024-06-12T15:31:00.000Z'],
])('the instant %s is %s', (text, at) => {
  expect(new Date(wireInstant.parse(text)).toISOString()).toBe(at);
});

test('what is wrong with an answer is told by field', () => {
  const shape = z.object({ rows: z.array(z.object({ day: wireDay })) });
  const wrong = shape.safeParse({ rows: [{ day: '2024-01-02' }, { day: '2024-02-30' }] }).error;
  expect(wrong && whatIsWrong(wrong)).toBe('rows.1.day: expected a day as 2024-01-02');
});

test.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ date: 'Tue, 01 Jan 2019 00:00:00 GMT', 'retry-after': 'Tue, 01 Jan 2019 00:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Mon, 12 Jan 1970 13:46:50 GMT' }, 10_000],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
  [{ 'x-ratelimit-reset': '12' }, 12_000],
  [{ date: 'Tue, 01 Jan 2019 00:00:00 GMT', 'x-ratelimit-reset': '1546300805' }, 5_000],
  [{ 'retry-after': 'soon' }, null],
  [{}, null],
])('after %j it may be asked in %s ms', (headers, wait) => {
  // 1,000,000 seconds after 1970 began: Mon, 12 Jan 1970 13:46:40 GMT.
  const now = 1_000_000_000;
  const at = retryAt(new Headers(headers as Record<string, string>), now);
  expect(at === null ? null : at - now).toBe(wait);
});

test('a limit of 200 a minute lets 20 through at once, then one each 300 ms, and 200 a minute for ever', () => {
  let now = 5_000;
  const bucket = new TokenBucket(200, { now: () => now });
  const waits = Array.from({ length: 23 }, () => bucket.take(60_000));
  expect(waits.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 0));
  expect(waits.slice(20)).toEqual([300, 600, 900]);
  expect(bucket.take(1_000)).toBeNull();
  expect(bucket.take(1_200)).toBe(1_200);
  now += 3_600_000;
  expect(Array.from({ length: 21 }, () => bucket.take(60_000)).at(-1)).toBe(300);
});
