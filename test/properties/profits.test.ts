import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../../engine/index.ts';
import { EngineLedger } from './engine.ts';
import { ledgers } from './ledgers.ts';
import { PATIENT, runs } from './runs.ts';

test('the P&L of an instrument over any days is the sum of its daily ones', PATIENT, () => {
  fc.assert(
    fc.property(ledgers(60), fc.nat(9999), fc.nat(9999), (input, a, b) => {
      const { history } = new EngineLedger(input);
      const length = history.last - history.first + 1;
      const first = Math.min(a % length, b % length);
      const last = Math.max(a % length, b % length);
      for (const account of [undefined, ...history.accounts]) {
        const profits = history.profits(
          (history.first + first) as Day,
          (history.first + last) as Day,
          account,
        );
        for (const symbol of history.symbols) {
          const { pnl } = history.instrumentColumns(symbol, account);
          const sum = pnl.subarray(first, last + 1).reduce((total, amount) => total + amount, 0);
          expect((profits.get(symbol) ?? 0) + 0, symbol).toBe(sum + 0);
        }
      }
    }),
    { numRuns: runs(10) },
  );
});
