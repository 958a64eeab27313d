import { describe, expect, test } from 'vitest';
import { type Day, formatDay } from '../../engine/calendar/index.ts';
import { drawdowns } from '../../engine/returns/index.ts';
import { closes, HISTORY_NEEDED, HISTORY_PRESENT } from './market-history.ts';

describe.skipIf(!HISTORY_PRESENT)(`drawdown of a real fund (${HISTORY_NEEDED})`, () => {
  test('real-drawdown-spy-2020: closes without dividends, QuantConnect/Lean (Apache-2.0)', () => {
    const sessions = closes('SPY', '2020-01-02', '2020-12-31');
    const { deepest } = drawdowns({
      days: sessions.map(({ day }) => day),
      levels: sessions.map(({ close }) => close),
      reference: null,
    });
    expect(deepest?.depth).toBeCloseTo(-0.341047467, 8);
    expect([deepest?.peak, deepest?.trough, deepest?.recovered].map((d) => formatDay(d as Day))).toEqual([
      '2020-02-19',
      '2020-03-23',
      '2020-08-18',
    ]);
  });
});
