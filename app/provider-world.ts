import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { realClock } from './clock.ts';
import type { ProviderWorld } from './providers/index.ts';

const DRAWS = 2 ** 32;

/** The machine as providers meet it: real time, also where the program's clock is simulated. */
export function providerWorld(answered: ProviderWorld['answered']): ProviderWorld {
  return {
    clock: realClock,
    random: () => randomInt(DRAWS) / DRAWS,
    // A pause keeps no program alive that has nothing else to do.
    sleep: (ms) => setTimeout(ms, undefined, { ref: false }),
    answered,
  };
}
