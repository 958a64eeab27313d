import { describe, expect, test } from 'vitest';
import { naiveHistory } from '../naive/naive.ts';
import { bitDifferences, brokenIdentities, differencesToNaive, scopes } from '../properties/compare.ts';
import { EngineLedger } from '../properties/engine.ts';
import { changed } from './change.ts';
import type { Verdict } from './expect.ts';
import { runEngine, runNaive, scenarioFiles } from './run.ts';

const lines = (verdicts: readonly Verdict[], side: keyof Verdict) => verdicts.map((verdict) => verdict[side]);

for (const { name, scenarios } of scenarioFiles()) {
  describe(`${name}, by the naive model`, () => {
    for (const scenario of scenarios) {
      test(scenario.title, () => {
        const verdicts = runNaive(scenario);
        expect(lines(verdicts, 'actual')).toEqual(lines(verdicts, 'expected'));
      });
    }
  });

  describe(`${name}, by the engine`, () => {
    for (const scenario of scenarios) {
      test(scenario.title, () => {
        const { verdicts, ledger } = runEngine(scenario);
        expect(lines(verdicts, 'actual')).toEqual(lines(verdicts, 'expected'));
        const facts = changed(scenario.before, scenario.changes);
        expect(bitDifferences(ledger.history, new EngineLedger(facts).history)).toEqual([]);
        expect(differencesToNaive(ledger.history, naiveHistory(facts))).toEqual([]);
        expect(scopes(ledger.history).flatMap(([who, columns]) => brokenIdentities(who, columns))).toEqual(
          [],
        );
      });
    }
  });
}
