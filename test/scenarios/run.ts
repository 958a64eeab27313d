import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { naiveHistory } from '../naive/naive.ts';
import { EngineLedger } from '../properties/engine.ts';
import { changed } from './change.ts';
import { type Verdict, verdictOn } from './expect.ts';
import { type Expectation, readScenarios, type Scenario } from './language.ts';
import { engineOutcome, naiveOutcome, type Outcome } from './outcome.ts';

/** The scenarios of this folder, file by file. */
export function scenarioFiles(): { name: string; scenarios: Scenario[] }[] {
  const read = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8');
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.scenario'))
    .sort()
    .map((name) => ({ name, scenarios: readScenarios(read(name)) }));
}

/** The scenario held against the naive model. */
export function runNaive({ before, first, changes, after }: Scenario): Verdict[] {
  return [
    ...(first.length === 0 ? [] : verdicts(first, naiveOutcome(naiveHistory(before)))),
    ...verdicts(after, naiveOutcome(naiveHistory(changed(before, changes)))),
  ];
}

/** The scenario held against the engine, the changes made one by one to what stands. Answers the changed ledger. */
export function runEngine({ before, first, changes, after }: Scenario): {
  verdicts: Verdict[];
  ledger: EngineLedger;
} {
  const ledger = new EngineLedger(before);
  const outcome = () => engineOutcome(ledger.history, ledger.ledgerProblems);
  const early = verdicts(first, outcome());
  for (const change of changes) ledger.apply(change);
  return { verdicts: [...early, ...verdicts(after, outcome())], ledger };
}

function verdicts(expectations: readonly Expectation[], outcome: Outcome): Verdict[] {
  return expectations.map((one) => verdictOn(one, outcome)).filter((verdict) => verdict !== null);
}
