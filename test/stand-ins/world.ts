import type { ProviderWorld } from '../../app/providers/index.ts';
import { NOW } from './market.ts';

/** A world whose time passes only by sleeping. */
export interface TestWorld extends ProviderWorld {
  now: number;
  /** Every pause, in milliseconds. */
  readonly slept: number[];
  /** Answers by provider and status. */
  readonly told: string[];
  /** Pauses of at least this many milliseconds last until `wake`; shorter ones only let the clock go on. */
  longMs: number;
  /** Ends the pauses of such a length that are under way. */
  wake(ms: number): void;
}

export function testWorld(): TestWorld {
  const sleeping: { readonly ms: number; readonly done: () => void }[] = [];
  const world: TestWorld = {
    longMs: Number.POSITIVE_INFINITY,
    wake: (ms) => {
      world.now += ms;
      const ended = sleeping.filter((one) => one.ms === ms);
      for (const one of ended) {
        sleeping.splice(sleeping.indexOf(one), 1);
        one.done();
      }
    },
    now: NOW,
    slept: [],
    told: [],
    clock: { now: () => world.now },
    random: () => 0.5,
    sleep: async (ms) => {
      world.slept.push(ms);
      if (ms >= world.longMs) return new Promise((done) => sleeping.push({ ms, done }));
      world.now += ms;
    },
    answered: (provider, status) => world.told.push(`${provider} ${status}`),
  };
  return world;
}
