import { add, type Decimal, equals, ZERO } from '../../amounts/index.ts';
import { type Day, endOfMonth, formatDay } from '../../calendar/index.ts';
import type { History } from '../../valuation/history.ts';
import { type LawCheck, Tally } from './law-check.ts';

/** At most so many days are looked at: lots are folded anew for each. */
const DAYS_MAX = 24;

/** The open lots of an account and symbol have its position's quantity, on month ends spread over the history and at its end. */
export function checkHoldings(history: History): LawCheck[] {
  const tally = new Tally('the open lots of a position add up to its quantity');
  for (const day of sampledDays(history)) {
    const lots = new Map<string, Decimal>();
    for (const { account, symbol, quantity } of history.openLots(day)) {
      const key = `${account} ${symbol}`;
      lots.set(key, add(lots.get(key) ?? ZERO, quantity));
    }
    for (const { account, symbol, quantity } of history.positions(day, day, { by: 'account' })) {
      const held = lots.get(`${account ?? ''} ${symbol}`) ?? ZERO;
      tally.check(equals(held, quantity), () => `${account} ${symbol} ${formatDay(day)}`);
    }
  }
  return [tally.result()];
}

function sampledDays({ first, last }: History): Day[] {
  const ends: Day[] = [];
  for (let n: number = first; n <= last; ) {
    const end = endOfMonth(n as Day);
    ends.push(Math.min(end, last) as Day);
    n = end + 1;
  }
  const step = Math.max(1, Math.ceil(ends.length / DAYS_MAX));
  return ends.filter((_, i) => (ends.length - 1 - i) % step === 0);
}
