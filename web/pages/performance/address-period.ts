import { useAddress, useAddressValues } from '../../shell/index.ts';
import { type Period, periodOf, RANGES, type Range } from './range-days.ts';

/** The stretch that is looked at, which stands in the address: a range, or two days of one's own. */
export function useAddressPeriod(today: string | undefined) {
  const [range] = useAddress<Range>('range', RANGES, 'ALL');
  const [{ from, to }, set] = useAddressValues(['from', 'to']);
  const isOwn = from !== null || to !== null;
  const own: Period = { ...(from !== null && { from }), ...(to !== null && { to }) };
  return {
    range: isOwn ? null : range,
    period: isOwn ? own : today === undefined ? {} : periodOf(range, today),
    /** Whether it can be said yet: a range is counted back from the last day. */
    isKnown: isOwn || range === 'ALL' || today !== undefined,
    setRange: (next: Range) => set({ range: next === 'ALL' ? null : next, from: null, to: null }),
    setPeriod: (next: Period) => set({ range: null, from: next.from ?? null, to: next.to ?? null }),
  };
}
