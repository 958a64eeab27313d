import type { Returns } from '@tidemark/contract';

type Row = Returns['rows'][number];
type Given = Pick<Returns, 'rows' | 'twr' | 'twr_annualized' | 'xirr' | 'modified_dietz'>;

/** The largest payment of a period, and what the holdings made before it and from its month on. */
export interface LargestPayment {
  readonly from: string;
  readonly netFlow: number;
  readonly before: number;
  readonly after: number;
}

export interface Difference {
  /** Money-weighted less time-weighted, as a fraction: a year from one year on, else of the period. */
  readonly gap: number;
  readonly isYearly: boolean;
  /** Null where nothing was paid in or out after the start. */
  readonly largest: LargestPayment | null;
  /** Whether the pace before and after the largest payment points the way of the gap. */
  readonly isExplained: boolean;
}

/** Below this they are shown as the same figure. */
const SAME = 0.00005;

/** Why the money-weighted return is another than the time-weighted; null where one of them is unknown. */
export function differenceOf(returns: Given): Difference | null {
  const isYearly = returns.twr_annualized !== null;
  const own = isYearly ? returns.twr_annualized : returns.twr;
  const money = isYearly ? returns.xirr : returns.modified_dietz;
  if (own === null || money === null) return null;
  const gap = money - own;
  const at = largestAt(returns.rows);
  if (at === -1) return { gap, isYearly, largest: null, isExplained: false };
  const [before, after] = [returns.rows.slice(0, at), returns.rows.slice(at)];
  const { from, net_flow: netFlow } = returns.rows[at] as Row;
  const isBetterAfter = pace(after) > pace(before);
  // Money that comes in before a better stretch, or leaves before a worse one, does better than the holdings.
  const isExplained = gap > 0 === (isBetterAfter === netFlow > 0);
  return {
    gap,
    isYearly,
    largest: { from, netFlow, before: linked(before), after: linked(after) },
    isExplained: isExplained && Math.abs(gap) >= SAME,
  };
}

export const isSame = ({ gap }: Difference) => Math.abs(gap) < SAME;

/** The row with the largest flow, by size; what the history begins with is none. -1 where there is no other. */
function largestAt(rows: readonly Row[]): number {
  let largest = -1;
  for (const [at, { net_flow: flow }] of rows.entries()) {
    if (at === 0 || flow === 0) continue;
    if (largest === -1 || Math.abs(flow) > Math.abs((rows[largest] as Row).net_flow)) largest = at;
  }
  return largest;
}

const linked = (rows: readonly Row[]) => rows.reduce((level, row) => level * (1 + (row.return ?? 0)), 1) - 1;

/** What a row brought on average, geometrically. */
const pace = (rows: readonly Row[]) => (rows.length === 0 ? 0 : (1 + linked(rows)) ** (1 / rows.length));
