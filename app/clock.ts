import type { Clock } from './service/index.ts';
import { SettingError } from './settings.ts';

/** The program's clock, and how it was set. */
export interface ProgramClock extends Clock {
  readonly speed: number;
  readonly simulated: boolean;
}

/** Sessions and keys end by it, whatever clock the program runs on. */
export const realClock: ProgramClock = { now: () => Date.now(), speed: 1, simulated: false };

/**
 * The real clock, or one that starts at an instant and runs so many times as fast: `2026-03-02T09:25:00-05:00@60`.
 * Throws SettingError.
 */
export function programClock(setting: string | undefined): ProgramClock {
  if (setting === undefined || setting === '') return realClock;
  const [instant, times = '1'] = setting.split('@');
  const start = Date.parse(instant);
  const speed = Number(times);
  if (!Number.isFinite(start) || !(speed >= 0) || !/[+-]\d\d:\d\d$|Z$/.test(instant))
    throw new SettingError(
      `TIDEMARK_CLOCK is ${JSON.stringify(setting)}; write it as 2026-03-02T09:25:00-05:00@60.`,
    );
  const began = performance.now();
  return { now: () => Math.round(start + (performance.now() - began) * speed), speed, simulated: true };
}
