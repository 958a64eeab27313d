import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

test('a burst gets through, then one after the other as they are earned back', () => {
  let now = 0;
  // Six a minute are one in ten seconds.
  const limit = new RateLimit({ perMinute: 6, burst: 2 }, () => now);
  expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([0, 0, 10]);
  now = 4_000;
  expect(limit.take('a')).toBe(6);
  now = 10_000;
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 10]);
});

test('what was given back can be taken again', () => {
  const limit = new RateLimit({ perMinute: 1 }, () => 0);
  expect(limit.take('a')).toBe(0);
  limit.giveBack('a');
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 60]);
});

test('keys do not count for each other', () => {
  const limit = new RateLimit({ perMinute: 1 }, () => 0);
  expect([limit.take('a'), limit.take('b')]).toEqual([0, 0]);
});

test('a flood of keys takes no more memory than the limit is given, and forgets the longest quiet first', () => {
  const limit = new RateLimit({ perMinute: 1 }, () => 0, 100);
  for (let n = 0; n < 10_000; n++) limit.take(String(n));
  expect(limit.size).toBe(100);
  expect(limit.take('9999')).toBe(60);
  expect(limit.take('0')).toBe(0);
});

test('a key with nothing taken is not remembered', () => {
  const limit = new RateLimit({ perMinute: 1 }, () => 0);
  limit.take('a');
  limit.giveBack('a');
  expect(limit.size).toBe(0);
});
