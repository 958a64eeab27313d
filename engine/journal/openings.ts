import type { Day } from '../calendar/index.ts';

/** How many trips of an account and symbol have opened on a day. */
export class Openings {
  private readonly last = new Map<number, { day: Day; count: number }>();

  next(account: number, symbol: number, day: Day): number {
    const key = account * 0x1000000 + symbol;
    const known = this.last.get(key);
    const count = known?.day === day ? known.count + 1 : 1;
    this.last.set(key, { day, count });
    return count;
  }
}
