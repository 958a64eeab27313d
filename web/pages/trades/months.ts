import type { Trades } from '@tidemark/contract';

type TradingDay = NonNullable<Trades['statistics']>['by_day'][number];

/** The days of a month, `2024-03`. */
export const monthOf = (days: readonly TradingDay[], month: string): readonly TradingDay[] =>
  days.filter(({ date }) => date.startsWith(month));

/** Months later, or earlier: `2024-01` by −1 is `2023-12`. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * 12 + number - 1 + by;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/**
 * What some days following each other brought together: the running sum of the last, less what had been before the
 * first; amounts so stay what the server rounded, to the minor unit.
 */
export function sumOfMonth(days: readonly TradingDay[]): {
  readonly netPnl: number;
  readonly r: number | null;
  readonly closed: number;
  readonly wins: number;
} {
  const [first, last] = [days[0], days.at(-1)];
  const sum = (pick: (day: TradingDay) => number) => days.reduce((total, day) => total + pick(day), 0);
  const multiples = days.filter(({ r }) => r !== null);
  return {
    netPnl:
      first === undefined || last === undefined
        ? 0
        : last.cumulative_net_pnl - (first.cumulative_net_pnl - first.net_pnl),
    r: multiples.length === 0 ? null : sum(({ r }) => r ?? 0),
    closed: sum(({ closed }) => closed),
    wins: sum(({ wins }) => wins),
  };
}
