import type { Returns } from '@tidemark/contract';

type Row = Returns['rows'][number];
type Given = Pick<Returns, 'rows' | 'twr' | 'twr_annualized' | 'xirr' | 'modified_dietz'>;

/** A payment, and what the holdings made before it and from its row on. */
export interface Payment {
  readonly from: string;
  readonly netFlow: number;
  readonly before: number;
  readonly after: number;
}

export interface Difference {
  /** Money-weighted less time-weighted, as a fraction: a year from one year on, else of the period. */
  readonly gap: number;
  readonly isYearly: boolean;
  /** Whether anything was paid in or out after the start. */
  readonly hasPayments: boolean;
  /** The payment that did the most for the gap, by its size and what followed; null where no single one points its way. */
  readonly cause: Payment | null;
}

/** Below this they are shown as the same figure. */
const SAME = 0.00005;

/** Why the money-weighted return is another than the time-weighted; null where one of them is unknown. */
export function differenceOf({ rows, ...given }: Given): Difference | null {
  const isYearly = given.twr_annualized !== null;
  const own = isYearly ? given.twr_annualized : given.twr;
  const money = isYearly ? given.xirr : given.modified_dietz;
  if (own === null || money === null) return null;
  const gap = money - own;
  const hasPayments = rows.some(({ net_flow: flow }, at) => at > 0 && flow !== 0);
  return { gap, isYearly, hasPayments, cause: isSame({ gap }) ? null : causeOf(rows, Math.sign(gap)) };
}

export const isSame = ({ gap }: Pick<Difference, 'gap'>) => Math.abs(gap) < SAME;

/**
 * Money that comes in before a better stretch, or leaves before a worse one, does better than the holdings, by about
 * its size times how much better. What the history begins with is no payment.
 */
function causeOf(rows: readonly Row[], side: number): Payment | null {
  let [most, cause]: [number, Payment | null] = [0, null];
  for (const [at, { from, net_flow: netFlow }] of rows.entries()) {
    if (at === 0 || netFlow === 0) continue;
    const [before, after] = [linked(rows.slice(0, at)), linked(rows.slice(at))];
    const weight = side * netFlow * (pace(after, rows.length - at) - pace(before, at));
    if (weight > most) [most, cause] = [weight, { from, netFlow, before, after }];
  }
  return cause;
}

const linked = (rows: readonly Row[]) => rows.reduce((level, row) => level * (1 + (row.return ?? 0)), 1) - 1;

/** The return of one of several rows that linked are a return. */
const pace = (total: number, rows: number) => Math.max(1 + total, 0) ** (1 / rows) - 1;
