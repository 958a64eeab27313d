import { expect, test } from 'vitest';
import { chartSpan } from './chart-span.ts';

test('The chart of a trade begins before it and ends after it; of an open one it goes on', () => {
  const opened_at = '2024-03-01T10:00:00-05:00';
  // A third of 90 days is 30; of 3 days less than 20.
  expect(chartSpan({ opened_at, closed_at: '2024-05-30', holding_days: 90 })).toEqual({
    from: '2024-01-31',
    to: '2024-06-29',
  });
  expect(chartSpan({ opened_at, closed_at: null, holding_days: 3 })).toEqual({ from: '2024-02-10' });
});
