import type { Day } from '@tidemark/engine';
import type { Clock } from './ports/index.ts';

const DAY_MS = 86_400_000;

/** The day it is by the program's clock, in UTC. */
export const today = (clock: Clock): Day => Math.floor(clock.now() / DAY_MS) as Day;
