import type { Clock } from './service/index.ts';
import { Wrong } from './setting-kinds.ts';

/** Milliseconds since the program began; for what a setting of the clock must not stop, such as limits. */
export const elapsed = (): number => performance.now();

/** The program's clock, and how it was set. */
export interface ProgramClock extends Clock {
  readonly speed: number;
  readonly simulated: boolean;
}

/** Where a clock starts that is not the real one, in milliseconds since 1970, and how many times as fast it runs. */
export interface ClockSetting {
  readonly start: number;
  readonly speed: number;
}

/** Sessions and keys end by it, whatever clock the program runs on. */
export const realClock: ProgramClock = { now: () => Date.now(), speed: 1, simulated: false };

/** Reads `2026-03-02T09:25:00-05:00@60`. */
export function clockSetting(text: string): ClockSetting | Wrong {
  const [instant = '', times = '1', ...more] = text.split('@');
  const start = Date.parse(instant);
  const speed = times === '' ? Number.NaN : Number(times);
  const isRead =
    Number.isFinite(start) && Number.isFinite(speed) && speed >= 0 && /[+-]\d\d:\d\d$|Z$/.test(instant);
  return isRead && more.length === 0
    ? { start, speed }
    : new Wrong(
        'write it as 2026-03-02T09:25:00-05:00@60: an instant with its offset, and how many times as fast',
      );
}

/** The real clock, or one that starts at an instant and runs so many times as fast. */
export function programClock(setting: ClockSetting | undefined): ProgramClock {
  if (setting === undefined) return realClock;
  const { start, speed } = setting;
  const began = performance.now();
  return { now: () => Math.round(start + (performance.now() - began) * speed), speed, simulated: true };
}
