import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveHistory } from '../naive/naive.ts';
import { changed } from '../scenarios/change.ts';
import { bitDifferences, differencesToNaive } from './compare.ts';
import { withEdits } from './edits.ts';
import { EngineLedger } from './engine.ts';
import { ledgers } from './ledgers.ts';
import { PATIENT, runs } from './runs.ts';

describe('the past changes, and everything follows', () => {
  test(
    'after each of a chain of edits the history is, bit for bit, what deriving it anew gives',
    PATIENT,
    () => {
      fc.assert(
        fc.property(withEdits(ledgers(60), 12), ({ input, changes }) => {
          const ledger = new EngineLedger(input);
          changes.forEach((change, n) => {
            ledger.apply(change);
            const anew = new EngineLedger(changed(input, changes.slice(0, n + 1)));
            expect(bitDifferences(ledger.history, anew.history)).toEqual([]);
          });
        }),
        { numRuns: runs(6) },
      );
    },
  );

  test(
    'what an edit answers as the first day that differs is no later than the first day that does',
    PATIENT,
    () => {
      fc.assert(
        fc.property(withEdits(ledgers(40), 8), ({ input, changes }) => {
          const ledger = new EngineLedger(input);
          for (const change of changes) {
            const before = equityByDay(ledger);
            const { from } = ledger.apply(change);
            const after = equityByDay(ledger);
            const first = Math.min(...differingDays(before, after));
            expect(first).toBeGreaterThanOrEqual(from);
          }
        }),
        { numRuns: runs(6) },
      );
    },
  );

  test(
    'after a chain of edits the engine and the naive model agree, where the ledger still could be',
    PATIENT,
    () => {
      fc.assert(
        fc.property(withEdits(ledgers(60), 10), ({ input, changes }) => {
          const ledger = new EngineLedger(input);
          for (const change of changes) ledger.apply(change);
          fc.pre(!ledger.history.problems.some((one) => one.severity === 'error'));
          expect(differencesToNaive(ledger.history, naiveHistory(changed(input, changes)))).toEqual([]);
        }),
        { numRuns: runs(6) },
      );
    },
  );
});

function equityByDay({ history }: EngineLedger): Map<number, number> {
  const { equity, first, length } = history.columns();
  return new Map(Array.from({ length }, (_, n) => [first + n, equity[n]]));
}

/** Days whose equity is another one; a day beyond the end of a history has none. */
function* differingDays(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): Iterable<number> {
  for (const day of new Set([...a.keys(), ...b.keys()])) if (a.get(day) !== b.get(day)) yield day;
}
