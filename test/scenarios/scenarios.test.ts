import { describe, expect, test } from 'vitest';
import type { Verdict } from './expect.ts';
import { runNaive, scenarioFiles } from './run.ts';

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
}
