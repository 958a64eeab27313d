import { randomUUID } from 'node:crypto';
import type { Scenario as ScenarioDocument } from '@tidemark/contract';
import { SCENARIOS, type Scenario } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { Checks, notDone, taken } from './checks.ts';
import type { BodyOf, ListDocument } from './documents.ts';
import type { RecordWrite } from './record-write.ts';

/** The setting that keeps a user's own scenarios, as a JSON list. */
const SETTING = 'stress_scenarios';

interface OwnScenario extends Scenario {
  readonly id: string;
}

/** A user's own scenarios, the oldest first; as they were known at an instant. */
export async function ownScenarios(reads: OwnerReads, asKnownAt?: number): Promise<readonly OwnScenario[]> {
  return JSON.parse((await reads.settings.get(SETTING, asKnownAt)) ?? '[]') as OwnScenario[];
}

/** The built-in ones, then the user's own. */
export async function listScenarios(
  tx: OwnerReads,
  request: PageRequest,
  asKnownAt?: number,
): Promise<ListDocument<ScenarioDocument>> {
  const own = await ownScenarios(tx, asKnownAt);
  const all = [...SCENARIOS.map(builtInDocument), ...own.map(ownDocument)];
  const { items, nextCursor } = pageOf(all, request, ({ id }) => id);
  return { items, next_cursor: nextCursor };
}

/** Whether there is a scenario of that id, of the program or of the user. */
export async function hasScenario(reads: OwnerReads, id: string): Promise<boolean> {
  return isBuiltIn(id) || (await ownScenarios(reads)).some((one) => one.id === id);
}

export function addScenario(input: BodyOf<'createScenario'>): RecordWrite<ScenarioDocument> {
  return {
    moves: null,
    apply: async (tx) => {
      const { name, prices, yield_change: yieldChange, base_currency_move: baseCurrencyMove } = input;
      checkMoves(prices);
      const own = await ownScenarios(tx);
      if ([...SCENARIOS, ...own].some((one) => one.name === name))
        throw taken('name', 'name', `there is a scenario ${JSON.stringify(name)} already`);
      const moves = prices.map(({ name: what, ...move }) =>
        what === undefined ? move : { ...move, name: what },
      );
      const scenario = { id: randomUUID(), name, prices: moves, yieldChange, baseCurrencyMove };
      await tx.settings.put(SETTING, JSON.stringify([...own, scenario]));
      return ownDocument(scenario);
    },
  };
}

export function deleteScenario(id: string): RecordWrite<void> {
  return {
    moves: null,
    apply: async (tx) => {
      if (isBuiltIn(id))
        throw notDone('id', `the scenario ${JSON.stringify(id)} is built in`, 'Leave it as it is.');
      const own = await ownScenarios(tx);
      const rest = own.filter((one) => one.id !== id);
      if (rest.length === own.length) throw unknownId('scenario', id);
      await tx.settings.put(SETTING, rest.length === 0 ? null : JSON.stringify(rest));
    },
  };
}

/** Every move but that of all names what moves. Throws Refusal `invalid`. */
function checkMoves(prices: BodyOf<'createScenario'>['prices']): void {
  const checks = new Checks();
  for (const [k, { on, name }] of prices.entries()) {
    const field = `prices.${k}.name`;
    if (on === 'all' && name !== undefined)
      checks.refuse('field_not_allowed', field, 'a move of all prices names none of them');
    if (on !== 'all' && name === undefined)
      checks.refuse('field_required', field, `the move names no ${on} that moves`);
  }
  checks.end();
}

const isBuiltIn = (id: string): boolean => SCENARIOS.some(({ name }) => name === id);

const builtInDocument = (scenario: Scenario): ScenarioDocument => documentOf(scenario, scenario.name, true);

const ownDocument = (scenario: OwnScenario): ScenarioDocument => documentOf(scenario, scenario.id, false);

function documentOf(scenario: Scenario, id: string, builtIn: boolean): ScenarioDocument {
  const { name, prices, yieldChange, baseCurrencyMove } = scenario;
  return {
    id,
    name,
    built_in: builtIn,
    prices: [...prices],
    yield_change: yieldChange,
    base_currency_move: baseCurrencyMove,
  };
}
