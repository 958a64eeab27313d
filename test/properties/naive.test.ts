import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveHistory } from '../naive/naive.ts';
import { differencesToNaive } from './compare.ts';
import { EngineLedger } from './engine.ts';
import { ledgers } from './ledgers.ts';
import { runs } from './runs.ts';

describe('the engine and the naive model', () => {
  test('agree on every figure of every day and account, to the last digit', () => {
    fc.assert(
      fc.property(ledgers(150), (input) => {
        const { history, ledgerProblems } = new EngineLedger(input);
        const errors = [...ledgerProblems, ...history.problems].filter((one) => one.severity === 'error');
        expect(errors).toEqual([]);
        expect(differencesToNaive(history, naiveHistory(input))).toEqual([]);
      }),
      { numRuns: runs(30) },
    );
  });
});
