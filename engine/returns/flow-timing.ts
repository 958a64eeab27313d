/**
 * When within its day an external flow takes part in the day's return.
 *
 * - `in-start-out-end`: inflows at the start of the day, outflows at its end
 * - `start`: both at the start; `end`: both at the end; `mid`: both at noon
 */
export type FlowTiming = 'in-start-out-end' | 'start' | 'end' | 'mid';

/** The part of its own day during which a flow is in the portfolio (in) or already out of it (out). */
export type DayShares = { readonly inflow: number; readonly outflow: number };

const SHARES: Record<FlowTiming, DayShares> = {
  'in-start-out-end': { inflow: 1, outflow: 0 },
  start: { inflow: 1, outflow: 1 },
  end: { inflow: 0, outflow: 0 },
  mid: { inflow: 0.5, outflow: 0.5 },
};

/** The shares of the day that a timing gives to inflows and outflows; 0, 1/2 and 1 are exact. */
export function dayShares(timing: FlowTiming): DayShares {
  return SHARES[timing];
}
