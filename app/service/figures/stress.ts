import {
  type Day,
  Findings,
  formatDay,
  type Problem,
  problem,
  SCENARIOS,
  type Scenario,
  type StressResult,
  stress as stressPositions,
  stressTest,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { StressDocument } from './documents.ts';
import type { DayRequest } from './exposures.ts';
import { findings, refusedQuestion } from './findings.ts';
import { moneyIn, type Scope, scopeOf } from './scope.ts';

export interface StressRequest extends DayRequest {
  /** Name of a built-in one or of one of `own`; all where absent. */
  readonly scenario?: string | undefined;
  /** The user's own scenarios. */
  readonly own: readonly Scenario[];
}

/** What scenarios would do to what is held at the end of a day. Throws Refusal for a scenario that there is not. */
export function stress(portfolio: OpenPortfolio, request: StressRequest, today: Day): StressDocument {
  const day = request.date ?? today;
  const scope = scopeOf(portfolio, day, request.account);
  const money = moneyIn(scope.history);
  const equity = scope.at < 0 ? 0 : scope.columns.equity[scope.at];
  const why = new Findings();
  const results = chosen(request).map((scenario) => resultOf(scope, scenario));
  for (const { problems } of results) for (const { code } of problems) why.note('effect', code, null);
  const moneyOrNull = (amount: number | null): number | null => (amount === null ? null : money(amount));
  return {
    date: formatDay(day),
    base_currency: scope.history.base,
    equity: money(equity),
    scenarios: results.map(({ scenario, total, knownEffect, positions }) => ({
      scenario,
      effect: moneyOrNull(total),
      effect_known: money(knownEffect),
      effect_percent: total === null || !(equity > 0) ? null : (total * 100) / equity,
      equity_after: moneyOrNull(total === null ? null : equity + total),
      positions: positions.map(({ symbol, effect }) => ({ symbol, effect: moneyOrNull(effect) })),
    })),
    problems: findings([...scope.problems, ...why.problems()]),
  };
}

function resultOf({ at, history, portfolio, day, account }: Scope, scenario: Scenario): StressResult {
  if (at < 0) return stressPositions([], scenario, history.base);
  const of = account === undefined ? { day } : { day, account };
  return stressTest(history, portfolio.facts.instruments, of, scenario, {});
}

function chosen({ scenario, own }: StressRequest): readonly Scenario[] {
  const all = [...SCENARIOS, ...own];
  if (scenario === undefined) return all;
  const found = all.filter(({ name }) => name === scenario);
  if (found.length === 0) throw refusedQuestion([unknownScenario(scenario, all)]);
  return found;
}

function unknownScenario(name: string, all: readonly Scenario[]): Problem {
  const remedy = `There are: ${all.map((one) => one.name).join(', ')}.`;
  return problem('setting_invalid', { field: 'scenario' }, `there is no scenario ${JSON.stringify(name)}`, {
    remedy,
  });
}
