import {
  type Day,
  stress as effects,
  Findings,
  formatDay,
  type Problem,
  problem,
  SCENARIOS,
  type Scenario,
  type StressPosition,
  stressPositionsOn,
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
  const positions = positionsOf(scope);
  const results = chosen(request).map((scenario) => effects(positions, scenario, scope.history.base));
  for (const { problems } of results) for (const { code } of problems) why.note('effect', code, null);
  const moneyOrNull = (amount: number | null): number | null => (amount === null ? null : money(amount));
  return {
    date: formatDay(day),
    base_currency: scope.history.base,
    equity: money(equity),
    scenarios: results.map(({ scenario, total, knownEffect, positions: parts }) => ({
      scenario,
      effect: moneyOrNull(total),
      effect_known: money(knownEffect),
      effect_percent: total === null || !(equity > 0) ? null : (total * 100) / equity,
      equity_after: moneyOrNull(total === null ? null : equity + total),
      positions: parts.map(({ symbol, effect }) => ({ symbol, effect: moneyOrNull(effect) })),
    })),
    problems: findings([...scope.problems, ...why.problems()]),
  };
}

function positionsOf({ at, history, portfolio, day, account }: Scope): StressPosition[] {
  if (at < 0) return [];
  const of = account === undefined ? { day } : { day, account };
  return stressPositionsOn(history, portfolio.facts.instruments, of, {});
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
