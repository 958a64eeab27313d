import type { ProviderWorld } from '../../app/providers/index.ts';
import { NOW } from './market.ts';

/** A world whose time passes only by sleeping. */
export interface TestWorld extends ProviderWorld {
  now: number;
  /** Every pause, in milliseconds. */
  readonly slept: number[];
  /** Answers by provider and status. */
  readonly told: string[];
}

export function testWorld(): TestWorld {
  const world: TestWorld = {
    now: NOW,
    slept: [],
    told: [],
    clock: { now: () => world.now },
    random: () => 0.5,
    sleep: async (ms) => {
      world.slept.push(ms);
      world.now += ms;
    },
    answered: (provider, status) => world.told.push(`${provider} ${status}`),
  };
  return world;
}
