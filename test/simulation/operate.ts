import type { PlannedStatement } from './workload.ts';
import type { SimulatedWorld } from './world.ts';

/** What happens at an instant. */
type Happening =
  | { readonly at: number; readonly kind: 'turn' }
  | { readonly at: number; readonly kind: 'sleep' | 'wake' }
  | { readonly at: number; readonly kind: 'kill'; readonly n: number }
  | { readonly at: number; readonly kind: 'state'; readonly statement: PlannedStatement };

/** Of turns on which nothing special happened every third is looked at. */
const LOOKED_AT = 3;

/**
 * Lets a plan happen. While no node runs users wait with what they have to say. `looked` is called after turns of
 * nodes that are whole: when they woke, when one was killed, when a user remembered something, and now and then.
 */
export async function operate(
  world: SimulatedWorld,
  looked: (world: SimulatedWorld) => Promise<void> = async () => {},
): Promise<void> {
  const waiting: PlannedStatement[] = [];
  let before = '';
  const say = async (statement: PlannedStatement): Promise<void> => {
    if (world.isAsleep) waiting.push(statement);
    else await world.state(statement);
  };
  for (const one of agendaOf(world)) {
    world.now = Math.max(world.now, one.at);
    if (one.kind === 'sleep') await world.sleep();
    else if (one.kind === 'state') await say(one.statement);
    else if (one.kind === 'kill') world.arm(world.plan.faults.kills[one.n]);
    else {
      if (one.kind === 'wake') await world.wake();
      if (world.isAsleep) continue;
      for (const statement of waiting.splice(0)) await world.state(statement);
      await world.turn();
      const { outages, kills, corrections, turns } = world.tally;
      const special = `${outages} ${kills} ${corrections}`;
      if (special !== before || turns % LOOKED_AT === 0) await looked(world);
      before = special;
    }
  }
}

function agendaOf({ plan }: SimulatedWorld): Happening[] {
  const { turns, statements, faults } = plan;
  const all: Happening[] = [
    ...turns.map((at) => ({ at, kind: 'turn' }) as const),
    ...faults.outages.flatMap(({ from, to }) => [
      { at: from, kind: 'sleep' } as const,
      { at: to, kind: 'wake' } as const,
    ]),
    ...faults.kills.map(({ at }, n) => ({ at, kind: 'kill', n }) as const),
    ...statements.map((statement) => ({ at: statement.at, kind: 'state', statement }) as const),
  ];
  return all.sort((a, b) => a.at - b.at);
}
