import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { naiveHistory } from '../naive/naive.ts';
import { changed } from './change.ts';
import { type Verdict, verdictOn } from './expect.ts';
import { type Expectation, readScenarios, type Scenario } from './language.ts';
import { naiveOutcome, type Outcome } from './outcome.ts';

/** The scenarios of this folder, file by file. */
export function scenarioFiles(): { name: string; scenarios: Scenario[] }[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.scenario'))
    .sort()
    .map((name) => ({
      name,
      scenarios: readScenarios(readFileSync(path.join(import.meta.dirname, name), 'utf8')),
    }));
}

/** The scenario held against the naive model. */
export function runNaive({ before, first, changes, after }: Scenario): Verdict[] {
  return [
    ...verdicts(first, () => naiveOutcome(naiveHistory(before))),
    ...verdicts(after, () => naiveOutcome(naiveHistory(changed(before, changes)))),
  ];
}

function verdicts(expectations: readonly Expectation[], model: () => Outcome): Verdict[] {
  if (expectations.length === 0) return [];
  const outcome = model();
  return expectations.map((one) => verdictOn(one, outcome)).filter((verdict) => verdict !== null);
}
