import { expect, test } from 'vitest';
import { type Live, toldSince } from './live.ts';

const live = (toldAt: number): Live => ({
  state: 'live',
  value: { timestamp: '2024-03-01T15:00:00Z', value: 0, price_fresh: true },
  toldAt,
  prices: new Map(),
});

test('What was told before figures were read does not stand over them, such as nothing before the first deposit', () => {
  expect(toldSince(live(1_000), 2_000)).toBeNull();
  expect(toldSince(live(3_000), 2_000)?.value).toBe(0);
});
